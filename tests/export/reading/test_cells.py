"""Cells arrive as they stand in the file, whichever program wrote it."""

import io
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter.chart_bar import ChartBar

from export.reading.cells import read_cells
from export.reading.raw import Area, Raw, Sheet
from tests.faults.hostile import MAIN, opendocument, sheet, with_sheet, workbook

CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=20
)
NUMBERS = st.integers(-(10**15), 10**15).map(float) | st.integers(-(10**12), 10**12).map(lambda number: number / 100)
CELLS = st.none() | st.booleans() | NUMBERS | TEXTS.filter(lambda text: "_x" not in text)
TABLES = st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=6)


def written(fill: Callable[[xlsxwriter.Workbook], None], **options: object) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, **options}) as book:
        fill(book)
    return out.getvalue()


def only(data: bytes, want_merges: bool = False) -> Sheet:
    (sheet,) = read_cells(data, want_merges=want_merges).sheets
    return sheet


def squared(rows: list[list[Raw]]) -> list[list[Raw]]:
    """Without the blank rows and columns at the end, which a sheet does not keep."""
    while rows and not any(cell is not None for cell in rows[-1]):
        rows = rows[:-1]
    width = max((at + 1 for row in rows for at, cell in enumerate(row) if cell is not None), default=0)
    return [row[:width] for row in rows]


@given(TABLES)
def test_what_xlsxwriter_writes_is_read(rows: list[list[Raw]]) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        for row, cells in enumerate(rows):
            for col, cell in enumerate(cells):
                if isinstance(cell, bool):
                    sheet.write_boolean(row, col, cell)
                elif isinstance(cell, str):
                    sheet.write_string(row, col, cell)
                elif cell is not None:
                    sheet.write_number(row, col, cell)

    assert only(written(fill)).rows == squared(rows)


@given(TABLES)
def test_what_openpyxl_writes_is_read(rows: list[list[Raw]]) -> None:
    book = openpyxl.Workbook()
    for row, cells in enumerate(rows, 1):
        for col, cell in enumerate(cells, 1):
            kept = book.worksheets[0].cell(row, col, cell)
            if isinstance(cell, str):
                kept.data_type = "s"  # or "=" would begin a formula
    out = io.BytesIO()
    book.save(out)
    # the fast reader takes an inline text of nothing but blanks for an empty cell; every other cell is exact
    expected = [
        [None if isinstance(cell, str) and cell and not cell.strip(" ") else cell for cell in row] for row in rows
    ]
    assert only(out.getvalue()).rows == squared(expected)


def test_rows_and_columns_are_absolute() -> None:
    assert only(workbook('<row r="3"><c r="C3"><v>1</v></c></row>')).rows == [[None] * 3, [None] * 3, [None, None, 1.0]]


@pytest.mark.parametrize(
    ("value", "form", "expected"),
    [
        (datetime(2017, 7, 5), "yyyy-mm-dd", "2017-07-05"),
        (datetime(2017, 7, 5, 10, 0), "yyyy/m/d h:mm", "2017-07-05T10:00:00"),
        (datetime(2017, 7, 5, 23, 59, 59, 999_600), "yyyy/m/d h:mm", "2017-07-06"),
        (datetime(2017, 7, 5), 'yyyy"年"m"月"', "2017-07-05"),
        (datetime(2017, 7, 5), "[DBNum1][$-804]yyyy年m月d日;@", "2017-07-05"),
        (datetime(2017, 7, 5), 31, "2017-07-05"),
        (datetime(2017, 7, 5), 57, "2017-07-05"),
        (datetime(2017, 7, 5, 8, 30), "yyyy-mm-dd", "2017-07-05T08:30:00"),
    ],
)
@pytest.mark.parametrize("epoch", [1900, 1904])
def test_a_date_is_iso_text(value: datetime, form: str | int, expected: str, epoch: int) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        style = book.add_format({"num_format": form})
        book.add_worksheet().write_datetime(0, 0, value, style)

    assert only(written(fill, date_1904=epoch == 1904)).rows == [[expected]]


@pytest.mark.parametrize(
    ("number", "form", "expected"),
    [
        (0.25, "h:mm", "06:00:00"),
        (1.5, "[h]:mm:ss", "1 day, 12:00:00"),
        (42921.0, "0", 42921.0),
        (42921.0, '0"人"', 42921.0),
        (42921.0, "¥#,##0.00", 42921.0),
        (9901012017032572e2, "0", 9901012017032572e2),
        (1.0, "00000", "00001"),
        (123456.0, "00000", "123456"),
        (1.5, "00000", 1.5),
        (-1.0, "00000", -1.0),
    ],
)
def test_a_number_is_read_as_its_format_means_it(number: float, form: str, expected: Raw) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet().write_number(0, 0, number, book.add_format({"num_format": form}))

    assert only(written(fill)).rows == [[expected]]


def test_text_that_looks_like_a_number_stays_text() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet().write_row(0, 0, ["00001", "990101201703257235", "=1+1", " 张 三\u3000", "１２", "1E5"])

    options = {"strings_to_formulas": False, "strings_to_numbers": False}
    assert only(written(fill, **options)).rows == [
        ["00001", "990101201703257235", "=1+1", " 张 三\u3000", "１２", "1E5"]
    ]


