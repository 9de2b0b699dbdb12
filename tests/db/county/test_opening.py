"""Opening a county's store: what is refused is told calmly and left exactly as it was."""

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from db.birth import PRACTICE_KEY, unlock
from db.county import fixed
from db.county.address import address_of, is_server
from db.county.server import SCHEMA
from db.county.store import CountyStore
from db.files import part_of
from db.keys import HEADTEACHER, key_path
from db.open import connect
from db.store import Store
from forms.library import Library
from tests.cheap import CHEAP
from tests.db.county.conftest import Where
from tests.db.county.made import delivery, merge
from tests.db.county.server import Server
from tests.db.made import refused
from tests.db.test_opening import content, untouched

PASSWORD = "县教育局2026"


@pytest.fixture
def locked(path: Path, library: Library) -> Path:
    """A closed store of real data."""
    with CountyStore.create(path, library, "350101", "柳溪县", password=PASSWORD, cost=CHEAP) as county:
        merge(county, delivery(practice=False))
    return path


def test_what_was_kept_is_there_again(where: Where, library: Library) -> None:
    with CountyStore.create(where, library, "990101", "柳溪县", practice=True) as county:
        merge(county, delivery())
        county.set_period("2026秋")
        before, id_, key = county.content_digest(), county.id, county.signing_key()
    with CountyStore.open(where, library) as county:
        assert (county.code, county.name, county.practice, county.id) == ("990101", "柳溪县", True, id_)
        assert county.content_digest() == before
        assert county.signing_key() == key
        assert county.period
        assert county.period.code == "2026-1"
        assert county.missing_changes == 0


def test_whether_there_is_a_store(where: Where, library: Library) -> None:
    assert not CountyStore.exists(where)
    CountyStore.create(where, library, "990101", practice=True).close()
    assert CountyStore.exists(where)


def test_a_store_is_not_made_twice(where: Where, library: Library) -> None:
    with CountyStore.create(where, library, "990101", practice=True) as county:
        merge(county, delivery())
        assert refused(CountyStore.create, where, library, "990102", practice=True) == "store_exists"
        assert len(county.deliveries()) == 1


def test_a_closed_store_is_one_file_and_its_key(locked: Path) -> None:
    assert sorted(content(locked.parent)) == [locked.name, key_path(locked).name]


def test_passwords_and_the_recovery_code(locked: Path, library: Library) -> None:
    with CountyStore.open(locked, library, PASSWORD) as county:
        assert county.holders() == ["clerk"]
        county.set_password(HEADTEACHER, "局长的密码2026", CHEAP)
        code = county.new_recovery_code(CHEAP)
        assert county.holders() == ["clerk", "headteacher", "recovery"]
    for secret in ("局长的密码2026", code):
        with CountyStore.open(locked, library, secret) as county:
            assert len(county.deliveries()) == 1


@pytest.mark.parametrize(("password", "code"), [(None, "password_missing"), ("别的密码2026", "wrong_password")])
def test_a_wrong_password(locked: Path, library: Library, password: str | None, code: str) -> None:
    with untouched(locked.parent):
        assert refused(CountyStore.open, locked, library, password) == code


def test_a_real_store_needs_a_password(path: Path, library: Library) -> None:
    assert refused(CountyStore.create, path, library, "350101") == "password_missing"
    assert refused(CountyStore.create, path, library, "350101", password="short", cost=CHEAP) == "password_short"
    assert list(path.parent.iterdir()) == []


def test_no_file(path: Path, library: Library) -> None:
    assert refused(CountyStore.open, path, library) == "no_such_store"
    assert refused(CountyStore.open, str(path), library) == "no_such_store"


def test_the_key_file_is_missing(locked: Path, library: Library) -> None:
    key_path(locked).unlink()
    with untouched(locked.parent):
        assert refused(CountyStore.open, locked, library, PASSWORD) == "no_key_file"


@pytest.mark.parametrize("at", [100, 9000, -1])
def test_a_damaged_file(locked: Path, library: Library, at: int) -> None:
    whole = bytearray(locked.read_bytes())
    whole[at] ^= 1
    locked.write_bytes(whole)
    with untouched(locked.parent):
        assert refused(CountyStore.open, locked, library, PASSWORD) == "damaged"


def test_what_is_no_store(path: Path, library: Library) -> None:
    path.write_bytes(b"PK\x03\x04 a workbook")
    with untouched(path.parent):
        assert refused(CountyStore.open, path, library) == "not_a_store"


def test_a_file_of_a_newer_program(locked: Path, library: Library) -> None:
    with closing(connect(locked, unlock(locked, PASSWORD)[0], "mode=rw")) as driver:
        driver.execute(f"PRAGMA user_version={fixed.VERSION + 1}")
    with untouched(locked.parent):
        assert refused(CountyStore.open, locked, library, PASSWORD) == "newer_store"


def test_where_nothing_can_be_written(locked: Path, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)  # type: ignore[misc]
    with untouched(locked.parent):
        assert refused(CountyStore.open, locked, library, PASSWORD) == "read_only"


def test_a_half_made_store_is_no_obstacle(path: Path, library: Library) -> None:
    part_of(path).write_bytes(b"left by a power cut")
    CountyStore.create(path, library, "990101", practice=True).close()
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_an_older_copy_is_noticed(locked: Path, library: Library) -> None:
    older = locked.read_bytes()
    with CountyStore.open(locked, library, PASSWORD) as county:
        assert county.missing_changes == 0
        county.decide("a/1|b/2", "two")
        county.note("查看证件号", "pupil r")
    locked.write_bytes(older)
    with CountyStore.open(locked, library, PASSWORD) as county:
        assert county.missing_changes == 2


