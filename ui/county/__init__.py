"""The county's window: the board, collecting, children in two schools, return slips, indicators."""
