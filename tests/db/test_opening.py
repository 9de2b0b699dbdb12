"""Opening: what is refused is told calmly and left exactly as it was."""

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from db import fixed
from db.birth import PRACTICE_KEY, unlock
from db.files import part_of
from db.keys import Cost, key_path
from db.open import connect
from db.store import Store
from forms.library import Library
from tests.db.made import refused
from tests.tree import ROOT

PASSWORD = "柳溪小学2026"


@contextmanager
def untouched(folder: Path) -> Iterator[None]:
    """Fails where anything in the folder is another afterwards."""
    before = content(folder)
    yield
    assert content(folder) == before


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: hashlib.sha256(path.read_bytes()).digest() for path in folder.iterdir()}


def test_what_was_saved_is_there_again(locked: Path, few: Library) -> None:
    with Store.open(locked, few, PASSWORD) as store:
        assert (store.school_code, store.school_name, store.practice) == ("3500000001", "柳溪小学", False)
        assert store.holder == "clerk"
        assert store.table("pupil").columns["name"] == ["李雨桐"]


def test_a_closed_store_is_one_file_and_its_key(locked: Path) -> None:
    assert sorted(path.name for path in locked.parent.iterdir()) == [locked.name, key_path(locked).name]


def test_a_practice_store_opens_by_itself(place: Path, few: Library, tmp_path: Path) -> None:
    with Store.create(place, few, "1", practice=True) as store:
        store.save("pupil", None, {"name": "李雨桐"})
    alone = tmp_path / "elsewhere.school"
    place.rename(alone)
    assert [path.name for path in tmp_path.iterdir()] == ["elsewhere.school"]
    with Store.open(alone, few) as store:
        assert store.practice
        assert store.count("pupil") == 1


def test_no_file(place: Path, few: Library) -> None:
    with untouched(place.parent):
        assert refused(Store.open, place, few) == "no_such_store"
        assert refused(Store.open, place.parent, few) == "no_such_store"


def test_no_password(locked: Path, few: Library) -> None:
    with untouched(locked.parent):
        assert refused(Store.open, locked, few) == "password_missing"


def test_a_wrong_password(locked: Path, few: Library) -> None:
    with untouched(locked.parent):
        assert refused(Store.open, locked, few, "柳溪小学2027") == "wrong_password"


def test_the_key_file_is_missing(locked: Path, few: Library) -> None:
    key_path(locked).unlink()
    with untouched(locked.parent):
        assert refused(Store.open, locked, few, PASSWORD) == "no_key_file"


def plain_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE t (a)")
        other.commit()


def foreign_database(path: Path) -> None:
    with closing(connect(path, PRACTICE_KEY, "mode=rwc")) as driver:
        driver.execute("CREATE TABLE t (a)")


@pytest.mark.parametrize(
    "make",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"PK\x03\x04 a workbook"),
        lambda path: path.write_text("姓名,性别\n" * 1000, "gbk"),
        plain_database,
        foreign_database,
    ],
    ids=["empty", "workbook", "csv", "plain database", "foreign database"],
)
def test_it_is_no_store(place: Path, few: Library, make: object) -> None:
    make(place)  # type: ignore[operator]
    with untouched(place.parent):
        assert refused(Store.open, place, few) == "not_a_store"


def test_noise_of_the_right_size_may_be_a_store_without_its_key(place: Path, few: Library) -> None:
    place.write_bytes(os.urandom(8192))
    with untouched(place.parent):
        assert refused(Store.open, place, few) == "no_key_file"


def test_a_store_of_a_newer_program(locked: Path, few: Library) -> None:
    with closing(connect(locked, unlock(locked, PASSWORD)[0], "mode=rw")) as driver:
        driver.execute("PRAGMA user_version=99")
    with untouched(locked.parent):
        assert refused(Store.open, locked, few, PASSWORD) == "newer_store"


def test_a_store_of_a_newer_program_that_was_killed(locked: Path, few: Library, tmp_path: Path) -> None:
    """Its version stands in the WAL only, and even the WAL is left as it is."""
    killed = tmp_path / "killed"
    killed.mkdir()
    with closing(connect(locked, unlock(locked, PASSWORD)[0], "mode=rw")) as driver:
        driver.execute("PRAGMA user_version=99")
        for path in locked.parent.glob("3500000001.school*"):
            if not path.name.endswith("-shm"):
                shutil.copy(path, killed)
    assert (killed / f"{locked.name}-wal").stat().st_size
    with untouched(killed):
        assert refused(Store.open, killed / locked.name, few, PASSWORD) == "newer_store"


@pytest.mark.parametrize("at", [100, 5000, 40000, -1])
def test_a_damaged_store(locked: Path, few: Library, at: int) -> None:
    whole = bytearray(locked.read_bytes())
    whole[at] ^= 1
    locked.write_bytes(whole)
    with untouched(locked.parent):
        assert refused(Store.open, locked, few, PASSWORD) == "damaged"


