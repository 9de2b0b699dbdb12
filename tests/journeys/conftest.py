"""The doors, and practice schools that several journeys look at but none changes."""

from pathlib import Path

import pytest

from tests.journeys.doors import Doors
from tests.once import Schools


@pytest.fixture
def doors(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Doors:
    return Doors(capsys, monkeypatch)


@pytest.fixture(scope="session")
def schools(practice: Schools) -> Path:
    """Three clean practice schools; look, do not touch."""
    return practice(3, 260, 11)


@pytest.fixture(scope="session")
def workbook(schools: Path) -> Path:
    """The workbook of the smallest of them."""
    return min(schools.glob("*.xlsx"), key=lambda path: path.stat().st_size)
