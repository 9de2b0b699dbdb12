"""What tests of the store ask for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.keys import Cost
from db.store import Store
from forms.library import Library
from tests.cheap import CHEAP
from tests.db.forms import small


@pytest.fixture(scope="session")
def few(library: Library) -> Library:
    """Two small forms: pupil (standing), call (each term)."""
    return small(library)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where a store goes."""
    return tmp_path / "3500000001.school"


@pytest.fixture
def store(place: Path, few: Library) -> Iterator[Store]:
    """An empty practice store, working in the autumn term of 2026."""
    with Store.create(place, few, "3500000001", "柳溪小学", practice=True) as made:
        made.set_period("2026-1")
        yield made


@pytest.fixture
def cheap() -> Cost:
    return CHEAP


@pytest.fixture
def locked(place: Path, few: Library, cheap: Cost) -> Path:
    """A closed store with one pupil and the clerk's password 柳溪小学2026."""
    with Store.create(place, few, "3500000001", "柳溪小学", password="柳溪小学2026", cost=cheap) as made:
        made.save("pupil", None, {"name": "李雨桐", "age": "十岁"})
    return place
