"""The one connection of an open store: who may use it, when a transaction begins and ends, and what happens after an
error.

After a failed write the connection is not trusted: it is closed and opened again, and what the file really holds
decides whether the change counts. So the program never says "saved" for what is lost nor "failed" for what is kept.
"""

import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from db import sqlite
from db.open import DriverError, engine, raise_for, refusing
from db.sqlite import Cursor, Driver

_FAILURES = (DriverError, DBAPIError)


def _never() -> bool:
    return False


class Session:
    """One connection on one store. Any thread may use it, one after the other."""

    def __init__(self, path: Path, key: bytes) -> None:
        self.path = path
        self.key = key
        self.epoch = 0
        """Grows whenever what was remembered about the file may be wrong."""
        self._turn = threading.RLock()
        self._writing = False
        self._open()

    @property
    def driver(self) -> Driver:
        """SQLCipher's own connection."""
        return self._driver

    def compiled(self, statement: sa.Executable) -> tuple[str, tuple[str, ...]]:
        """A statement's SQL and the order in which it wants its values: for the path that every keystroke takes."""
        made = cast("Any", statement).compile(dialect=self._engine.dialect)
        return str(made), tuple(made.positiontup or ())

    @contextmanager
    def reading(self) -> Generator[sa.Connection]:
        """A turn to read."""
        with self._turn, refusing(self.path):
            self._awake()
            yield self._connection

    @contextmanager
    def writing(
        self, *, has_landed: Callable[[], bool] = _never, exclusive: bool = False
    ) -> Generator[tuple[sa.Connection, Cursor]]:
        """A turn to write: everything inside is one transaction, durable once this block is left without a Refusal.

        `has_landed` is asked after a failed COMMIT, over the reopened file, whether the change is there after all.
        """
        with self._turn:
            if self._writing:
                raise RuntimeError("a transaction is open already")
            self._awake()
            self._writing, complete = True, False
            try:
                self._cursor.execute("BEGIN EXCLUSIVE" if exclusive else "BEGIN IMMEDIATE")
                yield self._connection, self._cursor
                complete = True
                self._cursor.execute("COMMIT")
            except _FAILURES as error:
                self._recover()
                if not (complete and has_landed()):
                    raise_for(error, self.path)
            except BaseException:
                self._take_back()
                raise
            finally:
                self._writing = False

    def close(self) -> None:
        """Fold everything into the one file and let go of it. What cannot be folded now is kept in the WAL."""
        with self._turn:
            if self._is_open:
                with suppress(DriverError):
                    sqlite.fold(self._driver)
            self._let_go()

    def _open(self) -> None:
        self._is_open = False
        self._engine = engine(self.path, self.key)
        with refusing(self.path):
            self._connection = self._engine.connect()
            self._driver = cast("Driver", self._connection.connection.driver_connection)
            self._cursor = self._driver.cursor()
            self._cursor.execute("SELECT count(*) FROM sqlite_master").fetchone()  # takes the lock now, not later
        self._is_open = True

    def _awake(self) -> None:
        if not self._is_open:
            self._open()

    def _take_back(self) -> None:
        self.epoch += 1
        try:
            self._cursor.execute("ROLLBACK")
        except DriverError:
            self._recover()

    def _recover(self) -> None:
        """Begin anew on a fresh connection; the old one may call a sound file malformed after a failed write."""
        self.epoch += 1
        self._let_go()
        self._open()

    def _let_go(self) -> None:
        self._is_open = False
        with suppress(*_FAILURES):
            self._connection.close()
        with suppress(DriverError):
            self._driver.close()
        self._engine.dispose()
