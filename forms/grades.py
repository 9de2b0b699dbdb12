"""Grades and stages: what the code of a grade says about the stage and the usual age."""

from typing import Literal

Stage = Literal["preschool", "primary", "junior", "senior"]
STAGES: dict[str, Stage] = {"3": "preschool", "1": "primary", "2": "junior", "4": "senior"}
_YOUNGEST = {"3": 3, "1": 6, "2": 12, "4": 15}
SPREAD = 2
"""Years above the youngest usual age that are still nothing to ask about (late entry, repeated year)."""


def stage_of(grade: str) -> Stage:
    """The stage of a grade code: 11 … 16 primary, 21 … 24 junior, 31 … 33 pre-school, 41 … 43 senior."""
    return STAGES[grade[0]]


def usual_ages(grade: str) -> tuple[int, int]:
    """Ages in completed years at 1 September that need no explanation: 6 to 8 in grade one."""
    youngest = _YOUNGEST[grade[0]] + int(grade[1]) - 1
    return youngest, youngest + SPREAD
