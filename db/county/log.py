"""What was done to a county's store, by whom: append-only, in the same transaction as the deed, each row with the hash
of the row before, so that a row that was edited, removed or moved is noticed.
"""

import hashlib
import json
import time
from typing import Any, NamedTuple

import sqlalchemy as sa

from db.county.fixed import LOG
from db.journal import START, shown_time


class Entry(NamedTuple):
    """One deed."""

    seq: int
    what: str
    """Its name: 汇总, 撤销批次, 查重认定 …"""
    about: str
    """What it was done to."""
    detail: str
    """JSON."""
    user: str
    at: str
    """By a clock that may be wrong; for showing only."""


_COLUMNS = [LOG.c[name] for name in Entry._fields]
_LAST = sa.select(LOG.c.seq, LOG.c.hash).order_by(LOG.c.seq.desc()).limit(1)
_ADD = sa.insert(LOG)


def now() -> str:
    """The time as it is shown."""
    return shown_time(int(time.time()))


def note(connection: sa.Connection, what: str, about: str = "", user: str = "", detail: object = None) -> int:
    """Add a deed to the log, within the transaction of the deed; returns its number."""
    last = connection.execute(_LAST).first()
    seq, before = (int(last[0]) + 1, bytes(last[1])) if last else (1, START)
    entry = Entry(seq, what, about, json.dumps(detail, ensure_ascii=False, sort_keys=True), user, now())
    connection.execute(_ADD, {**entry._asdict(), "hash": hash_of(before, entry)})
    return seq


def entries(connection: sa.Connection, limit: int | None = None, about: str | None = None) -> list[Entry]:
    """The last deeds, newest first; `about` gives those that were done to one thing."""
    asked = sa.select(*_COLUMNS).order_by(LOG.c.seq.desc()).limit(limit)
    if about is not None:
        asked = asked.where(LOG.c.about == about)
    return [Entry(*row) for row in connection.execute(asked)]


def broken(connection: sa.Connection) -> list[int]:
    """Numbers at which the chain is broken; empty when it holds."""
    found: list[int] = []
    expected, before = 1, START
    for *row, kept in connection.execute(sa.select(*_COLUMNS, LOG.c.hash).order_by(LOG.c.seq)):
        entry = Entry(*row)
        if entry.seq != expected or bytes(kept) != hash_of(before, entry):
            found.append(entry.seq)
        expected, before = entry.seq + 1, bytes(kept)
    return found


def hash_of(before: bytes, entry: Entry) -> bytes:
    """The hash that a row carries: of the row before and of its own content."""
    content: Any = [*entry]
    return hashlib.sha256(before + json.dumps(content, ensure_ascii=False).encode()).digest()
