"""The same child at two schools: keys taken at each school, pairs found over the county, decisions as data.

Nothing is ever merged or deleted by this folder; it says what may be one child and why, and people decide.
"""

from forms.likeness.keys import MoveKey, PupilKey, keys_of, moves_of
from forms.likeness.pair import SETTLED, VERDICTS, Decision, Kind, OpenMove, Pair, Reason, Side, State, Verdict
from forms.likeness.pairs import Moves, Pupils, open_moves, pairs

__all__ = [
    "SETTLED", "VERDICTS", "Decision", "Kind", "MoveKey", "Moves", "OpenMove", "Pair", "PupilKey", "Pupils", "Reason",
    "Side", "State", "Verdict", "keys_of", "moves_of", "open_moves", "pairs",
]  # fmt: skip
