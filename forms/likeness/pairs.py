"""All pairs of records over the county that may be the same child."""

from collections.abc import Iterable, Iterator

from forms.likeness.keys import MoveKey, PupilKey
from forms.likeness.pair import OpenMove, Pair, Reason, Side

Pupils = Iterable[tuple[str, Iterable[PupilKey]]]
"""School code and its pupils; every school once."""
Moves = Iterable[tuple[str, Iterable[MoveKey]]]


def pairs(pupils: Pupils, moves: Moves) -> Iterator[Pair]:
    """Every pair worth showing, the surest first."""
    seen: dict[str, Side] = {}
    for school, keys in pupils:
        for key in keys:
            other = seen.setdefault(key.id_number, Side(school, key)) if key.id_number and key.on_roll else None
            if other is not None and other.school != school:
                first, second = sorted((other, Side(school, key)), key=lambda side: side.key)
                yield Pair(first, second, "same_id", 100, (Reason("likeness.same_id", {}),))


def open_moves(pupils: Pupils, moves: Moves) -> Iterator[OpenMove]:
    """Transfers of the county that only one of the two schools has recorded."""
    yield from ()
