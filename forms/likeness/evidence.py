"""How sure it is that two records are one child, weighed as Fellegi and Sunter do: every fact that agrees makes it so
many times likelier, the more the rarer it is, and every fact that disagrees makes it less likely.

Weights are binary logarithms (bits). They were set on practice counties with planted pairs, and a test holds what they
find there and what they leave alone.
"""

from math import log2
from typing import NamedTuple

from forms.likeness.compared import Born, Name, Number, births, common, names, numbers
from forms.likeness.keys import PupilKey

PRIOR = -7.0
"""Of so many records, one in some hundred is in a second school."""
NAME: dict[Name, float] = {"same": 0.0, "sound": -2.0, "near": -4.0, "order": -3.0, "part": -5.0, "": -60.0}
"""What is taken off the rarity of the name. Brothers and sisters have all in common but the name."""
BORN: dict[Born, float] = {"same": 11.8, "day": 5.0, "exchanged": 4.0, "digit": 2.0, "": -8.0, "unknown": 0.0}
NUMBER: dict[Number, float] = {
    "same": 24.0, "swapped": 6.0, "digit": 3.0, "serial": -2.0, "birth": 6.0, "": -9.0, "unknown": 0.0,
}  # fmt: skip
TWINS: frozenset[Number] = frozenset({"serial", ""})
"""Numbers as twins have them: where the names differ, too, a family in common says nothing."""
SEX, OTHER_SEX = 1.0, -6.0
PHONE, CROWDED_PHONE, OTHER_PHONES = 12.0, 3.0, -2.0
GUARDIAN, ALL_GUARDIANS, OTHER_GUARDIANS = 5.0, 9.0, -3.0
STRANGERS = -3.0
"""What is taken off besides where neither a phone nor a guardian agrees."""
GRADE, FAR_GRADE = 1.0, -3.0
GRADES = ("31", "32", "33", "11", "12", "13", "14", "15", "16", "21", "22", "23", "24", "41", "42", "43")
_RANK = {grade: rank for rank, grade in enumerate(GRADES)}


class Weighed(NamedTuple):
    """Two records side by side."""

    name: Name
    born: Born
    number: Number
    phones: int | None
    guardians: int | None
    bits: float

    @property
    def score(self) -> int:
        """How sure it is that they are one child, 0 … 100."""
        return round(100 / (1 + 2.0 ** -max(-60.0, min(60.0, self.bits))))


def weigh(one: PupilKey, other: PupilKey, *, rarity: float, pupils: int, crowded: bool) -> Weighed:
    """The evidence of two records.

    `rarity` is how many bits the name alone is worth, `crowded` whether a common phone may be many families'.
    """
    name, born = names(one, other), births(one.born_on, other.born_on)
    number = numbers(one.id_number, other.id_number)
    phones, guardians = common(one.phones, other.phones), common(one.guardians, other.guardians)
    twins = name != "same" and number in TWINS
    bits = PRIOR - log2(pupils) + rarity + NAME[name] + BORN[born] + NUMBER["" if twins else number]
    bits += _sex(one, other) + _grades(one, other)
    if not twins:
        bits += _family(one, phones, guardians, crowded)
    return Weighed(name, born, number, phones, guardians, bits)


def _family(one: PupilKey, phones: int | None, guardians: int | None, crowded: bool) -> float:
    bits = 0.0
    if phones is not None:
        bits += (CROWDED_PHONE if crowded else PHONE) if phones else OTHER_PHONES
    if guardians is not None:
        known = ALL_GUARDIANS if guardians > 1 or guardians == len(one.guardians) else GUARDIAN
        bits += known if guardians else OTHER_GUARDIANS
    return bits + STRANGERS * (phones == 0 and guardians == 0)


def _sex(one: PupilKey, other: PupilKey) -> float:
    if not (one.sex and other.sex):
        return 0.0
    return SEX if one.sex == other.sex else OTHER_SEX


def _grades(one: PupilKey, other: PupilKey) -> float:
    first, second = _RANK.get(one.grade), _RANK.get(other.grade)
    if first is None or second is None:
        return 0.0
    return GRADE if abs(first - second) <= 1 else FAR_GRADE
