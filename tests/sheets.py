"""Spreadsheets drawn as Markdown tables, so that a test reads like the paper that a school sends."""

from export.reading.raw import Book, Raw, Sheet


def sheet(drawn: str, name: str = "Sheet1") -> Sheet:
    """A sheet from a drawing: one line a row, cells between bars; blank is None, `=12.5` is a number."""
    rows = [[_cell(text) for text in line.strip().strip("|").split("|")] for line in drawn.strip().splitlines()]
    width = max(len(row) for row in rows)
    return Sheet(name, [row + [None] * (width - len(row)) for row in rows])


def book(*sheets: Sheet) -> Book:
    """A book of drawn sheets."""
    return Book(list(sheets), "xlsx")


def _cell(text: str) -> Raw:
    bare = text.strip()
    if bare.startswith("="):
        return float(bare[1:])
    return bare.replace("\\s", " ") or None
