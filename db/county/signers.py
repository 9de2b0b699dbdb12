"""Who signs for a school: the key with which it was first seen, or the one that the county accepted since.

A school that has a new PC or a new ledger signs with a new key and counts its exports from 1 again. Somebody calls it
and accepts the key; from then on what is signed with it counts before everything else of the school. What no key of the
school signed does not take the place of what one did, unless the county takes it (`db.county.doubts`).
"""

from functools import cache, lru_cache
from typing import NamedTuple

import sqlalchemy as sa

from db.county import log
from db.county.fixed import ARRIVAL, BATCH, DELIVERY, FILE, KEPT, SETTING
from db.county.settings import get, put, starting
from forms.digits import fingerprint
from forms.problems import Refusal

KEY, RETIRED, CHOSEN = "key:", "retired:", "chosen:"
"""Settings by school: the key that was accepted last; those that it was known by before, parted by blanks. By digest: a
delivery that the county took, with its school and period."""
INTACT = "intact"
"""What a file's seal must be, or the key under it says nothing of the records."""
DIGITS = 6
"""So many name a key on the phone."""


class Waiting(NamedTuple):
    """A key that nobody has accepted."""

    school: str
    key: str
    delivery: int
    """The last that it signed."""
    file: str
    """That in which this came."""
    at: str
    """When."""

    @property
    def digits(self) -> str:
        """Six digits, to be compared with those that the school reads out."""
        return fingerprint(bytes.fromhex(self.key))


def known(connection: sa.Connection) -> dict[str, str]:
    """The public key (hex) by which each school is known."""
    return first(connection) | accepted(connection)


def first(connection: sa.Connection) -> dict[str, str]:
    """The key with which each school was first seen."""
    return {row.school: row.key for row in connection.execute(_first_keys())}


def accepted(connection: sa.Connection) -> dict[str, str]:
    """The keys that somebody accepted."""
    return starting(connection, KEY)


def retired(connection: sa.Connection) -> dict[str, set[str]]:
    """The keys that each school was known by before."""
    return {school: set(keys.split()) for school, keys in starting(connection, RETIRED).items()}


def waiting(connection: sa.Connection, school: str | None = None) -> list[Waiting]:
    """Keys by which a school that has sent something was never known, in the order in which they came first."""
    theirs, before, found = known(connection), retired(connection), dict[tuple[str, str], Waiting]()
    for row in connection.execute(_came(school)):
        one = Waiting(*row)
        if one.key != theirs[one.school] and one.key not in before.get(one.school, ()):
            found[one.school, one.key] = one
    return list(found.values())


@lru_cache(KEPT)
def _came(school: str | None) -> sa.Executable:
    columns = (DELIVERY.c.school, ARRIVAL.c.key, DELIVERY.c.id, FILE.c.name, BATCH.c.begun)
    came = sa.select(*columns).select_from(ARRIVAL).join(DELIVERY, DELIVERY.c.id == ARRIVAL.c.delivery)
    came = came.join(FILE, FILE.c.id == ARRIVAL.c.file).join(BATCH, BATCH.c.id == ARRIVAL.c.batch)
    came = came.where(ARRIVAL.c.key != "", *_only(DELIVERY.c.school, school))
    return came.order_by(DELIVERY.c.school, ARRIVAL.c.batch, ARRIVAL.c.file, DELIVERY.c.id)


def accept(connection: sa.Connection, school: str, key: str, user: str) -> None:
    """From now on a school signs with this key: all of it (hex), its six digits, or blank for the one that waits.

    By its digits a former key is found, too: an old PC may be in use again. Refusal where none waits, where none has
    these digits, and where several wait or have them.
    """
    whole = len(key) > DIGITS or (key and not key.isdigit())
    found = key if whole else _former(connection, school, key) or _one(waiting(connection, school), school, key)
    former = known(connection).get(school, "")
    before = {*(get(connection, RETIRED + school) or "").split(), former} - {"", found}
    put(connection, RETIRED + school, " ".join(sorted(before)))
    put(connection, KEY + school, found)
    log.note(connection, "认可新签名", f"school {school}", user, {"key": found, "before": former})


