"""A county's store on both engines: every test that asks for one runs twice. Where PostgreSQL is not installed, it says so."""

import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

import pytest

from db.county.store import CountyStore
from forms.library import Library
from tests.db.county.server import Server, programs, running

Where = Path | str


class Engine(Protocol):
    """Gives a place for a store, a path or the address of a database: an empty one, or one with the copy of a closed
    store. Afterwards there is nothing there.
    """

    def __call__(self, like: Where | None = None) -> AbstractContextManager[Where]: ...


@contextmanager
def in_a_folder(like: Where | None = None) -> Iterator[Where]:
    """A path in a folder of its own."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "990101.county"
        if like is not None:
            shutil.copy(like, path)
        yield path


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server of our own."""
    found = programs()
    if found is None:
        pytest.skip("PostgreSQL is not installed (apt-get install postgresql), so no county is kept on a server")
    with running(found) as server:
        yield server


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """On what stores stand."""
    if request.param == "sqlite":
        return in_a_folder
    server: Server = request.getfixturevalue("server")
    return server.database


@pytest.fixture
def where(engine: Engine) -> Iterator[Where]:
    """One place for one store."""
    with engine() as place:
        yield place


@pytest.fixture(scope="session")
def empty(engine: Engine, library: Library) -> Iterator[Where]:
    """Where an empty practice store is, closed; look, do not touch."""
    with engine() as place:
        CountyStore.create(place, library, "990101", "柳溪县", practice=True).close()
        yield place


@pytest.fixture
def county(engine: Engine, empty: Where, library: Library) -> Iterator[CountyStore]:
    """An empty practice store."""
    with engine(empty) as place, CountyStore.open(place, library) as store:
        yield store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a store in a file goes."""
    return tmp_path / "990101.county"
