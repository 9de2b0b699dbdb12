"""How characters may be read, toneless, for people who search by pinyin.

Every reading counts, since a clerk types what the child is called and not what a dictionary puts first: 单 is found as
shan and as dan. So 尉迟 (yuchi) and 万俟 (moqi) need no care of their own.
"""

import os
from functools import lru_cache

SURNAMES = {
    "单": "shan", "仇": "qiu", "解": "xie", "曾": "zeng", "查": "zha", "区": "ou", "覃": "qin tan", "朴": "piao",
    "黑": "he", "贠": "yun", "谌": "chen shen",
}  # fmt: skip
"""Surname → readings that it must have at the beginning of a name, whatever the dictionary says."""

Readings = tuple[str, ...]


def readings(name: str) -> tuple[Readings, ...]:
    """All readings of each character of a name; a letter or a figure has none."""
    plain = [of_character(character) for character in name]
    if name[:1] in SURNAMES:
        plain[0] = tuple(dict.fromkeys((*SURNAMES[name[0]].split(), *plain[0])))
    return tuple(plain)


@lru_cache(maxsize=30_000)
def of_character(character: str) -> Readings:
    """All toneless readings of a character; ü is typed as v, as u and as yu."""
    if character.isascii():
        return ()
    # Its phrases take most of a second to load, and names are no phrases.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import Style, pinyin  # slow to import, and needed only once somebody searches

    found = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    plain = [reading for reading in (found[0] if found else ()) if reading]
    umlauts = [reading.replace("v", by) for reading in plain if "v" in reading for by in ("u", "yu")]
    return tuple(dict.fromkeys((*plain, *umlauts)))
