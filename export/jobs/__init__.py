"""Whole jobs that join store and files: check, import, export, practice, demo. Only here export knows db."""
