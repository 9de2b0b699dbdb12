"""Short ways to write an address: who knows the village types 3-18, and it reads 3组18号; gz3 means 高寨村3组.

Nothing is changed that could mean something else: a short form counts only behind a village, and only as a whole.
"""

import re
from collections.abc import Callable, Iterable

_SHORT = re.compile(r"([a-z]*)(\d{1,3})(?:[-－—](\d{1,4}))?")
_LETTERS = re.compile(r"[a-z]{2,}")
_TOWNSHIP = re.compile(r".*?(?:镇|乡|街道)")
VILLAGES = ("村", "屯")


def spelt_out(text: str, place: str, found: Callable[[str], str]) -> str:
    """The whole address for a text that was typed behind `place`, or instead of it; other texts stay as they are.

    `found` gives the place that some letters mean, "" where they mean none.
    """
    tail = text.removeprefix(place).strip().casefold()
    short = _SHORT.fullmatch(tail)
    letters = short[1] if short else tail
    if letters and _LETTERS.fullmatch(letters):
        place = found(letters)
        if place and not short:
            return place
    if not short or not place.endswith(VILLAGES):
        return text
    house = f"{short[3]}号" if short[3] else ""
    return f"{place}{short[2]}组{house}"


def written_anew(text: str, place: str, known: Iterable[str]) -> str:
    """The address alone where somebody has written one behind a place that stood there already; else the text itself.

    An address begins anew with its township, 石坪镇石坪村石坪镇高寨村6组, or with the village of a place that is
    `known`, 石坪镇石坪村高寨村6组. Another name stays: a hamlet has one of its own.
    """
    tail = text.removeprefix(place).lstrip()
    if not place or not tail or tail == text:
        return text
    if tail.startswith(_township(place) or place):
        return tail
    behind = {other.removeprefix(_township(other)): other for other in known}
    name = max((name for name in behind if name and tail.startswith(name)), key=len, default="")
    return behind[name] + tail.removeprefix(name) if name else text


def _township(place: str) -> str:
    found = _TOWNSHIP.match(place)
    return found[0] if found else ""
