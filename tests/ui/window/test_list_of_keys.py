"""The list of keys (Ctrl+/) leaves none out: those of the menus, and those that the entry grid has of its own."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel

from tests.journeys.hand import CONTROL, Hand
from ui.keys import KeysWindow
from ui.roll.gridview import COMMANDS
from ui.window import Window

NATIVE = QKeySequence.SequenceFormat.NativeText


def test_every_key_is_listed(window: Window) -> None:
    window.activateWindow()
    hand = Hand(window)
    hand.strike(Qt.Key.Key_Slash, held=CONTROL)
    listed = window.findChildren(KeysWindow)[0]
    said = {key for label in listed.findChildren(QLabel) for key in label.text().split(", ")}
    of_menus = {one.shortcut().toString(NATIVE) for one in window.commands.actions_by_name.values()} - {""}
    assert {*COMMANDS, *of_menus, "Alt+↓", "Esc"} - said == set()
    assert listed.isActiveWindow()
    assert listed.isAncestorOf(hand.at)
    before = window.focusWidget()
    hand.strike(Qt.Key.Key_Escape)
    assert not listed.isVisible()
    assert window.focusWidget() is before is not None


def test_keys_are_named_as_on_keyboards_and_buttons(window: Window) -> None:
    of_menus = {one.shortcut().toString(NATIVE) for one in window.commands.actions_by_name.values()}
    assert {"Ctrl+Enter", "Ctrl+↓", "Ctrl+↑"} <= of_menus


def test_no_two_commands_have_the_same_keys(window: Window) -> None:
    """Qt does neither of two; a key that it calls by another key's name would be such a pair."""
    keys = [keys.toString() for one in window.commands.actions_by_name.values() for keys in one.shortcuts()]
    assert sorted(set(keys)) == sorted(keys)
