"""Every change that was ever made, append-only, in the same transaction as the change itself.

A change's number `seq` is the store's only order; a record's `_rev` is the number of its last change. Each row
carries a hash of itself and of the row before, so a row that was edited, removed or moved is noticed.
"""

import hashlib
import json
from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime
from typing import Literal, NamedTuple

import sqlalchemy as sa

from db.fixed import CHANGE
from db.session import Session
from db.sqlite import Cursor

ActionKind = Literal["do", "undo", "redo", "note", "bar"]
"""A note is only remembered (states, reasons); nothing before a bar can be undone (a field changed its kind)."""
START = hashlib.sha256(b"xiangxiao").digest()
"""What the first row takes for the hash of the row before."""


class Change(NamedTuple):
    """One row of the log: what one action did to one record."""

    seq: int
    action: int
    kind: ActionKind
    undoes: int | None
    name: str
    form: str
    record: str
    field: str
    old: str | None
    new: str | None
    user: str
    at: str


class Head(NamedTuple):
    """The last change."""

    seq: int
    hash: bytes


_COLUMNS = [CHANGE.c[name] for name in Change._fields]


class Action:
    """A step that a person would name, being made: its changes gather here and are written with it."""

    def __init__(
        self, connection: sa.Connection, cursor: Cursor, head: Head, step: tuple[ActionKind, int | None, str, str]
    ) -> None:
        self.connection = connection
        self.cursor = cursor
        self.head = head
        self.kind: ActionKind = step[0]
        _, self.undoes, self.name, self.user = step
        self.id = head.seq + 1
        self.at = datetime.now().isoformat(sep=" ", timespec="seconds")
        self.rows: list[tuple[object, ...]] = []

    def note(self, form: str, record: str, field: str, old: str | None, new: str | None) -> int:
        """Add a change; returns its number."""
        seq = self.head.seq + 1
        change = Change(
            seq, self.id, self.kind, self.undoes, self.name, form, record, field, old, new, self.user, self.at
        )
        self.head = Head(seq, hash_of(self.head.hash, change))
        self.rows.append((*change, self.head.hash))
        return seq


class Journal:
    """The log of one store."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._epoch = -1
        self._head = Head(0, START)
        self._insert, _ = session.compiled(sa.insert(CHANGE))

    @property
    def head(self) -> Head:
        """The last change there is."""
        if self._epoch != self._session.epoch:
            with self._session.reading() as connection:
                row = connection.execute(sa.select(CHANGE.c.seq, CHANGE.c.hash).order_by(CHANGE.c.seq.desc()).limit(1))
                found = row.first()
            self._head = Head(*found) if found else Head(0, START)
            self._epoch = self._session.epoch
        return self._head

    @contextmanager
    def act(
        self, name: str, user: str, kind: ActionKind = "do", undoes: int | None = None, *, exclusive: bool = False
    ) -> Generator[Action]:
        """One action as one transaction: durable once this block is left, gone where it is left by an exception."""
        action: Action | None = None

        def has_landed() -> bool:
            return action is not None and self.head == action.head

        with self._session.writing(has_landed=has_landed, exclusive=exclusive) as (connection, cursor):
            action = Action(connection, cursor, self.head, (kind, undoes, name, user))
            yield action
            if len(action.rows) == 1:
                cursor.execute(self._insert, action.rows[0])
            elif action.rows:
                cursor.executemany(self._insert, action.rows)
        self._head = action.head

    def changes(self, *where: sa.ColumnElement[bool], newest_first: bool = False) -> list[Change]:
        """The changes for which the conditions hold, oldest first."""
        order = CHANGE.c.seq.desc() if newest_first else CHANGE.c.seq
        with self._session.reading() as connection:
            rows = connection.execute(sa.select(*_COLUMNS).where(*where).order_by(order))
            return [Change(*row) for row in rows]

    def at(self, seq: int) -> Change | None:
        """The change of a number."""
        return next(iter(self.changes(CHANGE.c.seq == seq)), None)

    def verify(self) -> list[int]:
        """Numbers at which the chain is broken: a row was edited, put in, taken out or moved. Empty when it holds."""
        broken: list[int] = []
        expected, before = 1, START
        with self._session.reading() as connection:
            for *row, kept in connection.execute(sa.select(*_COLUMNS, CHANGE.c.hash).order_by(CHANGE.c.seq)):
                change = Change(*row)
                if change.seq != expected or kept != hash_of(before, change):
                    broken.append(change.seq)
                expected, before = change.seq + 1, kept
        return broken


def hash_of(before: bytes, change: Change) -> bytes:
    """The hash that a row carries: of the row before and of its own content."""
    return hashlib.sha256(before + json.dumps(change, ensure_ascii=False, separators=(",", ":")).encode()).digest()
