"""Readings of the deliveries: which part counts, and what the parts that count say over the whole county."""

import json
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

import sqlalchemy as sa

from db.county import notices
from db.county.fixed import DELIVERY, KEPT, PART, PER_FILE, PROBLEM
from db.county.sent import Conflict, Fault, PartRef
from db.county.signers import believed, chosen, trusted
from db.county.standing import Rank


def ranks(connection: sa.Connection) -> Iterator[tuple[str, str, str, Rank]]:
    """(school, period, form, rank) of every part that could count."""
    for row in connection.execute(_ranked()):
        said = (bool(row.trusted), row.revision, bool(row.chosen), row.digest)
        yield row.school, row.period, row.form, Rank(bool(row.believed), not row.draft, *said)


@cache
def _ranked() -> sa.Executable:
    one = judged()
    return sa.select(one, PART.c.form).join_from(one, PART, PART.c.delivery == one.c.id)


@lru_cache(KEPT)
def judged(period: str | None = None, school: str | None = None) -> sa.Subquery:
    """Deliveries with whose word they are; `best`: whether any of their school and period is believed."""
    names = ("id", "school", "period", "draft", "revision", "digest", "states")
    is_believed = sa.case((believed(school), 1), else_=0)
    best = sa.func.max(is_believed).over(partition_by=(DELIVERY.c.school, DELIVERY.c.period))
    asked = sa.select(
        *(DELIVERY.c[name] for name in names), is_believed.label("believed"), trusted(school).label("trusted"),
        chosen().label("chosen"), best.label("best"),
    )  # fmt: skip
    asked = asked if period is None else asked.where(DELIVERY.c.period == period)
    return (asked if school is None else asked.where(DELIVERY.c.school == school)).subquery("judged")


def by_rank(one: sa.Subquery) -> tuple[sa.ColumnElement[Any], ...]:
    """The greatest first, as in `db.county.standing`."""
    word = (one.c.believed.desc(), one.c.draft, one.c.trusted.desc())
    return *word, one.c.revision.desc(), one.c.chosen.desc(), one.c.digest.desc()


@lru_cache(KEPT)
def counting(period: str, school: str | None = None) -> sa.Subquery:
    """The parts that count, and what is known of them without their content."""
    one, columns = judged(period, school), (PART.c.definition, PART.c.sheet, PART.c.rows)
    ranked = (
        sa.select(one.c.id.label("delivery"), one.c.school, PART.c.form, *columns)
        .add_columns(one.c.digest, one.c.revision, one.c.states)
        .add_columns(_place(one, one.c.school, PART.c.form).label("place"))
        .join_from(one, PART, PART.c.delivery == one.c.id)
        .where(one.c.believed == one.c.best)
        .subquery("ranked")
    )
    return sa.select(ranked).where(ranked.c.place == 1).subquery("counting")


@lru_cache(KEPT)
def leading(period: str, school: str | None = None) -> sa.Subquery:
    """The delivery of the greatest rank of each school."""
    one = judged(period, school)
    ranked = sa.select(one.c.id, one.c.school, _place(one, one.c.school).label("place")).subquery("newest")
    return sa.select(ranked).where(ranked.c.place == 1).subquery("leading")


def current(connection: sa.Connection, period: str, school: str | None = None) -> dict[tuple[str, str], PartRef]:
    """The part that counts, by school and form."""
    states: dict[int, dict[str, str]] = {}
    current: dict[tuple[str, str], PartRef] = {}
    for row in connection.execute(_current(period, school)):
        said = states[row.delivery] if row.delivery in states else states.setdefault(row.delivery, _read(row.states))
        place = (row.delivery, row.digest, row.revision, row.form, row.definition, row.sheet, row.rows)
        current[row.school, row.form] = PartRef(*place, said.get(row.form, ""))
    return current


@lru_cache(KEPT)
def _current(period: str, school: str | None) -> sa.Executable:
    parts = counting(period, school)
    return sa.select(parts).order_by(parts.c.school, parts.c.form)


