"""Long texts in hidden sheets: a cell holds 32,767 characters at most, so a text is spread over the cells of a row."""

import json
from collections.abc import Mapping, Sequence

from export.reading.raw import Raw

TINKERED = (ValueError, KeyError, TypeError, AttributeError, RecursionError)
"""What reading of data may raise that somebody has tinkered with."""
PART = 30_000
"""Characters (UTF-16 units are counted by Excel, so half of it is used where rare characters stand)."""


def packed(data: object) -> str:
    """Data as JSON text, always the same for the same data."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def parts(text: str) -> list[str]:
    """The text in pieces that fit into cells."""
    size = PART if len(text.encode("utf-16-le", "surrogatepass")) == 2 * len(text) else PART // 2
    return [text[i : i + size] for i in range(0, len(text), size)] or [""]


def rows_of(texts: Mapping[str, str]) -> list[list[str]]:
    """One row per text: its name, then its pieces. `|` at both ends keeps blanks from being trimmed."""
    return [[name, *(f"|{part}|" for part in parts(text))] for name, text in texts.items()]


def texts_of(rows: Sequence[Sequence[Raw]]) -> dict[str, str]:
    """The texts of such a sheet by their names."""
    return {str(row[0]): "".join(_bare(cell) for cell in row[1:]) for row in rows if row and row[0]}


def _bare(cell: Raw) -> str:
    text = cell if isinstance(cell, str) else ""
    return text[1:-1] if len(text) >= 2 and text[0] == text[-1] == "|" else ""
