"""The roll within the window: the menu's keys reach it, and undo brings back what was typed in it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from export.jobs.desk import Desk
from tests.ui.window.conftest import clean, clean_store, faulty, faulty_store, program, session, theme, window
from ui.page import Place
from ui.roll.page import RollPage
from ui.window import Window

__all__ = ["clean", "clean_store", "faulty", "faulty_store", "program", "session", "theme", "window"]

CONTROL, PLAIN = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


def press(window: Window, key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> None:
    QApplication.processEvents()
    QTest.keyClick(QApplication.focusWidget() or window, key, modifier)
    QApplication.processEvents()


def field() -> str:
    widget = QApplication.focusWidget()
    assert isinstance(widget, QWidget)
    return getattr(getattr(widget, "of", None), "name", type(widget).__name__)


def test_a_morning_by_keys_only(window: Window, faulty: Desk) -> None:
    window.go(Place("roll"))
    QApplication.processEvents()
    window.activateWindow()
    roll = window.page.roll  # pyright: ignore[reportAttributeAccessIssue]
    assert isinstance(roll, RollPage)
    window.page.setFocus()
    known = len(faulty.tables["student"])

    press(window, Qt.Key.Key_F, CONTROL)
    assert QApplication.focusWidget() is roll.strip.search
    press(window, Qt.Key.Key_F8)
    assert field() in roll.form.fields

    roll.commands()["new"]()
    assert field() == "name"
    QTest.keyClicks(QApplication.focusWidget(), "Zhou")
    press(window, Qt.Key.Key_Return)
    assert len(faulty.tables["student"]) == known + 1
    press(window, Qt.Key.Key_Z, CONTROL)
    assert len(faulty.tables["student"]) == known
    press(window, Qt.Key.Key_Y, CONTROL)
    assert len(faulty.tables["student"]) == known + 1

    roll.commands()["full_form"]()
    assert roll.full is not None
    assert roll.full.isVisible()
    roll.commands()["full_form"]()
    assert not roll.full.isVisible()
    here = roll.record.id
    roll.commands()["next_record"]()
    assert roll.record.id != here

    roll.commands()["grid"]()
    QApplication.processEvents()
    assert roll.grid is not None
    QGuiApplication.clipboard().setText("姓名\t性别\t出生日期\n周一\t男\t2018.1.1\n周二\t女\t2018.2.30")
    press(window, Qt.Key.Key_V, CONTROL)
    assert len(roll.grid.draft) == 2
    roll.commands()["take_in"]()
    assert len(faulty.tables["student"]) == known + 2
    assert roll.grid.draft.text(0, "born_on") == "2018.2.30"
