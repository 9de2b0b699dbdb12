"""What one field of one record holds: a plain value, or the text that could not be read. Nothing typed is refused or
lost.
"""

import json
from collections.abc import Callable, Mapping
from typing import NamedTuple

from db.tables import fits
from forms.kinds import Kind, Raw, Value
from forms.kinds.base import LOST_DIGITS
from forms.problems import Wrong


class Cell(NamedTuple):
    """A plain value, or the text that could not be read."""

    value: Value = None
    raw: str | None = None

    def text(self, kind: Kind) -> str:
        """What a person sees."""
        return kind.show(self.value) if self.raw is None else self.raw


to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
quoted: Callable[[str], str] = json.encoder.encode_basestring
"""A text as JSON; the quick half of `to_json`."""
Cells = dict[str, Cell]
BLANK = Cell()


def typed(kind: Kind, raw: Raw) -> Cell:
    """Read what was typed; where that fails, keep the text."""
    seen = visible(raw) if isinstance(raw, str) else raw
    value = kind.parse(seen)
    if isinstance(value, Wrong) or not fits(value):
        return Cell(None, _words(seen))
    return Cell(value)


def held(kind: Kind, value: Value, raw: str | None) -> Cell:
    """A cell from a value that was read elsewhere, or its unread text."""
    if raw is not None:
        return Cell(None, visible(raw))
    if value is None:
        return BLANK
    if isinstance(value, str):
        return Cell(visible(value))
    if not fits(value):
        return Cell(None, kind.show(value))
    return Cell(tuple(map(visible, value)) if isinstance(value, tuple) else value)


def why_unread(kind: Kind, raw: str) -> Wrong:
    """Why a text that is kept as it was is no value.

    A text that could be read by now still does not count: it may be what is left of a number cell that lost its digits,
    or mean something else in a newer form. The value is offered, and a person decides.
    """
    value = kind.parse(raw)
    return value if isinstance(value, Wrong) else Wrong("store.unread", {"text": raw[:20]}, kind.show(value) or None)


def visible(text: str) -> str:
    """The text as a file can hold it: a half character (lone surrogate) becomes �, which is seen and can be mended."""
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def cell_json(cell: Cell) -> str:
    """A cell as the log writes it; a text that could not be read stands in {"raw": …}."""
    value, raw = cell
    if type(value) is str:  # most of what is typed, and much faster
        return quoted(value)
    return to_json(value if raw is None else {"raw": raw})


def cells_json(cells: Mapping[str, Cell], extra: Mapping[str, object] | None = None) -> str:
    """Several fields of a record as the log writes them."""
    return to_json({**(extra or {}), **{name: _data(cell) for name, cell in cells.items()}})


def cell_from(data: object) -> Cell:
    """A cell as the log wrote it."""
    match data:
        case {"raw": str(raw)}:
            return Cell(None, raw)
        case list():
            return Cell(tuple(data))  # pyright: ignore[reportUnknownArgumentType]
        case _:
            return Cell(data)  # pyright: ignore[reportArgumentType]


def _data(cell: Cell) -> object:
    return cell.value if cell.raw is None else {"raw": cell.raw}


def _words(raw: Raw) -> str:
    """A cell that was no text, as a person saw it."""
    if isinstance(raw, bool):
        return "是" if raw else "否"
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < LOST_DIGITS:
        return str(int(raw))
    return "" if raw is None else str(raw)
