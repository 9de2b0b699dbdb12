"""Two records of two schools that may be the same child, why that is thought, and what the county decided of them."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from forms.likeness.keys import MoveKey, PupilKey

Kind = Literal["same_id", "same_code", "near_id", "alike"]
"""同证件号, 同学籍号, 证件号相近, 姓名生日相近."""
State = Literal["open", "transfer_open", "transfer_closes"]
"""Both schools have the child; one school has recorded a transfer and the other has not; both have, so all is well."""
Verdict = Literal["first", "second", "two", "ask", "later"]
"""同一人归甲校, 同一人归乙校, 不是同一人, 两校核实, 暂缓."""
VERDICTS: tuple[Verdict, ...] = ("first", "second", "two", "ask", "later")
SETTLED: frozenset[Verdict] = frozenset({"first", "second", "two"})
"""Verdicts after which nobody is asked about the pair again."""


class Side(NamedTuple):
    """One of the two records."""

    school: str
    """Code of the school."""
    pupil: PupilKey

    @property
    def key(self) -> str:
        """Stable name of the record within the county."""
        return f"{self.school}/{self.pupil.record}"


class Reason(NamedTuple):
    """Why two records are thought to be one child; the sentence stands in the catalogue under this code."""

    code: str
    params: dict[str, object]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records of two schools; the first is the one with the smaller key, so that a pair has one name only."""

    first: Side
    second: Side
    kind: Kind
    score: int
    """How sure it is that they are one child, 0 … 100."""
    reasons: tuple[Reason, ...]
    state: State = "open"
    moves: tuple[tuple[str, MoveKey], ...] = ()
    """Transfers of the child that were recorded, with the school that recorded each."""

    @property
    def key(self) -> str:
        """Stable name of the pair, to which a decision is tied; it outlives new revisions of both schools."""
        return f"{self.first.key}|{self.second.key}"


class Decision(NamedTuple):
    """What somebody at the county decided of a pair."""

    pair: str
    """Key of the pair."""
    verdict: Verdict
    reason: str
    by: str
    at: str
    """ISO date and time."""


class OpenMove(NamedTuple):
    """A transfer between two schools of the county of which the other school says nothing."""

    school: str
    """Who recorded it."""
    move: MoveKey
    other: str
    """Code of the school that has not."""
