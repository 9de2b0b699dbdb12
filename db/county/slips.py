"""Return slips (退回单) that went out to schools."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from db.county import log
from db.county.fixed import SLIP


class Slip(NamedTuple):
    """One slip."""

    id: str
    school: str
    period: str
    number: int
    """The school's first, second … slip of the period."""
    deadline: str
    items: list[dict[str, Any]]
    user: str
    at: str


def add(connection: sa.Connection, slip: Slip) -> Slip:
    """Remember a slip that goes out; it gets the school's next number of the period."""
    numbers = sa.select(sa.func.max(SLIP.c.number)).where(SLIP.c.school == slip.school, SLIP.c.period == slip.period)
    number = 1 + (connection.execute(numbers).scalar() or 0)
    text = json.dumps(slip.items, ensure_ascii=False)
    row = (slip.id, slip.school, slip.period, number, slip.deadline, text, slip.user, slip.at)
    connection.execute(sa.insert(SLIP).values(row))
    log.note(connection, "退回单", f"school {slip.school}", slip.user, {"slip": slip.id, "items": len(slip.items)})
    return slip._replace(number=number)


def drop(connection: sa.Connection, id_: str, user: str) -> None:
    """Forget a slip that could not be written: it has not gone out."""
    connection.execute(sa.delete(SLIP).where(SLIP.c.id == id_))
    log.note(connection, "退回单未写出", f"slip {id_}", user)


def slips(connection: sa.Connection, period: str | None, school: str | None) -> list[Slip]:
    """The slips that went out, oldest first within a school."""
    asked = sa.select(SLIP).order_by(SLIP.c.school, SLIP.c.period, SLIP.c.number)
    if period is not None:
        asked = asked.where(SLIP.c.period == period)
    if school is not None:
        asked = asked.where(SLIP.c.school == school)
    return [Slip(*row)._replace(items=json.loads(row.items)) for row in connection.execute(asked)]


def plain(items: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Items as they are kept."""
    return [dict(item) for item in items]
