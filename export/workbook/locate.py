"""Find a sheet's columns again, however it was saved since: by the hidden row of names, else by the captions."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from export.reading.raw import Raw, Sheet
from export.seal import Strip
from export.workbook.layout import CAPTION_ROW, KEY_ROW, STAR, letter

SEARCHED = 15
"""Rows from the top among which the head of a sheet is looked for."""
_NOISE = re.compile(r"[\s" + STAR + r"*＊]+")
Row = Sequence[Raw]


@dataclass(frozen=True)
class Place:
    """Where the columns of a sheet stand; all indices are counted from 0."""

    sheet: str
    columns: Mapping[str, int]
    """Lasting name → column."""
    first: int
    """First row below the head."""
    caption_row: int
    """Row of the captions; -1 where it is gone."""
    aside: Mapping[int, str]
    """Columns that nobody knows, with the captions they bear."""
    missing: tuple[str, ...]
    """Lasting names without a column."""
    rows: Sequence[int] = ()
    """The sheet's row (from 0) of every record."""

    def address(self, row: int, key: str) -> str:
        """The cell of a record's column; "" where the column is missing."""
        col = self.columns.get(key)
        return "" if col is None else f"{letter(col)}{self.rows[row] + 1}"


class Bodies:
    """What stands below the heads of a book's sheets, as columns; turned round once, however many look at it."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int], list[Strip]] = {}

    def columns(self, sheet: Sheet, first: int) -> list[Strip]:
        """The columns of a sheet from row `first` (counted from 0) on."""
        key = sheet.name, first
        if key not in self._known:
            below = sheet.rows[first:]
            self._known[key] = list(map(Strip, zip(*below, strict=True))) or [Strip(())] * len(sheet.rows[0])
        return self._known[key]


def place_of(sheet: Sheet, captions: Mapping[str, str]) -> Place | None:
    """Find the columns `captions` (lasting name → caption) in a sheet; None where less than half of them are there."""
    head, keys = sheet.rows[:SEARCHED], {key: key for key in captions}
    heads = {key: plain(caption) for key, caption in captions.items()}
    key_row = _best_row(head, keys)
    caption_row = _caption_row(head, heads, key_row)
    if key_row < 0 and caption_row < 0:
        return None
    found = _columns(head[key_row], keys) if key_row >= 0 else {}
    if caption_row >= 0 and len(found) < len(captions):
        taken, by_caption = set(found.values()), _columns([plain(cell) for cell in head[caption_row]], heads)
        found |= {key: col for key, col in by_caption.items() if key not in found and col not in taken}
    first = max(caption_row, key_row if caption_row >= 0 else key_row + 1) + 1
    missing = tuple(key for key in captions if key not in found)
    return Place(sheet.name, found, first, caption_row, _aside(sheet, found, caption_row, first), missing)


def _caption_row(head: Sequence[Row], heads: Mapping[str, str], key_row: int) -> int:
    """Two rows below the keys in a workbook as we wrote it; otherwise the row that holds most of the captions."""
    usual = key_row + CAPTION_ROW - KEY_ROW
    if key_row >= 0 and usual < len(head) and _best_row([[plain(cell) for cell in head[usual]]], heads) == 0:
        return usual
    return _best_row([[plain(cell) for cell in row] for row in head], heads)


def _best_row(rows: Sequence[Row], words: Mapping[str, str]) -> int:
    """The row that holds most of the words, and at least half of them."""
    wanted: set[Raw] = set(words.values())
    counts = [len(wanted.intersection(row)) for row in rows]
    best = max(counts, default=0)
    return counts.index(best) if best * 2 >= len(wanted) and best else -1


def _columns(row: Row, words: Mapping[str, str]) -> dict[str, int]:
    at = {cell: col for col, cell in reversed(list(enumerate(row)))}
    return {key: at[word] for key, word in words.items() if word in at}


def _aside(sheet: Sheet, found: Mapping[str, int], caption_row: int, first: int) -> dict[int, str]:
    width = len(sheet.rows[0]) if sheet.rows else 0
    unknown = sorted(set(range(width)) - set(found.values()))
    filled = [col for col in unknown if any(row[col] not in (None, "") for row in sheet.rows[first:])]
    heads = sheet.rows[caption_row] if caption_row >= 0 else [None] * width
    return {col: str(heads[col] or letter(col)) for col in filled}


def plain(cell: Raw) -> str:
    """A caption as it is compared: without ★, blanks and line breaks."""
    return _NOISE.sub("", cell) if isinstance(cell, str) else ""
