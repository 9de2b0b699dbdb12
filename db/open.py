"""The one place where a database is opened. Refuses calmly, and a refused file is left exactly as it was.

Before a store is opened for work it is looked at through a connection that cannot write: is it ours, does the key
fit, is it from a newer program, is every page sound? So a damaged or newer store is never touched, not even by
folding in its WAL.
"""

import os
from collections.abc import Generator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool
from sqlalchemy.util import LRUCache
from sqlcipher3 import dbapi2 as untyped  # pyright: ignore[reportMissingTypeStubs]

from db import sqlite
from db.sqlite import Driver
from forms.problems import Refusal

dbapi2: Any = untyped
if dbapi2.sqlite_version_info < sqlite.OLDEST:
    raise ImportError(f"SQLite {dbapi2.sqlite_version} may lose data; at least 3.51.3 is needed")

DriverError = cast("type[Exception]", dbapi2.Error)
UNTAKEN: tuple[type[Exception], ...] = (
    dbapi2.IntegrityError, dbapi2.DataError, dbapi2.InterfaceError, OverflowError, UnicodeEncodeError,
)  # fmt: skip
"""What the driver raises of values that the database does not take, while all is well with the database itself."""


class _Steady(dbapi2.Connection):
    """Transactions begin and end in db.session only: a commit or rollback by SQLAlchemy or Alembic does nothing."""

    def commit(self) -> None: ...
    def rollback(self) -> None: ...


Mode = Literal["mode=rw", "mode=rwc", "mode=ro", "immutable=1"]
_NO_FILE = sa.make_url("sqlite://")
_COMPILED = LRUCache[Any, Any](500)
"""Statements of all stores that were open: to compile those of one takes longer than to open it."""
PATIENCE = 0.2
"""Seconds to wait for a lock: a second program is told at once, a virus scanner's glance is waited out."""


def connect(path: Path, key: bytes, mode: Mode) -> Driver:
    """A raw connection with its key. Nothing is read yet, so a wrong key shows only at the first statement."""
    name = f"{path.absolute().as_uri()}?{mode}"
    made: Any = dbapi2.connect(
        name, uri=True, isolation_level=None, timeout=PATIENCE, check_same_thread=False, factory=_Steady
    )
    driver = cast("Driver", made)
    with _closed_on_failure(driver):
        sqlite.unlock(driver, key)
    return driver


@contextmanager
def _closed_on_failure(driver: Driver) -> Generator[None]:
    """A connection that is of no use is closed now: whenever it is swept up, until then it may hold the file's lock."""
    try:
        yield
    except BaseException:
        driver.close()
        raise


def engine(path: Path, key: bytes, mode: Mode = "mode=rw") -> sa.Engine:
    """An engine with one connection for work. The key never stands in a URL, values never in an error."""

    def create() -> Driver:
        driver = connect(path, key, mode)
        if mode == "mode=rw":
            with _closed_on_failure(driver):
                sqlite.settle(driver)
        return driver

    dialect = _dialect()
    pool = StaticPool(cast("Any", create), dialect=dialect)
    return sa.Engine(pool, dialect, _NO_FILE, hide_parameters=True, execution_options={"compiled_cache": _COMPILED})


@cache
def _dialect() -> sa.Dialect:
    """How SQLAlchemy speaks to our driver. One for all stores, because statements are compiled for a dialect."""
    made = sa.create_engine(_NO_FILE, module=dbapi2, isolation_level="AUTOCOMMIT", skip_autocommit_rollback=True)
    made.connect().close()  # it asks SQLite what it must know
    made.dispose()
    return made.dialect


def look_at(
    path: Path, key: bytes, newest: int, *, own_key: bool, to_write: bool = True, ours: int = sqlite.APPLICATION_ID
) -> int:
    """The store's version, once everything about the file is found to be in order; otherwise Refusal.

    `own_key` says that the key came out of the store's own key file: if it does not fit, the file is damaged. `ours` is
    the mark of the kind of store that is to be opened: a school's or a county's.
    """
    if not path.is_file():
        raise Refusal("no_such_store", path=path.name)
    if to_write and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise Refusal("read_only", path=path.name)
    with refusing(path), _looking(path, key) as driver:
        try:
            theirs = sqlite.number(driver, "application_id")
        except DriverError as error:
            if "not a database" in str(error):
                raise _unreadable(path, own_key=own_key) from None
            raise
        if theirs != ours:
            raise Refusal(sqlite.OTHERS.get(theirs, "not_a_store"), path=path.name)
        return _judged(driver, path, newest)


@contextmanager
def refusing(path: Path) -> Generator[None]:
    """Turn a driver's error that is the world's fault into a Refusal."""
    try:
        yield
    except (DriverError, DBAPIError) as error:
        raise_for(error, path)


def raise_for(error: BaseException, path: Path) -> None:
    """Raise the Refusal that an error amounts to, or the error itself where the fault is ours."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
    refusal = sqlite.refusal_of(cause, path)
    if refusal is None:
        raise error
    raise refusal from None


def _judged(driver: Driver, path: Path, newest: int) -> int:
    version = sqlite.number(driver, "user_version")
    if version > newest:
        raise Refusal("newer_store", path=path.name, theirs=version, ours=newest)
    if not sqlite.is_sound(driver):
        raise Refusal("damaged", path=path.name)
    return version


@contextmanager
def _looking(path: Path, key: bytes) -> Generator[Driver]:
    """A connection that cannot write. Where a WAL was left behind it must be read too, which leaves an index file."""
    left = sqlite.companion(path, "-wal").exists()
    index = sqlite.companion(path, "-shm")
    had_index = index.exists()
    try:
        with closing(connect(path, key, "mode=ro" if left else "immutable=1")) as driver:
            yield driver
    finally:
        if left and not had_index:
            index.unlink(missing_ok=True)


def _unreadable(path: Path, *, own_key: bool) -> Refusal:
    """Which refusal it is when the key does not fit the first page."""
    # The file is not open anywhere in this process (it would have been locked), so reading it cannot drop a lock.
    with path.open("rb") as file:
        head = file.read(len(sqlite.PLAIN_HEADER))
    if head == sqlite.PLAIN_HEADER or path.stat().st_size % sqlite.PAGE:
        return Refusal("not_a_store", path=path.name)
    return Refusal("damaged" if own_key else "no_key_file", path=path.name)
