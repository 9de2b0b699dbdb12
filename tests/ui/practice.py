"""Practice schools at a real desk, for pages: one without a fault, one with planted ones; made once, copied for each test."""

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
USER = "王秀兰"


@pytest.fixture(scope="session")
def session(library: Library) -> Iterator[Session]:
    with Reader() as reader:
        yield Session(library, reader, environment={})


@pytest.fixture(scope="session")
def clean_store(practice: Schools) -> Path:
    return next(practice(1, 50, 3).glob("*.school"))


@pytest.fixture(scope="session")
def faulty_store(practice: Schools) -> Path:
    return next(practice(1, 50, 3, problems=True).glob("*.school"))


def opened(store: Path, session: Session, folder: Path) -> Desk:
    """A copy of a store, open."""
    for file in store.parent.glob(f"{store.stem}.school*"):
        shutil.copy(file, folder / file.name)
    return Desk.open(folder / store.name, session, user=USER)


@pytest.fixture
def clean(clean_store: Path, session: Session, tmp_path: Path) -> Iterator[Desk]:
    with opened(clean_store, session, tmp_path) as desk:
        yield desk


@pytest.fixture
def faulty(faulty_store: Path, session: Session, tmp_path: Path) -> Iterator[Desk]:
    with opened(faulty_store, session, tmp_path) as desk:
        yield desk


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    made = Theme(root() / "resources")
    qapp.setStyle("Fusion")
    made.dress(qapp, "light")
    return made


__all__ = ["USER", "clean", "clean_store", "faulty", "faulty_store", "opened", "session", "theme"]
