"""Settings hold as soon as they are made."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from export.jobs.people import work_as
from ui.app import Program
from ui.keeping import Keeping
from ui.page import Place
from ui.school.settings import SettingsPage
from ui.window import Window


def page_of(window: Window) -> SettingsPage:
    window.go(Place("settings", about="deadline"))
    assert isinstance(window.page, SettingsPage)
    return window.page


def test_a_deadline_shows_on_the_home_page(window: Window) -> None:
    page = page_of(window)
    page.term.deadline.setText("2026年9月18日")
    page.term.deadline.editingFinished.emit()
    assert window.desk.deadline == "2026-09-18"
    page.term.deadline.setText("soon")
    page.term.deadline.editingFinished.emit()
    assert window.desk.deadline == "2026-09-18"
    window.go(Place("home"))


def test_another_term_is_worked_in(window: Window, qtbot: QtBot) -> None:
    page = page_of(window)
    at = page.term.period.findData("2026-2")
    page.term.period.setCurrentIndex(at)
    page.term.period.activated.emit(at)
    qtbot.waitUntil(window.isEnabled, timeout=20_000)
    assert window.desk.period.code == "2026-2"
    assert "春" in window.rail.slip.accessibleName()


def test_name_lock_and_look_are_remembered(program: Program, window: Window, qtbot: QtBot) -> None:
    page = page_of(window)
    page.safety.user.setEditText("陈光明")
    page.safety.user.lineEdit().editingFinished.emit()
    assert window.desk.user == "陈光明"
    assert window.commands.user.text() == "陈光明"
    at = page.safety.minutes.findData(0)
    page.safety.minutes.setCurrentIndex(at)
    page.safety.minutes.activated.emit(at)
    assert program.preferences.choices.lock_minutes == 0
    assert not program.idle._timer.isActive()
    page.look.asked.emit("dark", 100)
    assert program.theme.scheme == "dark"
    page.look.asked.emit("light", 100)
    assert "陈光明" not in program.preferences._file.read_text("utf-8")


def test_those_who_worked_here_are_offered_by_name(window: Window) -> None:
    for name in ("陈光明", "李老师"):
        work_as(window.desk, name)
    window.commands.user.click()
    menu = window.findChildren(QMenu)[-1]
    actions = [action for action in menu.actions() if action.text()]
    assert [action.text() for action in actions][:2] == ["李老师", "陈光明"]
    actions[1].trigger()
    menu.close()
    assert window.desk.user == "陈光明"
    assert window.commands.user.text() == "陈光明"


def test_a_copy_is_made_at_closing_and_old_ones_go(
    program: Program, window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    page = page_of(window)
    page.copies.when.chosen.emit("closing")
    page.copies.keep.setCurrentIndex(page.copies.keep.findData(5))
    page.copies.keep.activated.emit(0)
    program.preferences.change(backup_folder=str(folder))
    for day in range(6):
        (folder / f"{window.desk.school_code}_2026010{day + 1}-080000.school").write_bytes(b"old")
    assert not window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=20_000)
    assert len(list(folder.glob("*.school"))) == 5
    assert window.desk.last_backup is not None


def test_a_missing_stick_is_said_once_and_then_lets_go(program: Program, window: Window, tmp_path: Path) -> None:
    program.preferences.change(backup_when="closing", backup_folder=str(tmp_path / "pulled"))
    assert not window.close()
    assert "U盘" in window.message.sentence.text()
    assert window.close()


def test_the_days_copy_is_made_by_itself(program: Program, window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    program.preferences.change(backup_when="daily", backup_folder=str(tmp_path))
    keeping = window.findChild(Keeping)
    keeping.look()
    qtbot.waitUntil(lambda: window.desk.last_backup is not None and not keeping.is_busy, timeout=20_000)
    count = len(list(tmp_path.glob("*_*.school")))
    keeping.look()
    assert not keeping.is_busy
    assert len(list(tmp_path.glob("*_*.school"))) == count


def test_a_ledger_is_not_put_on_a_stick(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.school.first_run.answers.is_removable", lambda path: path.name == "stick")
    place = program.first_run().place
    place.folder.setText("/somewhere/stick")
    assert "U盘" in place.missing()
    place.folder.setText("/somewhere/disk")
    assert place.missing() == ""


def test_another_language_is_spoken_on_a_roll(program: Program, window: Window, qtbot: QtBot) -> None:
    window.go(Place("staff"))
    window.trigger("language:en")
    qtbot.waitUntil(lambda: program.shown is not window)
    shown = program.shown
    assert isinstance(shown, Window)
    assert shown.key == "staff"


def test_another_language_is_spoken_at_once_on_the_same_page(program: Program, window: Window, qtbot: QtBot) -> None:
    page_of(window).look.spoken.emit("en")
    qtbot.waitUntil(lambda: program.shown is not window, timeout=20_000)
    shown = program.shown
    assert isinstance(shown, Window)
    assert shown.page.title == "Settings"
    assert shown.rail.items["roll"].text() == "Pupils"
    assert any("Please" in item.message for item in shown.desk.problems())
    assert program.preferences.choices.language == "en"
    shown.trigger("language:zh")
    qtbot.waitUntil(lambda: program.shown is not shown, timeout=20_000)
    assert program.shown.rail.items["roll"].text() == "学生学籍"
