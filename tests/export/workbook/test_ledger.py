"""Columns at once give the same file as XlsxWriter's own cell by cell, so its next version is noticed if it differs."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from export.reading.raw import Raw
from export.workbook.ledger import Ledger
from export.workbook.paper import Format, Workbook, add_format, add_ledger

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=8)
NUMBERS = st.one_of(st.integers(-(10**14), 10**14), st.floats(-1e12, 1e12).map(lambda number: number + 0.0))
"""Never -0.0, which nothing that people count can be: a column that has a 0 too writes 0 for it."""
COLUMNS = st.lists(st.lists(st.one_of(st.none(), TEXTS, NUMBERS), min_size=3, max_size=3), min_size=1, max_size=3)
Fill = Callable[[Ledger, Format, Format], None]


def written(fill: Fill) -> bytes:
    """A workbook with two rows of head and whatever `fill` puts below."""
    stream = BytesIO()
    book = Workbook(stream, {"in_memory": True})
    plain, marked = (add_format(book, {"num_format": "@", "bold": bold}) for bold in (False, True))
    sheet = add_ledger(book, "表")
    sheet.write_string(0, 0, "题", plain)
    sheet.write_string(1, 0, "题", marked)
    sheet.write_comment(1, 0, "解释")
    sheet.freeze_panes(2, 1)
    fill(sheet, plain, marked)
    book.close()
    return stream.getvalue()


def parts(data: bytes) -> tuple[str, str]:
    """Cells and texts as XML; `spans` is a courtesy that a column at once does not pay."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
        return re.sub(r' spans="[^"]*"', "", sheet), package.read("xl/sharedStrings.xml").decode()


@settings(max_examples=60)
@given(COLUMNS)
def test_columns_at_once_are_cells_one_by_one(columns: list[list[Raw]]) -> None:
    def swift(sheet: Ledger, plain: Format, marked: Format) -> None:
        for col, cells in enumerate(columns):
            sheet.lay_column(2, col, cells, plain, {1: marked})

    def slow(sheet: Ledger, plain: Format, marked: Format) -> None:
        for col, cells in enumerate(columns):
            for row, cell in enumerate(cells):
                look = marked if row == 1 else plain
                if isinstance(cell, str):
                    sheet.write_string(2 + row, col, cell, look)
                elif cell is not None:
                    sheet.write_number(2 + row, col, cell, look)

    (ours, texts), (theirs, their_texts) = parts(written(swift)), parts(written(slow))
    assert texts == their_texts
    assert re.findall(r"<c [^>]*>.*?</c>", ours) == re.findall(r"<c [^>]*>.*?</c>", theirs)
    assert head_and_foot(ours) == head_and_foot(theirs) or all(cell is None for cells in columns for cell in cells)


def head_and_foot(sheet: str) -> tuple[str, str]:
    before, _, rest = sheet.partition("<sheetData>")
    return re.sub('<dimension ref="[^"]*"/>', "", before), rest.partition("</sheetData>")[2]


def test_what_looks_like_markup_stays_text() -> None:
    def fill(sheet: Ledger, plain: Format, _: Format) -> None:
        sheet.lay_column(2, 0, ["<r><t>x</t></r>", "<r>&</r>"], plain, {})

    page = load_workbook(BytesIO(written(fill)))["表"]
    assert [page["A3"].value, page["A4"].value] == ["<r><t>x</t></r>", "<r>&</r>"]


def test_high_rows_are_high_and_others_ordinary() -> None:
    def fill(sheet: Ledger, plain: Format, _: Format) -> None:
        sheet.lay_column(2, 0, ["a", "b", "c"], plain, {})
        sheet.set_heights({1: 33.0})

    page = load_workbook(BytesIO(written(fill)))["表"]
    assert [page.row_dimensions[row].height for row in (3, 4, 5)] == [None, 33.0, None]
    assert page.dimensions == "A1:A5"


def test_a_sheet_without_records_has_only_its_head() -> None:
    page = load_workbook(BytesIO(written(lambda *_: None)))["表"]
    assert page.dimensions == "A1:A2"
