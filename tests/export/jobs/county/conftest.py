"""Three practice schools with children whom two of them have, and a county that has merged what they sent."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.county.store import CountyStore
from export.jobs.county.schools import add_unknown
from export.jobs.session import Session
from export.reading.worker import Reader
from forms.library import Library
from tests.export.jobs.county.loop import KINDS, PERIOD, Loop
from tests.once import Once, Schools

STORE = "a.county"


@pytest.fixture(scope="session")
def made(practice: Schools) -> Path:
    """Three practice schools that have seventeen children twice; look, do not touch."""
    return practice(3, 600, 5, doubles=KINDS)


@pytest.fixture(scope="session")
def merged(made: Path, once: Once, library: Library) -> Path:
    """The store of a county that has merged what they sent; look, do not touch."""
    return once.made("township_merged", lambda folder: _merge(made, folder / STORE, library)) / STORE


def _merge(made: Path, store: Path, library: Library) -> None:
    with (
        Reader() as reader,
        CountyStore.create(store, library, "990123", "青岚县教育局", practice=True) as county,
    ):
        county.set_period(PERIOD)
        Loop(made, county, Session(library, reader)).merge(made)
        add_unknown(county, library, {school for school, _ in county.current(PERIOD)})


@pytest.fixture
def loop(made: Path, merged: Path, library: Library, tmp_path: Path) -> Iterator[Loop]:
    folder = tmp_path / "township"
    shutil.copytree(made, folder)
    shutil.copy(merged, tmp_path / STORE)
    with Reader() as reader, CountyStore.open(tmp_path / STORE, library) as county:
        yield Loop(folder, county, Session(library, reader))
