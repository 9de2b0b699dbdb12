"""A small county that has merged what its practice schools sent: one is silent, one has altered its file afterwards."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from export.jobs.county.bureau import Bureau
from export.jobs.session import Session
from tests.once import Once, Schools
from tests.ui.practice import session, theme
from ui.county.window import CountyWindow
from ui.theme import Theme

__all__ = ["session", "theme"]
SCHOOLS, PUPILS, SEED = 8, 700, 5
SILENT, ALTERED, STORE = "2199000003", "2199000001", "x.county"


@pytest.fixture(scope="session")
def merged(session: Session, practice: Schools, once: Once) -> Path:
    """The county's store; look, do not touch."""
    sent = practice(SCHOOLS, PUPILS, SEED)
    return once.made("small_county", lambda folder: _merge(sent, folder, session)) / STORE


def _merge(sent: Path, folder: Path, session: Session) -> None:
    files = [folder / file.name for file in sorted(sent.glob("*.xlsx")) if file.stem != SILENT]
    for file in files:
        shutil.copy(sent / file.name, file)
    _alter(folder / f"{ALTERED}.xlsx")
    store = folder / STORE
    bureau = Bureau.create(store, session, "990123", "青岚县教育局", "2026-1", practice=True)
    bureau.merged(bureau.merging().run(files))
    bureau.set_school(SILENT, name="城关镇河滨小学", kind="211", district="城关镇学区", phone="0860-2000000")
    bureau.close()


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


@contextmanager
def shown(bureau: Bureau, theme: Theme, qtbot: QtBot) -> Iterator[CountyWindow]:
    """A county's window on a small screen."""
    made = CountyWindow(bureau, theme, None)
    made.resize(1366, 768)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    yield made
    made.close()


@pytest.fixture
def window(bureau: Bureau, theme: Theme, qtbot: QtBot) -> Iterator[CountyWindow]:
    with shown(bureau, theme, qtbot) as made:
        yield made


@pytest.fixture
def empty(session: Session, theme: Theme, tmp_path: Path, qtbot: QtBot) -> Iterator[CountyWindow]:
    """The window of a county into which nothing has come yet."""
    bureau = Bureau.create(tmp_path / "y.county", session, "990123", "青岚县", "2026-1", practice=True, user="周敏")
    with shown(bureau, theme, qtbot) as made:
        yield made
    bureau.close()


def type_in(editor: QLineEdit, words: str) -> None:
    """Write as an input method does: Chinese has no keys."""
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(editor, event)