def test_line_breaks_are_line_feeds() -> None:
    texts = "".join(f"<si><t>{text}</t></si>" for text in ("a_x000D_\nb", "c&#13;&#10;d", "e_x000D_", "f&#10;g"))
    cells = "".join(f'<c r="{name}1" t="s"><v>{at}</v></c>' for at, name in enumerate("ABCD"))
    data = workbook(f'<row r="1">{cells}</row>', {"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{texts}</sst>'})
    assert only(data).rows == [["a\nb", "c\nd", "e\n", "f\ng"]]


def test_rich_text_is_joined_without_its_reading_aid() -> None:
    text = '<si><r><t>张</t></r><r><t xml:space="preserve"> 三</t></r><rPh sb="0" eb="1"><t>zhang</t></rPh></si>'
    data = workbook('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', {"xl/sharedStrings.xml": f"<sst>{text}</sst>"})
    assert only(data).rows == [["张 三"]]


def test_numbers_that_are_none_are_text() -> None:
    assert only(workbook('<row r="1"><c r="A1"><v>1e400</v></c><c r="B1"><v>nan</v></c></row>')).rows == [
        ["inf", "nan"]
    ]


def test_formulas_errors_hidden_rows_and_merges_are_marked() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("名单")
        sheet.write_row(0, 0, ["姓名", "年龄"])
        sheet.write_formula(1, 0, "=1+1", value=2)
        sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")  # pyright: ignore
        sheet.merge_range(4, 0, 5, 1, "合并")
        sheet.set_row(2, None, None, {"hidden": True})
        book.add_worksheet("藏").hide()
        book.add_worksheet("深藏").very_hidden()

    book = read_cells(written(fill), want_merges=True)
    sheet = book.sheets[0]
    assert sheet.rows[:2] == [["姓名", "年龄"], [2.0, None]]
    assert sheet.formulas == {"A2", "B2"}
    assert sheet.unsaved == set()
    assert sheet.errors == {"B2": "#DIV/0!"}
    assert sheet.hidden_rows == {2}
    assert sheet.merges == [Area(4, 0, 5, 1)]
    assert [(each.name, each.hidden) for each in book.sheets] == [("名单", False), ("藏", True), ("深藏", True)]
    assert read_cells(written(fill)).sheets[0].merges == []


def test_a_formula_that_was_never_computed_is_not_blank() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["合计", "=SUM(B2:B9)"])
    out = io.BytesIO()
    book.save(out)
    sheet = only(out.getvalue())
    assert sheet.rows == [["合计"]]
    assert sheet.unsaved == {"B1"}


def test_a_wrong_dimension_hides_nothing() -> None:
    assert len(only(with_sheet(sheet(before='<dimension ref="A1"/>'))).rows) == 2


def test_a_chart_is_no_sheet() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet("名单").write(0, 0, 1)
        chart = book.add_chart({"type": "bar"})
        assert isinstance(chart, ChartBar)
        chart.add_series({"values": "=名单!$A$1:$A$1"})
        book.add_chartsheet("图").set_chart(chart)
        book.add_worksheet("后").write(0, 0, 2)

    assert [(sheet.name, sheet.rows) for sheet in read_cells(written(fill)).sheets] == [
        ("名单", [[1.0]]),
        ("后", [[2.0]]),
    ]


def test_the_same_bytes_have_the_same_digest() -> None:
    assert read_cells(workbook()).digest == read_cells(workbook()).digest != read_cells(workbook("<row/>")).digest


def test_an_opendocument_sheet_is_read() -> None:
    string, number = 'office:value-type="string"', 'office:value-type="float"'
    data = opendocument(
        f"<table:table-row><table:table-cell {string} table:number-columns-spanned='2'><text:p>花名册</text:p>"
        "</table:table-cell><table:covered-table-cell/></table:table-row>"
        "<table:table-row table:visibility='collapse'>"
        f"<table:table-cell {string} table:number-columns-repeated='2'><text:p>00001</text:p></table:table-cell>"
        f"<table:table-cell {number} office:value='7' table:formula='of:=3+4'><text:p>007</text:p></table:table-cell>"
        "<table:table-cell office:value-type='date' office:date-value='2017-07-05'><text:p>x</text:p></table:table-cell>"
        f"<table:table-cell {string} office:string-value='' c:value-type='error' xmlns:c='{CALC}'><text:p>#N/A</text:p>"
        "</table:table-cell>"
        "</table:table-row>"
    )
    sheet = only(data, want_merges=True)
    assert sheet.rows == [["花名册", *[None] * 4], ["00001", "00001", "007", "2017-07-05", None]]
    assert sheet.merges == [Area(0, 0, 0, 1)]
    assert sheet.formulas == {"C2"}
    assert sheet.errors == {"E2": "#N/A"}
    assert sheet.hidden_rows == {1}


def test_the_samples_hold_what_is_known_of_them(samples: Path) -> None:
    expected = json.loads((samples / "expected.json").read_text("utf-8"))
    for name, facts in expected.items():
        book = read_cells((samples / name).read_bytes(), Path(name).stem)
        texts = {str(cell).strip().upper() for sheet in book.sheets for row in sheet.rows for cell in row}
        numbers = {f"{cell:.0f}"[:13] for text in texts if (cell := as_number(text)) > 1e17}
        for known in facts.get("ids", []):
            assert known in texts or known[:13] in numbers, name


def as_number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def test_each_sample_is_what_it_is_whatever_its_name(samples: Path) -> None:
    kinds = {path.name: read_cells(path.read_bytes()).kind for path in samples.iterdir() if path.suffix != ".json"}
    assert kinds == {
        "县里发的空表.xlsx": "xlsx",
        "班级花名册.xlsx": "xlsx",
        "生活补助名册.xlsx": "xlsx",
        "留守儿童摸底表.xlsx": "xlsx",
        "学籍系统导出.xls": "xls",
        "系统导出.xls": "html",
        "设备台账.csv": "csv",
    }
