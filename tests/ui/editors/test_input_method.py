"""The x of an ID number where an input method is left on Chinese; tests/by_hand/ime.py tries a real one."""

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from forms.kinds.identity import check_character
from forms.library import Library
from ui.editors import LineEditor, Setting, editor_for

BODIES = [f"99012320180312{serial:03}" for serial in range(99)]
WITH_X = next(body for body in BODIES if check_character(body) == "X")
WITHOUT = next(body for body in BODIES if check_character(body) != "X")


def begun(editor: LineEditor, shown: str) -> None:
    """An input method begins a word."""
    QApplication.sendEvent(editor, QInputMethodEvent(shown, []))
    QApplication.processEvents()


@pytest.fixture
def editor(library: Library, qtbot: QtBot) -> LineEditor:
    made = editor_for(library.forms["student"].fields["id_number"], Setting(before=lambda _field: WITH_X + "X"))
    assert isinstance(made, LineEditor)
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize("typed", [WITH_X, WITH_X[6:]])
def test_a_word_that_begins_where_x_must_follow_is_x(editor: LineEditor, qtbot: QtBot, typed: str) -> None:
    qtbot.keyClicks(editor, typed)
    with qtbot.waitSignal(editor.moved, timeout=1000):
        begun(editor, "新")
    assert editor.value_text() == WITH_X + "X"
    assert not editor.is_composing


@pytest.mark.parametrize("typed", [WITHOUT, WITH_X[:-1], ""])
def test_elsewhere_a_word_stays_the_input_methods(editor: LineEditor, qtbot: QtBot, typed: str) -> None:
    qtbot.keyClicks(editor, typed)
    begun(editor, "新")
    assert editor.is_composing
    assert editor.value_text() == typed
