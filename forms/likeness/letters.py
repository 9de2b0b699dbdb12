"""A name as it sounds: toneless pinyin, one reading a character, so that names that sound alike are written alike."""

from functools import lru_cache

from forms.readings import SURNAMES, of_character

_BETWEEN = "·•・ 　"


@lru_cache(maxsize=1 << 17)
def letters(name: str) -> str:
    """The syllables of a name with blanks between them: 张雨涵 → zhang yu han; what has no reading stays as it is."""
    bare = [character for character in name.casefold() if character not in _BETWEEN]
    syllables = [_syllable(character) for character in bare]
    if bare and bare[0] in SURNAMES and len(bare) <= 4:
        syllables[0] = SURNAMES[bare[0]].split()[0]
    return " ".join(_joined(syllables, bare))


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
