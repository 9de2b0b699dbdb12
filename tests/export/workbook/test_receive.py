"""Workbooks that were changed, torn, renamed, or come from another version: read as far as they go, and the rest named."""

import json
from collections.abc import Callable

import pytest
from openpyxl import Workbook

from export.reading.raw import Book, Raw
from export.workbook.carry import PART, parts, rows_of, texts_of
from export.workbook.package import Meta
from export.workbook.read import Receiver
from export.workbook.received import Received
from forms.library import Library
from forms.table import Table
from tests.export.workbook.made import edited, opened, package, put, sheet, written
from tests.export.workbook.small import CALL, CHILD, form, package_of, small

ONE, TWO = "a" * 32, "b" * 32
FORM, CALLS = form(CHILD), form(CALL)


def tables() -> tuple[Table, Table]:
    children = [
        {"name": "甲", "number": "990123201801010015", "colour": "1", "visits": 3, "note": "好"},
        {"name": "乙", "number": "AB12345", "colour": "2", "distance": 15},
    ]
    calls = [{"child": ONE, "on": "2026-09-01"}, {"child": TWO, "words": "在家"}]
    return Table.of(FORM, children, [ONE, TWO]), Table.of(CALLS, calls, ["c" * 32, "d" * 32])


DATA = written(package_of(*tables()))[0]


def received(change: Callable[[Workbook], None], library: Library | None = None) -> Received:
    return Receiver(library or small()).receive(opened(edited(DATA, change)))


def named(got: Received) -> list[tuple[str, str, str]]:
    return [(change.what, change.sheet, change.cell) for change in got.verdict.changes]


def set_cell(name: str, cell: str, value: str | float | None) -> Callable[[Workbook], None]:
    def change(book: Workbook) -> None:
        sheet(book, name)[cell] = value

    return change


def test_another_program_may_save_it_again() -> None:
    got = received(lambda _: None)
    assert got.verdict.state == "intact"
    assert got.tables["child"].columns == tables()[0].columns


def test_a_changed_cell_is_named_and_read() -> None:
    got = received(set_cell("儿童", "A7", "丙"))
    assert (got.verdict.state, named(got)) == ("changed", [("cell", "儿童", "A7")])
    assert got.tables["child"].columns["name"] == ["甲", "丙"]


def test_every_changed_cell_of_a_school_is_named(library: Library) -> None:
    data = written(package(library, 40))[0]

    def change(book: Workbook) -> None:
        sheet(book, "学生")["A20"] = "别人"
        sheet(book, "班级")["C7"] = "1班"
        sheet(book, "封面")["C6"] = "别的学校"
        sheet(book, "说明")["E6"] = "没有理由"

    got = Receiver(library).receive(opened(edited(data, change)))
    assert set(named(got)) == {
        ("fact", "封面", "C6"), ("cell", "学生", "A20"), ("cell", "班级", "C7"), ("cell", "说明", "E6"),
    }  # fmt: skip


def test_removed_and_added_rows_are_named() -> None:
    got = received(lambda book: sheet(book, "儿童").delete_rows(6))
    assert [(change.what, change.row, change.record) for change in got.verdict.changes] == [("row_removed", 6, ONE)]
    got = received(set_cell("儿童", "A8", "丙"))
    assert [(change.what, change.row) for change in got.verdict.changes] == [("row_added", 8)]
    assert got.tables["child"].ids == [ONE, TWO, ""]


def test_sorted_rows_are_read_in_their_new_order() -> None:
    def swap(book: Workbook) -> None:
        page = sheet(book, "儿童")
        for col in range(1, page.max_column + 1):
            upper, lower = page.cell(6, col).value, page.cell(7, col).value
            put(page, 6, col, lower)
            put(page, 7, col, upper)

    got = received(swap)
    assert (got.verdict.state, named(got)) == ("intact", [])
    assert got.tables["child"].ids == [TWO, ONE]


def test_columns_may_move_and_a_new_one_is_kept_aside_by_name() -> None:
    def change(book: Workbook) -> None:
        page = sheet(book, "儿童")
        page.insert_cols(2)
        page["B5"], page["B6"] = "县备注", "已核"

    got = received(change)
    assert got.verdict.state == "changed"
    assert [(change.what, change.columns) for change in got.verdict.changes] == [("column_added", ("县备注",))]
    assert got.aside["child"] == {"B": "县备注"}
    assert got.cell("child", 0, "number") == "C6"
    assert got.tables["child"].columns == tables()[0].columns


