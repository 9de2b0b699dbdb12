"""The register by keys: what is typed is kept when its field is left, what cannot be read is told, lists are taken in."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from export.jobs.county.bureau import Bureau
from tests.ui.county.conftest import ALTERED, SILENT, type_in
from ui.county.register import RegisterPage
from ui.county.window import CountyWindow
from ui.page import Place
from ui.theme import Theme

Key = Qt.Key


@pytest.fixture
def page(bureau: Bureau, theme: Theme, qtbot: QtBot) -> RegisterPage:
    made = RegisterPage(bureau, theme)
    made.refresh()
    made.resize(1182, 690)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.list.go(ALTERED)
    return made


def write(page: RegisterPage, field: str, words: str, qtbot: QtBot) -> None:
    """Type over what stands in a field, and leave it."""
    editor = page.card.editors[field]
    editor.setFocus()
    editor.selectAll()
    qtbot.keyClick(editor, Key.Key_Delete)
    type_in(editor, words)
    qtbot.keyClick(editor, Key.Key_Return)


def told(page: RegisterPage, field: str) -> str:
    """The problem or the help below a field."""
    _, below = page.card.fields._below[page.card.editors[field]]
    return below.layout().itemAt(0).widget().accessibleName() if below.layout().count() else ""


def codes(page: RegisterPage) -> list[str]:
    return [line.key for line in page.list.sheet.lines if not line.heading]


def test_every_school_stands_in_its_district(page: RegisterPage, bureau: Bureau) -> None:
    register = bureau.register()
    assert set(codes(page)) == set(register)
    district = ""
    for line in page.list.sheet.lines:
        if line.heading:
            district = line.key.removeprefix("district:")
        else:
            assert register[line.key].district == district


def test_what_is_typed_is_kept_when_the_field_is_left(page: RegisterPage, bureau: Bureau, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.changed):
        write(page, "phone", "0860-2345678", qtbot)
    assert bureau.register()[ALTERED].phone == "0860-2345678"
    write(page, "district", "新学区", qtbot)
    assert bureau.register()[ALTERED].district == "新学区"
    assert page.list.key == ALTERED


def test_what_cannot_be_read_is_told_and_not_kept(page: RegisterPage, bureau: Bureau, qtbot: QtBot) -> None:
    before = bureau.register()[ALTERED]
    write(page, "phone", "12", qtbot)
    assert told(page, "phone")
    assert page.card.editors["phone"].property("state") == "error"
    write(page, "closed", "昨天", qtbot)
    assert page.card.editors["closed"].property("state") == "error"
    assert bureau.register()[ALTERED] == before


def test_a_central_school_is_named_by_code_or_name(page: RegisterPage, bureau: Bureau, qtbot: QtBot) -> None:
    page.list.go(SILENT)
    name = bureau.register()[ALTERED].name
    write(page, "central", name, qtbot)
    assert bureau.register()[SILENT].central == ALTERED
    assert page.card.editors["central"].text() == name
    write(page, "central", "2199999999", qtbot)
    assert page.card.editors["central"].property("state") == "error"
    write(page, "central", SILENT, qtbot)
    assert "itself" in told(page, "central")
    assert bureau.register()[SILENT].central == ALTERED


def test_a_closed_school_is_expected_no_longer(page: RegisterPage, bureau: Bureau, qtbot: QtBot) -> None:
    page.list.go(SILENT)
    expected = bureau.board().expected
    write(page, "into", ALTERED, qtbot)
    write(page, "closed", "2026-07-01", qtbot)
    school = bureau.register()[SILENT]
    assert (school.closed, school.into) == ("2026-07-01", ALTERED)
    assert bureau.board().expected == expected - 1
    page.state._buttons["closed"].click()
    assert codes(page) == [SILENT]
    write(page, "closed", "", qtbot)
    assert bureau.board().expected == expected


def test_a_new_school_begins_with_its_code(page: RegisterPage, bureau: Bureau, qtbot: QtBot) -> None:
    page.commands()["new"]()
    editor = page.card.editors["code"]
    qtbot.keyClicks(editor, "21990")
    qtbot.keyClick(editor, Key.Key_Return)
    assert editor.property("state") == "error"
    assert not page.card.editors["name"].isEnabled()
    write(page, "code", "2199000099", qtbot)
    write(page, "name", "石坪镇新小学", qtbot)
    assert bureau.register()["2199000099"].name == "石坪镇新小学"
    assert page.list.key == "2199000099"


def test_escape_gives_up_a_new_school(page: RegisterPage, bureau: Bureau, qtbot: QtBot) -> None:
    before = set(bureau.register())
    page.begin()
    qtbot.keyClicks(page.card.editors["code"], "2199")
    qtbot.keyClick(page.card.editors["code"], Key.Key_Escape)
    assert set(bureau.register()) == before
    assert page.card.editors["code"].text() == ALTERED


def test_the_keys_on_the_buttons_work_in_the_window(bureau: Bureau, theme: Theme, qtbot: QtBot) -> None:
    window = CountyWindow(bureau, theme, None)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    window.go(Place("register"))
    page, control = window.page, Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(window, Key.Key_F, control)
    assert page.search.hasFocus()
    qtbot.keyClick(window, Key.Key_N, control)
    assert page.card.editors["code"].hasFocus()
    page.ask_file = lambda: ""
    with qtbot.assertNotEmitted(page.changed):
        qtbot.keyClick(window, Key.Key_I, control)
    window.close()


def test_search_and_place_find_a_school(page: RegisterPage, qtbot: QtBot) -> None:
    page.find_text()
    qtbot.keyClicks(page.search, SILENT[-4:])
    assert codes(page) == [SILENT]
    page.show_place(Place("register", record=ALTERED))
    assert page.list.key == ALTERED


def test_a_list_is_taken_in_and_every_school_says_what_became_of_it(
    page: RegisterPage, bureau: Bureau, qtbot: QtBot, tmp_path: Path
) -> None:
    name = bureau.register()[ALTERED].name
    rows = ["学校标识码,学校名称,学区,联系电话", "2199000099,石坪镇新小学,石坪镇学区,0860-2000001", f"{ALTERED},{name},,0860-2000002",
            "2199000098,石坪镇第二新小学,石坪镇学区,一二三"]  # fmt: skip
    (tmp_path / "list.csv").write_text("\n".join(rows), "utf-8-sig")
    page.ask_file = lambda: str(tmp_path / "list.csv")
    with qtbot.waitSignal(page.changed, timeout=30_000):
        qtbot.keyClick(page.take, Key.Key_Space)
    register = bureau.register()
    assert register[ALTERED].phone == "0860-2000002"
    assert register["2199000099"].district == "石坪镇学区"
    fates = {line.key: line.cells[0].words for line in page.became.list.sheet.lines if not line.heading}
    assert fates["2199000099"] == fates["2199000098"] == "New in the register"
    assert fates[ALTERED] == "Changed"
    assert fates["unread:0"] == "Row 4"
    assert "2 new, 1 changed" in page.message.sentence.text()
    page._lay_over()
    page.became.list.go("unread:0")
    with qtbot.waitSignal(page.told) as told:
        qtbot.keyClick(page.became.list, Key.Key_Return)
    assert "学校电话" in told.args[0]
    qtbot.keyClick(page.became.list, Key.Key_Escape)
    assert page.stack.currentWidget() is page.box
    qtbot.waitUntil(page.take.isEnabled, timeout=30_000)


def test_a_list_that_is_none_is_refused_calmly(
    page: RegisterPage, bureau: Bureau, qtbot: QtBot, tmp_path: Path
) -> None:
    before = bureau.register()
    (tmp_path / "poem.csv").write_text("床前明月光\n疑是地上霜", "utf-8-sig")
    page.read(tmp_path / "poem.csv")
    qtbot.waitUntil(page.take.isEnabled, timeout=30_000)
    assert page.message.property("tone") == "seal"
    assert bureau.register() == before
