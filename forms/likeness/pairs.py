"""All pairs of records over the county that may be the same child, and the transfers that only one school knows of."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from forms.likeness.blocks import couples, crowded
from forms.likeness.judge import Judge
from forms.likeness.keys import MoveKey
from forms.likeness.pair import OpenMove, Pair
from forms.likeness.rolls import Pupils, Rolls
from forms.likeness.transfers import Transfers

Moves = Iterable[tuple[str, Iterable[MoveKey]]]
"""School code and its transfers."""
LEAST = 50
"""Score from which a pair is worth somebody's time."""


class Comparison(NamedTuple):
    """What a comparison of the whole county found."""

    pairs: list[Pair]
    """The surest first."""
    open_moves: list[OpenMove]
    """Transfers of which the other school knows nothing at all."""


def compare(pupils: Pupils, moves: Moves, *, least: int = LEAST) -> Comparison:
    """Compare all pupils of a county; both arguments are gone through once."""
    transfers = Transfers(moves)
    rolls = Rolls()
    rolls.add(pupils, transfers.leaving)
    judge = Judge(rolls, crowded(rolls), least)
    looked_at = (judge.pair(one, other) for one, other in couples(rolls))
    found = [state for pair in looked_at if pair is not None and (state := transfers.stated(pair)) is not None]
    found.sort(key=lambda pair: (-pair.score, pair.key))
    return Comparison(found, transfers.unanswered(found, set(rolls.schools)))


def pairs(pupils: Pupils, moves: Moves, *, least: int = LEAST) -> Iterator[Pair]:
    """Every pair worth showing, the surest first; those that a transfer closes among them, so that it can be seen."""
    return iter(compare(pupils, moves, least=least).pairs)
