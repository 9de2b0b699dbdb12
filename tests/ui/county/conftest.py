"""A small county that has merged what its practice schools sent: one is silent, one has altered its file afterwards."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from export.jobs.county.bureau import Bureau
from export.jobs.practice import Order, make
from export.jobs.session import Session
from tests.ui.practice import session, theme
from ui.county.window import CountyWindow
from ui.theme import Theme

__all__ = ["session", "theme"]
SCHOOLS, PUPILS, SEED = 8, 700, 5
SILENT, ALTERED = "2199000003", "2199000001"


@pytest.fixture(scope="session")
def merged(session: Session, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The county's store; look, do not touch."""
    folder = tmp_path_factory.mktemp("small_county")
    make(Order(folder, SCHOOLS, PUPILS, SEED), session)
    files = [file for file in sorted(folder.glob("*.xlsx")) if file.stem != SILENT]
    _alter(folder / f"{ALTERED}.xlsx")
    store = folder / "x.county"
    bureau = Bureau.create(store, session, "990123", "青岚县教育局", "2026-1", practice=True)
    bureau.merged(bureau.merging().run(files))
    bureau.set_school(SILENT, name="城关镇河滨小学", kind="211", district="城关镇学区", phone="0860-2000000")
    bureau.close()
    return store


def _alter(file: Path) -> None:
    """Somebody writes nonsense into two cells after the export."""
    book = openpyxl.load_workbook(file)
    for row in (8, 9):
        book["学生"].cell(row, 6).value = "火星族"
    book.save(file)


@pytest.fixture
def bureau(merged: Path, session: Session, tmp_path: Path) -> Iterator[Bureau]:
    """A copy of it, open."""
    copy = tmp_path / merged.name
    shutil.copy(merged, copy)
    made = Bureau.open(copy, session, user="周敏")
    yield made
    made.close()


@pytest.fixture
def window(bureau: Bureau, theme: Theme, qtbot: QtBot) -> Iterator[CountyWindow]:
    """The county's window on it, on a small screen."""
    made = CountyWindow(bureau, theme, None)
    made.resize(1366, 768)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    yield made
    made.close()


def type_in(editor: QLineEdit, words: str) -> None:
    """Write as an input method does: Chinese has no keys."""
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(editor, event)
