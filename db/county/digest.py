"""What a county's store says, as one number: for the laws that merging must obey, and to compare two stores."""

import hashlib
import json
from collections.abc import Iterator
from functools import cache

import sqlalchemy as sa

from db.county import fixed, notices

OWNED = (fixed.PART, fixed.PROBLEM, fixed.PUPIL, fixed.MOVE)
BESIDE = (fixed.REGISTER, fixed.DECISION, fixed.SLIP, fixed.DEFINITION)
_NAMES = sa.select(fixed.DELIVERY.c.id, fixed.DELIVERY.c.digest, fixed.DELIVERY.c.draft)


def content_digest(connection: sa.Connection) -> str:
    """SHA-256 (hex); numbers that a store gives out itself do not enter, nor when and in what batch things came."""
    content = hashlib.sha256()
    for line in _lines(connection):
        content.update(line + b"\n")
    return content.hexdigest()


def _lines(connection: sa.Connection) -> Iterator[bytes]:
    names = {id_: f"{digest}{int(draft)}" for id_, digest, draft in connection.execute(_NAMES)}
    for table in (fixed.DELIVERY, *OWNED):
        for row in connection.execute(_by_delivery(table)):
            if table is not fixed.PROBLEM or row.n < fixed.PER_FILE:
                yield _line(table.name, names[row[0]], *row[1:])
    yield from sorted(_line("notice", names[row[0]], *row[2:]) for row in notices.of(connection))
    for table in BESIDE:
        for row in connection.execute(_by_key(table)):
            yield _line(table.name, *row)


@cache
def _by_delivery(table: sa.Table) -> sa.Executable:
    delivery = fixed.DELIVERY
    number = table.c.id if table is delivery else table.c.delivery
    keys = [column for column in table.primary_key if column is not number]
    asked = sa.select(table).join(delivery, delivery.c.id == number) if table is not delivery else sa.select(table)
    return asked.order_by(delivery.c.digest, delivery.c.draft, *keys)


@cache
def _by_key(table: sa.Table) -> sa.Executable:
    return sa.select(table).order_by(*table.primary_key)


def _line(*values: object) -> bytes:
    return json.dumps([_plain(value) for value in values], ensure_ascii=False).encode()


def _plain(value: object) -> object:
    return hashlib.sha256(value).hexdigest() if isinstance(value, bytes) else value
