"""The page on which a list or a workbook is taken in: shown row by row first, taken in as one step, taken back as one."""

from ui.school.importing.page import ImportPage

__all__ = ["ImportPage"]
