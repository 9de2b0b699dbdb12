"""Scrolling sideways: wherever roll and entry grid come to rest, a column begins at the left edge."""

from itertools import pairwise

import pytest
from PySide6.QtWidgets import QAbstractSlider, QApplication, QTableView
from pytestqt.qtbot import QtBot

from export.jobs.desk import Desk
from ui.editors import Setting
from ui.roll.grid import Grid
from ui.roll.known import KnownRecords
from ui.roll.page import RollPage
from ui.theme import Theme


def begins(view: QTableView) -> list[int]:
    """Where columns begin, in px of the sideways bar; hidden ones begin where the next one does."""
    return [view.horizontalHeader().sectionPosition(at) for at in range(view.horizontalHeader().count())]


@pytest.fixture(params=["roll", "grid"])
def view(request: pytest.FixtureRequest, qtbot: QtBot, desk: Desk, theme: Theme) -> QTableView:
    made = RollPage(desk, theme, "student") if request.param == "roll" else None
    grid = None if made else Grid(desk, "student", Setting(records=KnownRecords(desk)), theme)
    shown = made or grid
    assert shown is not None
    qtbot.addWidget(shown)
    shown.resize(1182, 702)
    shown.refresh() if made else None
    shown.show()
    QApplication.processEvents()
    return made.table.right if made else grid.view  # pyright: ignore[reportOptionalMemberAccess]


def test_at_the_far_right_no_column_is_cut_on_the_left(view: QTableView) -> None:
    bar = view.horizontalScrollBar()
    bar.setValue(bar.maximum())
    QApplication.processEvents()
    assert bar.value() == bar.maximum() > 0
    assert bar.value() in begins(view)
    assert begins(view)[-1] - bar.value() + view.columnWidth(len(begins(view)) - 1) <= view.viewport().width()


def test_whatever_column_is_gone_to_is_seen_and_the_first_one_is_whole(view: QTableView) -> None:
    bar = view.horizontalScrollBar()
    for at, (left, right) in enumerate(pairwise(begins(view))):
        if left == right:
            continue
        view.scrollTo(view.model().index(0, at))
        assert bar.value() in begins(view)
        assert bar.value() <= left
        assert right - bar.value() <= view.viewport().width()


def test_a_bar_that_is_let_go_moves_on_to_the_nearest_column(view: QTableView, qtbot: QtBot) -> None:
    bar = view.horizontalScrollBar()
    stop = next(at for at in begins(view) if at)
    bar.setValue(stop + 3)
    qtbot.waitUntil(lambda: bar.value() == stop)
    bar.triggerAction(QAbstractSlider.SliderAction.SliderSingleStepAdd)
    qtbot.waitUntil(lambda: bar.value() in begins(view))


def test_a_narrower_window_keeps_the_column_at_the_edge(view: QTableView) -> None:
    bar = view.horizontalScrollBar()
    bar.setValue(bar.maximum())
    view.window().resize(1000, 702)
    QApplication.processEvents()
    assert bar.value() in begins(view)