def payloads(connection: sa.Connection, deliveries: set[int]) -> dict[tuple[int, str], bytes]:
    """The content of every part of some deliveries."""
    asked = sa.select(PART.c.delivery, PART.c.form, PART.c.payload).where(PART.c.delivery.in_(deliveries))
    return {(row.delivery, row.form): bytes(row.payload) for row in connection.execute(asked)}


def facts(connection: sa.Connection, period: str) -> dict[str, dict[str, Any]]:
    """Facts by school, of its newest delivery."""
    return {row.school: _read(row.facts) for row in connection.execute(_facts(period))}


@lru_cache(KEPT)
def _facts(period: str) -> sa.Executable:
    lead = leading(period)
    asked = sa.select(DELIVERY.c.school, DELIVERY.c.facts).join(lead, lead.c.id == DELIVERY.c.id)
    return asked.order_by(DELIVERY.c.school)


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
    found = [Fault(*row) for row in connection.execute(_of_records(period, school))]
    if not notices.there_are(connection, period, school):
        return found
    noticed = list(connection.execute(_of_files(period, school)))
    heard = notices.heard(connection, ((row.delivery, row.n) for row in noticed))
    told = dict.fromkeys(Fault(*row[:-1]) for row in noticed if (row.delivery, row.n) in heard)
    first = sorted(told, key=lambda fault: fault[2:])
    return sorted([*first, *found], key=lambda fault: fault.school)


@lru_cache(KEPT)
def _of_records(period: str, school: str | None) -> sa.Executable:
    return _problems(period, school).where(PROBLEM.c.n < PER_FILE)


@lru_cache(KEPT)
def _of_files(period: str, school: str | None) -> sa.Executable:
    return _problems(period, school).where(PROBLEM.c.n >= PER_FILE).add_columns(PROBLEM.c.n)


def _problems(period: str, school: str | None) -> sa.Select[Any]:
    parts, lead = counting(period, school), leading(period, school)
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
        .order_by(DELIVERY.c.school, DELIVERY.c.digest, PROBLEM.c.delivery, PROBLEM.c.n)
    )
    return asked if school is None else asked.where(DELIVERY.c.school == school)


def conflicts(connection: sa.Connection, period: str, school: str | None = None) -> list[Conflict]:
    """Forms that a school sent twice with different content under one revision; that of the greatest rank counts.

    Of one PC, that is: what was signed with the key that was accepted, and what came before that, may bear one number.
    """
    found: dict[tuple[str, str, int, bool], dict[bytes, str]] = {}
    for whose, form, revision, is_trusted, digest, payload in connection.execute(_alike(period, school)):
        found.setdefault((whose, form, revision, bool(is_trusted)), {}).setdefault(bytes(payload), digest)
    return [Conflict(*where[:3], tuple(there.values())) for where, there in found.items() if len(there) > 1]


@lru_cache(KEPT)
def _alike(period: str, school: str | None) -> sa.Executable:
    """The parts of deliveries that have a school's revision together."""
    one = judged(period, school)
    place = (one.c.school, PART.c.form, one.c.revision, one.c.trusted)
    return (
        sa.select(*place, one.c.digest, PART.c.payload)
        .join_from(one, PART, PART.c.delivery == one.c.id)
        .where(sa.not_(one.c.draft), sa.tuple_(one.c.school, one.c.revision).in_(_twice(period)))
        .order_by(*place, *by_rank(one))
    )


def _place(one: sa.Subquery, *within: sa.ColumnElement[Any]) -> sa.Over[int]:
    """1 for the newest of its kind."""
    return sa.func.row_number().over(partition_by=within, order_by=by_rank(one))


def _twice(period: str) -> sa.Select[Any, Any]:
    place = (DELIVERY.c.school, DELIVERY.c.revision)
    asked = sa.select(*place).where(DELIVERY.c.period == period, sa.not_(DELIVERY.c.draft))
    return asked.group_by(*place).having(sa.func.count() > 1)


def _read(text: str) -> dict[str, Any]:
    return json.loads(text)
