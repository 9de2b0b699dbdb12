"""Where things stand on a sheet: names, widths, what stays in view, how many pages lie side by side."""

import pytest

from export.workbook.layout import (
    FIRST_ROW,
    bands,
    columns_of,
    fitted,
    frozen_columns,
    head_lines,
    last_row,
    pages_wide,
    sheet_names,
    text_width,
)
from export.workbook.rules import input_message
from forms.library import Library
from tests.export.workbook.small import CALL, CHILD, form

CHILD_FORM, CALL_FORM = form(CHILD), form(CALL)


def test_every_field_has_its_column_and_references_are_spelled_out() -> None:
    keys = [column.key for column in columns_of(CALL_FORM, {"child": CHILD_FORM})]
    assert keys == ["child.number", "child.name", "on", "words", "child", "_id"]
    assert [column.key for column in columns_of(CHILD_FORM, {})] == [*CHILD_FORM.fields, "_id"]


def test_a_reference_to_a_form_that_is_not_there_still_has_its_columns() -> None:
    columns = columns_of(CALL_FORM, {})
    assert [column.key for column in columns[:2]] == ["child.number", "child.name"]
    assert [column.caption for column in columns[:2]] == ["儿童number", "儿童name"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("学生", "学生"),
        ("甲/乙:[丙]", "甲-乙--丙-"),
        ("封面", "封面2"),
        ("_SEAL", "_SEAL2"),
        ("长" * 40, "长" * 28),
        ("'", "-"),
    ],
)
def test_a_sheet_may_bear_any_title(title: str, name: str) -> None:
    assert sheet_names({"child": form(CHILD, title={"zh": title, "en": "x"})}) == {"child": name}


def test_two_forms_of_one_title_have_two_sheets() -> None:
    forms = {name: form(CHILD, name=name, title={"zh": "Abc" if name == "a" else "ABC", "en": ""}) for name in "ab"}
    assert list(sheet_names(forms).values()) == ["Abc", "ABC2"]


def test_a_unit_stands_on_its_own_line() -> None:
    assert head_lines("上下学距离（公里）") == "上下学距离\n（公里）"
    assert head_lines("姓名") == "姓名"
    assert head_lines("很长很长很长很长很长很长的标题（元）").count("\n") == 0


def test_columns_grow_with_their_texts_and_wrap_what_is_longer() -> None:
    address = next(column for column in columns_of(CHILD_FORM, {}) if column.key == "address")
    assert fitted(address, []).width == address.width
    assert fitted(address, ["甲" * 15]).width == 32
    long = fitted(address, ["甲" * 100, "乙"])
    assert (long.width, long.wrapped) == (40, True)


def test_the_name_stays_in_view(library: Library) -> None:
    for one in library.forms.values():
        columns = columns_of(one, library.forms)
        frozen = frozen_columns(columns, one)
        assert 1 <= frozen <= 4
        assert sum(column.width for column in columns[:frozen]) <= 60
    student = library.forms["student"]
    assert (
        columns_of(student, library.forms)[frozen_columns(columns_of(student, library.forms), student) - 1].key
        == "name"
    )


def test_bands_cover_every_visible_column_once(library: Library) -> None:
    for one in library.forms.values():
        columns = columns_of(one, library.forms)
        covered = [
            col for start, end, _ in bands(columns, one, frozen_columns(columns, one)) for col in range(start, end + 1)
        ]
        assert covered == [col for col, column in enumerate(columns) if not column.hidden]


def test_lists_and_lines_reach_below_the_last_record() -> None:
    assert last_row(0) == 3000
    assert last_row(4000) == FIRST_ROW - 1 + 4000 + 500


def test_wide_sheets_are_printed_on_pages_side_by_side(library: Library) -> None:
    assert pages_wide(columns_of(CALL_FORM, {"child": CHILD_FORM})) == 1
    assert pages_wide(columns_of(library.forms["student"], library.forms)) > 3


def test_input_messages_say_how_to_type_and_what_is_meant() -> None:
    said = {column.key: input_message(column) for column in columns_of(CHILD_FORM, {}) if not column.hidden}
    assert said["name"] == "与户口簿一致。"
    assert said["born_on"] == "写成 2018-12-25。"
    assert said["colours"].startswith("可填多项，用“、”隔开。可选：红、绿")
    assert said["address"] == ""


def test_widths_count_full_width_characters_twice() -> None:
    assert text_width("a甲（") == 5
