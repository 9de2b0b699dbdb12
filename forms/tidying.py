"""How the mess of real cells is tidied before a kind looks at it."""

import re
import unicodedata

_INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|_x000[dD]_")
_SPACES = re.compile("[\u3000\u00a0\u2000-\u200a\t ]+")


def tidy(text: str) -> str:
    """Strip what nobody sees: zero-width marks, control characters, exotic and doubled spaces, spaces at the ends."""
    if text.isascii() and text.isalnum():
        return text
    return _SPACES.sub(" ", _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))).strip()


def half_width(text: str) -> str:
    """Full-width digits, letters, signs as half-width ones. For numbers, dates, codes only: it destroys rare names."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)
