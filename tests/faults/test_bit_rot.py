"""One flipped bit anywhere: the store is refused, or everything in it is what it was. Never another child's data."""

import random
from pathlib import Path

import pytest

from db.steps import Insert
from db.store import Store
from forms.library import Library
from forms.problems import Refusal
from forms.table import Table
from tests.db.made import record

FLIPS = 60


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, few: Library) -> Path:
    path = tmp_path_factory.mktemp("whole") / "1.school"
    with Store.create(path, few, "1", practice=True) as store:
        store.apply([Insert("pupil", record(few.forms["pupil"], n)) for n in range(100)], "导入")
        store.apply([Insert("call", record(few.forms["call"], n)) for n in range(100)], "导入")
        store.undo()  # leaves pages that nothing uses
        store.backup(path.with_name("backup.school"))
    return path


def flips(content: bytes, seed: int) -> list[bytes]:
    """The content with one bit flipped, many times over."""
    chance = random.Random(seed)
    made: list[bytes] = []
    for _ in range(FLIPS):
        at = chance.randrange(len(content))
        made.append(content[:at] + bytes([content[at] ^ (1 << chance.randrange(8))]) + content[at + 1 :])
    return made


def opened(path: Path, few: Library) -> tuple[str | None, Table | None]:
    """Why it was refused, or what is in it."""
    try:
        with Store.open(path, few) as store:
            assert store.verify_changes() == []
            return None, store.table("pupil")
    except Refusal as refusal:
        return refusal.code, None


def test_a_flipped_bit_is_never_silently_wrong_data(whole: Path, few: Library, tmp_path: Path) -> None:
    with Store.open(whole, few) as store:
        expected = store.table("pupil")
    refused = 0
    path = tmp_path / "1.school"
    for damaged in flips(whole.read_bytes(), 1):
        path.write_bytes(damaged)
        refusal, table = opened(path, few)
        if refusal is None:
            assert table == expected
        else:
            assert refusal in ("damaged", "no_key_file")
            assert path.read_bytes() == damaged
            refused += 1
    assert refused > FLIPS * 0.6


def test_a_flipped_bit_in_a_backup_is_always_noticed(whole: Path, tmp_path: Path) -> None:
    path = tmp_path / "backup.school"
    for damaged in flips(whole.with_name("backup.school").read_bytes(), 2):
        path.write_bytes(damaged)
        with pytest.raises(Refusal, match="damaged"):
            Store.look(path)


def test_a_flipped_bit_in_a_wal_never_gives_wrong_data(whole: Path, few: Library, tmp_path: Path) -> None:
    """A torn WAL ends where it is torn: the saves before are there, none is changed."""
    killed = tmp_path / "1.school"
    killed.write_bytes(whole.read_bytes())
    with Store.open(killed, few) as store:
        ids = [store.save("pupil", None, {"name": f"第{n}号", "age": n}).id for n in range(10)]
        main, wal = killed.read_bytes(), killed.with_name("1.school-wal").read_bytes()
    path = tmp_path / "again.school"
    for damaged in flips(wal, 3):
        path.write_bytes(main)
        path.with_name("again.school-wal").write_bytes(damaged)
        with Store.open(path, few) as store:
            table = store.table("pupil")
            kept = len(table) - 100
            assert table.ids[100:] == ids[:kept]
            assert table.columns["age"][100:] == list(range(kept))
            assert store.verify_changes() == []
        for left in tmp_path.glob("again*"):
            left.unlink()
