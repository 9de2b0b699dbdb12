"""The workbook as Excel, WPS and LibreOffice find it: formats, drop-downs, notes, what is frozen, hidden and printed."""

import tempfile
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.worksheet import Worksheet

from export.reading.raw import Book
from export.workbook.layout import FIRST_ROW
from export.workbook.write import write
from forms.kinds import KINDS
from forms.library import Library
from forms.table import Table
from tests.export.workbook.made import opened, package, sheet, written
from tests.export.workbook.small import CHILD, form, package_of

CHILD_FORM = form(CHILD)


@pytest.fixture(scope="module")
def data(library: Library) -> bytes:
    """A workbook of a small school."""
    return written(package(library, 8))[0]


@pytest.fixture(scope="module")
def book(data: bytes) -> Workbook:
    """The same as another program opens it."""
    return load_workbook(BytesIO(data), rich_text=True)


@pytest.fixture(scope="module")
def cells(data: bytes) -> Book:
    """The same as our own reader finds it."""
    return opened(data)


def columns(page: Worksheet) -> dict[int, ColumnDimension]:
    """What is said of every column; one entry of the file may speak of many."""
    return {
        col: entry for entry in page.column_dimensions.values() for col in range(entry.min or 0, (entry.max or 0) + 1)
    }


def footer(page: Worksheet) -> list[str]:
    """Left, middle and right of what stands at the foot of a page."""
    foot = page.oddFooter
    assert foot is not None
    return [str(part.text if part else "") for part in (foot.left, foot.center, foot.right)]


def child(**values: object) -> Table:
    return Table.of(CHILD_FORM, [{"name": "甲", **values}], ["a" * 32])  # pyright: ignore[reportArgumentType]


def test_the_sheets_stand_in_the_order_of_the_forms(book: Workbook, library: Library) -> None:
    titles = [one.zh for one in library.forms.values()]
    assert book.sheetnames == ["封面", *titles, "说明", "_lists", "_forms", "_seal"]
    hidden = {name: book[name].sheet_state for name in book.sheetnames if book[name].sheet_state != "visible"}
    assert hidden == {"_lists": "hidden", "_forms": "veryHidden", "_seal": "veryHidden"}


def test_the_head_of_a_sheet(book: Workbook) -> None:
    pupils = sheet(book, "学生")
    assert pupils["A1"].value == "学生"
    assert "石坪镇中心小学" in str(pupils["B1"].value)
    assert pupils["A3"].value == "name"
    assert pupils.row_dimensions[3].hidden
    assert pupils["B4"].value == "个人基础信息"
    assert str(pupils["A5"].value) == "★姓名"
    assert isinstance(pupils["A5"].value, CellRichText)
    assert pupils.freeze_panes == f"B{FIRST_ROW}"
    assert pupils.print_title_rows == "$1:$5"
    assert pupils.page_setup.orientation == "landscape"
    assert str(pupils.auto_filter.ref).startswith("A5:")
    assert "第 &P 页" in footer(pupils)[1]


def test_lasting_ids_are_hidden_at_the_end_and_travel_with_sorting(book: Workbook) -> None:
    moves = sheet(book, "学籍异动")
    keys = [cell.value for cell in moves[3]]
    assert keys[-2:] == ["student", "_id"]
    assert str(moves.auto_filter.ref).split(":")[1].startswith(get_column_letter(len(keys)))
    widths = columns(moves)
    assert [widths[len(keys) - back].hidden for back in (2, 1, 0)] == [False, True, True]


def test_every_column_that_is_no_number_is_text_from_top_to_bottom(book: Workbook, library: Library) -> None:
    for one in library.forms.values():
        page = sheet(book, one.zh)
        for col, whole in columns(page).items():
            key = str(page.cell(3, col).value)
            kind = one.fields[key].kind.name if key in one.fields else "text"
            numeric = kind in ("integer", "decimal", "money")
            assert (one.name, key, whole.number_format == "@") == (one.name, key, not numeric)
            for row in range(FIRST_ROW, page.max_row + 1):
                below = page.cell(row, col)
                assert not isinstance(below.value, str) or below.number_format == "@"


def test_years_have_no_thousands_separator_and_money_has_cents() -> None:
    page = sheet(load_workbook(BytesIO(written(package_of(child(year=2018, award=31250, distance=-15)))[0])), "儿童")
    shown = {page.cell(3, col).value: page.cell(6, col) for col in range(1, page.max_column + 1)}
    assert (shown["year"].value, shown["year"].number_format) == (2018, "0")
    assert (shown["award"].value, shown["award"].number_format) == (312.5, "#,##0.00")
    assert (shown["distance"].value, shown["distance"].number_format) == (-1.5, "#,##0.0")


def test_drop_downs_refer_to_a_hidden_sheet_and_reach_far(book: Workbook, library: Library) -> None:
    lists = sheet(book, "_lists")
    for one in library.forms.values():
        page = sheet(book, one.zh)
        rules = page.data_validations.dataValidation
        for rule in (rule for rule in rules if rule.type == "list"):
            assert str(rule.formula1).startswith("_lists!$")
            assert len(str(rule.formula1)) < 255
            assert rule.errorStyle == "warning"
            assert all(block.min_row == FIRST_ROW and block.max_row >= 3000 for block in rule.sqref.ranges)
            words = [cell[0].value for cell in lists[str(rule.formula1).split("!")[1]]]
            assert all(words)
        for rule in rules:
            assert len(rule.prompt or "") <= 255
            assert len(rule.promptTitle or "") <= 32


