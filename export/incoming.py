"""Records on their way in: what a file brings for one form, with the cell that each value comes from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from export.reading.raw import address
from forms.table import Table


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that is no record, and why."""

    sheet: str
    row: int
    """As a person counts, from 1."""
    why: str
    """Code of a sentence: total_row, note_row, header_row."""


@dataclass
class Incoming:
    """What one file holds for one form."""

    table: Table
    sheets: list[str] = field(default_factory=list[str])
    """Sheet of each record."""
    rows: list[int] = field(default_factory=list[int])
    """Row of each record in its sheet, counted from 0."""
    columns: dict[tuple[str, str], int] = field(default_factory=dict["tuple[str, str]", int])
    """(sheet, field) → column, counted from 0."""
    typed: dict[tuple[int, str], dict[str, str]] = field(default_factory=dict["tuple[int, str]", "dict[str, str]"])
    """(record, reference field) → what stood in the columns that name the record it points to."""
    given: set[str] = field(default_factory=set[str])
    """Fields for which the file has a column; the others say nothing about a record."""
    skipped: list[Skipped] = field(default_factory=list[Skipped])
    unknown: list[tuple[str, str, str]] = field(default_factory=list["tuple[str, str, str]"])
    """(sheet, header cell, caption) of columns that the form does not know."""
    lost: set[int] = field(default_factory=set[int])
    """Records that may not be taken in, because a number in their key has lost its digits."""

    def cell(self, row: int, name: str | None) -> str:
        """The address that a person looks up: D12; the row's first cell where the field has no column."""
        sheet = self.sheets[row]
        column = self.columns.get((sheet, name or ""), 0)
        return address(self.rows[row], column)


Existing = Mapping[str, Table]
"""Tables of the store, by form."""
