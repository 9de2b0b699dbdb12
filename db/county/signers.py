"""Who signs for a school: the key with which it was first seen, or the one that the county accepted since.

A school that has a new PC or a new ledger signs with a new key and counts its exports from 1 again. Somebody calls it
and accepts the key; from then on what is signed with it counts before everything else of the school.
"""

from collections.abc import Iterator
from typing import NamedTuple

import sqlalchemy as sa

from db.county import log
from db.county.fixed import ARRIVAL, DELIVERY, SETTING
from db.county.sent import Fault
from db.county.settings import get, put, starting
from forms.library import Library
from forms.problems import Language, Refusal

KEY, RETIRED = "key:", "retired:"
"""Settings by school: the key that was accepted last; those that it was known by before, parted by blanks."""
NEW_KEY, MISSING = "county.new_key", "seal.missing"
"""Codes of what is said of strange signatures and of none."""


class Waiting(NamedTuple):
    """A key that nobody has accepted."""

    delivery: int
    """The last that it signed."""
    key: str


def known(connection: sa.Connection) -> dict[str, str]:
    """The public key (hex) by which each school is known."""
    order = (ARRIVAL.c.batch.desc(), ARRIVAL.c.file.desc(), ARRIVAL.c.delivery.desc())
    came = sa.select(DELIVERY.c.school, ARRIVAL.c.key).join_from(ARRIVAL, DELIVERY, DELIVERY.c.id == ARRIVAL.c.delivery)
    asked = came.where(ARRIVAL.c.key != "").order_by(*order)
    return {row.school: row.key for row in connection.execute(asked)} | accepted(connection)


def accepted(connection: sa.Connection) -> dict[str, str]:
    """The keys that somebody accepted."""
    return starting(connection, KEY)


def waiting(connection: sa.Connection, school: str | None = None) -> dict[str, Waiting]:
    """Schools that have sent something under a key by which they were never known."""
    theirs, before, found = known(connection), starting(connection, RETIRED), dict[str, Waiting]()
    came = sa.select(DELIVERY.c.school, ARRIVAL.c.key, DELIVERY.c.id)
    came = came.join_from(ARRIVAL, DELIVERY, DELIVERY.c.id == ARRIVAL.c.delivery).where(ARRIVAL.c.key != "")
    if school is not None:
        came = came.where(DELIVERY.c.school == school)
    for code, key, delivery in connection.execute(came.order_by(ARRIVAL.c.batch, ARRIVAL.c.file, ARRIVAL.c.delivery)):
        if key != theirs[code] and key not in before.get(code, "").split():
            found[code] = Waiting(delivery, key)
    return found


def accept(connection: sa.Connection, school: str, key: str, user: str) -> None:
    """From now on a school signs with this key. Refusal where none is given and none waits."""
    found = Waiting(0, key) if key else waiting(connection, school).get(school)
    if found is None:
        raise Refusal("no_new_key", school=school)
    former = known(connection).get(school, "")
    retired = {*(get(connection, RETIRED + school) or "").split(), former} - {"", found.key}
    put(connection, RETIRED + school, " ".join(sorted(retired)))
    put(connection, KEY + school, found.key)
    log.note(connection, "认可新签名", f"school {school}", user, {"key": found.key, "before": former})


def trusted() -> sa.ColumnElement[bool]:
    """Of a delivery: whether a key signed it that was accepted. Asked once for all rows, not of each."""
    whose = DELIVERY.alias("whose")
    signed = sa.select(ARRIVAL.c.delivery).join(whose, whose.c.id == ARRIVAL.c.delivery)
    named = sa.and_(SETTING.c.name == sa.literal(KEY) + whose.c.school, SETTING.c.value == ARRIVAL.c.key)
    return DELIVERY.c.id.in_(signed.join(SETTING, named).where(ARRIVAL.c.key != ""))


def faults(
    connection: sa.Connection, period: str, lead: sa.Subquery, school: str | None, library: Library, lang: Language
) -> Iterator[Fault]:
    """What is to be said of signatures: keys that wait, and returns that count though nobody signed them.

    Worked out whenever it is asked, because it hangs on what else has come; `lead`: the newest of each school.
    """
    theirs = known(connection)
    signed = sa.select(ARRIVAL.c.delivery).where(ARRIVAL.c.key != "")
    bare = sa.select(lead.c.school, lead.c.id).where(lead.c.id.not_in(signed)).order_by(lead.c.school)
    found = [(code, id_, MISSING) for code, id_ in connection.execute(bare) if code in theirs]
    of_period = set(connection.execute(sa.select(DELIVERY.c.id).where(DELIVERY.c.period == period)).scalars())
    new = waiting(connection, school)
    found += [(code, one.delivery, NEW_KEY) for code, one in new.items() if one.delivery in of_period]
    for code, id_, what in found:
        if school is None or code == school:
            yield Fault(
                code, id_, "", "", what, "error", "", "", -1, "", "", library.catalogue.text(what, {}, lang), ""
            )
