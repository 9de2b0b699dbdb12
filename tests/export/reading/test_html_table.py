"""HTML that systems save under the name .xls: what was shown, as text, at its place."""

import pytest

from export.reading.cells import read_cells
from export.reading.html_table import read_html
from export.reading.limits import SCHOOL
from export.reading.raw import Area, Sheet
from forms.problems import Refusal


def only(text: str) -> Sheet:
    (sheet,) = read_html(text, SCHOOL)
    return sheet


def test_numbers_stay_the_text_that_was_shown() -> None:
    style = "mso-number-format:'\\@'"
    assert only(f'<table><tr><td style="{style}">00001<td>1.50<td x:num="3.14159">3.1</table>').rows == [
        ["00001", "1.50", "3.1"]
    ]


def test_tall_and_wide_cells_keep_the_others_in_place() -> None:
    sheet = only(
        "<table><tr><th rowspan=2>姓名<th colspan=2>父亲<th rowspan=2>备注"
        "<tr><td>电话<td>地点<tr><td>张三<td>1<td>2<td>3</table>"
    )
    assert sheet.rows == [
        ["姓名", "父亲", None, "备注"],
        [None, "电话", "地点", None],
        ["张三", "1", "2", "3"],
    ]
    assert sheet.merges == [Area(0, 0, 1, 0), Area(0, 1, 0, 2), Area(0, 3, 1, 3)]


def test_text_is_what_a_reader_of_the_page_sees() -> None:
    sheet = only(
        "<html><head><title>题</title><style>td{}</style></head><body>前<table>\n<tr>\n<td> 张\n 三 &amp;&#20013;"
        "</td><td>一<br>二<p>三</p></td><td><script>x</script><b>粗</b>体&nbsp;</td><td> </td></tr></table>后"
    )
    assert sheet.rows == [["张 三 &中", "一\n二\n三", "粗体\xa0"]]


def test_hidden_rows_are_read_and_marked() -> None:
    sheet = only("<table><tr style='height:1px; DISPLAY: none'><td>a<tr><td>b</table>")
    assert sheet.rows == [["a"], ["b"]]
    assert sheet.hidden_rows == {0}


def test_each_filled_table_is_a_sheet() -> None:
    sheets = read_html("<table></table><table><tr><td>1</table><table><tr><td><table><td>2</table></table>", SCHOOL)
    assert [(sheet.name, sheet.rows) for sheet in sheets] == [("表1", [["1"]]), ("表2", [["2"]])]


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("1 < 2 > 0", "1 < 2 > 0"),
        ('<b title="a>b">x</b>', "x"),
        ("<b title='unended>x</b>", "x"),
        ("a<!-- <td>b -->c", "ac"),
        ("a<![if !supportEmptyParas]>b<![endif]>c<?xml:namespace x?>", "abc"),
        ("a<o:p>b</o:p>c", "abc"),
        ("a<!-- never ended </td></tr></table><table><tr><td>b", "a"),
        ("a<script>never ended</table>", "a"),
    ],
)
def test_untidy_pages_are_read_as_a_browser_would(cell: str, shown: str) -> None:
    assert only(f"<table><tr><td>{cell}</td></tr></table>").rows == [[shown]]


def test_text_outside_of_cells_and_rows_is_left_out() -> None:
    assert only("a<br>b<table>c<td>1</td>d<br>e</tr>f</table></table>g<tr><td>h").rows == [["1"]]


@pytest.mark.parametrize("spans", ["rowspan=0 colspan=''", "rowspan=-2 colspan=x", "rowspan='1.5' colspan=' 1 '"])
def test_senseless_spans_are_one(spans: str) -> None:
    assert only(f"<table><tr><td {spans}>a<td>b<tr><td>c</table>").rows == [["a", "b"], ["c", None]]


@pytest.mark.parametrize("encoding", ["gb2312", "GBK", "utf-8"])
def test_the_declared_encoding_is_followed(encoding: str) -> None:
    page = f'<meta http-equiv="Content-Type" content="text/html; charset={encoding}"><table><tr><td>汉族</table>'
    (sheet,) = read_cells(page.encode(encoding)).sheets
    assert sheet.rows == [["汉族"]]


def test_a_page_without_a_table_is_no_table() -> None:
    with pytest.raises(Refusal, match="file_not_a_table"):
        read_html("<html><frameset><frame src='sheet001.htm'></frameset></html>", SCHOOL)
