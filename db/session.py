"""The one connection of an open store: who may use it, when a transaction begins and ends, and what happens after an
error.

After a failed write the connection is not trusted: it is closed and opened again, and what the file really holds
decides whether the change counts. So the program never says "saved" for what is lost nor "failed" for what is kept.
"""

import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self, cast

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from db import sqlite
from db.open import DriverError, engine, raise_for, refusing
from db.sqlite import Cursor, Driver
from forms.problems import Refusal

FAILURES = (DriverError, DBAPIError)
PAUSE = 0.001
"""Seconds for which a copy lets others have their turn; a lock taken again at once hardly ever changes hands."""


class Interrupted(Exception):
    """The connection under a copy had to be closed; the copy begins again."""


class Session:
    """One connection on one store. Any thread may use it, one after the other."""

    def __init__(self, path: Path, key: bytes) -> None:
        self.path = path
        self.key = key
        self.epoch = 0
        """Grows whenever what was remembered about the file may be wrong."""
        self.turn = threading.RLock()
        self.is_writing = False
        self._is_closed = False
        self._is_let_go = threading.Event()
        self._is_uncopied = threading.Event()
        self._is_uncopied.set()
        self._open()

    @contextmanager
    def reading(self) -> Generator[sa.Connection]:
        """A turn to read."""
        with self.turn:
            self.awake()
            try:
                yield self.connection
            except FAILURES as failure:
                if not self.is_writing:
                    self.recover()
                raise_for(failure, self.path)

    @contextmanager
    def copying(self) -> Generator[Callable[[], None]]:
        """A turn to copy the file, and what gives way in between: a clerk types on while a slow stick is written.

        Raises Interrupted where the connection had to be closed meanwhile.
        """
        with self.reading():
            self._is_uncopied.clear()
            try:
                yield self._give_way
            except Interrupted:  # it comes without the turn, which whoever closes the connection holds until we let go
                self._is_uncopied.set()
                self.turn.acquire()
                raise
            finally:
                self._is_uncopied.set()

    def _give_way(self) -> None:
        self.turn.release()
        time.sleep(PAUSE)
        while not self.turn.acquire(timeout=PAUSE):
            if self._is_let_go.is_set():
                raise Interrupted

    def writing(self, *, exclusive: bool = False) -> "Transaction":
        """A turn to write, as one transaction."""
        return Transaction(self, exclusive=exclusive)

    def compiled(self, statement: sa.Executable) -> tuple[str, tuple[str, ...]]:
        """A statement's SQL and the order in which it wants its values: for the path that every keystroke takes."""
        made = cast("Any", statement).compile(dialect=self._engine.dialect)
        return str(made), tuple(made.positiontup or ())

    def quoted(self, name: str) -> str:
        """A name as it stands in SQL."""
        return self._engine.dialect.identifier_preparer.quote(name)

    def awake(self) -> None:
        """Open again after an error that did not even let us reopen, such as a disk that was gone for a moment."""
        if self._is_closed:
            raise RuntimeError("the store is closed")
        if not self._is_open:
            self._open()

    def take_back(self) -> None:
        """Undo what the open transaction wrote."""
        self.epoch += 1
        try:
            self.cursor.execute("ROLLBACK")
        except DriverError:
            self.recover()

    def recover(self) -> None:
        """Begin anew on a fresh connection; the old one may call a sound file malformed after a failed write."""
        self.epoch += 1
        self._let_go()
        self._open()

    def close(self) -> None:
        """Fold everything into the one file and let go of it, once a copy under way is made.

        What cannot be folded now is kept in the WAL.
        """
        self._is_uncopied.wait()
        with self.turn:
            if self._is_open:
                with suppress(DriverError):
                    sqlite.fold(self.driver)
            self._let_go()
            self._is_closed = True

    def _open(self) -> None:
        self._is_open = False
        self._engine = engine(self.path, self.key)
        try:
            with refusing(self.path):
                self.connection = self._engine.connect()
                self.driver = cast("Driver", self.connection.connection.driver_connection)
                self.cursor: Cursor = self.driver.cursor()
                self.cursor.execute("SELECT count(*) FROM sqlite_master").fetchone()  # takes the lock now, not later
        except BaseException:
            self._engine.dispose()
            raise
        self._is_open = True

    def _let_go(self) -> None:
        self._is_open = False
        self._is_let_go.set()
        self._is_uncopied.wait()  # else the file would stay locked by a connection that is closed but not gone
        self._is_let_go.clear()
        with suppress(*FAILURES):
            self.connection.close()
        with suppress(DriverError):
            self.driver.close()
        self._engine.dispose()


class Transaction:
    """Everything inside the block happens, durably, or nothing does.

    Left without an exception it is durable; a Refusal says why it is not. A class and not a generator, because every
    keystroke's save comes through here.
    """

    def __init__(self, session: Session, *, exclusive: bool = False) -> None:
        self.session = session
        self._begin = "BEGIN EXCLUSIVE" if exclusive else "BEGIN IMMEDIATE"

    @property
    def connection(self) -> sa.Connection:
        """For statements of SQLAlchemy."""
        return self.session.connection

    def before_commit(self) -> None:
        """Write what has gathered."""

    def has_landed(self) -> bool:
        """Asked over the reopened file after a failed COMMIT: is the change there after all?"""
        return False

    def after_commit(self) -> None:
        """Remember what is durable now."""

    def __enter__(self) -> Self:
        session = self.session
        session.turn.acquire()
        try:
            if session.is_writing:
                raise RuntimeError("a transaction is open already")
            session.awake()
            self.cursor = session.cursor
            try:
                self.cursor.execute(self._begin)
            except FAILURES as failure:
                session.recover()
                raise_for(failure, session.path)
            session.is_writing = True
        except BaseException:
            session.turn.release()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None:
                self._commit()
            elif isinstance(error, FAILURES):
                self.session.recover()
                raise_for(error, self.session.path)
            else:
                self.session.take_back()
        finally:
            self.session.is_writing = False
            self.session.turn.release()

    def _commit(self) -> None:
        is_written = False
        try:
            self.before_commit()
            is_written = True
            self.cursor.execute("COMMIT")
        except FAILURES as failure:
            self.session.recover()
            if not (is_written and self.has_landed()):
                raise_for(failure, self.session.path)
            self._make_durable()
        except BaseException:
            self.session.take_back()
            raise
        self.after_commit()

    def _make_durable(self) -> None:
        """The change is in the file, but its flush failed: flush again, or say that a power cut may still take it."""
        try:
            sqlite.fold(self.session.driver)
        except DriverError as failure:
            self.after_commit()
            raise Refusal("not_flushed", path=self.session.path.name) from failure
