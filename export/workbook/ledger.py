"""A worksheet that takes its records as whole columns and writes them several times as fast as cell by cell.

XlsxWriter keeps an object per cell and dresses each one while it writes; here a column is dressed at once. Everything
else of the sheet (captions, drop-downs, notes, print set-up) goes the ordinary way. This module is the only one that
knows XlsxWriter from within; its version is pinned, and a test compares what both ways write.
"""
# pyright: reportPrivateUsage=false, reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# ruff: noqa: SLF001

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TextIO, cast

from xlsxwriter.format import Format
from xlsxwriter.sharedstrings import SharedStringTable
from xlsxwriter.worksheet import Worksheet

from export.reading.raw import Raw
from export.reading.raw import column as letters


@dataclass(frozen=True)
class _Laid:
    """A column whose cells lack nothing but their addresses and formats."""

    col: int
    tails: list[str]
    """What follows the format's number in each cell; "" for a blank one."""
    format: Format
    others: Mapping[int, Format]
    """Cells with another format than the column's."""


class Ledger(Worksheet):
    """A worksheet with a head, which is written as usual, and records below it."""

    def __init__(self) -> None:
        super().__init__()
        self._first = 0
        self._records = 0
        self._laid: list[_Laid] = []
        self._heights: Mapping[int, float] = {}

    def lay_column(
        self, first: int, col: int, cells: Sequence[Raw], plain: Format, others: Mapping[int, Format]
    ) -> None:
        """Put cells below each other, the first into row `first`; rows and columns are counted from 0.

        `others` names the formats of those cells (counted from the first) that do not take the column's.
        """
        self._first, self._records = first, max(self._records, len(cells))
        if cells:
            self._check_dimensions(first, col)
            self._check_dimensions(first + len(cells) - 1, col)
            self._laid.append(_Laid(col, self._tails(cells), plain, others))

    def set_heights(self, heights: Mapping[int, float]) -> None:
        """Heights (points) of those records that need more than the sheet's ordinary height."""
        self._heights = heights

    def _tails(self, cells: Sequence[Raw]) -> list[str]:
        """In the order in which the texts first appear, so that equal content gives equal bytes."""
        known = {cell: "" if cell is None or cell == "" else self._tail(cell) for cell in dict.fromkeys(cells)}
        texts = sum(isinstance(cell, str) and cell != "" for cell in cells)
        self._texts.count += texts - sum(isinstance(cell, str) and cell != "" for cell in known)
        return list(map(known.__getitem__, cells))

    def _tail(self, cell: Raw) -> str:
        if not isinstance(cell, str):
            return f'"><v>{cell:.16G}</v></c>'
        if cell.startswith("<r>") and cell.endswith("</r>"):  # XlsxWriter takes such a text for markup of its own
            cell = f"<r><t>{escape(cell, quote=False)}</t></r>"
        return f'" t="s"><v>{self._texts._get_shared_string_index(cell)}</v></c>'

    @property
    def _texts(self) -> SharedStringTable:
        assert self.str_table is not None
        return self.str_table

    def _write_rows(self) -> None:
        """The head by XlsxWriter, the records by columns."""
        last = self.dim_rowmax
        if self._laid:
            self.dim_rowmax = self._first - 1
        super()._write_rows()
        self.dim_rowmax = last
        numbers = range(self._first + 1, self._first + 1 + self._records)
        columns = [_dressed(laid, numbers) for laid in sorted(self._laid, key=lambda laid: laid.col)]
        rows = map("".join, zip(map(self._start, range(self._records)), *columns, strict=True))
        cast("TextIO", self.fh).writelines(f"{row}</row>" for row in rows)

    def _start(self, row: int) -> str:
        height = self._heights.get(row)
        dressed = "" if height is None else f' ht="{height:g}" customHeight="1"'
        return f'<row r="{self._first + 1 + row}"{dressed}>'


def _dressed(laid: _Laid, numbers: range) -> list[str]:
    """The cells of a column with their addresses and formats."""
    begin, style = f'<c r="{letters(laid.col)}', f'" s="{laid.format._get_xf_index()}'
    cells = [f"{begin}{number}{style}{tail}" if tail else "" for number, tail in zip(numbers, laid.tails, strict=True)]
    for row, other in laid.others.items():
        if laid.tails[row]:
            cells[row] = f'{begin}{numbers[row]}" s="{other._get_xf_index()}{laid.tails[row]}'
    return cells
