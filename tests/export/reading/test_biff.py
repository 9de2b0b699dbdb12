"""Old workbooks (.xls): what lies in their records is found before the fast reader sees it."""

import struct
from pathlib import Path

import pytest

from export.reading.biff import look_over
from export.reading.cells import read_cells
from export.reading.limits import SCHOOL
from export.reading.ole import Container
from export.reading.raw import Sheet
from forms.problems import Refusal
from tests.faults.old import (
    Record,
    book,
    container,
    error,
    formula,
    number,
    number_format,
    numbers,
    records,
    style,
    workbook,
)

RECORD_BEGIN, RECORD_END, PASSWORD = 0x0809, 0x000A, 0x002F
A_CELL = [number(0, 0, 1.5)]


def only(data: bytes) -> Sheet:
    (sheet,) = read_cells(data).sheets
    return sheet


def verdict(data: bytes) -> str:
    try:
        read_cells(data)
    except Refusal as refusal:
        return refusal.code
    return ""


def test_an_export_of_the_registry_passes(samples: Path) -> None:
    data = (samples / "学籍系统导出.xls").read_bytes()
    (noticed,) = look_over(Container(data, SCHOOL), SCHOOL)
    assert noticed.formulas == set()
    assert len(only(data).rows) == 38


def test_numbers_and_truth_are_read() -> None:
    sheet = only(book([number(0, 0, 1.5), numbers(1, 0, [1, 2]), error(2, 1, 1, is_error=False)]))
    assert sheet.rows == [[1.5, None], [1, 2], [None, True]]
    assert sheet.errors == {}


@pytest.mark.parametrize(
    ("cell", "place"),
    [
        (number(65_535, 0, 1), "A65536"),
        (number(0, 702, 1), "AAA1"),
        (numbers(3, 700, [1, 2, 3]), "AAA4"),
        (formula(20_000, 0, b"\0" * 8), "A20001"),
        (error(0, 65_535, 42), "CRXP1"),
    ],
)
def test_a_far_cell_is_refused_by_its_name(cell: Record, place: str) -> None:
    with pytest.raises(Refusal) as refusal:
        read_cells(book([*A_CELL, cell]))
    assert (refusal.value.code, refusal.value.params["address"]) == ("cell_too_far", place)
    assert refusal.value.params["sheet"] == "名单"


def test_far_blank_cells_are_only_formatting() -> None:
    blank = (0x0201, struct.pack("<HHH", 65_535, 255, 0))
    assert only(book([*A_CELL, blank])).rows == [[1.5]]


def test_formulas_and_errors_are_marked() -> None:
    whole = struct.pack("<d", 3.0)
    cells = [
        formula(0, 0, whole),
        formula(0, 1, b"\2\0\7\0\0\0\xff\xff"),
        error(1, 0, 42),
        formula(1, 1, b"\3\0\0\0\0\0\xff\xff"),
    ]
    sheet = only(book(cells))
    assert sheet.formulas == {"A1", "B1", "B2"}
    assert sheet.errors == {"B1": "#DIV/0!", "A2": "#N/A"}
    assert sheet.rows[0] == [3.0, None]


def test_hidden_rows_and_sheets_are_marked() -> None:
    row = struct.pack("<HHHHHHHH", 0, 0, 1, 255, 0, 0, 0x20, 0)
    sheet = only(book([(0x0208, row), *A_CELL], hidden=1))
    assert sheet.hidden_rows == {0}
    assert sheet.hidden


@pytest.mark.parametrize("wide", [False, True])
def test_zeros_that_only_a_format_shows_are_read(wide: bool) -> None:
    formats = [number_format(164, "00000", wide), number_format(165, "0.00"), style(0), style(164), style(165)]
    cells = [number(0, 0, 7, 1), number(0, 1, 7, 2), number(0, 2, 7.5, 1), numbers(1, 0, [8, 123456], 1)]
    assert only(book(cells, formats)).rows == [["00007", 7.0, 7.5], ["00008", "123456", None]]


def test_a_chart_inside_a_sheet_does_not_end_it() -> None:
    chart: list[Record] = [(RECORD_BEGIN, struct.pack("<HHHHLL", 0x0600, 0x20, 0, 1997, 0, 6)), (RECORD_END, b"")]
    (noticed,) = look_over(Container(book([*chart, formula(0, 0, b"\0" * 8)]), SCHOOL), SCHOOL)
    assert noticed.formulas == {"A1"}


def test_a_password_is_named() -> None:
    assert verdict(book(A_CELL, [(PASSWORD, b"\0" * 6)])) == "book_has_password"


def test_macros_are_refused() -> None:
    assert verdict(book(A_CELL, kind=1)) == "book_has_macros"
    assert verdict(container({"Workbook": workbook(A_CELL)}, ["_VBA_PROJECT_CUR"])) == "book_has_macros"


def test_embedded_files_are_refused() -> None:
    assert verdict(container({"Workbook": workbook(A_CELL)}, ["MBD0018D4A9"])) == "book_has_objects"


@pytest.mark.parametrize(
    ("stream", "code"),
    [
        ("EncryptedPackage", "book_has_password"),
        ("WordDocument", "file_other_kind"),
        ("PowerPoint Document", "file_other_kind"),
        ("Contents", "book_damaged"),
    ],
)
def test_other_containers_are_named(stream: str, code: str) -> None:
    assert verdict(container({stream: b"x" * 5000})) == code


def test_too_many_sheets_are_refused() -> None:
    sheets: list[Record] = [(0x0085, struct.pack("<LBBBB", 0, 0, 0, 1, 0) + b"x")] * 300
    assert verdict(book(A_CELL, sheets)) == "too_many_sheets"


@pytest.mark.parametrize(
    "stream",
    [
        workbook(A_CELL)[:-10],
        records([(RECORD_BEGIN, b"\0" * 16), (0x0085, struct.pack("<LBBBB", 999_999, 0, 0, 0, 0)), (RECORD_END, b"")]),
        b"",
    ],
    ids=["cut", "a sheet beyond the end", "empty"],
)
def test_a_broken_stream_is_read_or_damage(stream: bytes) -> None:
    assert verdict(container({"Workbook": stream})) in {"book_damaged", ""}


def test_short_records_are_passed_over() -> None:
    odd: list[Record] = [
        (0x0203, b"\0"),
        (0x0208, b"\0"),
        (0x0205, b"\0" * 6),
        (0x0006, b"\0" * 6),
        (0x00BD, b"\0" * 6),
    ]
    globals_: list[Record] = [(0x041E, b"\0"), (0x00E0, b"\0"), (0x0085, b"\0")]
    (noticed,) = look_over(Container(book([*odd, error(3, 0, 42)], globals_), SCHOOL), SCHOOL)
    assert noticed.errors == {"A4": "#N/A"}