def test_columns_that_were_only_moved_are_intact() -> None:
    got = received(lambda book: sheet(book, "儿童").insert_cols(2))
    assert got.verdict.state == "intact"


def test_a_lost_column_is_named() -> None:
    got = received(lambda book: sheet(book, "儿童").delete_cols(2))
    assert ("column_missing", ("身份证件号",)) in [(change.what, change.columns) for change in got.verdict.changes]
    assert got.missing["child"] == ("number",)
    assert got.cell("child", 0, "number") == ""
    assert got.tables["child"].columns["number"] == [None, None]


@pytest.mark.parametrize("row", [1, 2, 3, 4])
def test_a_head_row_may_be_lost(row: int) -> None:
    got = received(lambda book: sheet(book, "儿童").delete_rows(row))
    assert got.tables["child"].columns == tables()[0].columns
    if row != 3:
        assert got.verdict.state == "intact"
        assert got.tables["child"].ids == [ONE, TWO]


def test_without_captions_the_hidden_names_are_enough() -> None:
    got = received(lambda book: sheet(book, "儿童").delete_rows(5))
    assert got.verdict.state == "changed"
    assert got.tables["child"].columns == tables()[0].columns


def test_a_renamed_tab_is_found_by_what_it_holds() -> None:
    def rename(book: Workbook) -> None:
        sheet(book, "儿童").title = "孩子们"

    got = received(rename)
    assert named(got) == [("sheet_missing", "儿童", "")]
    assert got.tables["child"].columns == tables()[0].columns


def test_a_lost_sheet_is_named() -> None:
    got = received(lambda book: book.remove(book["走访"]))
    assert named(got) == [("sheet_missing", "走访", "")]
    assert got.unread == ["call"]
    assert set(got.tables) == {"child"}


def test_a_workbook_without_its_hidden_sheets_is_read_by_the_programs_own_forms() -> None:
    def strip(book: Workbook) -> None:
        for name in ("_lists", "_forms", "_seal"):
            book.remove(book[name])

    data = edited(DATA, strip)
    receiver = Receiver(small())
    got = receiver.receive(opened(data))
    assert not receiver.is_ours(opened(data))
    assert got.verdict.state == "none"
    assert got.meta == Meta()
    assert got.tables["child"].columns == tables()[0].columns


def test_a_form_that_the_program_never_shipped_is_read_by_its_own_definition() -> None:
    got = Receiver(small(CALLS)).receive(opened(DATA))
    assert got.verdict.state == "intact"
    assert got.tables["child"].columns == tables()[0].columns


def test_an_older_form_is_brought_forward() -> None:
    fields = dict(CHILD["fields"])
    fields["colour_liked"] = fields.pop("colour")
    fields["shoe"] = {"kind": "integer", "zh": "鞋码", "en": "Shoe"}
    data = {**CHILD, "sections": {}, "fields": fields, "version": 3, "renamed": {"colour": "colour_liked"}}
    got = Receiver(small(form(data), CALLS)).receive(opened(DATA))
    child = got.tables["child"]
    assert child.form.version == 3
    assert child.columns["colour_liked"] == ["1", "2"]
    assert child.columns["shoe"] == [None, None]
    assert got.missing["child"] == ("shoe",)
    assert got.cell("child", 0, "colour_liked") == got.cell("child", 0, "colour")
    assert got.verdict.state == "intact"


def test_a_renamed_reference_keeps_whom_it_means_and_where_it_stands() -> None:
    fields = {"whom" if name == "child" else name: field for name, field in CALL["fields"].items()}
    data = {**CALL, "fields": fields, "version": 2, "label": [], "renamed": {"child": "whom"}}
    got = Receiver(small(FORM, form(data))).receive(opened(DATA))
    assert got.tables["call"].columns["whom"] == [ONE, TWO]
    assert got.cell("call", 1, "whom") == "A7"


def test_a_newer_form_than_the_programs_is_read_as_it_is() -> None:
    got = Receiver(small(form(CHILD, version=1), CALLS)).receive(opened(DATA))
    assert got.tables["child"].form.version == 2


