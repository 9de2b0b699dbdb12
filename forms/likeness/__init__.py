"""The same child at two schools: keys taken at each school, pairs found over the county, decisions as data.

Nothing is ever merged or deleted by this folder; it says what may be one child and why, and people decide.
"""

from forms.likeness.differences import Difference, PaidTwice, differences, paid_twice
from forms.likeness.keys import MoveKey, PupilKey, keys_of, moves_of
from forms.likeness.pair import SETTLED, VERDICTS, Decision, Kind, OpenMove, Pair, Reason, Side, State, Verdict
from forms.likeness.pairs import LEAST, Comparison, Moves, compare, pairs
from forms.likeness.rolls import Pupils

__all__ = [
    "LEAST", "SETTLED", "VERDICTS", "Comparison", "Decision", "Difference", "Kind", "MoveKey", "Moves", "OpenMove",
    "PaidTwice", "Pair", "PupilKey", "Pupils", "Reason", "Side", "State", "Verdict", "compare", "differences",
    "keys_of", "moves_of", "paid_twice", "pairs",
]  # fmt: skip
