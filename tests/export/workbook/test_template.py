"""The blank workbook: filled by hand it is read like any other, and its captions cannot slip."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from export.workbook.read import Receiver
from export.workbook.template import template
from forms.library import Library
from tests.export.workbook.made import edited, opened, put, sheet

FORMS = ("student", "left_behind")


@pytest.fixture(scope="module")
def blank(library: Library) -> bytes:
    stream = BytesIO()
    template(FORMS, library, stream, school_name="石坪镇中心小学", school_code="2199000123", period="2026-1")
    return stream.getvalue()


def test_it_begins_with_how_to_fill_it(blank: bytes) -> None:
    guide = opened(blank).sheets[0]
    assert guide.name == "填表说明"
    words = "".join(str(cell) for row in guide.rows for cell in row if cell)
    assert "从第6行填起" in words
    assert "★ 是必填" in words
    assert "表：留守儿童" in words


def test_captions_are_locked_and_cells_are_open_without_a_password(blank: bytes) -> None:
    page = sheet(load_workbook(BytesIO(blank)), "学生")
    assert page.protection.sheet
    assert page.protection.password is None
    assert not page.protection.sort
    assert not page.protection.autoFilter
    assert not page.protection.formatColumns
    assert page["A5"].protection.locked
    assert all(not entry.protection.locked for entry in page.column_dimensions.values())


def test_filled_by_hand_it_is_read_like_any_other(blank: bytes, library: Library) -> None:
    def fill(book: Workbook) -> None:
        pupils, away = sheet(book, "学生"), sheet(book, "留守儿童")
        keys = {pupils.cell(3, col).value: col for col in range(1, pupils.max_column + 1)}
        put(pupils, 6, keys["name"], "李雨桐")
        put(pupils, 6, keys["sex"], "女")
        put(pupils, 7, keys["name"], "张三")
        put(pupils, 7, keys["born_on"], "2018.9.1")
        away["A6"], away["B6"] = "990123201801010015", "李雨桐"

    got = Receiver(library).receive(opened(edited(blank, fill)))
    assert got.verdict.state == "none"
    assert got.meta.template
    assert (got.meta.school_code, got.meta.period) == ("2199000123", "2026-1")
    assert got.tables["student"].columns["name"] == ["李雨桐", "张三"]
    assert got.tables["student"].columns["born_on"] == [None, "2018-09-01"]
    assert got.tables["student"].ids == ["", ""]
    assert got.typed == {("left_behind", 0, "student"): {"id_number": "990123201801010015", "name": "李雨桐"}}


def test_it_is_written_to_a_path_as_a_whole(library: Library, tmp_path: Path) -> None:
    template(FORMS, library, tmp_path / "空表.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["空表.xlsx"]
    assert Receiver(library).is_ours(opened((tmp_path / "空表.xlsx").read_bytes()))
