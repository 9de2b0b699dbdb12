"""Backups are whole or not there at all, and the way back keeps what it replaces."""

import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from db import backup
from db.files import part_of
from db.keys import HEADTEACHER, Cost, change_password, key_path
from db.session import Session
from db.store import Store
from forms.library import Library
from forms.problems import Refusal
from tests.db.made import refused

PASSWORD = "柳溪小学2026"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "U盘"
    folder.mkdir()
    return folder / "备份.school"


def test_a_backup_of_a_working_store_is_complete(locked: Path, few: Library, stick: Path) -> None:
    with Store.open(locked, few, PASSWORD) as store:
        store.save("pupil", None, {"name": "王小明"})
        made = store.backup(stick)
        assert made.records == {"call": 0, "pupil": 2}
        assert made.last_change == store.last_change
        store.save("pupil", None, {"name": "后来的"})
    assert sorted(path.name for path in stick.parent.iterdir()) == ["备份.school", "备份.school.key"]
    assert Store.look(stick, PASSWORD) == made
    with Store.open(stick, few, PASSWORD) as again:
        assert again.table("pupil").columns["name"] == ["李雨桐", "王小明"]
        assert again.missing_changes == 0


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
    """Have another thread do something when a copy gives way for the first time; the copy goes on when that is done."""
    give_way = Session._give_way
    monkeypatch.setattr(backup, "STEP", 1)

    def arrange(act: Callable[[], object]) -> None:
        other = threading.Thread(target=act)

        def let(session: Session) -> None:
            if other.ident is None:
                other.start()
                for _ in range(5000):
                    give_way(session)
                    if not other.is_alive():
                        break
                assert not other.is_alive(), "nobody else had a turn"
            give_way(session)

        monkeypatch.setattr(Session, "_give_way", let)

    return arrange


def test_who_types_while_a_copy_is_made_does_not_wait_for_it(
    locked: Path, few: Library, stick: Path, meanwhile: Callable[[Callable[[], object]], None]
) -> None:
    with Store.open(locked, few, PASSWORD) as store:
        meanwhile(lambda: store.save("pupil", None, {"name": "王小明"}))
        assert store.backup(stick).last_change == store.last_change
        assert store.table("pupil").columns["name"] == ["李雨桐", "王小明"]
    with Store.open(stick, few, PASSWORD) as again:
        assert again.table("pupil").columns["name"] == ["李雨桐", "王小明"]


def test_a_copy_begins_again_where_the_store_had_to_be_opened_again(
    locked: Path, few: Library, stick: Path, meanwhile: Callable[[Callable[[], object]], None]
) -> None:
    """As after a write that failed."""
    with Store.open(locked, few, PASSWORD) as store:

        def fail() -> None:
            with store._session.turn:
                store._session.recover()

        meanwhile(fail)
        made = store.backup(stick)
        store.save("pupil", None, {"name": "王小明"})
    assert Store.look(stick, PASSWORD) == made
    assert sorted(path.name for path in stick.parent.iterdir()) == ["备份.school", "备份.school.key"]
    with Store.open(locked, few, PASSWORD) as store:
        assert store.table("pupil").columns["name"] == ["李雨桐", "王小明"]


