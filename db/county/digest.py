"""What a county's store says, as one number: for the laws that merging must obey, and to compare two stores."""

import hashlib
import json
from collections.abc import Iterator

import sqlalchemy as sa

from db.county import fixed, notices

OWNED = (fixed.PART, fixed.PROBLEM, fixed.PUPIL, fixed.MOVE)
BESIDE = (fixed.REGISTER, fixed.DECISION, fixed.SLIP)


def content_digest(connection: sa.Connection) -> str:
    """SHA-256 (hex); numbers that a store gives out itself do not enter, nor when and in what batch things came."""
    content = hashlib.sha256()
    for line in _lines(connection):
        content.update(line + b"\n")
    return content.hexdigest()


def _lines(connection: sa.Connection) -> Iterator[bytes]:
    delivery = fixed.DELIVERY
    names = {row.id: f"{row.digest}{int(row.draft)}" for row in connection.execute(sa.select(delivery))}
    for table in (delivery, *OWNED):
        number = table.c.id if table is delivery else table.c.delivery
        keys = [column for column in table.primary_key if column is not number]
        asked = sa.select(table).join(delivery, delivery.c.id == number) if table is not delivery else sa.select(table)
        rows = connection.execute(asked.order_by(delivery.c.digest, delivery.c.draft, *keys))
        for row in rows:
            if table is not fixed.PROBLEM or row.n < fixed.PER_FILE:
                yield _line(table.name, names[row[0]], *row[1:])
    yield from sorted(_line("notice", names[row[0]], *row[2:]) for row in notices.of(connection))
    for table in BESIDE:
        for row in connection.execute(sa.select(table).order_by(*table.primary_key)):
            yield _line(table.name, *row)
    for row in connection.execute(sa.select(fixed.DEFINITION).order_by(fixed.DEFINITION.c.digest)):
        yield _line("definition", *row)


def _line(*values: object) -> bytes:
    return json.dumps([_plain(value) for value in values], ensure_ascii=False).encode()


def _plain(value: object) -> object:
    return hashlib.sha256(value).hexdigest() if isinstance(value, bytes) else value
