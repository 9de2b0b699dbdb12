"""A county's store on both engines: every test that asks for one runs twice. Where PostgreSQL is not installed, it says so."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from db.county.store import CountyStore
from forms.library import Library
from tests.db.county.server import Server, programs, running

Where = Path | str
Engine = Callable[[], AbstractContextManager[Where]]
"""Gives a place for a store: a path, or the address of an empty database. Afterwards there is nothing there."""


@contextmanager
def in_a_folder() -> Iterator[Where]:
    """A path in a folder of its own."""
    with TemporaryDirectory() as folder:
        yield Path(folder) / "990101.county"


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


@pytest.fixture
def county(where: Where, library: Library) -> Iterator[CountyStore]:
    """An empty practice store."""
    with CountyStore.create(where, library, "990101", "柳溪县", practice=True) as store:
        yield store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a store in a file goes."""
    return tmp_path / "990101.county"