def _former(connection: sa.Connection, school: str, digits: str) -> str:
    """The key with these digits by which a school was known before."""
    keys = retired(connection).get(school, set())
    return next((key for key in sorted(keys) if digits and fingerprint(bytes.fromhex(key)) == digits), "")


def _one(there: list[Waiting], school: str, digits: str) -> str:
    fit = [one for one in there if digits in ("", one.digits)]
    if not there or len(fit) == 1:
        if not fit:
            raise Refusal("no_new_key", school=school)
        return fit[0].key
    told = "、".join(f"{one.digits}（{one.file}，{one.at}）" for one in there)
    raise Refusal("several_new_keys" if fit else "no_such_key", school=school, digits=digits, keys=told)


def trusted(school: str | None = None) -> sa.ColumnElement[bool]:
    """Of a delivery: whether a key signed it that was accepted, or the county took it from a school of which it has
    accepted one. Asked once for all rows, or those of a school.
    """
    whose = DELIVERY.alias("whose")
    signed = sa.select(ARRIVAL.c.delivery).join(whose, whose.c.id == ARRIVAL.c.delivery)
    signed = signed.where(ARRIVAL.c.key != "", ARRIVAL.c.seal == INTACT, *_only(whose.c.school, school))
    named = sa.and_(SETTING.c.name == sa.literal(KEY) + whose.c.school, SETTING.c.value == ARRIVAL.c.key)
    asked = (sa.literal(KEY) + DELIVERY.c.school).in_(sa.select(SETTING.c.name))
    return sa.or_(DELIVERY.c.id.in_(signed.join(SETTING, named)), sa.and_(chosen(), asked))


def chosen() -> sa.ColumnElement[bool]:
    """Of a delivery: whether the county took this very one."""
    return (sa.literal(CHOSEN) + DELIVERY.c.digest).in_(sa.select(SETTING.c.name))


def believed(school: str | None = None) -> sa.ColumnElement[bool]:
    """Of a delivery: whether it may take the place of what a school signed (see `db.county.sent.Word`)."""
    first, whose, accepted, before = (
        _first(school),
        DELIVERY.alias("theirs"),
        SETTING.alias("now"),
        SETTING.alias("before"),
    )
    theirs = sa.func.coalesce(accepted.c.value, first.c.key)
    was = (sa.literal(" ") + before.c.value + " ").contains(sa.literal(" ") + ARRIVAL.c.key + " ")
    signed = (
        sa.select(ARRIVAL.c.delivery)
        .join(whose, whose.c.id == ARRIVAL.c.delivery)
        .join(first, first.c.school == whose.c.school)
        .join(accepted, accepted.c.name == sa.literal(KEY) + whose.c.school, isouter=True)
        .join(before, before.c.name == sa.literal(RETIRED) + whose.c.school, isouter=True)
        .where(ARRIVAL.c.key != "", ARRIVAL.c.seal == INTACT, sa.or_(ARRIVAL.c.key == theirs, was))
        .where(*_only(whose.c.school, school))
    )
    bare = DELIVERY.c.school.not_in(sa.select(first.c.school))
    unheard = (sa.literal(KEY) + DELIVERY.c.school).not_in(sa.select(SETTING.c.name))
    return sa.or_(sa.and_(bare, unheard), DELIVERY.c.id.in_(signed), chosen())


def _only(column: sa.ColumnElement[str], school: str | None) -> list[sa.ColumnElement[bool]]:
    return [] if school is None else [column == school]


@cache
def _first_keys() -> sa.Executable:
    found = _first()
    return sa.select(found.c.school, found.c.key)


def _first(school: str | None = None) -> sa.Subquery:
    """School and the key with which it was first seen."""
    order = (ARRIVAL.c.batch, ARRIVAL.c.file, ARRIVAL.c.delivery)
    place = sa.func.row_number().over(partition_by=DELIVERY.c.school, order_by=order)
    came = sa.select(DELIVERY.c.school, ARRIVAL.c.key, place.label("place"))
    came = came.join_from(ARRIVAL, DELIVERY, DELIVERY.c.id == ARRIVAL.c.delivery).where(ARRIVAL.c.key != "")
    found = came.where(*_only(DELIVERY.c.school, school)).subquery()
    return sa.select(found.c.school, found.c.key).where(found.c.place == 1).subquery()
