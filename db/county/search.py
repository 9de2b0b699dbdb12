"""Pupils and transfers over the whole county: out of the rolls that count, a school at a time, or by what is known."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Any, cast

import sqlalchemy as sa

from db.county.backing import Backing
from db.county.fixed import KEPT, MOVE, PUPIL
from db.county.readings import counting
from forms.likeness import MoveKey, PupilKey

ROLL, MOVEMENTS = "student", "movement"
"""The forms out of which the keys were taken."""
MOST = 500
"""How many pupils a search shows."""


def pupils(backing: Backing, period: str) -> Iterator[tuple[str, list[PupilKey]]]:
    """Each school with its pupils. A turn to read for each school, so that nobody waits for the whole county."""
    for school, rows in _by_school(backing, period, ROLL, PUPIL):
        yield school, [pupil_key(row) for row in rows]


def moves(backing: Backing, period: str) -> Iterator[tuple[str, list[MoveKey]]]:
    """Each school with the transfers that it recorded."""
    for school, rows in _by_school(backing, period, MOVEMENTS, MOVE):
        yield school, [move_key(row) for row in rows]


def repeated(connection: sa.Connection, period: str) -> dict[str, list[tuple[str, str]]]:
    """ID numbers that more than one school has on its roll, each with (school, record)."""
    parts = counting(period)
    here = sa.and_(parts.c.delivery == PUPIL.c.delivery, parts.c.form == ROLL)
    rolls = sa.select(parts.c.school, PUPIL.c.id_number, PUPIL.c.record).join_from(PUPIL, parts, here)
    rolls = rolls.where(PUPIL.c.on_roll, PUPIL.c.id_number != "")
    found = rolls.subquery("rolls")
    twice = sa.select(found.c.id_number).group_by(found.c.id_number)
    twice = twice.having(sa.func.min(found.c.school) != sa.func.max(found.c.school))
    asked = rolls.where(PUPIL.c.id_number.in_(twice)).order_by(PUPIL.c.id_number, parts.c.school, PUPIL.c.record)
    repeated: dict[str, list[tuple[str, str]]] = {}
    for school, number, record in connection.execute(asked):
        repeated.setdefault(number, []).append((school, record))
    return repeated


def find(connection: sa.Connection, period: str, text: str) -> list[tuple[str, PupilKey]]:
    """Pupils whose name, pinyin, ID number or 学籍号 holds a text; no more than a screen can use."""
    parts = counting(period)
    here = sa.and_(parts.c.delivery == PUPIL.c.delivery, parts.c.form == ROLL)
    wanted = text.strip()
    fields = (PUPIL.c.name, PUPIL.c.letters, PUPIL.c.id_number, PUPIL.c.student_code)
    asked = (
        sa.select(parts.c.school, *_columns(PUPIL))
        .join_from(PUPIL, parts, here)
        .where(sa.or_(*(field.icontains(wanted, autoescape=True) for field in fields)))
        .order_by(parts.c.school, PUPIL.c.row)
        .limit(MOST)
    )
    return [(school, pupil_key(row)) for school, *row in connection.execute(asked)]


def pupil_key(row: Sequence[Any]) -> PupilKey:
    """A row of the table, its delivery apart."""
    number, record, id_, name, letters, born, sex, grade, on_roll, phones, code, names = row
    guardians = tuple(names.split("\n")) if names else ()
    head = (record, id_, name, letters, born, sex, grade)
    return PupilKey(number, *head, bool(on_roll), tuple(phones.split()), code, guardians)


def move_key(row: Sequence[Any]) -> MoveKey:
    """A row of the table, its delivery apart."""
    return MoveKey(*row)


def _by_school(
    backing: Backing, period: str, form: str, table: sa.Table
) -> Iterator[tuple[str, Sequence[Sequence[Any]]]]:
    with backing.reading() as connection:
        places = [(str(row.school), int(row.delivery)) for row in connection.execute(_counting(period, form))]
    for school, delivery in places:
        with backing.reading() as connection:
            found = connection.execute(_rows(table), {"of": delivery})
            plain = cast("Any", found).cursor.fetchall()  # the driver's tuples: half a million rows in half the time
        yield school, plain


@lru_cache(KEPT)
def _counting(period: str, form: str) -> sa.Executable:
    parts = counting(period)
    return sa.select(parts.c.school, parts.c.delivery).where(parts.c.form == form).order_by(parts.c.school)


@cache
def _rows(table: sa.Table) -> sa.Executable:
    return sa.select(*_columns(table)).where(table.c.delivery == sa.bindparam("of")).order_by(table.c.row)


def _columns(table: sa.Table) -> list[sa.Column[Any]]:
    return [column for column in table.c if column.name != "delivery"]
