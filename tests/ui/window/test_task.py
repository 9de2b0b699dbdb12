"""Work beside the window ends with its window: after that nothing begins that could ask a closed ledger."""

from threading import Event

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.parts import BusyBar
from ui.task import Progress, Task, finish, run
from ui.theme import Theme


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


def test_a_bar_does_not_wait_for_what_was_over_before_it_looked(page: QWidget, theme: Theme) -> None:
    bar, task = BusyBar(theme, page), Task(lambda _progress: None, page)
    task.start()
    QThreadPool.globalInstance().waitForDone()
    bar.follow(task, "收入")
    assert bar.isHidden()


def test_a_bar_stays_while_its_newest_task_runs(page: QWidget, theme: Theme, qtbot: QtBot) -> None:
    bar, first, hold = BusyBar(theme, page), Task(lambda _progress: None, page), Event()
    bar.follow(first, "收入")
    bar.follow(Task(lambda _progress: hold.wait(), page).start(), "导出")
    with qtbot.waitSignal(first.ended):
        first.start()
    assert not bar.isHidden()
    hold.set()
    qtbot.waitUntil(bar.isHidden)
