"""Readings of the deliveries: which part counts, and what the parts that count say over the whole county."""

import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from db.county.fixed import DELIVERY, PART, PROBLEM
from db.county.sent import Conflict, Fault, PartRef
from db.county.signers import trusted
from db.county.standing import Rank


def ranks(connection: sa.Connection) -> Iterator[tuple[str, str, str, Rank]]:
    """(school, period, form, rank) of every part that could count."""
    place = (DELIVERY.c.school, DELIVERY.c.period, PART.c.form)
    asked = sa.select(*place, DELIVERY.c.draft, trusted().label("trusted"), DELIVERY.c.revision, DELIVERY.c.digest)
    for row in connection.execute(asked.join_from(DELIVERY, PART, PART.c.delivery == DELIVERY.c.id)):
        yield row.school, row.period, row.form, (not row.draft, bool(row.trusted), row.revision, row.digest)


def counting(period: str) -> sa.Subquery:
    """The parts that count, and what is known of them without their content."""
    columns = (PART.c.definition, PART.c.sheet, PART.c.rows, DELIVERY.c.digest, DELIVERY.c.revision, DELIVERY.c.states)
    ranked = (
        sa.select(DELIVERY.c.id.label("delivery"), DELIVERY.c.school, PART.c.form, *columns)
        .add_columns(_place(DELIVERY.c.school, PART.c.form).label("place"))
        .join_from(DELIVERY, PART, PART.c.delivery == DELIVERY.c.id)
        .where(DELIVERY.c.period == period)
        .subquery("ranked")
    )
    return sa.select(ranked).where(ranked.c.place == 1).subquery("counting")


def leading(period: str) -> sa.Subquery:
    """The delivery of the greatest rank of each school."""
    ranked = (
        sa.select(DELIVERY.c.id, DELIVERY.c.school, _place(DELIVERY.c.school).label("place"))
        .where(DELIVERY.c.period == period)
        .subquery("newest")
    )
    return sa.select(ranked).where(ranked.c.place == 1).subquery("leading")


def current(connection: sa.Connection, period: str, school: str | None = None) -> dict[tuple[str, str], PartRef]:
    """The part that counts, by school and form."""
    parts = counting(period)
    asked = sa.select(parts).order_by(parts.c.school, parts.c.form)
    if school is not None:
        asked = asked.where(parts.c.school == school)
    states: dict[int, dict[str, str]] = {}
    current: dict[tuple[str, str], PartRef] = {}
    for row in connection.execute(asked):
        said = states[row.delivery] if row.delivery in states else states.setdefault(row.delivery, _read(row.states))
        place = (row.delivery, row.digest, row.revision, row.form, row.definition, row.sheet, row.rows)
        current[row.school, row.form] = PartRef(*place, said.get(row.form, ""))
    return current


def payloads(connection: sa.Connection, deliveries: set[int]) -> dict[tuple[int, str], bytes]:
    """The content of every part of some deliveries."""
    asked = sa.select(PART.c.delivery, PART.c.form, PART.c.payload).where(PART.c.delivery.in_(deliveries))
    return {(row.delivery, row.form): bytes(row.payload) for row in connection.execute(asked)}


def facts(connection: sa.Connection, period: str) -> dict[str, dict[str, Any]]:
    """Facts by school, of its newest delivery."""
    lead = leading(period)
    asked = sa.select(DELIVERY.c.school, DELIVERY.c.facts).join(lead, lead.c.id == DELIVERY.c.id)
    return {row.school: _read(row.facts) for row in connection.execute(asked.order_by(DELIVERY.c.school))}


def mixed(connection: sa.Connection, period: str) -> dict[str, list[int]]:
    """Schools whose parts that count are not all of their newest delivery, with these deliveries and the newest one.

    What is known of that one is not of all of them: the facts of these schools must be worked out.
    """
    lead = leading(period)
    found = {row.school: {row.id} for row in connection.execute(sa.select(lead.c.school, lead.c.id))}
    for (school, _), part in current(connection, period).items():
        found[school].add(part.delivery)
    return {school: sorted(deliveries) for school, deliveries in found.items() if len(deliveries) > 1}


def problems(connection: sa.Connection, period: str, school: str | None = None) -> list[Fault]:
    """Problems of the parts that count; those of a workbook as a whole are taken from the newest delivery."""
    parts, lead = counting(period), leading(period)
    columns = (PROBLEM.c[name] for name in Fault._fields if name != "school")
    own = sa.and_(PART.c.delivery == PROBLEM.c.delivery, PART.c.form == PROBLEM.c.form)
    counts = sa.and_(parts.c.delivery == PROBLEM.c.delivery, parts.c.form == PROBLEM.c.form)
    asked = (
        sa.select(DELIVERY.c.school, *columns)
        .join_from(PROBLEM, DELIVERY, DELIVERY.c.id == PROBLEM.c.delivery)
        .join(parts, counts, isouter=True)
        .join(lead, lead.c.id == PROBLEM.c.delivery, isouter=True)
        .join(PART, own, isouter=True)
        .where(sa.or_(parts.c.form.is_not(None), sa.and_(PART.c.form.is_(None), lead.c.id.is_not(None))))
        .order_by(DELIVERY.c.school, PROBLEM.c.delivery, PROBLEM.c.n)
    )
    if school is not None:
        asked = asked.where(DELIVERY.c.school == school)
    return [Fault(*row) for row in connection.execute(asked)]


def conflicts(connection: sa.Connection, period: str) -> list[Conflict]:
    """Forms that a school sent twice with different content under one revision; the greater digest counts."""
    place = (DELIVERY.c.school, PART.c.form, DELIVERY.c.revision)
    asked = (
        sa.select(*place, DELIVERY.c.digest, PART.c.payload)
        .join_from(DELIVERY, PART, PART.c.delivery == DELIVERY.c.id)
        .where(DELIVERY.c.period == period, sa.not_(DELIVERY.c.draft))
        .where(sa.tuple_(DELIVERY.c.school, DELIVERY.c.revision).in_(_twice(period)))
        .order_by(*place, DELIVERY.c.digest.desc())
    )
    found: dict[tuple[str, str, int], dict[bytes, str]] = {}
    for *where, digest, payload in connection.execute(asked):
        school, form, revision = where
        found.setdefault((school, form, revision), {}).setdefault(bytes(payload), digest)
    return [Conflict(*where, tuple(there.values())) for where, there in found.items() if len(there) > 1]


def _place(*within: sa.Column[Any]) -> sa.Over[int]:
    """1 for the newest of its kind, by its rank, as in `db.county.standing`."""
    order = (DELIVERY.c.draft, trusted().desc(), DELIVERY.c.revision.desc(), DELIVERY.c.digest.desc())
    return sa.func.row_number().over(partition_by=within, order_by=order)


def _twice(period: str) -> sa.Select[Any, Any]:
    place = (DELIVERY.c.school, DELIVERY.c.revision)
    asked = sa.select(*place).where(DELIVERY.c.period == period, sa.not_(DELIVERY.c.draft))
    return asked.group_by(*place).having(sa.func.count() > 1)


def _read(text: str) -> dict[str, Any]:
    return json.loads(text)
