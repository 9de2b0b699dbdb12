"""What a spreadsheet file holds once it is read: sheets of raw cells, and marks on the cells that need a second look.

Everything is absolute: `rows[0][0]` is A1, and marks carry addresses as the clerk sees them ("C12").
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Self

Raw = str | int | float | bool | None
"""A cell as it stands. Blank is None. A date is ISO text: "2017-07-05", or "2017-07-05T10:00:00" with a time of day."""

Kind = Literal["xlsx", "xls", "ods", "xml", "html", "csv"]
"""What the file really is, whatever its name says; .et is `xls` or `xlsx` inside."""

REFERENCE = re.compile(r"([A-Za-z]{1,7})([1-9][0-9]{0,9})")


class Area(NamedTuple):
    """A merged range; all four are counted from 0 and belong to it."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Sheet:
    """One sheet; all its rows are equally long."""

    name: str
    rows: list[list[Raw]]
    hidden: bool = False
    formulas: set[str] = field(default_factory=set[str])
    """Addresses of cells whose value was computed; `rows` holds what was last saved."""
    unsaved: set[str] = field(default_factory=set[str])
    """Those of `formulas` that were never computed, so that their value is unknown, not blank."""
    errors: dict[str, str] = field(default_factory=dict[str, str])
    """Cells that show an error, with its text (#DIV/0!); in `rows` they are None."""
    merges: list[Area] = field(default_factory=list[Area])
    """Merged ranges, when they were asked for."""
    hidden_rows: set[int] = field(default_factory=set[int])
    """Rows, counted from 0, that are hidden or filtered away."""

    def packed(self) -> tuple[object, ...]:
        """As plain containers, the way it passes between processes."""
        merges = [tuple(area) for area in self.merges]
        return (
            self.name,
            self.rows,
            self.hidden,
            self.formulas,
            self.unsaved,
            self.errors,
            merges,
            self.hidden_rows,
        )

    @classmethod
    def unpacked(cls, packed: Sequence[object]) -> Self:
        """The inverse of `packed`."""
        sheet = cls(*packed)  # pyright: ignore[reportArgumentType]
        sheet.merges = [Area(*area) for area in sheet.merges]
        return sheet


@dataclass(slots=True)
class Book:
    """One file."""

    sheets: list[Sheet]
    kind: Kind
    digest: str = ""
    """SHA-256 of the file's bytes, in hexadecimal: the same file handed over twice is known by it."""

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of that name."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)

    def packed(self) -> tuple[object, ...]:
        """As plain containers, the way it passes between processes."""
        return [sheet.packed() for sheet in self.sheets], self.kind, self.digest

    @classmethod
    def unpacked(cls, packed: Sequence[object]) -> Self:
        """The inverse of `packed`."""
        sheets, kind, digest = packed
        return cls([Sheet.unpacked(sheet) for sheet in sheets], kind, digest)  # pyright: ignore


def column(col: int) -> str:
    """Letters of a column counted from 0: 0 → "A", 26 → "AA"."""
    letters = ""
    col += 1
    while col:
        col, letter = divmod(col - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def address(row: int, col: int) -> str:
    """The address that a clerk sees; row and column are counted from 0: (11, 2) → "C12"."""
    return f"{column(col)}{row + 1}"


def position(text: str) -> tuple[int, int]:
    """Row and column, counted from 0, of an address: "C12" → (11, 2). ValueError for anything else."""
    found = REFERENCE.fullmatch(text)
    if found is None:
        raise ValueError(f"not an address: {text!r}")
    col = 0
    for letter in found[1].upper():
        col = col * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, col - 1


def sizes(book: Book) -> dict[str, tuple[int, int]]:
    """How many rows and columns each sheet of a book reaches."""
    return {sheet.name: (len(sheet.rows), len(sheet.rows[0]) if sheet.rows else 0) for sheet in book.sheets}
