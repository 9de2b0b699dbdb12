"""A practice school at a real desk: made once, copied for each test."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from export.jobs.desk import Desk
from export.jobs.session import Session
from export.reading.worker import Reader
from forms.library import Library, root
from tests.once import Schools
from ui.theme import Theme

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session")
def session(library: Library) -> Session:
    return Session(library, Reader(), environment={})


@pytest.fixture(scope="session")
def store(practice: Schools) -> Path:
    return next(practice(1, 60, 3, problems=True).glob("*.school"))


@pytest.fixture
def desk(store: Path, session: Session, tmp_path: Path) -> Iterator[Desk]:
    for file in store.parent.glob(f"{store.stem}*"):
        shutil.copy(file, tmp_path / file.name)
    with Desk.open(tmp_path / store.name, session, user="王秀兰") as opened:
        yield opened


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    made = Theme(root() / "resources")
    qapp.setStyle("Fusion")
    made.dress(qapp, "light")
    return made
