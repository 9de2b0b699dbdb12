"""The pages of a school's window."""
