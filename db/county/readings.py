"""Readings of the deliveries: which part counts, and what the parts that count say over the whole county."""

import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from db.county.fixed import ARRIVAL, DELIVERY, MOVE, PART, PROBLEM, PUPIL
from db.county.sent import Fault, PartRef
from forms.likeness import MoveKey, PupilKey


def ranks(connection: sa.Connection) -> Iterator[tuple[str, str, str, int, str]]:
    """(school, period, form, revision, digest) of every part that could count."""
    asked = (
        sa.select(DELIVERY.c.school, DELIVERY.c.period, PART.c.form, DELIVERY.c.revision, DELIVERY.c.digest)
        .join_from(DELIVERY, PART, PART.c.delivery == DELIVERY.c.id)
        .where(sa.not_(DELIVERY.c.draft))
    )
    for row in connection.execute(asked):
        yield row.school, row.period, row.form, row.revision, row.digest


def counting(period: str) -> sa.Subquery:
    """The parts that count: delivery, school, form, and what else is known without the content."""
    place = (DELIVERY.c.school, PART.c.form)
    newest = sa.func.row_number().over(
        partition_by=place, order_by=(DELIVERY.c.revision.desc(), DELIVERY.c.digest.desc())
    )
    columns = (PART.c.definition, PART.c.sheet, PART.c.rows, DELIVERY.c.digest, DELIVERY.c.revision, DELIVERY.c.states)
    ranked = (
        sa.select(DELIVERY.c.id.label("delivery"), *place, *columns, newest.label("place"))
        .join_from(DELIVERY, PART, PART.c.delivery == DELIVERY.c.id)
        .where(DELIVERY.c.period == period, sa.not_(DELIVERY.c.draft))
        .subquery("ranked")
    )
    return sa.select(ranked).where(ranked.c.place == 1).subquery("counting")


def current(connection: sa.Connection, period: str, school: str | None = None) -> dict[tuple[str, str], PartRef]:
    """The part that counts, by school and form."""
    found = counting(period)
    asked = sa.select(found).order_by(found.c.school, found.c.form)
    if school is not None:
        asked = asked.where(found.c.school == school)
    states: dict[int, dict[str, str]] = {}
    current: dict[tuple[str, str], PartRef] = {}
    for row in connection.execute(asked):
        said = states.get(row.delivery)
        if said is None:
            said = states[row.delivery] = json.loads(row.states)
        state = said.get(row.form, "")
        place = (row.delivery, row.digest, row.revision, row.form, row.definition, row.sheet, row.rows, state)
        current[row.school, row.form] = PartRef(*place)
    return current


def leading(period: str) -> sa.Subquery:
    """The newest delivery of each school that is no draft."""
    order = (DELIVERY.c.revision.desc(), DELIVERY.c.digest.desc())
    newest = sa.func.row_number().over(partition_by=DELIVERY.c.school, order_by=order)
    ranked = (
        sa.select(DELIVERY.c.id, DELIVERY.c.school, newest.label("place"))
        .where(DELIVERY.c.period == period, sa.not_(DELIVERY.c.draft))
        .subquery("newest")
    )
    return sa.select(ranked).where(ranked.c.place == 1).subquery("leading")


def facts(connection: sa.Connection, period: str) -> dict[str, dict[str, Any]]:
    """Facts by school, of its newest delivery."""
    lead = leading(period)
    asked = sa.select(DELIVERY.c.school, DELIVERY.c.facts).join(lead, lead.c.id == DELIVERY.c.id)
    return {school: json.loads(text) for school, text in connection.execute(asked.order_by(DELIVERY.c.school))}


