"""LibreOffice fails a test in words, whatever becomes of it, and leaves nothing behind."""

import time
from pathlib import Path

import pytest

import tests.office
from tests.office import Office

BOOK = Path("a.xlsx")


def played_by(script: str, folder: Path) -> Office:
    """A program that stands in for LibreOffice."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    program.chmod(0o755)
    office = Office(str(program), folder)
    office.ask_for_bridge()
    return office


def test_one_that_dies_is_told_with_its_last_words(tmp_path: Path) -> None:
    office = played_by("echo I broke >&2; exit 3", tmp_path)
    for _ in range(2):  # another one is started for the next order
        with pytest.raises(AssertionError, match=r"(?s)LibreOffice failed .*I broke.*ended with 3"):
            office.convert(BOOK, "xlsx", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["soffice"]


def test_one_that_does_not_answer_is_ended_with_all_that_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tests.office, "SECONDS", 2)
    office = played_by(f"sleep 1000 & echo $! > {tmp_path}/child; wait", tmp_path)
    with pytest.raises(AssertionError, match="did not answer within 2 seconds"):
        office.convert(BOOK, "xlsx", tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["child", "soffice"]
    assert has_gone(int((tmp_path / "child").read_text()))


def has_gone(process: int) -> bool:
    """Whether it runs no more, even if nobody has asked for its exit code yet."""
    for _ in range(500):  # who was killed may need its turn to die
        try:
            state = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return True
        if state == "Z":
            return True
        time.sleep(0.02)
    return False
