"""Every page by keys alone: F6 and Tab come to everything that can be worked with, and a reader hears its name there."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui.app import Program
from ui.county.window import CountyWindow
from ui.help import HelpWindow
from ui.page import Place
from ui.parts import Link
from ui.roll.fieldrow import FieldRow
from ui.school.first_run import Wizard
from ui.school.rooms import ROOMS
from ui.window import Window

PAGES = [*(room.key for room in ROOMS if room.key != "help"), "import"]
INPUTS = (QLineEdit, QComboBox, QTextEdit, QPlainTextEdit, QAbstractSpinBox, QAbstractButton, QAbstractItemView)
STEPS = 140
"""More than any pane has."""


def inputs(page: QWidget) -> list[QWidget]:
    """What can be worked with now, parts of others left out."""
    found = [one for kind in INPUTS for one in page.findChildren(kind) if one.isVisible() and one.isEnabled()]
    return [one for one in dict.fromkeys(found) if not is_part(one)]


def is_part(one: QWidget) -> bool:
    """A line of a list box, a cross in a field, the header of a table and its corner, the list behind a box."""
    above = one.parentWidget()
    while above is not None and not above.isWindow():
        if isinstance(above, QComboBox | QAbstractSpinBox | QLineEdit) or isinstance(one, QHeaderView):
            return True
        if isinstance(above, QTableView) and type(one) is QAbstractButton:
            return True
        above = above.parentWidget()
    return bool(above is None or above.windowFlags() & Qt.WindowType.Popup == Qt.WindowType.Popup)


def name_of(one: QWidget) -> str:
    """What a reader says of it."""
    return one.accessibleName() or (one.text() if isinstance(one, QAbstractButton) else "")


def walked(window: Window | CountyWindow) -> set[QWidget]:
    """Where the cursor comes on the open page: into each pane with F6, and on from there with Tab."""
    found, begun = set[QWidget](), set[QWidget]()
    for _ in range(12):
        window.next_pane()
        start = QApplication.focusWidget()
        if start is None or start in begun:
            break
        begun.add(start)
        for _ in range(STEPS):
            now = QApplication.focusWidget()
            if now is None or (now in found and now is not start):
                break
            found.add(now)
            QTest.keyClick(now, Qt.Key.Key_Tab)
        start.setFocus()
    return found


def within(one: QWidget, reached: set[QWidget]) -> bool:
    """Whether the cursor comes there: one of a group stands for all of it, a view for its cells, a line for its box."""
    if isinstance(one, QAbstractButton) and (group := one.group()) is not None:
        return any(button in reached for button in group.buttons())
    proxy = one.focusProxy()
    inner = set(one.findChildren(QWidget))
    return one in reached or (proxy is not None and proxy in reached) or bool(inner & reached)


def has_other_keys(one: QWidget) -> bool:
    """A link below a field of a record: typing there does the same, and a reason is written in the panel (F7, F2)."""
    above = one.parentWidget()
    while isinstance(one, Link) and above is not None:
        if isinstance(above, FieldRow):
            return True
        above = above.parentWidget()
    return False


def test_every_input_has_a_name(window: Window) -> None:
    for key in PAGES:
        window.go(Place(key))
        QApplication.processEvents()
        assert [type(one).__name__ for one in inputs(window) if not name_of(one)] == [], key


@pytest.mark.parametrize("key", PAGES)
def test_keys_come_to_everything(window: Window, qtbot: QtBot, key: str) -> None:
    window.activateWindow()
    window.go(Place(key))
    QApplication.processEvents()
    wanted = [one for one in inputs(window.page) if not has_other_keys(one)]
    reached = walked(window)
    missed = [f"{type(one).__name__} {name_of(one)}" for one in wanted if not within(one, reached)]
    assert wanted
    assert missed == []


def tabbed(top: QWidget) -> set[QWidget]:
    """Where Tab comes in a window of its own, from where the cursor stands."""
    found = set[QWidget]()
    while (now := QApplication.focusWidget()) is not None and now not in found and len(found) < STEPS:
        found.add(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
    return {one for one in found if top.isAncestorOf(one)}


def test_the_manual_by_keys(window: Window) -> None:
    """With a page behind it, so that the way back is open."""
    window.trigger("help")
    manual = window.findChildren(HelpWindow)[0]
    manual.open("index")
    manual.open("safety")
    manual.activateWindow()
    QApplication.processEvents()
    wanted = inputs(manual)
    assert wanted
    assert [type(one).__name__ for one in wanted if not name_of(one)] == []
    reached = tabbed(manual)
    assert [name_of(one) for one in wanted if not within(one, reached)] == []
    manual.close()


def test_the_first_question_by_keys(program: Program) -> None:
    """The other four are walked in tests/journeys/test_window.py."""
    program.start()
    wizard = program.shown
    assert isinstance(wizard, Wizard)
    wizard.activateWindow()
    QApplication.processEvents()
    wanted = inputs(wizard)
    assert wanted
    assert [type(one).__name__ for one in wanted if not name_of(one)] == []
    reached = tabbed(wizard)
    assert [name_of(one) for one in wanted if not within(one, reached)] == []
