"""The dialogs for files: what one is asked, what comes back, and that no date is cut short."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QListView, QMessageBox, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from tests.journeys.hand import Hand
from ui.parts.files import ask_file, ask_folder, ask_place, file_dialog, make_room

ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape
Answer = Callable[[QWidget], None]


@pytest.fixture
def answers(qtbot: QtBot) -> Iterator[list[Answer]]:
    """What is done at each dialog that comes up, in this order; none may be left."""
    left, busy, is_over = list[Answer](), list[QWidget](), False

    def look() -> None:
        if not is_over:
            QTimer.singleShot(30, look)  # first, since an answer may lead to the next dialog before it returns
        asked = QApplication.activeModalWidget()
        if asked is not None and left and asked not in busy:
            busy.append(asked)
            left.pop(0)(asked)
            busy.pop()

    look()
    yield left
    is_over = True
    assert left == []


def named(name: Path | str) -> Answer:
    """Type a name and Enter."""

    def act(asked: QWidget) -> None:
        assert isinstance(asked, QFileDialog)
        Hand(asked).strike(Qt.Key.Key_A, held=Qt.KeyboardModifier.ControlModifier)
        Hand(asked).strike(str(name), ENTER)

    return act


def given_up(asked: QWidget) -> None:
    Hand(asked).strike(ESC)


def agreed(asked: QWidget) -> None:
    assert isinstance(asked, QMessageBox)
    asked.button(QMessageBox.StandardButton.Yes).click()


def test_a_name_without_its_ending_gets_it(answers: list[Answer], tmp_path: Path) -> None:
    answers.append(named(tmp_path / "autumn.list"))
    assert ask_place(None, "", str(tmp_path / "名册.pdf"), "PDF (*.pdf)") == str(tmp_path / "autumn.list.pdf")


def test_what_only_its_ending_makes_a_file_that_is_there_is_asked_about(answers: list[Answer], tmp_path: Path) -> None:
    (tmp_path / "autumn.list.pdf").write_bytes(b"")
    answers += [named(tmp_path / "autumn.list"), lambda asked: Hand(asked).strike(ENTER), agreed]
    assert ask_place(None, "", str(tmp_path / "名册.pdf"), "PDF (*.pdf)") == str(tmp_path / "autumn.list.pdf")


def test_one_may_think_better_of_it(answers: list[Answer], tmp_path: Path) -> None:
    answers += [given_up] * 3
    assert ask_place(None, "", str(tmp_path / "名册.pdf"), "PDF (*.pdf)") == ""
    assert ask_file(None, "", str(tmp_path)) == ask_folder(None, "", str(tmp_path)) == ""


def test_a_file_and_a_folder_that_are_there(answers: list[Answer], tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_bytes(b"")
    (tmp_path / "copies").mkdir()
    answers += [named(tmp_path / "list.csv"), named(tmp_path / "copies")]
    assert ask_file(None, "", str(tmp_path), "(*.csv)") == str(tmp_path / "list.csv")
    assert ask_folder(None, "", str(tmp_path)) == str(tmp_path / "copies")


@pytest.mark.usefixtures("program")
def test_no_size_no_date_and_no_place_is_cut_short(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "2199000001_2026秋_1.xlsx").write_bytes(b"0" * 40_000)
    dialog = file_dialog(None, "", str(tmp_path))
    qtbot.addWidget(dialog)
    dialog.show()
    tree = dialog.findChildren(QTreeView)[0]
    qtbot.waitUntil(lambda: tree.model().rowCount(tree.rootIndex()) == 1)

    tree.setColumnWidth(3, 30)
    make_room(dialog)
    places = dialog.findChildren(QListView, "sidebar")[0]
    qtbot.waitUntil(
        lambda: (
            all(tree.sizeHintForColumn(at) <= tree.columnWidth(at) for at in (1, 3))
            and places.sizeHintForColumn(0) <= places.viewport().width()
        )
    )
