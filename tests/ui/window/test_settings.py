"""Settings hold as soon as they are made."""

from pytestqt.qtbot import QtBot

from ui.app import Program
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


def test_another_term_is_worked_in(window: Window) -> None:
    page = page_of(window)
    at = page.term.period.findData("2026-2")
    page.term.period.setCurrentIndex(at)
    page.term.period.activated.emit(at)
    assert window.desk.period.code == "2026-2"
    assert "春" in window.rail.slip.accessibleName()


def test_name_lock_and_look_are_remembered(program: Program, window: Window, qtbot: QtBot) -> None:
    page = page_of(window)
    page.safety.user.setText("陈光明")
    page.safety.user.editingFinished.emit()
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
