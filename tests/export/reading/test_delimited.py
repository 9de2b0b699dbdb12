"""CSV and TSV from Excel, WPS and old systems: every cell text, nothing lost."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from export.reading.cells import read_cells
from export.reading.delimited import delimiter_of, read_delimited
from export.reading.limits import SCHOOL
from export.reading.raw import Raw
from forms.problems import Refusal


def rows(data: bytes) -> list[list[Raw]]:
    (sheet,) = read_cells(data, "设备台账").sheets
    assert sheet.name == "设备台账"
    return sheet.rows


def test_every_cell_is_text_and_blank_is_none() -> None:
    assert rows(b'00001,1.50,,"a,b"\n2,=1+1,TRUE\n') == [["00001", "1.50", None, "a,b"], ["2", "=1+1", "TRUE", None]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_encoding_and_delimiter_are_found(encoding: str, delimiter: str) -> None:
    text = "姓名,身份证号,住址\r\n张三,00001,石坪村，三组\r\n李四,2,\r\n".replace(",", delimiter)
    assert rows(text.encode(encoding)) == [
        ["姓名", "身份证号", "住址"],
        ["张三", "00001", "石坪村，三组"],
        ["李四", "2", None],
    ]


def test_rare_characters_survive() -> None:
    text = "姓名\n张𬭎\n㵘妹\n"
    assert rows(text.encode("gb18030")) == rows(text.encode("utf-8")) == [["姓名"], ["张𬭎"], ["㵘妹"]]


def test_a_hint_of_excel_names_the_delimiter() -> None:
    assert rows(b"sep=;\r\na,1;b,2\r\n") == [["a,1", "b,2"]]


def test_zeros_kept_by_a_formula_are_kept() -> None:
    assert rows(b'="00001",="x",="a""b"\n') == [["00001", "x", '="a""b"']]


def test_a_break_inside_a_cell_is_a_line_feed() -> None:
    assert rows(b'"a\r\nb",c\r\nd,e\r') == [["a\nb", "c"], ["d", "e"]]


def test_blank_lines_keep_their_place_except_at_the_end() -> None:
    assert rows(b"a\n\nb\n\n\n") == [["a"], [None], ["b"]]


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("", ","),
        ("姓名\n张三", ","),
        ("a;b\n1,5;2,5\n3,5;4\n", ";"),
        ('"a,b,c"\t2\n"d,e,f"\t3\n', "\t"),
        ("a,b|c\n1,2\n3,4\n", ","),
    ],
)
def test_the_delimiter_is_what_lines_agree_on(text: str, delimiter: str) -> None:
    assert delimiter_of(text) == delimiter


def test_an_endless_quote_is_damage() -> None:
    with pytest.raises(Refusal, match="book_damaged"):
        rows(b'a,"' + b"x" * 200_000)


@given(st.lists(st.lists(st.text('a,"\n\t;|= 张0', max_size=6), min_size=2, max_size=4), min_size=1, max_size=5))
def test_what_python_writes_is_read(table: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([["x"] * 4, *table])
    read = read_delimited(out.getvalue(), "", SCHOOL).rows[1:] if delimiter_of(out.getvalue()) == "," else None
    if read is not None:
        found = [[cell or "" for cell in row] for row in read]
        wanted = [(row + [""] * 4)[:4] for row in table]
        while wanted and not any(wanted[-1]):
            wanted.pop()
        assert [[unwrapped(cell) for cell in row] for row in wanted] == found


def unwrapped(cell: str) -> str:
    return cell[2:-1] if cell.startswith('="') and cell.endswith('"') and cell.count('"') == 2 else cell
