"""Backups of a county: whole or not there, the same content, from a server into a file and back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.county.store import CountyStore
from db.keys import key_path
from forms.library import Library
from tests.cheap import CHEAP
from tests.db.county.conftest import Where
from tests.db.county.made import delivery, merge
from tests.db.county.server import Server
from tests.db.made import refused

PASSWORD = "县教育局2026"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "U盘"
    folder.mkdir()
    return folder / "备份.county"


@pytest.fixture
def real(where: Where, library: Library) -> Iterator[CountyStore]:
    """A store of real data with something of everything."""
    password = PASSWORD if isinstance(where, Path) else None
    with CountyStore.create(where, library, "350101", "柳溪县", password=password, cost=CHEAP) as county:
        merge(county, delivery(practice=False), delivery("2135000002", practice=False))
        county.decide("a/1|b/2", "two", "出生日期不同", "王老师")
        county.add_slip("s1", "2135000001", "2026-1", [{"sheet": "学生", "cell": "B7"}], "2026-10-01", "王老师")
        county.set_period("2026秋")
        yield county


def test_a_backup_is_complete(real: CountyStore, stick: Path, library: Library) -> None:
    made = real.backup(stick, PASSWORD, CHEAP)
    assert {name: made.records[name] for name in ("delivery", "part", "pupil", "decision", "slip")} == {
        "delivery": 2, "part": 4, "pupil": 4, "decision": 1, "slip": 1,
    }  # fmt: skip
    real.decide("a/1|b/2", "first")
    assert sorted(path.name for path in stick.parent.iterdir()) == [stick.name, key_path(stick).name]
    assert CountyStore.look(stick, PASSWORD) == made
    with CountyStore.open(stick, library, PASSWORD) as again:
        assert (again.id, again.code, again.practice) == (real.id, "350101", False)
        assert again.decisions()["a/1|b/2"].verdict == "two"
        assert again.signing_key() == real.signing_key()
        assert [line[:4] for line in again.batches()] == [line[:4] for line in real.batches()]
        assert again.verify_log() == []
        assert again.missing_changes == 0
        again.withdraw("a/1|b/2")
        real.withdraw("a/1|b/2")
        assert again.content_digest() == real.content_digest()


def test_a_backup_of_a_server_needs_a_password(server: Server, library: Library, stick: Path) -> None:
    with server.database() as database, CountyStore.create(database, library, "350101") as county:
        assert refused(county.backup, stick) == "password_missing"
    assert list(stick.parent.iterdir()) == []


def test_the_way_back(path: Path, library: Library, stick: Path) -> None:
    with CountyStore.create(path, library, "350101", password=PASSWORD, cost=CHEAP) as county:
        merge(county, delivery(practice=False))
        before = county.content_digest()
        county.backup(stick)
        merge(county, delivery("2135000002", practice=False))
    restored = CountyStore.restore(stick, path, PASSWORD)
    assert restored.before
    assert (restored.before.records["delivery"], restored.after.records["delivery"]) == (2, 1)
    assert sorted(each.name for each in path.parent.iterdir() if each.is_file()) == sorted(
        [path.name, key_path(path).name, f"{path.name}.old1", f"{path.name}.old1.key"]
    )
    with CountyStore.open(path, library, PASSWORD) as county:
        assert county.content_digest() == before
        assert county.missing_changes == 0


def test_from_a_file_to_a_server_and_back(path: Path, library: Library, stick: Path, server: Server) -> None:
    """How a county moves from one PC to a server: nothing is lost, and the log holds."""
    with CountyStore.create(path, library, "350101", password=PASSWORD, cost=CHEAP) as county:
        merge(county, delivery(practice=False), delivery("2135000002", practice=False))
        county.set_register([])
        before, batches = county.content_digest(), county.batches()
        county.backup(stick)
    whole = stick.read_bytes()
    with server.database() as database:
        restored = CountyStore.restore(stick, database, PASSWORD)
        assert restored.before is None
        assert restored.after.records["delivery"] == 2
        assert refused(CountyStore.restore, stick, database, PASSWORD) == "store_exists"
        with CountyStore.open(database, library) as there:
            assert (there.content_digest(), there.batches()) == (before, batches)
            assert there.verify_log() == []
            assert merge(there, delivery(practice=False), delivery(revision=2, practice=False)) == ["same", "replaced"]
            there.undo(2)
            back = stick.with_name("又.county")
            there.backup(back, PASSWORD, CHEAP)
            assert refused(there.backup, back, PASSWORD, CHEAP) == "store_exists"
    assert stick.read_bytes() == whole
    with CountyStore.open(back, library, PASSWORD) as again:
        assert again.content_digest() == before


def test_a_backup_that_is_damaged_brings_nothing(path: Path, library: Library, stick: Path, server: Server) -> None:
    with CountyStore.create(path, library, "990101", practice=True) as county:
        merge(county, delivery())
        county.backup(stick)
    whole = bytearray(stick.read_bytes())
    whole[-100] ^= 1
    stick.write_bytes(whole)
    assert refused(CountyStore.restore, stick, path) in ("damaged", "no_key_file")
    with server.database() as database:
        assert refused(CountyStore.restore, stick, database) in ("damaged", "no_key_file")
        assert refused(CountyStore.open, database, library) == "no_store_on_server"