def problems(connection: sa.Connection, period: str, school: str | None = None) -> list[Fault]:
    """Problems of the parts that count; those of a workbook as a whole are taken from the newest delivery."""
    parts, lead = counting(period), leading(period)
    columns = (PROBLEM.c[name] for name in Fault._fields if name != "school")
    asked = (
        sa.select(DELIVERY.c.school, *columns)
        .join_from(PROBLEM, DELIVERY, DELIVERY.c.id == PROBLEM.c.delivery)
        .join(parts, sa.and_(parts.c.delivery == PROBLEM.c.delivery, parts.c.form == PROBLEM.c.form), isouter=True)
        .join(lead, lead.c.id == PROBLEM.c.delivery, isouter=True)
        .join(PART, sa.and_(PART.c.delivery == PROBLEM.c.delivery, PART.c.form == PROBLEM.c.form), isouter=True)
        .where(sa.or_(parts.c.form.is_not(None), sa.and_(PART.c.form.is_(None), lead.c.id.is_not(None))))
        .order_by(DELIVERY.c.school, PROBLEM.c.delivery, PROBLEM.c.n)
    )
    if school is not None:
        asked = asked.where(DELIVERY.c.school == school)
    return [Fault(*row) for row in connection.execute(asked)]


def pupils(connection: sa.Connection, period: str, form: str = "student") -> Iterator[tuple[str, list[PupilKey]]]:
    """Each school with its pupils, out of the rolls that count."""
    for school, rows in _keys(connection, period, form, PUPIL):
        yield school, [_pupil(row) for row in rows]


def moves(connection: sa.Connection, period: str, form: str = "movement") -> Iterator[tuple[str, list[MoveKey]]]:
    """Each school with the transfers that it recorded."""
    for school, rows in _keys(connection, period, form, MOVE):
        yield school, [MoveKey(*row) for row in rows]


def seals(connection: sa.Connection) -> dict[int, tuple[str, str, str, bool]]:
    """How each delivery was proved when it first came: seal, check code, key, quick."""
    asked = sa.select(ARRIVAL).order_by(ARRIVAL.c.batch.desc(), ARRIVAL.c.file.desc())
    return {row.delivery: (row.seal, row.check_code, row.key, row.quick) for row in connection.execute(asked)}


def _keys(
    connection: sa.Connection, period: str, form: str, table: sa.Table
) -> Iterator[tuple[str, Iterator[tuple[Any, ...]]]]:
    parts = counting(period)
    columns = [column for column in table.c if column.name != "delivery"]
    asked = (
        sa.select(parts.c.school, *columns)
        .join_from(parts, table, table.c.delivery == parts.c.delivery)
        .where(parts.c.form == form)
        .order_by(parts.c.school, table.c.row)
    )
    rows = connection.execution_options(yield_per=5000).execute(asked)
    for school, group in groupby(rows, key=lambda row: row[0]):
        yield school, (tuple(row[1:]) for row in group)


def _pupil(row: tuple[Any, ...]) -> PupilKey:
    number, record, id_, name, letters, born, sex, grade, on_roll, phones, code, names = row
    guardians = tuple(names.split("\n")) if names else ()
    head = (record, id_, name, letters, born, sex, grade)
    return PupilKey(number, *head, bool(on_roll), tuple(phones.split()), code, guardians)


def rest(connection: sa.Connection, delivery: int) -> tuple[list[tuple[Any, ...]], list[PupilKey], list[MoveKey]]:
    """Problems, pupils and transfers of one delivery."""
    columns = (PROBLEM.c[name] for name in Fault._fields if name != "school")
    asked = sa.select(*columns).where(PROBLEM.c.delivery == delivery).order_by(PROBLEM.c.n)
    problems = [Fault("", *row).packed() for row in connection.execute(asked)]
    keys = [_rows(connection, table, delivery) for table in (PUPIL, MOVE)]
    return problems, [_pupil(row) for row in keys[0]], [MoveKey(*row) for row in keys[1]]


def _rows(connection: sa.Connection, table: sa.Table, delivery: int) -> list[tuple[Any, ...]]:
    columns = [column for column in table.c if column.name != "delivery"]
    asked = sa.select(*columns).where(table.c.delivery == delivery).order_by(table.c.row)
    return [tuple(row) for row in connection.execute(asked)]
