"""Doubts: what the county itself must settle, by a call to the school. They are worked out whenever they are asked for,
because they hang on what else has come: keys that nobody knows, returns that no key of the school signed, two contents
under one number.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache

import sqlalchemy as sa

from db.county import log, readings, signers
from db.county.fixed import ARRIVAL, DELIVERY, KEPT, SETTING
from db.county.sent import Fault
from db.county.settings import put, starting
from forms.library import Library
from forms.problems import Language, Refusal

NEW_KEY, MISSING, HELD, CONFLICT = "county.new_key", "seal.missing", "county.held", "county.conflict"
"""Codes of what is said."""
_KEYS = sa.select(ARRIVAL.c.delivery, ARRIVAL.c.key)


def faults(
    connection: sa.Connection, period: str, school: str | None, library: Library, lang: Language
) -> Iterator[Fault]:  # fmt: skip
    """Everything that is doubtful, as problems of the deliveries that it is about."""

    def said(school: str, delivery: int, code: str, params: Mapping[str, object], record: str = "") -> Fault:
        words = library.catalogue.text(code, params, lang)
        return Fault(school, delivery, "", "", code, "error", "", "", -1, record, "", words, "")

    there = {row.id: row for row in connection.execute(_of_period(period, school))}
    for code, id_ in _bare(connection, period, school):
        if id_ in there:
            yield said(code, id_, MISSING, {})
    waiting = signers.waiting(connection, school)
    for one in waiting:
        if one.delivery in there:
            yield said(one.school, one.delivery, NEW_KEY, {"digits": one.digits}, one.key)
    told = {(one.school, one.key) for one in waiting if one.delivery in there}
    came = connection.execute(_KEYS) if told else ()
    keyed = {id_ for id_, key in came if id_ in there and (there[id_].school, key) in told}
    aside, beaten = held(connection, period, school), _beaten(connection, period, school)
    for id_, row in there.items():
        if id_ in aside - keyed:
            yield said(row.school, id_, HELD, {"revision": row.revision})
        elif id_ in beaten - aside:
            yield said(row.school, id_, CONFLICT, {"revision": row.revision})


@lru_cache(KEPT)
def _of_period(period: str, school: str | None) -> sa.Executable:
    asked = sa.select(DELIVERY.c.id, DELIVERY.c.school, DELIVERY.c.revision).where(DELIVERY.c.period == period)
    asked = asked if school is None else asked.where(DELIVERY.c.school == school)
    return asked.order_by(DELIVERY.c.school, DELIVERY.c.revision, DELIVERY.c.digest, DELIVERY.c.draft)


def _bare(connection: sa.Connection, period: str, school: str | None) -> list[tuple[str, int]]:
    """Returns that count though nobody signed them and nobody took them, of schools that are known by a key."""
    found = [(str(code), int(id_)) for code, id_ in connection.execute(_unsigned(period, school))]
    theirs = signers.known(connection) if found else {}
    return [(code, id_) for code, id_ in found if code in theirs]


@lru_cache(KEPT)
def _unsigned(period: str, school: str | None) -> sa.Executable:
    lead = readings.leading(period, school)
    signed = sa.select(ARRIVAL.c.delivery).where(ARRIVAL.c.key != "")
    asked = sa.select(lead.c.school, lead.c.id).join(DELIVERY, DELIVERY.c.id == lead.c.id)
    return asked.where(lead.c.id.not_in(signed), ~signers.chosen()).order_by(lead.c.school)


def held(connection: sa.Connection, period: str, school: str | None = None) -> set[int]:
    """Deliveries that would count if one of the school's keys had signed them."""
    best: dict[str, tuple[bool, int, bool, str]] = {}
    found = set[int]()
    for row in connection.execute(_by_rank(period, school)):
        rank = (not row.draft, row.revision, bool(row.chosen), row.digest)  # as `Rank.plain`
        if row.believed:
            best.setdefault(row.school, rank)
        elif row.best and rank > best[row.school]:
            found.add(row.id)
    return found


@lru_cache(KEPT)
def _by_rank(period: str, school: str | None) -> sa.Executable:
    one = readings.judged(period, school)
    return sa.select(one).order_by(one.c.school, *readings.by_rank(one))


def _beaten(connection: sa.Connection, period: str, school: str | None) -> set[int]:
    """Deliveries of the revision that counts which say something else than that one, unless the county has chosen."""
    there, digests = readings.conflicts(connection, period, school), set[str]()
    if not there:
        return set()
    counts = {place: part.revision for place, part in readings.current(connection, period, school).items()}
    settled = starting(connection, signers.CHOSEN)
    for one in there:
        if counts.get((one.school, one.form)) == one.revision and one.digests[0] not in settled:
            digests.update(one.digests[1:])
    asked = sa.select(DELIVERY.c.id).where(DELIVERY.c.digest.in_(digests), sa.not_(DELIVERY.c.draft))
    return set(connection.execute(asked).scalars()) if digests else set()


def choose(connection: sa.Connection, delivery: int, user: str) -> None:
    """The county takes this delivery, whoever signed it, and before any other of its number. Refusal: there is none."""
    row = connection.execute(sa.select(DELIVERY).where(DELIVERY.c.id == delivery)).first()
    if row is None:
        raise Refusal("no_such_delivery")
    place = (DELIVERY.c[name] == getattr(row, name) for name in ("school", "period", "revision"))
    alike = sa.select(sa.literal(signers.CHOSEN) + DELIVERY.c.digest).where(*place)
    connection.execute(sa.delete(SETTING).where(SETTING.c.name.in_(alike)))
    put(connection, signers.CHOSEN + row.digest, f"{row.school} {row.period} {row.revision}")
    log.note(connection, "采用文件", f"school {row.school}", user, {"revision": row.revision, "digest": row.digest})
