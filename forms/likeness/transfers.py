"""What the schools' own records of transfers make of a pair: out at one school and in at the other close each other."""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace

from forms.likeness.keys import MoveKey
from forms.likeness.pair import OpenMove, Pair, Side

Known = tuple[str, MoveKey]
"""A transfer and the school that recorded it."""


class Transfers:
    """All transfers of a county, by the pupils whom they are about."""

    def __init__(self, moves: Iterable[tuple[str, Iterable[MoveKey]]]) -> None:
        self._moves: dict[tuple[str, str], list[MoveKey]] = {}
        for school, theirs in moves:
            for move in theirs:
                self._moves.setdefault((school, move.pupil), []).append(move)

    @property
    def leaving(self) -> Mapping[str, frozenset[str]]:
        """School → its pupils who went to another one."""
        found: dict[str, set[str]] = {}
        for (school, pupil), moves in self._moves.items():
            if any(move.leaves for move in moves):
                found.setdefault(school, set()).add(pupil)
        return {school: frozenset(pupils) for school, pupils in found.items()}

    def stated(self, pair: Pair) -> Pair | None:
        """The pair with its state; None where neither school has the child any more, or one released it elsewhere."""
        known = (*self._of(pair.first), *self._of(pair.second))
        here, there = pair.first.pupil.on_roll, pair.second.pupil.on_roll
        if here and there:
            coming = any(not move.leaves and self._names(move, other.school) for move, other in self._crossed(pair))
            return replace(pair, state="transfer_open", moves=known) if coming else replace(pair, moves=known)
        if not (here or there):
            return None
        gone, stays = (pair.second, pair.first) if here else (pair.first, pair.second)
        if any(not move.leaves for _, move in self._of(stays)):
            return replace(pair, state="transfer_closes", moves=known)
        if any(move.leaves and self._names(move, stays.school) for _, move in self._of(gone)):
            return replace(pair, state="transfer_open", moves=known)
        return None

    def unanswered(self, found: Iterable[Pair], schools: Set[str]) -> list[OpenMove]:
        """Transfers between two schools of the county for which the other one has no such pupil."""
        answered = {(one.key, other.school) for pair in found for one, other in _both(pair)}
        return [
            OpenMove(school, move, move.other_school)
            for (school, pupil), moves in self._moves.items()
            for move in moves
            if move.other_school in schools and (f"{school}/{pupil}", move.other_school) not in answered
        ]

    def _of(self, side: Side) -> list[Known]:
        return [(side.school, move) for move in self._moves.get((side.school, side.pupil.record), ())]

    def _crossed(self, pair: Pair) -> Iterator[tuple[MoveKey, Side]]:
        """Every move with the side that did not record it."""
        for one, other in _both(pair):
            for _, move in self._of(one):
                yield move, other

    @staticmethod
    def _names(move: MoveKey, school: str) -> bool:
        """Whether a move is between its school and this one, as far as it says."""
        return move.other_school in ("", school)


def _both(pair: Pair) -> tuple[tuple[Side, Side], tuple[Side, Side]]:
    return (pair.first, pair.second), (pair.second, pair.first)
