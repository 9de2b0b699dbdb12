"""Practice counties with planted pairs, as the comparison sees them."""

from functools import cache
from typing import Any, NamedTuple

from forms.library import Library
from forms.likeness import Comparison, MoveKey, Pair, PupilKey, compare, keys_of, moves_of
from forms.periods import Period
from forms.practice import PlantedDouble, make_schools, planted_doubles

AUTUMN = Period("2026-1")


class County(NamedTuple):
    """A county, what was planted in it, and what a comparison finds."""

    pupils: list[tuple[str, list[PupilKey]]]
    moves: list[tuple[str, list[MoveKey]]]
    planted: dict[str, PlantedDouble]
    """By the key of the pair; that of an unreceived child by its record at the first school."""
    found: Comparison

    @property
    def offered(self) -> list[Pair]:
        """The pairs that somebody is asked about."""
        return [pair for pair in self.found.pairs if pair.state != "transfer_closes"]


@cache
def county(seed: int, schools: int = 48, pupils: int = 20_000, doubles: int = 230) -> County:
    """A county that is made once."""
    order: dict[str, Any] = {"schools": schools, "pupils": pupils, "seed": seed, "period": AUTUMN, "doubles": doubles}
    keys: list[tuple[str, list[PupilKey]]] = []
    moves: list[tuple[str, list[MoveKey]]] = []
    for school in make_schools(Library.built_in(), **order):
        keys.append((school.code, keys_of(school.tables, AUTUMN)))
        moves.append((school.code, moves_of(school.tables, AUTUMN)))
    planted = {key_of(pair): pair for pair in planted_doubles(**order)}
    return County(keys, moves, planted, compare(keys, moves))


def key_of(pair: PlantedDouble) -> str:
    """The key that a planted pair has when it is found."""
    sides = [f"{pair.first}/{pair.first_record}", *([f"{pair.second}/{pair.second_record}"] * bool(pair.second_record))]
    return "|".join(sorted(sides))
