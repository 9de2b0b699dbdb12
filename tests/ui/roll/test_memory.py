"""How a roll is looked at is remembered on this PC, for each form; what was sought in it is not."""

import json
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from export.jobs.desk import Desk
from ui.preferences import Preferences
from ui.roll.memory import Memory, remembered
from ui.roll.model import HEAD
from ui.roll.page import RollPage
from ui.theme import Theme


def roll(desk: Desk, theme: Theme, qtbot: QtBot, file: Path) -> RollPage:
    page = remembered(RollPage(desk, theme, "student"), Preferences(file))
    qtbot.addWidget(page)
    page.resize(1182, 700)
    page.show()
    page.refresh()
    return page


def drag(page: RollPage, section: int, wide: int) -> None:
    """As Qt does it while the mouse is down, then let it go."""
    page.table.right.setColumnWidth(section, wide)
    view = page.table.headers[1].viewport()
    at, left, none = QPointF(5, 5), Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    event = QMouseEvent(
        QEvent.Type.MouseButtonRelease, at, view.mapToGlobal(QPoint(5, 5)).toPointF(), left, none,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(view, event)


def test_columns_widths_and_order_are_there_again(desk: Desk, theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "choices.json"
    page = roll(desk, theme, qtbot, file)
    wanted = ["name", "sex", "nation", "talent"]
    page.chooser.chosen.emit(wanted)
    drag(page, HEAD + 1, 333)
    page.table.headers[1].sorted.emit("nation")
    page.table.headers[1].sorted.emit("nation")
    again = roll(desk, theme, qtbot, file)
    assert again.shown == wanted
    assert again.table.right.columnWidth(HEAD + 1) == 333
    assert (again.asked.sort, again.asked.descending) == ("nation", True)
    assert again.model.rows == page.model.rows


def test_nobody_is_named_there(desk: Desk, theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "choices.json"
    page = roll(desk, theme, qtbot, file)
    name = str(desk.tables["student"].columns["name"][0])
    page.strip.search.setText(name)
    page.table.headers[1].filtered.emit("nation", "汉族")
    page.table.headers[1].sorted.emit("sex")
    kept = file.read_text("utf-8")
    assert name not in kept
    assert json.loads(kept)["views"]["roll.student"] == {"sort": "sex", "descending": False}


def test_the_usual_look_comes_back(desk: Desk, theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "choices.json"
    page = roll(desk, theme, qtbot, file)
    before = list(page.shown)
    page.chooser.chosen.emit(["name", "talent"])
    page.findChild(Memory).usual()
    assert page.shown == before
    assert roll(desk, theme, qtbot, file).shown == before


def test_a_file_that_somebody_spoilt_counts_as_none(desk: Desk, theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "choices.json"
    view = {"columns": ["nobody"], "widths": {"sex": "wide"}, "sort": 7}
    file.write_text(json.dumps({"views": {"roll.student": view}}), "utf-8")
    assert roll(desk, theme, qtbot, file).shown[0] == "name"


def test_more_offers_what_is_done_less_often(desk: Desk, theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    page = roll(desk, theme, qtbot, tmp_path / "choices.json")
    actions = {action.text().partition("\t")[0]: action for action in page.top.menu.actions() if action.text()}
    assert {"Recycle bin", "Choose columns", "Usual columns and order", "Full form", "Remove"} <= set(actions)
    page.table.go_line(0)
    first = page.table.current
    actions["Remove"].trigger()
    assert page.model.line_of(first) < 0