def test_a_store_is_closed_when_its_copy_is_made(
    locked: Path, few: Library, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, give_way = Store.open(locked, few, PASSWORD), Session._give_way
    closing = threading.Thread(target=store.close)

    def let(session: Session) -> None:
        if closing.ident is None:
            closing.start()
        give_way(session)

    monkeypatch.setattr(backup, "STEP", 1)
    monkeypatch.setattr(Session, "_give_way", let)
    made = store.backup(stick)
    closing.join()
    assert Store.look(stick, PASSWORD) == made


def test_a_backup_can_be_looked_at_where_nothing_can_be_written(
    locked: Path, few: Library, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(locked, few, PASSWORD) as store:
        store.backup(stick)
    stick.chmod(0o444)
    before = stick.read_bytes()
    assert Store.look(stick, PASSWORD).records["pupil"] == 1
    assert stick.read_bytes() == before
    assert len(list(stick.parent.iterdir())) == 2


def test_a_newer_backup_takes_the_place_of_an_older_one(locked: Path, few: Library, stick: Path) -> None:
    with Store.open(locked, few, PASSWORD) as store:
        store.backup(stick)
        store.save("pupil", None, {"name": "王小明"})
        store.backup(stick)
    assert Store.look(stick, PASSWORD).records["pupil"] == 2


def test_another_stores_backup_is_not_replaced(locked: Path, few: Library, stick: Path, cheap: Cost) -> None:
    with Store.create(stick, few, "2", password="another password", cost=cheap):
        pass
    before = (stick.read_bytes(), key_path(stick).read_bytes())
    with Store.open(locked, few, PASSWORD) as store:
        assert refused(store.backup, stick) == "other_store"
    assert (stick.read_bytes(), key_path(stick).read_bytes()) == before


def test_a_backup_that_cannot_be_written_leaves_the_old_one(
    locked: Path, few: Library, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(locked, few, PASSWORD) as store:
        store.backup(stick)
        before = stick.read_bytes()
        store.save("pupil", None, {"name": "王小明"})

        def broken(*_: object) -> backup.Copy:
            raise Refusal("damaged", path="x")

        monkeypatch.setattr(backup, "look", broken)
        assert refused(store.backup, stick) == "damaged"
        monkeypatch.undo()
        assert refused(store.backup, stick.parent / "nowhere" / "x.school") == "cannot_open"
        assert store.table("pupil").columns["name"] == ["李雨桐", "王小明"]
    assert stick.read_bytes() == before
    assert not part_of(stick).exists()


def test_a_practice_store_needs_no_key_file_for_its_backup(store: Store, few: Library, stick: Path) -> None:
    store.save("pupil", None, {"name": "甲"})
    store.backup(stick)
    assert [path.name for path in stick.parent.iterdir()] == [stick.name]
    with Store.open(stick, few) as again:
        assert again.count("pupil") == 1


def test_a_restore_shows_both_counts_and_keeps_what_it_replaces(locked: Path, few: Library, stick: Path) -> None:
    with Store.open(locked, few, PASSWORD) as store:
        store.backup(stick)
        store.save("pupil", None, {"name": "王小明"})
        last = store.last_change
    restored = Store.restore(stick, locked, PASSWORD)
    assert restored.before is not None
    assert restored.before.records["pupil"] == 2
    assert restored.before.last_change == last
    assert restored.after.records["pupil"] == 1
    with Store.open(locked, few, PASSWORD) as store:
        assert store.table("pupil").columns["name"] == ["李雨桐"]
        assert store.missing_changes == 0
        assert store.verify_changes() == []
    with Store.open(restored.before.path, few, PASSWORD) as kept:
        assert kept.count("pupil") == 2


def test_a_restore_over_a_damaged_store(locked: Path, few: Library, stick: Path) -> None:
    with Store.open(locked, few, PASSWORD) as store:
        store.backup(stick)
    locked.write_bytes(b"?" * 8192)
    restored = Store.restore(stick, locked, PASSWORD)
    assert restored.before is not None
    assert restored.before.records == {}
    assert restored.before.path.read_bytes() == b"?" * 8192
    with Store.open(locked, few, PASSWORD) as store:
        assert store.count("pupil") == 1


def test_a_restore_on_another_pc(locked: Path, few: Library, stick: Path, tmp_path: Path) -> None:
    with Store.open(locked, few, PASSWORD) as store:
        store.backup(stick)
    elsewhere = tmp_path / "new.school"
    assert Store.restore(stick, elsewhere, PASSWORD).before is None
    with Store.open(elsewhere, few, PASSWORD) as store:
        assert store.count("pupil") == 1


def test_a_restore_keeps_the_newer_passwords(locked: Path, few: Library, stick: Path, cheap: Cost) -> None:
    with Store.open(locked, few, PASSWORD) as store:
        store.backup(stick)
        store.set_password(HEADTEACHER, "校长自己的长密码", cheap)
    change_password(locked, PASSWORD, "这是新的很长密码", cost=cheap)
    Store.restore(stick, locked, PASSWORD)
    assert refused(Store.open, locked, few, PASSWORD) == "wrong_password"
    with Store.open(locked, few, "校长自己的长密码") as store:
        assert store.count("pupil") == 1


def test_a_restore_from_a_damaged_backup_changes_nothing(locked: Path, few: Library, stick: Path) -> None:
    with Store.open(locked, few, PASSWORD) as store:
        store.backup(stick)
        store.save("pupil", None, {"name": "王小明"})
    damaged = bytearray(stick.read_bytes())
    damaged[-100] ^= 1
    stick.write_bytes(damaged)
    before = {path: path.read_bytes() for path in locked.parent.iterdir() if path.is_file()}
    assert refused(Store.restore, stick, locked, PASSWORD) == "damaged"
    assert {path: path.read_bytes() for path in locked.parent.iterdir() if path.is_file()} == before


def test_a_store_in_use_is_not_replaced(locked: Path, few: Library, stick: Path) -> None:
    with Store.open(locked, few, PASSWORD) as store:
        store.backup(stick)
        assert refused(Store.restore, stick, locked, PASSWORD) == "in_use"
        store.save("pupil", None, {"name": "王小明"})


def test_another_school_is_not_replaced(locked: Path, few: Library, stick: Path, cheap: Cost) -> None:
    Store.create(stick, few, "2", password="another password", cost=cheap).close()
    assert refused(Store.restore, stick, locked, "another password") == "other_store"


def test_what_a_killed_program_left_in_the_wal_is_kept_too(
    locked: Path, few: Library, stick: Path, tmp_path: Path
) -> None:
    killed = tmp_path / "killed" / locked.name
    killed.parent.mkdir()
    with Store.open(locked, few, PASSWORD) as store:
        store.backup(stick)
        store.save("pupil", None, {"name": "王小明"})
        for path in locked.parent.glob(f"{locked.name}*"):
            shutil.copy(path, killed.parent)
    restored = Store.restore(stick, killed, PASSWORD)
    assert restored.before is not None
    assert restored.before.records["pupil"] == 2
    assert not killed.with_name(killed.name + "-wal").exists()
    with Store.open(killed, few, PASSWORD) as store:
        assert store.count("pupil") == 1
