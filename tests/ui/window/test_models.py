"""The window's models keep Qt's rules; those of rolls, grid and panel have their own tests."""

from pathlib import Path

import openpyxl
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from ui.page import Place
from ui.school.checking import CheckPage
from ui.school.importing import ImportPage
from ui.window import Window


def test_problems_on_the_page(window: Window, qtmodeltester: ModelTester) -> None:
    window.go(Place("check"))
    assert isinstance(window.page, CheckPage)
    assert window.page.model.rowCount()
    qtmodeltester.check(window.page.model, force_py=True)


def test_what_was_found(window: Window, qtmodeltester: ModelTester) -> None:
    window.finder.look("wang")
    assert window.finder.model.rowCount()
    qtmodeltester.check(window.finder.model, force_py=True)


def test_a_file_before_it_is_taken_in(window: Window, tmp_path: Path, qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for line in (
        ["姓名", "身份证号码", "联系电话"],
        ["新来的", "990123201801011237", "13900002222"],
        ["又一个", "", "x"],
    ):
        sheet.append(line)
    book.save(tmp_path / "花名册.xlsx")
    window.go(Place("import"))
    page = window.page
    assert isinstance(page, ImportPage)
    page.read(tmp_path / "花名册.xlsx", "student")
    qtbot.waitUntil(lambda: page.model.rowCount() > 0, timeout=20_000)
    qtmodeltester.check(page.model, force_py=True)
