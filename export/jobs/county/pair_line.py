"""A pair of records as the desk of duplicates lists it, and what schools answered about it."""

from dataclasses import dataclass
from typing import NamedTuple

from forms.likeness import SETTLED, Decision, Pair


@dataclass(frozen=True, slots=True)
class PairLine:
    """A pair of records and what was decided of it."""

    pair: Pair
    decision: Decision | None
    names: tuple[str, str]
    """Of the two schools."""

    @property
    def is_open(self) -> bool:
        """Whether somebody must still decide."""
        closed = self.pair.state == "transfer_closes"
        return not closed and (self.decision is None or self.decision.verdict not in SETTLED)


class PairAnswer(NamedTuple):
    """What a school answered of a pair; no text where it was asked and has not answered."""

    school: str
    text: str
    who: str