def test_a_schools_store_is_no_county_and_the_reverse(locked: Path, library: Library, tmp_path: Path) -> None:
    school = tmp_path.with_name(f"{tmp_path.name}-school") / "3500000001.school"
    Store.create(school, library, "3500000001", password=PASSWORD, cost=CHEAP).close()
    with untouched(school.parent), untouched(locked.parent):
        assert refused(CountyStore.open, school, library, PASSWORD) == "school_store"
        assert refused(Store.open, locked, library, PASSWORD) == "county_store"
        assert refused(CountyStore.restore, school, locked, PASSWORD) == "school_store"
        assert refused(Store.restore, locked, school, PASSWORD) == "county_store"


# ── on a server ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def database(server: Server) -> Iterator[str]:
    """The address of an empty database."""
    with server.database() as address:
        yield address


def test_a_server_says_what_is_wrong(server: Server, database: str, library: Library, tmp_path: Path) -> None:
    elsewhere = database.replace(str(server.folder), str(tmp_path))
    assert refused(CountyStore.open, server.address("county_nowhere"), library) == "no_such_database"
    assert refused(CountyStore.open, database, library) == "no_store_on_server"
    assert refused(CountyStore.open, database, library, "a wrong password") == "server_password"
    assert refused(CountyStore.open, elsewhere, library) == "server_unreachable"
    assert refused(CountyStore.exists, elsewhere) == "server_unreachable"
    assert refused(CountyStore.open, "postgresql+psycopg://county@/?host=/tmp", library) == "server_address"
    assert refused(CountyStore.open, "postgresql+psycopg://a@host:port/b", library) == "server_address"


def test_a_password_may_be_given_apart(database: str, library: Library, server: Server) -> None:
    CountyStore.create(database, library, "990101", practice=True).close()
    wrong = address_of(database, "wrong").url.render_as_string(hide_password=False)
    assert refused(CountyStore.open, wrong, library) == "server_password"
    password = address_of(database, None).url.password
    CountyStore.open(wrong, library, str(password)).close()


def test_no_refusal_and_no_label_holds_a_password(database: str, library: Library) -> None:
    with CountyStore.create(database, library, "990101", practice=True) as county:
        assert str(address_of(database, None).url.password) not in county.label
        assert county.label.startswith("county_")


def test_a_store_of_a_newer_program_on_a_server(server: Server, database: str, library: Library) -> None:
    CountyStore.create(database, library, "990101", practice=True).close()
    server.ask(f"UPDATE {SCHEMA}.county SET version = 99", address_of(database, None).url.database or "")
    assert refused(CountyStore.open, database, library) == "newer_store"


def test_a_user_without_rights(server: Server, database: str, library: Library) -> None:
    name = address_of(database, None).url.database or ""
    server.ask("CREATE ROLE reader LOGIN PASSWORD 'p'")
    try:
        other = server.address(name, "p", "reader")
        assert refused(CountyStore.create, other, library, "990101", practice=True) == "server_denied"
        CountyStore.create(database, library, "990101", practice=True).close()
        assert refused(CountyStore.open, other, library) == "server_denied"
    finally:
        server.ask("DROP ROLE reader")


def test_a_database_that_cannot_hold_every_character(server: Server, library: Library) -> None:
    server.ask("CREATE DATABASE county_ascii TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C' OWNER county")
    try:
        assert (
            refused(CountyStore.create, server.address("county_ascii"), library, "990101", practice=True)
            == "server_encoding"
        )
        assert server.ask("SELECT 1 FROM pg_namespace WHERE nspname = 'xiangxiao'", "county_ascii") == []
    finally:
        server.ask("DROP DATABASE county_ascii WITH (FORCE)")


def test_a_server_keeps_its_passwords_itself(database: str, library: Library) -> None:
    with CountyStore.create(database, library, "990101", practice=True) as county:
        assert county.holders() == []
        assert refused(county.set_password, "clerk", PASSWORD) == "server_passwords"
        assert refused(county.new_recovery_code) == "server_passwords"


def test_other_tables_of_the_database_are_left_alone(server: Server, database: str, library: Library) -> None:
    name = address_of(database, None).url.database or ""
    server.ask("CREATE TABLE county (a int)", name)
    with CountyStore.create(database, library, "990101", practice=True) as county:
        assert merge(county, delivery()) == ["merged"]
    assert server.ask("SELECT count(*) FROM public.county", name) == [(0,)]


@pytest.mark.parametrize(
    ("where", "is_far"),
    [
        ("postgresql+psycopg://a@db.example/x", True),
        ("postgresql://a@10.0.0.1/x", True),
        ("postgresql+psycopg://a@10.0.0.1/x?sslmode=verify-full", False),
        ("postgresql+psycopg://a@localhost/x", False),
        ("postgresql+psycopg://a@/x?host=/var/run/postgresql", False),
    ],
)
def test_nothing_crosses_a_network_in_the_clear(where: str, is_far: bool) -> None:
    assert is_server(where)
    assert address_of(where, None).security == ({"sslmode": "require"} if is_far else {})


def test_a_path_is_no_address(path: Path) -> None:
    assert not is_server(path)
    assert not is_server(str(path))
    assert not is_server("C:/台账/990101.county")


def test_practice_files_open_by_themselves(path: Path, library: Library) -> None:
    CountyStore.create(path, library, "990101", practice=True).close()
    assert not key_path(path).exists()
    with closing(connect(path, PRACTICE_KEY, "mode=ro")) as driver:
        assert driver.execute("SELECT code FROM county").fetchone() == ("990101",)
