"""Every change that was ever made, append-only, in the same transaction as the change itself.

A change's number `seq` is the store's only order; a record's `_rev` is the number of its last change. Each row
carries a hash of itself and of the row before, so a row that was edited, removed or moved is noticed.
"""

import hashlib
import time
from datetime import datetime
from functools import lru_cache
from typing import Literal, NamedTuple, Self

import sqlalchemy as sa

from db.cells import quoted
from db.fixed import CHANGE
from db.session import Session, Transaction

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


@lru_cache(maxsize=1)
def shown_time(seconds: int) -> str:
    """A time of this PC's clock as people read it. For showing only: the clock may be wrong."""
    return datetime.fromtimestamp(seconds).isoformat(sep=" ")


class Action(Transaction):
    """A step that a person would name: one transaction, whose changes gather here and are written with it."""

    def __init__(
        self, journal: "Journal", name: str, user: str, kind: ActionKind, undoes: int | None, *, exclusive: bool
    ) -> None:
        super().__init__(journal.session, exclusive=exclusive)
        self.name = name
        self.user = user
        self.kind: ActionKind = kind
        self.undoes = undoes
        self._journal = journal
        self._rows: list[tuple[object, ...]] = []

    def __enter__(self) -> Self:
        super().__enter__()
        self.head = self._journal.head
        self.id = self.head.seq + 1
        self.at = shown_time(int(time.time()))
        return self

    def note(self, form: str, record: str, field: str, old: str | None, new: str | None) -> int:
        """Add a change; returns its number."""
        seq = self.head.seq + 1
        change = Change(
            seq, self.id, self.kind, self.undoes, self.name, form, record, field, old, new, self.user, self.at
        )
        self.head = Head(seq, hash_of(self.head.hash, change))
        self._rows.append((*change, self.head.hash))
        return seq

    def before_commit(self) -> None:
        if len(self._rows) == 1:
            self.cursor.execute(self._journal.insert, self._rows[0])
        elif self._rows:
            self.cursor.executemany(self._journal.insert, self._rows)

    def has_landed(self) -> bool:
        return self._journal.head == self.head

    def after_commit(self) -> None:
        self._journal.remember(self.head)


class Journal:
    """The log of one store."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.insert, _ = session.compiled(sa.insert(CHANGE))
        self._epoch = -1
        self._head = Head(0, START)

    @property
    def head(self) -> Head:
        """The last change there is."""
        if self._epoch != self.session.epoch:
            with self.session.reading() as connection:
                row = connection.execute(sa.select(CHANGE.c.seq, CHANGE.c.hash).order_by(CHANGE.c.seq.desc()).limit(1))
                found = row.first()
            self.remember(Head(*found) if found else Head(0, START))
        return self._head

    def remember(self, head: Head) -> None:
        """This is the last change now."""
        self._head, self._epoch = head, self.session.epoch

    def act(
        self, name: str, user: str, kind: ActionKind = "do", undoes: int | None = None, *, exclusive: bool = False
    ) -> Action:
        """One action as one transaction: durable once its block is left, gone where it is left by an exception."""
        return Action(self, name, user, kind, undoes, exclusive=exclusive)

    def changes(self, *where: sa.ColumnElement[bool], newest_first: bool = False) -> list[Change]:
        """The changes for which the conditions hold, oldest first."""
        order = CHANGE.c.seq.desc() if newest_first else CHANGE.c.seq
        with self.session.reading() as connection:
            rows = connection.execute(sa.select(*_COLUMNS).where(*where).order_by(order))
            return [Change(*row) for row in rows]

    def touched(self, since: int) -> dict[str, set[str]]:
        """Records by form, for everything that was noted after a number."""
        found: dict[str, set[str]] = {}
        with self.session.reading() as connection:
            asked = sa.select(CHANGE.c.form, CHANGE.c.record).where(CHANGE.c.seq > since)
            for form, record in connection.execute(asked):
                found.setdefault(form, set()).add(record)
        return found

    def verify(self) -> list[int]:
        """Numbers at which the chain is broken: a row was edited, put in, taken out or moved. Empty when it holds."""
        broken: list[int] = []
        expected, before = 1, START
        with self.session.reading() as connection:
            for *row, kept in connection.execute(sa.select(*_COLUMNS, CHANGE.c.hash).order_by(CHANGE.c.seq)):
                change = Change(*row)
                if change.seq != expected or kept != hash_of(before, change):
                    broken.append(change.seq)
                expected, before = change.seq + 1, kept
        return broken


def hash_of(before: bytes, change: Change) -> bytes:
    """The hash that a row carries: of the row before and of its own content."""
    seq, action, kind, undoes, name, form, record, field, old, new, user, at = change
    texts = (kind, name, form, record, field, old, new, user, at)
    # The row as JSON, put together by hand: every keystroke's save comes through here.
    content = ",".join(["null" if text is None else quoted(text) for text in texts])
    return hashlib.sha256(b"%b[%d,%d,%d,%b]" % (before, seq, action, undoes or 0, content.encode())).digest()
