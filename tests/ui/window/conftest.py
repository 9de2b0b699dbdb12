"""A program on a practice school, with folders of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from export.jobs.desk import Desk
from export.jobs.session import Session
from forms.library import root
from tests.ui.practice import clean, clean_store, faulty, faulty_store, session, theme
from ui.app import Folders, Program
from ui.window import Window

__all__ = ["clean", "clean_store", "faulty", "faulty_store", "session", "theme"]


@pytest.fixture
def program(qapp: QApplication, session: Session, tmp_path: Path) -> Iterator[Program]:
    made = Program(qapp, session, Folders(tmp_path / "own", tmp_path / "ledgers"))
    yield made
    made.close()
    if made.shown:
        made.shown.close()
        delete(made.shown)
    made.speech.hush()
    session.language = "zh"
    delete(made)


@pytest.fixture
def window(program: Program, faulty: Desk, qtbot: QtBot) -> Iterator[Window]:
    made = program.open(faulty)
    made.resize(1366, 768)
    qtbot.waitExposed(made)
    yield made
    program.close()


@pytest.fixture
def words() -> Path:
    return root() / "resources" / "translations" / "zh_CN.toml"
