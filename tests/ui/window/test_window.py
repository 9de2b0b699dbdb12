"""The window as a clerk drives it: by keys alone, with every number where the desk has it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QWidget,
)
from pytestqt.qtbot import QtBot

from export.jobs.desk import Desk
from export.jobs.session import Session
from ui.app import Program
from ui.page import Place
from ui.school.rooms import ROOMS, room_of
from ui.window import Window

Control, Alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
MINE = ("home", "settings")


def press(window: Window, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key, modifier)
    QApplication.processEvents()


def write(window: Window, text: str) -> None:
    """As an input method does: 汉字 come without keys."""
    window.commands.field.setText(text)
    window.commands.field.textEdited.emit(text)


def test_it_opens_on_the_home_page_with_the_schools_own_numbers(window: Window, faulty: Desk) -> None:
    summary = faulty.summary()
    page = window.pages["home"]
    assert window.page is page
    assert any(str(summary.pupils) in label.text() for label in page.findChildren(QLabel))
    assert window.rail.items["home"].isChecked()
    assert window.rail.slip.accessibleName().startswith(faulty.school_name)
    errors = sum(item.problem.level == "error" for item in faulty.problems() if room_of(item.problem.form))
    assert window.status.items["errors"].text() == f"错误 {errors}"


@pytest.mark.parametrize("key", [room.key for room in ROOMS if room.key != "help"])
def test_every_page_of_the_rail_opens_and_says_its_title(window: Window, key: str) -> None:
    window.rail.items[key].click()
    assert window.rail.items[key].isChecked()
    assert window.page.title
    assert window.page.shown_version == window.desk.version


def test_alt_and_a_digit_opens_the_pages_in_the_order_of_the_rail(window: Window) -> None:
    window.activateWindow()
    window.page.setFocus()
    press(window, Qt.Key.Key_2, Alt)
    assert window.rail.items["roll"].isChecked()
    press(window, Qt.Key.Key_1, Alt)
    assert window.rail.items["home"].isChecked()


def test_ctrl_k_finds_a_pupil_by_initials_and_goes_there(window: Window, faulty: Desk) -> None:
    table = faulty.tables["student"]
    name = str(table.columns["name"][0])
    window.activateWindow()
    window.page.setFocus()
    press(window, Qt.Key.Key_K, Control)
    assert window.finder.isVisible()
    write(window, name)
    words = [found.words for found in window.finder.model.found]
    assert any(name in each for each in words)
    press(window, Qt.Key.Key_Return)
    assert not window.finder.isVisible()
    assert window.rail.items["roll"].isChecked()


def test_a_page_is_found_before_the_things_that_bear_its_name(window: Window, faulty: Desk) -> None:
    desk_chair = {**faulty.fresh("equipment"), "name": "学生课桌椅"}
    faulty.save("equipment", None, desk_chair)
    window.finder.look("学生")
    found = window.finder.model.found
    assert any(one.words.startswith("学生课桌椅") for one in found)
    assert isinstance(found[0].target, Place)
    assert (found[0].target.page, found[0].target.record) == ("roll", "")


def test_ctrl_k_finds_a_command_and_does_it(window: Window) -> None:
    window.finder.open()
    write(window, "设置")
    press(window, Qt.Key.Key_Return)
    assert window.rail.items["settings"].isChecked()


def test_f8_goes_to_the_first_thing_that_waits(window: Window, faulty: Desk) -> None:
    following = faulty.due().next
    assert following is not None
    window.trigger("next_problem")
    room = room_of(following.problem.form)
    assert room is not None
    assert window.rail.items[room.key].isChecked()


def test_f6_walks_round_the_panes_and_comes_back_to_the_rail(window: Window) -> None:
    window.activateWindow()
    window.rail.items["home"].setFocus()
    seen = []
    for _ in range(len(window.page.panes()) + 1):
        window.next_pane()
        seen.append(window.focusWidget())
    assert len({id(widget) for widget in seen}) > 2
    assert window.rail.items["home"].hasFocus()


def test_f7_opens_the_panel_of_problems_and_enter_goes_to_the_record(window: Window, faulty: Desk) -> None:
    window.activateWindow()
    window.go(Place("roll"))
    assert not window.dock.panel.isVisible()
    window.trigger("problems")
    table = window.dock.panel.list.table
    assert table.hasFocus()
    row = next(row for row in window.dock.panel.list.model.rows if row.item.problem.record)
    table.go(window.dock.panel.list.model.line_of(row.key))
    press(window, Qt.Key.Key_Return)
    assert window.page.roll.record.id == row.item.problem.record
    window.trigger("problems")
    assert not window.dock.panel.isVisible()


def test_the_panel_of_problems_stands_only_beside_rolls_and_is_remembered(program: Program, window: Window) -> None:
    window.go(Place("roll"))
    window.trigger("problems")
    window.go(Place("home"))
    assert not window.dock.panel.isVisible()
    assert not window.commands.actions_by_name["problems"].isEnabled()
    window.go(Place("staff"))
    assert window.dock.panel.isVisible()
    assert {row.item.problem.form for row in window.dock.panel.list.model.rows} == {"staff"}
    assert program.preferences.recall("problems")["open"] is True
    window.page.commands()["grid"]()
    assert not window.dock.panel.isVisible()


@pytest.mark.parametrize(("item", "state"), [("errors", "error"), ("reminders", "reminder")])
def test_the_status_bar_leads_to_the_problems_it_counts(window: Window, item: str, state: str) -> None:
    window.status.items[item].click()
    assert window.rail.items["check"].isChecked()
    assert {row.state for row in window.page.model.rows} == {state}
    window.go(Place("roll"))
    window.status.items[item].click()
    assert {row.state for row in window.dock.panel.list.model.rows} == {state}


def test_what_a_page_saves_shows_in_rail_status_bar_and_menu(window: Window, faulty: Desk) -> None:
    form, table = "student", faulty.tables["student"]
    faulty.save(form, table.ids[0], {"name": "李新名"})
    window.page.changed.emit()
    assert window.status.items["saved"].text().startswith("已保存 ")
    assert window.commands.actions_by_name["undo"].isEnabled()
    window.trigger("undo")
    assert table.columns["name"][0] != "李新名"
    assert window.commands.actions_by_name["redo"].isEnabled()


def test_commands_that_the_page_cannot_do_are_grey(window: Window) -> None:
    assert not window.commands.actions_by_name["fill_down"].isEnabled()
    window.go(Place("roll"))
    assert window.commands.actions_by_name["new"].isEnabled()


def test_zoom_and_scheme_reach_the_whole_program_and_are_remembered(program: Program, window: Window) -> None:
    before = window.rail.width()
    window.trigger("zoom_in")
    assert program.theme.zoom == 110
    assert window.rail.width() > before or window.rail.width() < before  # wider, or already icons only
    window.trigger("scheme:dark")
    assert program.theme.scheme == "dark"
    choices = program.preferences.choices
    assert (choices.zoom, choices.scheme) == (110, "dark")
    window.trigger("zoom_reset")
    window.trigger("scheme:light")
    assert program.theme.zoom == 100


def test_another_look_lets_idle_pages_go_and_keeps_the_place(window: Window) -> None:
    window.go(Place("roll"))
    window.go(Place("staff"))
    record = window.page.roll.record.id
    window.trigger("scheme:dark")
    assert "roll" not in window.pages
    assert window.page.roll.record.id == record
    window.trigger("scheme:light")
    window.go(Place("roll"))
    assert window.page.roll.model.rowCount() == len(window.desk.tables["student"])


def test_a_look_lets_no_typed_rows_go(window: Window) -> None:
    window.go(Place("roll"))
    window.page.commands()["grid"]()
    window.go(Place("home"))
    window.trigger("scheme:dark")
    assert "roll" in window.pages
    window.trigger("scheme:light")


def test_the_window_fits_the_smallest_screen_and_the_rail_gives_way(window: Window) -> None:
    for key in MINE:
        window.go(Place(key))
    QApplication.processEvents()
    assert window.minimumSizeHint().width() <= 1296
    assert window.minimumSizeHint().height() <= 662
    window.resize(1200, 700)
    QApplication.processEvents()
    assert window.rail.width() == 56


def test_home_and_roll_count_alike_what_is_not_complete(window: Window, faulty: Desk) -> None:
    for form in faulty.tables:
        lacking = faulty.lacking(form)
        assert len(lacking) == faulty.completeness(form).lacking
        room = room_of(form)
        assert room is not None
        window.go(Place(room.key, form))
        marks = window.page.roll.marks  # pyright: ignore[reportAttributeAccessIssue]
        assert {record for record in faulty.tables[form].ids if marks.within(record, "missing")} == lacking
    assert faulty.lacking("student")


def test_another_tab_takes_the_cursor_into_its_own_list(window: Window) -> None:
    window.go(Place("roll", "student"))
    first = window.page.roll.panes()[0]  # pyright: ignore[reportAttributeAccessIssue]
    first.setFocus()
    window.page.show_place(Place("roll", "class"))
    second = window.page.roll.panes()[0]  # pyright: ignore[reportAttributeAccessIssue]
    assert second is not first
    assert window.focusWidget() is second


def test_the_ring_stays_with_the_paper_that_is_shown(window: Window) -> None:
    window.go(Place("print", about="roll"))
    page = window.page
    page.panes()[0].setFocus()
    window.go(Place("print", about="cover"))
    assert window.focusWidget() is page.panes()[0]


@pytest.mark.parametrize(("wide", "columns"), [(1366, 2), (1920, 3)])
def test_a_full_form_has_more_columns_where_there_is_room(window: Window, wide: int, columns: int) -> None:
    window.resize(wide, 768)
    window.go(Place("roll", "student"))
    window.trigger("full_form")
    QApplication.processEvents()
    rows = window.page.roll.sections.parts_[0].rows.values()  # pyright: ignore[reportAttributeAccessIssue]
    assert len({row.x() for row in rows}) == columns


@pytest.mark.parametrize("key", [*MINE, "roll", "staff", "check", "import", "print", "backup"])
def test_no_page_flashes_a_window_of_its_own_while_it_is_made(window: Window, key: str) -> None:
    window.activateWindow()
    window.go(Place(key))
    QApplication.processEvents()
    assert QApplication.activeWindow() is window


def test_no_two_commands_have_the_same_keys(window: Window) -> None:
    keys: dict[str, list[str]] = {}
    for name, action in window.commands.actions_by_name.items():
        for each in action.shortcuts():
            keys.setdefault(each.toString(), []).append(name)
    assert {key: names for key, names in keys.items() if len(names) > 1} == {}


def test_every_command_of_a_menu_does_something(window: Window) -> None:
    ours = [action for action in window.commands.actions_by_name.values() if isinstance(action, QAction)]
    assert all(action.text() for action in ours)


def test_a_locked_window_shows_nothing_and_no_key_reaches_it(window: Window) -> None:
    window.activateWindow()
    window.trigger("lock")
    assert window.locked.geometry() == window.centralWidget().rect()
    QTest.keyClick(window.locked.button, Qt.Key.Key_2, Alt)
    assert window.rail.items["home"].isChecked()
    assert not window.stack.isEnabled()
    QTest.keyClick(window.locked.button, Qt.Key.Key_Space)
    assert not window.locked.isVisible()
    assert window.stack.isEnabled()


@pytest.mark.parametrize(("key", "page"), [("settings", "safety"), ("roll", "filling"), ("school", "filling")])
def test_help_opens_the_page_of_the_page(window: Window, key: str, page: str) -> None:
    window.go(Place(key))
    window.trigger("help")
    helps = [one for one in window.findChildren(QWidget) if type(one).__name__ == "HelpWindow"]
    assert helps[0].isVisible()
    assert helps[0].page == page
    helps[0].close()


def test_the_list_of_keys_names_those_of_the_menus(window: Window) -> None:
    window.trigger("keys")
    shown = next(one for one in window.findChildren(QWidget) if type(one).__name__ == "KeysWindow")
    assert shown.isVisible()
    shown.close()


def test_a_backup_is_made_and_shown(program: Program, window: Window, qtbot: QtBot, tmp_path) -> None:  # noqa: ANN001
    program.preferences.change(backup_folder=str(tmp_path))
    window.trigger("backup")
    qtbot.waitUntil(lambda: window.desk.last_backup is not None and "已备份到" in window.message.sentence.text())
    assert list(tmp_path.glob("*_*.school"))
    assert "备份" in window.status.items["backup"].text()


def test_facts_for_those_who_help_name_nobody(window: Window) -> None:
    window.trigger("diagnosis")
    copied = QApplication.clipboard().text()
    names = {str(name) for name in window.desk.tables["student"].columns["name"]}
    assert "student" in copied
    assert not any(name in copied for name in names)


def test_the_log_of_changes_is_read_over_for_those_who_help(window: Window, qtbot: QtBot) -> None:
    window.trigger("diagnosis")
    qtbot.waitUntil(lambda: "修改记录已逐条核对" in window.message.sentence.text(), timeout=20_000)
    assert window.message.property("tone") == "jade"
    window.desk.store._session.driver.execute("UPDATE change SET user = '别人' WHERE seq = 2")
    window.trigger("diagnosis")
    qtbot.waitUntil(lambda: "第 2 条" in window.message.sentence.text(), timeout=20_000)
    assert window.message.property("tone") == "seal"


def test_the_schools_own_form_opens_without_a_list(window: Window, faulty: Desk) -> None:
    window.go(Place("school"))
    page = window.page.roll
    assert page.full.isVisible()
    assert not page.full.strip.isVisible()
    code = next(part.rows["code"] for part in page.sections.parts_ if "code" in part.rows)
    assert code.editor.text() == faulty.tables["school"].text(0, "code")
    assert not window.commands.actions_by_name["new"].isEnabled()


def test_a_new_schools_own_form_knows_its_code_and_name(program: Program, session: Session, tmp_path: Path) -> None:
    with Desk.create(tmp_path / "n.school", session, "2199000128", "云岭小学", practice=True) as desk:
        window = program.open(desk)
        window.go(Place("school"))
        window.page.roll._keep({"district": "一学区"})
        table = desk.tables["school"]
        assert (table.text(0, "code"), table.text(0, "name")) == ("2199000128", "云岭小学")
        program.desk = None
