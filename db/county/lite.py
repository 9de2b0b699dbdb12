"""A county's store in one SQLCipher file, and what is special to SQLite. Durability and keys are a school's."""

import json
import secrets
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

import sqlalchemy as sa

from db import sqlite
from db.birth import PRACTICE_KEY
from db.county import fixed
from db.county.log import now
from db.files import part_of, refusal_of, rename, write_whole
from db.keys import CLERK, Cost, KeyFile, key_path
from db.open import connect, look_at, refusing
from db.session import Session
from forms.problems import Refusal

Birth = tuple[str, str, str, bool]
"""code, name, lasting id, practice."""


class LiteBacking:
    """One file, open in one process."""

    def __init__(self, session: Session, holder: str) -> None:
        self.session = session
        self.holder = holder
        """Whose secret opened it; "" for a practice store."""
        self._inserts: dict[str, str] = {}
        mark_path(session.path).unlink(missing_ok=True)  # whoever left it is dead: the file's lock is ours

    @property
    def label(self) -> str:
        """The file's name."""
        return self.session.path.name

    @contextmanager
    def reading(self) -> Generator[sa.Connection]:
        """See Backing."""
        with self.session.reading() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Generator[sa.Connection]:
        """See Backing."""
        with self.session.writing() as step:
            yield step.connection

    def pour(self, connection: sa.Connection, table: sa.Table, rows: Iterable[Sequence[object]]) -> None:
        """See Backing."""
        if table.name not in self._inserts:
            self._inserts[table.name] = self.session.compiled(sa.insert(table))[0]
        self.session.cursor.executemany(self._inserts[table.name], list(rows))

    @contextmanager
    def merging(self, user: str) -> Generator[None]:
        """See Backing. The file's own lock keeps others out; a note beside it tells them who merges."""
        note = mark_path(self.session.path)
        if note.exists():
            raise busy(self.session.path)
        write_whole(note, json.dumps({"user": user, "since": now()}, ensure_ascii=False).encode())
        try:
            yield
        finally:
            note.unlink(missing_ok=True)

    def close(self) -> None:
        """See Backing."""
        self.session.close()


def mark_path(path: Path) -> Path:
    """The note that says who merges."""
    return path.with_name(path.name + ".merging")


def busy(path: Path) -> Refusal:
    """What is said to the second who comes."""
    try:
        data = json.loads(mark_path(path).read_bytes())
        return Refusal("merging", path=path.name, user=str(data["user"]) or "—", since=str(data["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Refusal("in_use", path=path.name)


def create(path: Path, birth: Birth, password: str | None, cost: Cost | None) -> None:
    """Make a new, empty store with its key file. Raises Refusal, and then there is none."""
    practice = birth[3]
    if path.exists():
        raise Refusal("store_exists", path=path.name)
    if not practice and password is None:
        raise Refusal("password_missing", path=path.name)
    key = PRACTICE_KEY if practice else secrets.token_bytes(32)
    locked = None if practice else KeyFile(birth[2]).with_password(CLERK, password or "", key, cost)
    part = part_of(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        sqlite.forget(part)
        _build(part, key, birth)
        if key_path(path).exists():
            orphan = key_path(path)
            rename(orphan, next(n for i in count(1) if not (n := orphan.with_name(f"{orphan.name}.old{i}")).exists()))
        if locked:
            locked.write(key_path(path))
        rename(part, path)
    except OSError as error:
        raise refusal_of(error, path) from error
    finally:
        with suppress(OSError):
            sqlite.forget(part)


def open_with(path: Path, key: bytes, holder: str) -> LiteBacking:
    """Open a store that is in order. Raises Refusal; one who merges there is named."""
    try:
        look_at(path, key, fixed.VERSION, own_key=key_path(path).exists(), ours=sqlite.COUNTY_ID)
        return LiteBacking(Session(path, key), holder)
    except Refusal as refusal:
        raise busy(path) if refusal.code == "in_use" else refusal from None


def _build(part: Path, key: bytes, birth: Birth) -> None:
    with refusing(part):
        driver = connect(part, key, "mode=rwc")
        driver.execute("PRAGMA user_version").fetchone()
        sqlite.settle(driver)
        driver.close()
    session = Session(part, key)
    try:
        with session.writing(exclusive=True) as step:
            fixed.create(step.connection)
            sqlite.stamp(step.connection, fixed.VERSION, sqlite.COUNTY_ID)
            fill(step.connection, birth)
        with session.reading():
            sqlite.fold(session.driver)
    except Refusal as refusal:
        raise Refusal("disk_error", path=part.name) if refusal.code == "not_flushed" else refusal from None
    finally:
        session.close()


def fill(connection: sa.Connection, birth: Birth) -> None:
    """What a store is born with."""
    code, name, store, practice = birth
    values = {"code": code, "name": name, "store": store, "practice": practice, "version": fixed.VERSION}
    connection.execute(sa.insert(fixed.COUNTY).values(values))
