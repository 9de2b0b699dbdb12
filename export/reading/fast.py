"""The fast reader (python-calamine): checked bytes → cells. Nothing comes here that the guard has not looked over."""

import io
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import cast

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from export.reading.grid import refuse_many_cells, too_far
from export.reading.limits import Limits
from export.reading.markup import Marks
from export.reading.raw import Area, Raw, Sheet, position
from export.reading.text import one_break
from forms.problems import Refusal

Cell = str | int | float | bool | date | datetime | time | timedelta
PLAIN = {str, float, int, bool}
BLANK: dict[str, None] = {"": None}
HALF_A_SECOND = timedelta(milliseconds=500)


def read_sheets(
    data: bytes, marks: list[Marks] | None, limits: Limits, *, merges: bool, odd_breaks: bool, long_one: int = -1
) -> list[Sheet]:
    """The worksheets of a checked workbook, in its order; charts have no cells and are left out.

    `marks`: what was noticed in each sheet; None where nothing of the kind can be in the file.
    """
    try:
        book = _opened(data)
        about = book.sheets_metadata
        noticed = [Marks() for _ in about] if marks is None else marks
        if len(about) != len(noticed):
            raise Refusal("book_damaged")
        wanted = [index for index in range(len(about)) if about[index].typ == SheetTypeEnum.WorkSheet]

        def sheet(book: CalamineWorkbook, index: int) -> Sheet:
            cells = book.get_sheet_by_index(index)
            return _sheet(cells, about[index], noticed[index], limits, merges, odd_breaks)

        if long_one not in wanted or len(wanted) == 1:
            return [sheet(book, index) for index in wanted]
        return _side_by_side(book, data, wanted, long_one, sheet)
    except CalamineError as broken:
        raise Refusal("book_damaged") from broken


def _opened(data: bytes) -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(io.BytesIO(data))


def _side_by_side(
    book: CalamineWorkbook,
    data: bytes,
    wanted: list[int],
    long_one: int,
    sheet: Callable[[CalamineWorkbook, int], Sheet],
) -> list[Sheet]:
    """The fast reader lets go of the interpreter while it parses a long sheet: the others are made meanwhile."""

    def others() -> list[Sheet]:
        own = _opened(data)
        return [sheet(own, index) for index in wanted if index != long_one]

    with ThreadPoolExecutor(1) as beside:
        rest = beside.submit(others)
        long_sheet = sheet(book, long_one)
        sheets = rest.result()
    sheets.insert(wanted.index(long_one), long_sheet)
    return sheets


def _sheet(
    cells: CalamineSheet, about: SheetMetadata, noticed: Marks, limits: Limits, merges: bool, odd_breaks: bool
) -> Sheet:
    rows = _rows(cells, about.name, limits)
    if odd_breaks:
        rows = [[one_break(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
    _pad(rows, noticed.padded)
    return Sheet(
        about.name,
        rows,
        hidden=about.visible != SheetVisibleEnum.Visible,
        formulas=noticed.formulas,
        unsaved=noticed.unsaved,
        errors=noticed.errors,
        merges=_merges(cells, noticed) if merges else [],
        hidden_rows={row for row in noticed.hidden_rows if row < len(rows)},
    )


def _rows(cells: CalamineSheet, name: str, limits: Limits) -> list[list[Raw]]:
    """All rows from A1 on; the fast reader itself begins at the first filled cell."""
    if cells.start is None or cells.end is None:
        return []
    (top, left), (bottom, right) = cells.start, cells.end
    if bottom >= limits.rows or right >= limits.columns:
        raise too_far(name, bottom, right, limits)
    refuse_many_cells(name, bottom + 1, right + 1, limits)
    rows = _values(cells.to_python())
    if left:
        margin: list[Raw] = [None] * left
        rows = [margin + row for row in rows]
    above: list[list[Raw]] = [[None] * (right + 1) for _ in range(top)]
    return above + rows


def _values(rows: list[list[Cell]]) -> list[list[Raw]]:
    """Cells as the house has them. A sheet of texts and finite numbers, which nearly all are, is taken by rows."""
    if all(map(_is_plain, zip(*rows, strict=True))):
        plain = cast("list[list[str]]", rows)
        return [list(map(BLANK.get, row, row)) for row in plain]
    return [[_plain(cell) for cell in row] for row in rows]


def _is_plain(column: Sequence[Cell]) -> bool:
    """Whether a column holds nothing but texts, truths and finite numbers."""
    kinds = set(map(type, column))
    return kinds <= PLAIN and (float not in kinds or isfinite(sum([cell for cell in column if type(cell) is float])))


def _plain(cell: Cell) -> Raw:
    if isinstance(cell, datetime):
        return _moment(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return cell.isoformat("seconds")
    if isinstance(cell, timedelta):
        return str(cell)
    if isinstance(cell, float) and not isfinite(cell):
        return str(cell)
    return None if cell == "" else cell


def _moment(cell: datetime) -> str:
    """To the second: a workbook counts days in floating point, so that 10:00 may come as 9:59:59.999."""
    rounded = (cell + HALF_A_SECOND).replace(microsecond=0) if cell.year < 9999 else cell
    return rounded.date().isoformat() if rounded.time() == time() else rounded.isoformat()


def _pad(rows: list[list[Raw]], padded: dict[str, int]) -> None:
    for place, digits in padded.items():
        row, col = position(place)
        value = rows[row][col] if row < len(rows) and col < len(rows[row]) else None
        if isinstance(value, float | int) and not isinstance(value, bool) and value >= 0 and value == int(value):
            rows[row][col] = str(int(value)).zfill(digits)


def _merges(cells: CalamineSheet, noticed: Marks) -> list[Area]:
    known = [Area(*start, *end) for start, end in cells.merged_cell_ranges or ()]
    return known or noticed.merges
