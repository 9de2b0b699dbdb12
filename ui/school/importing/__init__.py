"""The page on which a list or a workbook is taken in: shown row by row, taken in and taken back as one step."""

from ui.school.importing.page import ImportPage

__all__ = ["ImportPage"]
