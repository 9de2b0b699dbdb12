"""Ratios against named baselines of the same run; a test never times anything."""
