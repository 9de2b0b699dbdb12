"""What a kind of fault is, as data: where it may be planted, and what is changed there."""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from forms.kinds import Value
from forms.table import Record, Table

Change = Value | Callable[[Record], Value]
"""What a field becomes: a value, or one that follows from the record."""
Writing = str | Callable[[Record], str]
"""What somebody wrote into a field, likewise."""
Likeness = Callable[[Table, int, int], bool]
"""Whether the record in an earlier row (first) can be confused with the one in a later row."""


class Planted(NamedTuple):
    """One planted fault and the problem that must be found for it."""

    form: str
    record: str
    row: int
    field: str
    code: str


@dataclass(frozen=True)
class Fault:
    """One kind of fault. Conditions are written as in the checks of form definitions."""

    form: str
    field: str
    """On which field the problem is found."""
    code: str
    """Code of the problem."""
    when: Mapping[str, object] = dataclasses.field(default_factory=dict[str, object])
    """Which records can have it."""
    put: Mapping[str, Change] = dataclasses.field(default_factory=dict[str, Change])
    """What they get."""
    fits: Callable[[Record], bool] | None = None
    """What a condition cannot say."""
    text: Writing | None = None
    """What stands in the field so that no kind can read it."""
    pupil: Mapping[str, object] = dataclasses.field(default_factory=dict[str, object])
    """Which pupils the record may be about."""
    put_pupil: Mapping[str, Change] = dataclasses.field(default_factory=dict[str, Change])
    """What the roll says of the pupil instead."""
    like: Likeness | None = None
    """With which earlier record it is confused …"""
    take: tuple[str, ...] = ()
    """… and which of its fields are taken over from there."""


def text(record: Record, name: str) -> str:
    """A field that is known to hold text."""
    return str(record[name])


def number(record: Record, name: str) -> int:
    """A field that is known to hold a number."""
    return int(text(record, name))


def agree(*names: str) -> Likeness:
    """Records are alike if these fields agree; without names any two are."""

    def alike(table: Table, earlier: int, later: int) -> bool:
        return all(table.columns[name][earlier] == table.columns[name][later] for name in names)

    return alike
