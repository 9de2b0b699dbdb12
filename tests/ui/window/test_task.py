"""Work beside the window ends with its window: after that nothing begins that could ask a closed ledger."""

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.task import Progress, finish, run


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def page(window: QWidget) -> QWidget:
    return QWidget(window)


def nothing(_told: object) -> None:
    """Whatever became of it."""


def test_what_was_begun_is_heard_of(page: QWidget, qtbot: QtBot) -> None:
    heard: list[object] = []
    run(page, lambda _progress: 7, heard.append, nothing)
    qtbot.waitUntil(lambda: heard == [7])


def test_a_finished_window_begins_nothing_more(page: QWidget, window: QWidget, qtbot: QtBot) -> None:
    """Its last task ends, the page hears of it and wants to read once more."""
    begun, ended = list[str](), list[bool]()

    def first(_progress: Progress) -> None:
        begun.append("first")

    def again() -> None:
        ended.append(True)
        run(page, lambda _progress: begun.append("again"), nothing, nothing)

    run(page, first, nothing, nothing, again)
    finish(window)
    qtbot.waitUntil(lambda: ended == [True])
    finish(window)
    assert begun == ["first"]