def test_a_store_that_lost_its_end(locked: Path, few: Library) -> None:
    locked.write_bytes(locked.read_bytes()[: -3 * 4096])
    with untouched(locked.parent):
        assert refused(Store.open, locked, few, PASSWORD) == "damaged"


def test_a_damaged_file_is_never_replaced_by_a_new_store(locked: Path, few: Library) -> None:
    locked.write_bytes(b"?" * 100)
    with untouched(locked.parent):
        assert refused(Store.create, locked, few, "1", practice=True) == "store_exists"


def test_a_real_store_needs_a_password(place: Path, few: Library, cheap: Cost) -> None:
    assert refused(Store.create, place, few, "1") == "password_missing"
    assert refused(Store.create, place, few, "1", password="short", cost=cheap) == "password_short"
    assert list(place.parent.iterdir()) == []


def test_a_half_made_store_is_no_obstacle(place: Path, few: Library) -> None:
    part_of(place).write_bytes(b"left by a power cut")
    Store.create(place, few, "1", practice=True).close()
    assert [path.name for path in place.parent.iterdir()] == [place.name]


def test_a_folder_that_is_not_there_yet_is_made(tmp_path: Path, few: Library) -> None:
    Store.create(tmp_path / "甲" / "乙" / "1.school", few, "1", practice=True).close()


def test_a_store_is_open_once(store: Store, few: Library) -> None:
    assert refused(Store.open, store.path, few) == "in_use"
    store.save("pupil", None, {"name": "李雨桐"})


def run_child(script: str, *words: object) -> subprocess.CompletedProcess[str]:
    """Another process."""
    command = [sys.executable, "-c", script, *map(str, words)]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60, env={"PYTHONPATH": "."}
    )


OPEN = """
import sys
from pathlib import Path
from db.birth import PRACTICE_KEY, open_with
from forms.problems import Refusal
try:
    open_with(Path(sys.argv[1]), PRACTICE_KEY).close()
    print("opened")
except Refusal as refusal:
    print(refusal.code)
"""


def test_two_processes_cannot_have_it_open(store: Store) -> None:
    store.save("pupil", None, {"name": "李雨桐"})
    assert run_child(OPEN, store.path).stdout == "in_use\n"
    store.save("pupil", None, {"name": "王小明"})
    store.close()
    assert run_child(OPEN, store.path).stdout == "opened\n"


def test_write_protection_is_asked_of_the_system(place: Path, few: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    Store.create(place, few, "1", practice=True).close()
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)  # type: ignore[misc]
    assert refused(Store.open, place, few) == "read_only"


def test_an_older_copy_is_noticed(locked: Path, few: Library, tmp_path: Path) -> None:
    older = tmp_path / "older"
    shutil.copy(locked, older)
    with Store.open(locked, few, PASSWORD) as store:
        assert store.missing_changes == 0
        for age in range(3):
            store.save("pupil", None, {"age": age})
    shutil.copy(older, locked)
    with Store.open(locked, few, PASSWORD) as store:
        assert store.missing_changes == 3


@pytest.mark.parametrize("now", [0, 315532800, 4102444800])
def test_a_dead_clock_locks_nobody_out(locked: Path, few: Library, monkeypatch: pytest.MonkeyPatch, now: int) -> None:
    monkeypatch.setattr(time, "time", lambda: now)
    with Store.open(locked, few, PASSWORD) as store:
        store.save("pupil", None, {"name": "王小明"})
        assert store.table("pupil").columns["name"] == ["李雨桐", "王小明"]
        assert store.missing_changes == 0


def test_the_time_is_shown_even_from_a_dead_clock(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for now in (4e6, 4110000000, 5e6):  # days from a new year, so that every time zone names the same
        monkeypatch.setattr(time, "time", lambda now=now: now)
        store.save("pupil", None, {"age": now % 90})
    assert [step.at[:4] for step in store.actions()][:3] == ["1970", "2100", "1970"]
    assert store.verify_changes() == []
    assert [store.undo() for _ in range(3)] == ["新增学生"] * 3


def test_the_version_is_in_the_file(store: Store) -> None:
    driver = store._session.driver
    assert driver.execute("PRAGMA user_version").fetchone() == (fixed.VERSION,)
    assert driver.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert driver.execute("PRAGMA synchronous").fetchone() == (2,)
    assert driver.execute("PRAGMA locking_mode").fetchone() == ("exclusive",)
    assert driver.execute("PRAGMA foreign_keys").fetchone() == (1,)
    assert driver.execute("PRAGMA trusted_schema").fetchone() == (0,)
    assert driver.execute("PRAGMA cell_size_check").fetchone() == (1,)


def test_nothing_is_told_to_stderr(locked: Path, few: Library, capfd: pytest.CaptureFixture[str]) -> None:
    damaged = bytearray(locked.read_bytes())
    damaged[5000] ^= 1
    locked.write_bytes(damaged)
    refused(Store.open, locked, few, PASSWORD)
    assert capfd.readouterr() == ("", "")
