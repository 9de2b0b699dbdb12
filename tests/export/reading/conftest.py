"""One reading process for all tests of a run: it serves file after file, as it does for a clerk."""

from collections.abc import Iterator

import pytest

from export.reading.limits import Limits
from export.reading.worker import Reader


@pytest.fixture(scope="session")
def reader() -> Iterator[Reader]:
    """With so little memory that a verdict proves that little was needed."""
    with Reader(Limits(memory=256 << 20, seconds=10)) as reader:
        yield reader
