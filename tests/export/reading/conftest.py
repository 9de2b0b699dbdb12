"""One reading process for all tests of a run: it serves file after file, as it does for a clerk."""

from collections.abc import Iterator

import pytest

from export.reading.limits import Limits
from export.reading.worker import Reader
from tests.resting import OWN


@pytest.fixture(scope="session")
def reader() -> Iterator[Reader]:
    """With so little memory that a verdict proves that little was needed."""
    with Reader(Limits(memory=256 << 20, seconds=10)) as reader:
        yield reader


@pytest.fixture(autouse=True)
def unrested(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here every reader starts and ends a process of its own, as in the program."""
    for name, method in OWN.items():
        monkeypatch.setattr(Reader, name, method)
