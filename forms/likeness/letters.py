"""A name as it sounds: toneless pinyin, one reading a character, so that names that sound alike are written alike."""

import re
from functools import lru_cache

from forms.readings import SURNAMES, of_character

_BETWEEN = "·•・ 　"
_BY_EAR = (
    (re.compile(r"\b([zcs])h"), r"\1"),
    (re.compile(r"([aei])ng\b"), r"\1n"),
    (re.compile(r"\bn(?=[aeiouv])"), "l"),
)
"""What many dialects do not tell apart: zh and z, ang and an, n and l."""


@lru_cache(maxsize=1 << 17)
def letters(name: str) -> str:
    """The syllables of a name with blanks between them: 张雨涵 → zhang yu han; what has no reading stays as it is."""
    bare = [character for character in name.casefold() if character not in _BETWEEN]
    syllables = [_syllable(character) for character in bare]
    if bare and bare[0] in SURNAMES and len(bare) <= 4:
        syllables[0] = SURNAMES[bare[0]].split()[0]
    return " ".join(_joined(syllables, bare))


def by_ear(syllables: str) -> str:
    """The letters of a name as somebody hears them who speaks a dialect: zhang yu han → zan yu han."""
    for sound, heard in _BY_EAR:
        syllables = sound.sub(heard, syllables)
    return syllables


@lru_cache(maxsize=30_000)
def _syllable(character: str) -> str:
    read = of_character(character)
    return read[0] if read else character


def _joined(syllables: list[str], bare: list[str]) -> list[str]:
    """Letters that were typed instead of a character make one syllable: 张yu涵."""
    found: list[str] = []
    for place, syllable in enumerate(syllables):
        if place and bare[place].isascii() and bare[place - 1].isascii():
            found[-1] += syllable
        else:
            found.append(syllable)
    return found
