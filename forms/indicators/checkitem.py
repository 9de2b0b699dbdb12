"""One item of the lists of 政府保障程度 and 教育质量 with the figures that it stands on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

How = Literal["computed", "entered", "evidence"]


class Failing(NamedTuple):
    """A school on which an item fails, and why."""

    school: str
    name: str
    zh: str


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One figure of an item."""

    zh: str
    how: How
    value: str = ""
    """The figure as people read it; "" where there is none yet."""
    goal: str = ""
    worked: str = ""
    """How the figure came about, or the evidence that was entered."""
    reached: bool | None = None
    failing: tuple[Failing, ...] = ()
    missing: tuple[str, ...] = ()
    """Codes of schools whose figures are lacking."""


@dataclass(frozen=True)
class CheckItem:
    """One item of the list."""

    part: str
    """government, quality, acceptance."""
    number: int
    name: str
    zh: str
    en: str
    lines: Sequence[CheckLine]

    @property
    def reached(self) -> bool | None:
        """False as soon as one line fails, None while one is open."""
        marks = [line.reached for line in self.lines]
        if False in marks:
            return False
        return None if None in marks else True