def test_a_reference_typed_by_hand_is_kept_for_matching() -> None:
    def change(book: Workbook) -> None:
        page = sheet(book, "走访")
        page["A8"], page["B8"] = "AB12345", "乙"

    got = received(change)
    assert got.typed == {("call", 2, "child"): {"number": "AB12345", "name": "乙"}}
    assert got.doubtful == {}


def test_a_reference_whose_visible_columns_name_somebody_else_is_doubtful() -> None:
    got = received(set_cell("走访", "B6", "乙"))
    assert got.doubtful == {("call", 0, "child"): {"number": "990123201801010015", "name": "乙"}}
    assert got.tables["call"].columns["child"] == [ONE, TWO]


def test_a_number_that_a_cell_lost_is_wrong_and_says_so() -> None:
    got = received(set_cell("儿童", "B6", 9.90123201801010e17))
    assert got.tables["child"].wrong[0, "number"].code == "kind.digits_lost"
    assert (
        got.tables["child"].raw[0, "number"] == "990123201801010048" or got.tables["child"].raw[0, "number"].isdigit()
    )


def test_blank_rows_between_records_do_not_matter() -> None:
    got = received(lambda book: sheet(book, "儿童").insert_rows(7, 3))
    assert got.verdict.state == "intact"
    assert got.cell("child", 1, "name").endswith("10")


def broken(name: str, row: int, text: Raw) -> Book:
    book = opened(DATA)
    page = book.sheet(name)
    assert page is not None
    page.rows[row] = [page.rows[row][0], text, *[None] * (len(page.rows[row]) - 2)]
    return book


@pytest.mark.parametrize(
    "text", ["", "x", "|{}|", "|[]|", "|null|", "|{\"format\": 1}|", "|" + "[" * 29000 + "|", 5.0, None, "|{\"grids\": [{}]}|"]
)  # fmt: skip
def test_whatever_stands_in_the_hidden_sheets_nothing_is_raised(text: Raw) -> None:
    seal = Receiver(small()).receive(broken("_seal", 1, text))
    assert seal.verdict.state in ("none", "changed")
    meta = Receiver(small()).receive(broken("_seal", 0, text))
    assert meta.verdict.state == "changed"
    definition = Receiver(small(CALLS)).receive(broken("_forms", 0, text))
    assert "child" in definition.unread
    assert definition.verdict.state == "changed"


@pytest.mark.parametrize(
    "change",
    [
        {"fields": {}}, {"fields": {"a": {"kind": "teleport", "zh": "甲", "en": "A"}}}, {"cycle": "weekly"}, {"fields": 3},
        {"fields": {"a": {"kind": "code", "zh": "甲", "en": "A", "pattern": "(("}}},
    ],
)  # fmt: skip
def test_a_definition_that_cannot_be_loaded_is_named(change: dict[str, object]) -> None:
    text = json.dumps({**CHILD, **change}, ensure_ascii=False)
    assert Receiver(small(CALLS)).receive(broken("_forms", 0, f"|{text}|")).unread == ["child"]


def test_a_strange_meta_text_gives_what_it_can() -> None:
    assert Meta.read({"period": 2026, "revision": "7", "states": {"a": "nil", "b": "?"}, "more": 1}) == Meta(
        period="2026", revision=7, states={"a": "nil"}
    )


@pytest.mark.parametrize("text", ["", " x ", "甲" * (2 * PART + 5), "𠮷" * PART, "|", "a|b"])
def test_long_texts_come_back_from_their_cells(text: str) -> None:
    assert max(len(part.encode("utf-16-le")) // 2 for part in parts(text)) <= PART
    assert texts_of(rows_of({"name": text})) == {"name": text}


def test_every_change_is_told_in_words(library: Library) -> None:
    got = received(lambda book: sheet(book, "儿童").delete_rows(6))
    sentences = [library.catalogue.text(change.code, change.params) for change in got.verdict.changes]
    assert sentences == ["“儿童”表原来的第 6 行在导出以后被删掉了。请问学校是谁、为什么删。"]
    wanted = {
        "cell", "row", "row_removed", "row_added", "header", "column_missing", "column_added", "sheet_missing", "fact",
        "text", "signature", "unreadable",
    }  # fmt: skip
    assert {f"seal.{what}" for what in wanted} <= library.catalogue.codes
