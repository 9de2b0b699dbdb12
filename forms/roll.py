"""A pupil's state on a day, derived from movements: one record for life, movements say why it came and went."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from forms.codelists import CodeList
from forms.table import Table

State = Literal["present", "paused", "left", "not_yet"]
_AFTER: dict[str, State] = {"in": "present", "resume": "present", "pause": "paused", "out": "left"}
"""What a movement makes of a pupil; the code list `movement` says which way each kind moves."""


@dataclass(frozen=True, slots=True)
class Move:
    """One movement of one pupil."""

    day: str
    kind: str
    way: str
    """in, out, up, pause, resume or none."""


def moves_by_pupil(movements: Table, kinds: CodeList) -> dict[str, list[Move]]:
    """Movements of each pupil in the order of their days; without a day a movement has not happened."""
    ways = {option.code: (option.extra or {}).get("moves", "none") for option in kinds.options}
    found: dict[str, list[Move]] = {}
    columns = (movements.columns[name] for name in ("student", "kind", "effective_on"))
    for student, kind, day in zip(*columns, strict=True):
        if student and kind and day:
            found.setdefault(str(student), []).append(Move(str(day), str(kind), ways.get(str(kind), "none")))
    for moves in found.values():
        moves.sort(key=lambda move: move.day)
    return found


def state_on(day: str, moves: Sequence[Move], entered: str | None = None) -> State:
    """Whether a pupil is at the school on a day (ISO).

    A pupil without movements is present from the month of entry on. From the effective day of a transfer out, a
    graduation or a death the pupil is in no headcount.
    """
    happened = [move for move in moves if move.day <= day and move.way in _AFTER]
    if happened:
        return _AFTER[happened[-1].way]
    if any(move.way in ("in", "resume") for move in moves):
        first = next(move.way for move in moves if move.way in _AFTER)
        return {"in": "not_yet", "resume": "paused"}.get(first, "present")  # pyright: ignore[reportReturnType]
    return "not_yet" if entered is not None and entered > day[: len(entered)] else "present"


def roll_on(day: str, students: Table, movements: Table, kinds: CodeList) -> list[int]:
    """Rows of the pupils who are at the school on a day."""
    moves = moves_by_pupil(movements, kinds)
    entered = students.columns["entered_on"]
    return [
        row
        for row, id_ in enumerate(students.ids)
        if state_on(day, moves.get(id_, ()), str(entered[row]) if entered[row] else None) == "present"
    ]


@dataclass(frozen=True, slots=True)
class Balance:
    """学生变动情况: this year's pupils = last year's + came in + came back − left − paused, per grade or school."""

    before: int
    came: Mapping[str, int]
    went: Mapping[str, int]
    now: int

    @property
    def difference(self) -> int:
        """What the movements do not explain; 0 where the table balances."""
        return self.now - (self.before + sum(self.came.values()) - sum(self.went.values()))


def balance(
    first: str, last: str, students: Table, movements: Table, kinds: CodeList, entrants: Iterable[str] = ()
) -> Balance:
    """The balance between two days (ISO), with the movements in between counted by kind; entrants are 招生."""
    moves = moves_by_pupil(movements, kinds)
    came: Counter[str] = Counter()
    went: Counter[str] = Counter()
    for id_ in students.ids:
        for move in moves.get(id_, ()):
            if first < move.day <= last and move.way in _AFTER:
                (came if move.way in ("in", "resume") else went)[move.kind] += 1
    before, now = (len(roll_on(day, students, movements, kinds)) for day in (first, last))
    return Balance(before, came, went, now)