def test_retired_options_are_not_offered() -> None:
    lists = sheet(load_workbook(BytesIO(written(package_of(child()))[0])), "_lists")
    assert [cell.value for cell in lists["A"]] == ["颜色", "红", "绿"]


def test_id_numbers_are_warned_of_and_not_refused(book: Workbook) -> None:
    rules = sheet(book, "学生").data_validations.dataValidation
    lengths = [rule for rule in rules if rule.type == "textLength"]
    assert lengths
    assert {(rule.formula1, rule.errorStyle) for rule in lengths} == {("18", "warning")}
    assert all(rule.errorStyle == "warning" for rule in rules if rule.type not in (None, "none"))


def test_captions_carry_what_they_mean(book: Workbook, library: Library) -> None:
    pupils, fields = sheet(book, "学生"), library.forms["student"].fields
    for col in range(1, pupils.max_column + 1):
        field = fields.get(str(pupils.cell(3, col).value))
        if field is not None and field.hint:
            note = pupils.cell(5, col).comment
            assert note is not None
            assert note.text.strip() == field.hint["zh"]


def test_what_begins_like_a_formula_is_text_with_a_quote_prefix() -> None:
    page = sheet(load_workbook(BytesIO(written(package_of(child(note="=1+1", address="-x")))[0])), "儿童")
    shown = {page.cell(3, col).value: page.cell(6, col) for col in range(1, page.max_column + 1)}
    for key, text in (("note", "=1+1"), ("address", "-x")):
        assert (shown[key].value, shown[key].data_type, shown[key].quotePrefix) == (text, "s", True)
    assert not shown["name"].quotePrefix
    assert not any("<f>" in part for part in parts(written(package_of(child(note="=1+1")))[0]).values())


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name).decode("utf-8", "replace") for name in package.namelist()}


def test_a_text_that_could_not_be_read_is_tinted() -> None:
    table = child()
    table.raw[0, "visits"] = "很多次"
    page = sheet(load_workbook(BytesIO(written(package_of(table))[0])), "儿童")
    cell = next(page.cell(6, col) for col in range(1, 30) if page.cell(3, col).value == "visits")
    assert (cell.value, cell.fill.fgColor.rgb, cell.number_format) == ("很多次", "FFFBE8E6", "@")


def test_the_cover_says_what_is_inside(cells: Book, library: Library, data: bytes) -> None:
    cover = cells.sheet("封面")
    assert cover is not None
    said = {str(row[1]): row for row in cover.rows if row[1]}
    assert said["学校名称"][2] == "石坪镇中心小学"
    assert said["上报次数"][2] == "第 3 次"
    assert said["校验结果"][2] == "错误 0 处，提醒 1 处（已说明 1 处）"
    assert said["校验码"][2] == written(package(library, 8))[1].code
    assert said["学生"][3:6] == ["已填报", 8, 1]
    assert said["家访记录" if "家访记录" in said else library.forms["visit"].zh][3] == "无此项数据（已确认）"
    assert said["填表人"][1:6] == ["填表人", "复核人", "单位负责人", "单位盖章", "日　期"]
    assert any("发现有误怎么办" in str(row[1]) for row in cover.rows)


@pytest.mark.parametrize(
    ("draft", "practice", "mark"),
    [(True, False, "草稿　不得上报"), (False, True, "练习数据　不得上报"), (False, False, None)],
)
def test_drafts_and_practice_are_marked(draft: bool, practice: bool, mark: str | None) -> None:
    cover = opened(written(package_of(child(), draft=draft, practice=practice))[0]).sheet("封面")
    assert cover is not None
    assert cover.rows[3][1] == mark


def test_reasons_travel_with_the_words_of_their_reminder(cells: Book, library: Library) -> None:
    reasons = cells.sheet("说明")
    assert reasons is not None
    pupil = package(library, 8).tables["student"]
    row = reasons.rows[5]
    assert row[:2] == ["学生", pupil.label(0)]
    assert row[3:6] == ["上下学距离少见，请核对单位。", "家住山里，确实有 51 公里。", "王建国"]


def test_every_kind_has_a_face() -> None:
    from export.workbook.layout import WIDTHS
    from export.workbook.words import KIND_NAMES, RULES

    assert set(WIDTHS) == set(KIND_NAMES) == set(RULES) == set(KINDS)


def test_nothing_is_left_in_temporary_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    write(package_of(child()), tmp_path / "out.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["out.xlsx"]


def test_a_stream_will_do_as_well() -> None:
    stream = BytesIO()
    seal = write(package_of(child()), stream)
    assert opened(stream.getvalue()).sheet("儿童") is not None
    assert len(seal.code) == 9


def test_the_only_clock_is_the_one_that_was_given(library: Library) -> None:
    with zipfile.ZipFile(BytesIO(written(package(library, 3))[0])) as package_:
        assert {entry.date_time[0] for entry in package_.infolist()} == {1980}
        assert b"2026-09-20T10:32:00Z" in package_.read("docProps/core.xml")


def test_a_school_may_be_called_anything() -> None:
    name = "A&B <小学> &L" + "很长的校名" * 60
    book = load_workbook(BytesIO(written(package_of(child(), school_name=name))[0]))
    assert len("&L".join(footer(sheet(book, "儿童")))) < 255


def test_an_empty_form_still_has_its_sheet(cells: Book, library: Library) -> None:
    visits = cells.sheet(library.forms["visit"].zh)
    assert visits is not None
    assert len(visits.rows) == FIRST_ROW - 1
