"""The same child at two schools: keys taken at each school, pairs found over the county, decisions as data.

Nothing is ever merged or deleted by this folder; it says what may be one child and why, and people decide.
"""

from forms.likeness.keys import MoveKey, PupilKey, keys_of, moves_of
from forms.likeness.pair import SETTLED, VERDICTS, Decision, Kind, OpenMove, Pair, Reason, Side, State, Verdict
from forms.likeness.pairs import LEAST, Comparison, Moves, compare, pairs
from forms.likeness.rolls import Pupils

__all__ = [
    "LEAST", "SETTLED", "VERDICTS", "Comparison", "Decision", "Kind", "MoveKey", "Moves", "OpenMove", "Pair",
    "PupilKey", "Pupils", "Reason", "Side", "State", "Verdict", "compare", "keys_of", "moves_of", "pairs",
]  # fmt: skip
