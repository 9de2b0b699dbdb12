"""The doors, and practice schools that several journeys look at but none changes."""

from pathlib import Path

import pytest

import main
from tests.journeys.doors import Doors


@pytest.fixture
def doors(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Doors:
    return Doors(capsys, monkeypatch)


@pytest.fixture(scope="session")
def schools(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three clean practice schools; look, do not touch."""
    folder = tmp_path_factory.mktemp("practice")
    assert main.main(["practice", str(folder), "--schools", "3", "--pupils", "260", "--seed", "11"]) == 0
    return folder


@pytest.fixture(scope="session")
def workbook(schools: Path) -> Path:
    """The workbook of the largest of them."""
    return max(schools.glob("*.xlsx"), key=lambda path: path.stat().st_size)
