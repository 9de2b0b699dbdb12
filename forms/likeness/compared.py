"""How one fact of a pupil agrees with the same fact of another: the name, the number, the birthday, the families."""

from datetime import date
from typing import Literal

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from forms.kinds.identity import is_resident_id
from forms.likeness.keys import PupilKey
from forms.likeness.letters import by_ear

Name = Literal["same", "sound", "near", "order", "part", ""]
"""Same characters, same sound, nearly the same sound, other order, a character missing, another name."""
Number = Literal["same", "swapped", "digit", "serial", "birth", "", "unknown"]
"""The same, two neighbours exchanged, one digit off, one digit of the serial off (as twins have it), another birth date
only, another number, one has none.
"""
Born = Literal["same", "day", "exchanged", "digit", "", "unknown"]
"""The same day, a day off, month and day exchanged, one digit off, another day, one is blank."""
SIMILAR = 80
"""How similar two syllables must be, of 100, to be mistaken for each other by ear or by a slip of the pen."""
RESIDENT = 18
"""Length of a resident ID number."""


def names(one: PupilKey, other: PupilKey) -> Name:
    """How the names agree."""
    if one.name == other.name:
        return "same"
    if one.letters == other.letters:
        return "sound"
    if by_ear(one.letters) == by_ear(other.letters):
        return "near"
    first, second = one.letters.split(), other.letters.split()
    if len(first) != len(second):
        return "part" if _part_of(*sorted((first, second), key=len)) else ""
    if sorted(first) == sorted(second):
        return "order"
    unlike = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
    return "near" if len(unlike) == 1 and fuzz.ratio(*unlike[0]) >= SIMILAR else ""


def _part_of(short: list[str], long: list[str]) -> bool:
    """Whether one syllable is missing, not the surname: 张雨 of 张雨涵."""
    without = (long[:place] + long[place + 1 :] for place in range(1, len(long)))
    return len(short) > 1 and len(long) == len(short) + 1 and any(short == rest for rest in without)


def numbers(one: str, other: str) -> Number:
    """How two ID numbers agree. The last character follows from the others, so it is no difference of its own."""
    if not (one and other):
        return "unknown"
    if one == other:
        return "same"
    if len(one) != RESIDENT or len(other) != RESIDENT:
        return ""
    return _near(one[:17], other[:17])


def _near(one: str, other: str) -> Number:
    if OSA.distance(one, other, score_cutoff=1) > 1:
        return "birth" if one[:6] == other[:6] and one[14:] == other[14:] else ""
    if one == other:
        return "digit"
    if sorted(one) == sorted(other):
        return "swapped"
    return "serial" if one[:14] == other[:14] else "digit"


def sure(number: str) -> bool:
    """Whether a number can only be one person's: a resident ID that is right in itself, or another whole document's."""
    return is_resident_id(number) if len(number) == RESIDENT else len(number) >= 8 and len(set(number)) > 2


def births(one: str, other: str) -> Born:
    """How two birth dates (ISO) agree."""
    if not (one and other):
        return "unknown"
    if one == other:
        return "same"
    if abs((date.fromisoformat(one) - date.fromisoformat(other)).days) == 1:
        return "day"
    if one[:4] == other[:4] and one[5:7] == other[8:] and one[8:] == other[5:7]:
        return "exchanged"
    return "digit" if OSA.distance(one, other, score_cutoff=1) <= 1 else ""


def common(one: tuple[str, ...], other: tuple[str, ...]) -> int | None:
    """How many of two lists are in both; None where a list is empty, so that nothing can be said."""
    return len(set(one).intersection(other)) if one and other else None
