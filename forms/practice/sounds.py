"""Names as they are heard and written down by somebody else: with other characters of the same sound, or nearly so."""

import tomllib
from collections.abc import Mapping
from functools import cache

from forms.library import root
from forms.practice.dice import Dice

Others = Mapping[str, tuple[str, ...]]
"""Character → what may be written for it."""


def same_sound(name: str, dice: Dice) -> str | None:
    """The name with one or two characters exchanged for others of the same sound: 张雨涵 → 张语晗."""
    return _written(name, _sounds()[0], dice, most=2)


def near_sound(name: str, dice: Dice) -> str | None:
    """The name as somebody hears it who speaks a dialect: 陈思涵 → 陈诗涵."""
    return _written(name, _sounds()[1], dice, most=1)


def _written(name: str, others: Others, dice: Dice, most: int) -> str | None:
    places = [place for place, character in enumerate(name) if place and character in others]
    if not places:
        return None
    characters = list(name)
    for place in dice.shuffled(places)[:most]:
        characters[place] = dice.pick(others[characters[place]])
    return "".join(characters)


def sounds_alike(one: str, other: str) -> bool:
    """Whether two names could be taken for each other by ear."""
    known = _sounds()
    pairs = zip(one, other, strict=False)
    return len(one) == len(other) and all(a == b or any(b in others.get(a, ()) for others in known) for a, b in pairs)


@cache
def _sounds() -> tuple[Others, Others]:
    """Characters of the same sound, and of a sound that is near."""
    data = tomllib.loads((root() / "resources" / "names" / "homophones.toml").read_text("utf-8"))
    alike = {one: tuple(other for other in group if other != one) for group in data["alike"] for one in group}
    near: dict[str, tuple[str, ...]] = {}
    for one, other in data["near"]:
        near[one] = (*near.get(one, ()), other)
        near[other] = (*near.get(other, ()), one)
    return alike, near
