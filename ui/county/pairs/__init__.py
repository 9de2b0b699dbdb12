"""The duplicate desk (重复学生): two records side by side, and four numbered decisions."""

from ui.county.pairs.page import PairsPage

__all__ = ["PairsPage"]
