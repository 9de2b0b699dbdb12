"""Whole days of work through the doors that users use."""
