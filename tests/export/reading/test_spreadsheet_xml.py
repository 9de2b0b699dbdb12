"""“XML Spreadsheet 2003”: rows and cells that count on, and values by their declared type."""

import pytest

from export.reading.cells import read_cells
from export.reading.raw import Area, Book
from forms.problems import Refusal

SPACES = (
    'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
)


def book(rows: str, options: str = "") -> Book:
    sheet = f'<Worksheet ss:Name="名单"><Table>{rows}</Table>{options}</Worksheet>'
    return read_cells(f'<?xml version="1.0"?>\n<Workbook {SPACES}>{sheet}</Workbook>'.encode())


def cell(kind: str, value: str, said: str = "") -> str:
    return f'<Cell {said}><Data ss:Type="{kind}">{value}</Data></Cell>'


def test_values_come_by_their_type() -> None:
    row = "".join(
        cell(kind, value)
        for kind, value in (
            ("String", "00001"),
            ("Number", "1.5"),
            ("Number", "多"),
            ("Boolean", "1"),
            ("DateTime", "2017-07-05T00:00:00.000"),
            ("DateTime", "2017-07-05T10:30:00.000"),
            ("String", ""),
            ("String", "a&#13;&#10;b"),
        )
    )
    sheet = book(f"<Row>{row}</Row>").sheets[0]
    assert sheet.rows == [["00001", 1.5, "多", True, "2017-07-05", "2017-07-05T10:30:00", None, "a\nb"]]


def test_rows_and_cells_count_on_from_where_they_say() -> None:
    wide = cell("String", "a", 'ss:MergeAcross="1" ss:MergeDown="1"')
    second = cell("String", "c", 'ss:Index="2"')
    a, b, d, e = wide, *(cell("String", each) for each in "bde")
    rows = f'<Row>{a}{b}</Row><Row ss:Index="3">{second}{d}</Row><Row>{e}</Row>'
    sheet = book(rows).sheets[0]
    assert sheet.rows == [["a", None, "b"], [None, None, None], [None, "c", "d"], ["e", None, None]]
    assert sheet.merges == [Area(0, 0, 1, 1)]


def test_formulas_errors_and_hidden_things_are_marked() -> None:
    computed = cell("Number", "2", 'ss:Formula="=1+1"')
    rows = f'<Row ss:Hidden="1">{computed}{cell("Error", "#N/A")}</Row>'
    options = "<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>"
    sheet = book(rows, options).sheets[0]
    assert sheet.rows == [[2.0]]
    assert sheet.formulas == {"A1"}
    assert sheet.errors == {"B1": "#N/A"}
    assert sheet.hidden_rows == {0}
    assert sheet.hidden


def test_what_breaks_off_is_damage() -> None:
    with pytest.raises(Refusal, match="book_damaged"):
        read_cells(f"<Workbook {SPACES}><Worksheet>".encode())
