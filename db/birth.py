"""How a store comes into being and how it is opened again; both end with a session whose fixed tables are up to
date.

A new store grows beside its place and takes its name when it is whole, so a power cut leaves no half store. A
practice store opens by itself: its data are invented, and a key that everybody can read in this file keeps its format
the same as a real store's without anybody having to remember a password. It needs no key file.
"""

import base64
import hashlib
import secrets
import uuid
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from pathlib import Path
from typing import NamedTuple

import sqlalchemy as sa

from db import backup, fixed, sqlite
from db.files import part_of, refusal_of, rename
from db.journal import Journal
from db.keys import CLERK, Cost, KeyFile, key_path
from db.open import connect, look_at, refusing
from db.returns import enter
from db.session import Session
from db.settings import Settings, put
from db.shape import bring_up_to_date
from forms.form import Form
from forms.periods import Period
from forms.problems import Refusal

PRACTICE_KEY = hashlib.sha256("乡校台账 练习库: the key of every practice store".encode()).digest()
SIGNING_KEY = "signing_key"


@dataclass(frozen=True, slots=True)
class Birth:
    """What a store is born with."""

    school_code: str
    school_name: str
    practice: bool
    store: str = field(default_factory=lambda: uuid.uuid4().hex)
    """Lasting id of the store."""


class Lockable(NamedTuple):
    """What locks a store that does not open by itself."""

    store: str
    password: str | None
    cost: Cost | None


def create(path: Path, birth: Birth, forms: Mapping[str, Form], password: str | None, cost: Cost | None) -> bytes:
    """Make a school's new, empty store with its key file; returns the data key. Raises Refusal."""
    lock = None if birth.practice else Lockable(birth.store, password, cost)
    return make(path, lock, lambda session: _content(session, birth, forms))


def make(path: Path, lockable: Lockable | None, content: Callable[[Session], None]) -> bytes:
    """Make a new store and put its first content in; returns the data key. Raises Refusal, and then there is none."""
    if path.exists():
        raise Refusal("store_exists", path=path.name)
    if lockable and lockable.password is None:
        raise Refusal("password_missing", path=path.name)
    key = secrets.token_bytes(32) if lockable else PRACTICE_KEY
    locked = lockable and KeyFile(lockable.store).with_password(CLERK, lockable.password or "", key, lockable.cost)
    part = part_of(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        sqlite.forget(part)
        _build(part, key, content)
        if key_path(path).exists():
            _set_aside(key_path(path))
        if locked:
            locked.write(key_path(path))
        rename(part, path)
    except OSError as error:
        raise refusal_of(error, path) from error
    finally:
        sqlite.forget(part)
    return key


def unlock(path: Path, password: str | None) -> tuple[bytes, str]:
    """The data key of a store and whose secret opened it ("" for a practice store). Raises Refusal."""
    if not path.is_file():
        raise Refusal("no_such_store", path=path.name)
    if not key_path(path).exists():
        return PRACTICE_KEY, ""
    file = KeyFile.read(key_path(path))
    if password is None:
        raise Refusal("password_missing", path=path.name)
    return file.unlock(password)


def open_with(path: Path, key: bytes) -> Session:
    """A session on a store that is in order, its fixed tables brought up to date. Raises Refusal."""
    version = look_at(path, key, fixed.VERSION, own_key=key_path(path).exists())
    session = Session(path, key)
    try:
        if version < fixed.VERSION:
            _upgrade(session, version)
    except BaseException:
        session.close()
        raise
    return session


def _build(part: Path, key: bytes, content: Callable[[Session], None]) -> None:
    with refusing(part), closing(connect(part, key, "mode=rwc")) as driver:
        driver.execute("PRAGMA user_version").fetchone()
        sqlite.settle(driver)
    session = Session(part, key)
    try:
        content(session)
        with session.reading():
            sqlite.fold(session.driver)  # closing would pass over a failure: the WAL would keep what is missing
    except Refusal as refusal:
        # A change that was not flushed is as good as none here: the half made store is deleted.
        raise Refusal("disk_error", path=part.name) if refusal.code == "not_flushed" else refusal from None
    finally:
        session.close()


def _content(session: Session, birth: Birth, forms: Mapping[str, Form]) -> None:
    with session.writing(exclusive=True) as step:
        fixed.create(step.connection)
        sqlite.stamp(step.connection, fixed.VERSION)
        _fill(step.connection, birth)
    bring_up_to_date(Journal(session), Settings(session), forms)


def _fill(connection: sa.Connection, birth: Birth) -> None:
    school = {"code": birth.school_code, "name": birth.school_name, "store": birth.store, "practice": birth.practice}
    connection.execute(sa.insert(fixed.SCHOOL).values(school))
    put(connection, SIGNING_KEY, base64.b64encode(secrets.token_bytes(32)).decode())
    # The clock only proposes; the clerk sees the period in the window and may choose another.
    enter(connection, Period.on(date.today()).code)


def _upgrade(session: Session, version: int) -> None:
    """Migrate, after a backup that must succeed."""
    from db import migrate  # Alembic is slow to import and hardly ever needed

    backup.make(session, session.path.with_name(f"{session.path.name}.v{version}"))
    with session.writing(exclusive=True) as step:
        migrate.upgrade(step.connection)
    with session.reading():
        sqlite.fold(session.driver)  # an older program shall see the new version in the file itself


def _set_aside(orphan: Path) -> None:
    """A key file without its store is kept: the store may turn up again."""
    rename(orphan, next(name for n in count(1) if not (name := orphan.with_name(f"{orphan.name}.old{n}")).exists()))
