"""Makes a pair of two records if they are worth showing: of what kind, how sure, and why."""

from collections.abc import Iterator, Set
from math import log2

from forms.likeness.compared import sure
from forms.likeness.evidence import Weighed, weigh
from forms.likeness.keys import PupilKey
from forms.likeness.pair import Kind, Pair, Reason, Side
from forms.likeness.rolls import Rolls

CODE = 10
"""Characters that a 学籍号 has at least; what is shorter is a number within a class."""
NEAR = ("swapped", "digit", "serial", "birth")
"""How ID numbers agree that are nearly the same."""
BY_NUMBER: dict[Kind, int] = {"same_id": 100, "same_code": 98}
"""Score of a pair that has a number in common."""
OTHER_NAME, OTHER_BIRTH = 30, 10
"""What such a pair loses where the rest does not fit: one number may have been typed for two children."""


class Judge:
    """Looks at two records of a county, with what is known of the whole county in mind."""

    def __init__(self, rolls: Rolls, crowded: Set[int], least: int) -> None:
        self._rolls, self._crowded, self._least = rolls, crowded, least
        self._pupils = max(len(rolls), 2)

    def pair(self, row: int, further: int) -> Pair | None:
        """The pair of two rows, None where they are no pair."""
        one, other = self._rolls.key(row), self._rolls.key(further)
        weighed = self._weighed(one, other)
        kind = self._kind(one, other, weighed)
        score = BY_NUMBER.get(kind, weighed.score) if kind else 0
        if kind in BY_NUMBER:
            score -= 0 if weighed.name else OTHER_NAME + OTHER_BIRTH * (weighed.born == "")
        if kind is None or score < self._least:
            return None
        sides = (Side(self._rolls.code(row), one), Side(self._rolls.code(further), other))
        first, second = sorted(sides, key=lambda side: side.key)
        return Pair(first, second, kind, score, tuple(_reasons(kind, one, other, weighed)))

    def _weighed(self, one: PupilKey, other: PupilKey) -> Weighed:
        shared = {hash(phone) for phone in one.phones}.intersection(map(hash, other.phones))
        crowded = bool(shared) and shared <= self._crowded
        return weigh(one, other, rarity=self._rarity(one, other), pupils=self._pupils, crowded=crowded)

    def _rarity(self, one: PupilKey, other: PupilKey) -> float:
        """Bits that a name is worth: a name that one in a thousand has is worth ten."""
        return log2(self._pupils / max(self._rolls.namesakes(one.letters), self._rolls.namesakes(other.letters)))

    def _kind(self, one: PupilKey, other: PupilKey, weighed: Weighed) -> Kind | None:
        if weighed.number == "same" and (weighed.name or sure(one.id_number)):
            return "same_id"
        if _code_in_common(one, other):
            return "same_code"
        if not weighed.name:
            return None
        return "near_id" if weighed.number in NEAR else "alike"


def _code_in_common(one: PupilKey, other: PupilKey) -> str:
    """The code of the reason why the 学籍号 says that they are one, "" where it does not."""
    if one.student_code == other.student_code and len(one.student_code) >= CODE:
        return "likeness.same_code"
    inside = (one.student_code[1:] == other.id_number, other.student_code[1:] == one.id_number)
    known = one.id_number and other.id_number and sure(one.id_number) and sure(other.id_number)
    return "likeness.code_is_id" if known and any(inside) else ""


def _reasons(kind: Kind, one: PupilKey, other: PupilKey, weighed: Weighed) -> Iterator[Reason]:
    """Why they are thought to be one child, and at a common number also what speaks against it."""
    codes = [f"likeness.number_{weighed.number}" if weighed.number in ("same", *NEAR) else ""]
    codes += [_code_in_common(one, other) if kind == "same_code" else ""]
    codes += [f"likeness.name_{weighed.name or 'other'}"]
    codes += [f"likeness.born_{weighed.born or 'other'}" if weighed.born != "unknown" else ""]
    codes += ["likeness.phone" if weighed.phones else "", "likeness.guardians" if weighed.guardians else ""]
    yield from (Reason(code, {}) for code in codes if code)
