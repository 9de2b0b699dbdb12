"""The style sheet out of its template: colours by token, lengths by zoom, text in pt.

In the template `@ink` is a colour, `14px` a length at 100 % (a line of 1px stays one); `font-size: 14px` becomes pt.
"""

import re
from collections.abc import Mapping

from ui.theme.tokens import SIZES, TONES, Colours

_FONT = re.compile(r"font-size:\s*([\d.]+)px")
_LENGTH = re.compile(r"(?<![\w.#@])(\d+)px")
_TOKEN = re.compile(r"@(\w+)")


def filled(template: str, colours: Colours, zoom: float, names: Mapping[str, str]) -> str:
    """The style sheet of one scheme at one zoom; `names` are what else stands there."""
    text = template + _tones() + _sizes()
    text = _FONT.sub(lambda found: f"font-size: {float(found[1]) * 0.75 * zoom:.2f}pt", text)
    text = _LENGTH.sub(lambda found: f"{_length(int(found[1]), zoom)}px", text)
    words = {**colours, **names}
    return _TOKEN.sub(lambda found: words[found[1]], text)


def _length(px: int, zoom: float) -> int:
    return px if px <= 1 else max(1, round(px * zoom))


def _tones() -> str:
    """A label says its colour: tone="ink3"."""
    return "".join(f'\nQLabel[tone="{tone}"] {{ color: @{tone}; }}' for tone in TONES)


def _sizes() -> str:
    """A label says its size: px="12", and whether it is bold."""
    sizes = "".join(f'\nQLabel[px="{size}"] {{ font-size: {size}px; }}' for size in SIZES)
    return sizes + '\nQLabel[bold="true"] { font-weight: bold; }\n'
