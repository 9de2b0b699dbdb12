"""Three practice schools with children whom two of them have, and a county that has merged what they sent."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.county.store import CountyStore
from export.jobs.county.schools import add_unknown
from export.jobs.practice import Order, make
from export.jobs.session import Session
from export.reading.worker import Reader
from forms.library import Library
from tests.export.jobs.county.loop import KINDS, PERIOD, Loop


@pytest.fixture(scope="session")
def made(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three practice schools that have seventeen children twice; look, do not touch."""
    folder = tmp_path_factory.mktemp("township")
    with Reader() as reader:
        make(Order(folder, 3, 600, 5, doubles=KINDS), Session(library, reader))
    return folder


@pytest.fixture
def loop(made: Path, library: Library, tmp_path: Path) -> Iterator[Loop]:
    folder = tmp_path / "township"
    shutil.copytree(made, folder)
    with (
        Reader() as reader,
        CountyStore.create(tmp_path / "a.county", library, "990123", "青岚县教育局", practice=True) as county,
    ):
        loop = Loop(folder, county, Session(library, reader))
        county.set_period(PERIOD)
        loop.merge(folder)
        add_unknown(county, library, {school for school, _ in county.current(PERIOD)})
        yield loop
