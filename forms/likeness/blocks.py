"""Which records of a county are worth a look side by side: those that have something rare in common.

A group in common is compared one with one another only while it is small, so that no common name, no phone of a whole
village and no number typed for everybody makes the work grow with the square of the county.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence

from forms.likeness.rolls import NOTHING, Rolls

Couple = tuple[int, int]
"""Two rows of different schools, the smaller first."""
SMALL = 12
"""Records that are compared each with each without asking what else they have in common."""
MOST = 60
"""Records with the same name and birthday (or number, or phone) of which each is compared with each."""


def couples(rolls: Rolls) -> Iterator[Couple]:
    """Pairs of rows to be looked at; none twice."""
    seen: set[int] = set()
    for one, other in _all(rolls):
        mark = one << 32 | other
        if mark not in seen:
            seen.add(mark)
            yield one, other


def _all(rolls: Rolls) -> Iterator[Couple]:
    rows = range(len(rolls))
    yield from _each(rolls, _groups((rolls.numbers, rows), (rolls.codes, rows)))
    yield from _each(rolls, _groups((rolls.births, rows)))
    yield from _each(rolls, _groups((rolls.places, rows)))
    yield from _each(rolls, _by_phone(rolls))


def crowded(rolls: Rolls) -> set[int]:
    """Hashes of the phones that are in more records than a family has."""
    counts: dict[int, int] = {}
    for phone in rolls.phones:
        counts[phone] = counts.get(phone, 0) + 1
    return {phone for phone, count in counts.items() if count > SMALL}


def _groups(*columns: tuple["array[int]", Iterable[int]]) -> Iterator[list[int]]:
    """Rows that have a value in common, in the order of the rolls."""
    first: dict[int, int] = {}
    more: dict[int, list[int]] = {}
    for values, rows in columns:
        for value, row in zip(values, rows, strict=True):
            if value != NOTHING:
                known = first.setdefault(value, row)
                if known != row:
                    more.setdefault(value, [known]).append(row)
    yield from more.values()


def _by_phone(rolls: Rolls) -> Iterator[list[int]]:
    """Rows with a phone in common; where it is many families', also a name that sounds the same."""
    for rows in _groups((rolls.phones, rolls.owners)):
        if len(rows) <= SMALL:
            yield rows
        else:
            yield from _groups((array("q", (rolls.heard[row] for row in rows)), rows))


def _each(rolls: Rolls, groups: Iterable[list[int]]) -> Iterator[Couple]:
    """Every row of a group with every other; in a group that is far too large each only with the next."""
    school = rolls.school
    for rows in groups:
        for place, one in enumerate(rows):
            for other in _others(rows, place):
                if school[one] != school[other]:
                    yield (one, other) if one < other else (other, one)


def _others(rows: Sequence[int], place: int) -> Sequence[int]:
    return rows[place + 1 : place + 2] if len(rows) > MOST else rows[place + 1 :]
