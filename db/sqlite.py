"""What is special to SQLite and SQLCipher, gathered in one file, so that everything else can move to PostgreSQL.

WAL with synchronous=FULL costs one flush per save and loses no acknowledged save, even where a drive or Windows
ignores the flush of a folder; rare checkpoints keep a drive that lies about flushing from corrupting the file.
EXCLUSIVE makes the file's own lock the true "is it open already?", which dies with the process, and needs no
shared-memory file.
"""

import contextlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol, cast

import sqlalchemy as sa

from forms.problems import Refusal

APPLICATION_ID = 0x58585458
"""XXTX in ASCII: tells our stores from other databases."""
COUNTY_ID = 0x58585443
"""XXTC: a county's store."""
OTHERS = {APPLICATION_ID: "school_store", COUNTY_ID: "county_store"}
"""What is said where a store of one kind is opened as the other."""
OLDEST = (3, 51, 3)
"""Older SQLite may lose data in WAL mode (the WAL-reset bug, 3.7.0 to 3.51.2)."""
PRAGMAS = (
    "locking_mode=EXCLUSIVE",
    "journal_mode=WAL",
    "synchronous=FULL",
    "wal_autocheckpoint=1000",
    "foreign_keys=ON",
    "cell_size_check=ON",
    "trusted_schema=OFF",
    "cache_size=-32768",
    "temp_store=MEMORY",
)
SILENT = "cipher_log_level=NONE"
"""SQLCipher tells errors to stderr otherwise. (`cipher_log=none` would write into a file called none.)"""
PLAIN_HEADER = b"SQLite format 3\x00"
PAGE = 4096
"""Size of a page; every store is a whole number of them."""

_REFUSALS = {
    5: "in_use",
    6: "in_use",
    8: "read_only",
    10: "disk_error",
    11: "damaged",
    13: "disk_full",
    14: "cannot_open",
    26: "damaged",
}
"""Primary result codes that are the world's fault; all others are ours. https://www.sqlite.org/rescode.html"""
_WORDS = {
    "database is locked": 5,
    "attempt to write a readonly database": 8,
    "disk I/O error": 10,
    "database disk image is malformed": 11,
    "database or disk is full": 13,
    "unable to open database file": 14,
    "file is not a database": 26,
}
"""The driver's backup raises errors without a code."""


class Cursor(Protocol):
    """What a DB-API cursor can do, as far as it is used."""

    def execute(self, sql: str, values: Sequence[object] = (), /) -> "Cursor": ...
    def executemany(self, sql: str, rows: Sequence[Sequence[object]], /) -> "Cursor": ...
    def fetchone(self) -> tuple[Any, ...] | None: ...
    def fetchall(self) -> list[tuple[Any, ...]]: ...


class Driver(Protocol):
    """What SQLCipher's connection can do, as far as it is used."""

    def execute(self, sql: str, values: Sequence[object] = (), /) -> Cursor: ...
    def cursor(self) -> Cursor: ...
    def backup(
        self, target: "Driver", /, *, pages: int = -1, progress: Callable[[int, int, int], object] | None = None
    ) -> None: ...
    def close(self) -> None: ...


def refusal_of(error: BaseException, path: Path) -> Refusal | None:
    """The refusal that a driver's error amounts to; None where the fault is ours."""
    code = cast("int", getattr(error, "sqlite_errorcode", 0) or _WORDS.get(str(error), 0))
    refusal = _REFUSALS.get(code & 0xFF)
    return Refusal(refusal, path=path.name) if refusal else None


def unlock(driver: Driver, key: bytes) -> None:
    """Hand over the key; the first reading tells whether it fits."""
    driver.execute(f"PRAGMA {SILENT}")
    driver.execute(f"PRAGMA key=\"x'{key.hex()}'\"")


def settle(driver: Driver) -> None:
    """Durability and safety settings of a connection that will write."""
    for pragma in PRAGMAS:
        driver.execute(f"PRAGMA {pragma}").fetchall()


def number(driver: Driver, pragma: str) -> int:
    """A pragma that answers with one number, such as user_version."""
    found = driver.execute(f"PRAGMA {pragma}").fetchone()
    return int(found[0]) if found else 0


def stamp(connection: sa.Connection, version: int, mark: int = APPLICATION_ID) -> None:
    """Mark the database as ours and of a version; part of the transaction that surrounds it."""
    connection.exec_driver_sql(f"PRAGMA application_id={mark}")
    connection.exec_driver_sql(f"PRAGMA user_version={version}")


def is_sound(driver: Driver, *, every_page: bool = False) -> bool:
    """Whether the file's structure holds; `every_page` also checks the signature of each page, used or not."""
    rows = driver.execute("PRAGMA integrity_check(1)" if every_page else "PRAGMA quick_check(1)").fetchall()
    signed = not every_page or not driver.execute("PRAGMA cipher_integrity_check").fetchall()
    return rows == [("ok",)] and signed


def fold(driver: Driver) -> None:
    """Bring everything into the one file, so that a copy of it is complete."""
    driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def single_file(driver: Driver) -> None:
    """Leave WAL, so that the file can be opened on write-protected media."""
    driver.execute("PRAGMA journal_mode=DELETE").fetchall()


def tables(driver: Driver, prefix: str) -> list[str]:
    """Names of the tables that begin with a prefix."""
    rows = driver.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    return [str(name) for (name,) in rows if str(name).startswith(prefix)]


def columns(cursor: Cursor, table: str) -> list[str]:
    """Names of a table's columns; empty where there is no such table."""
    return [str(row[1]) for row in cursor.execute(f'PRAGMA table_info("{table}")').fetchall()]


def companion(path: Path, suffix: str) -> Path:
    """The file that SQLite keeps beside a database: -wal, -shm, -journal."""
    return path.with_name(path.name + suffix)


def forget(path: Path) -> None:
    """Delete a database with everything beside it."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        with contextlib.suppress(FileNotFoundError):
            companion(path, suffix).unlink()
