"""A desk on the small school: the store is made once, and every test works on a copy of its own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.steps import Insert
from db.store import Store
from export.jobs.desk import Desk
from export.jobs.session import Session
from export.reading.worker import Reader
from forms.library import Library
from forms.periods import Period
from tests.forms.small_school import PERIOD, rows, tables


@pytest.fixture(scope="session")
def made(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small school's store, closed."""
    path, period = tmp_path_factory.mktemp("school") / "made.school", Period(PERIOD)
    with Store.create(path, library, "2199000001", "石坪小学", practice=True) as store:
        store.set_period(PERIOD)
        store.apply(
            [
                Insert(name, table.record(row), {}, period.of(table.form.cycle), id_)
                for name, table in tables(library, rows()).items()
                for row, id_ in enumerate(table.ids)
            ],
            "名册",
        )
    return path


@pytest.fixture
def session(library: Library) -> Iterator[Session]:
    with Reader() as reader:
        yield Session(library, reader)


@pytest.fixture
def desk(made: Path, session: Session, tmp_path: Path) -> Iterator[Desk]:
    """The small school, open for work."""
    shutil.copyfile(made, tmp_path / "a.school")
    with Desk.open(tmp_path / "a.school", session, user="王秀兰") as desk:
        yield desk
