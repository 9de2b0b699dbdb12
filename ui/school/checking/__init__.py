"""The page 校验与导出: what must be put right or explained, the review, and the workbook that leaves the school."""

from ui.school.checking.page import CheckPage

__all__ = ["CheckPage"]
