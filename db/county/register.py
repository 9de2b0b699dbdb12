"""The register of schools: who is expected, to whom it belongs, and what became of schools that closed or merged.

Nobody is ever taken off it: a school that closed has a day from which nothing is expected of it, and perhaps an heir.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Literal

import sqlalchemy as sa

from db.county import log
from db.county.fixed import REGISTER

Became = Literal["new", "changed", "same"]


@dataclass(frozen=True, slots=True)
class School:
    """One school or teaching point of the county. Days are ISO; blank is ""."""

    code: str
    """学校(机构)标识码, ten digits."""
    name: str = ""
    kind: str = ""
    """办学类型, code of GB/T 33782-2017: 211, 218 …"""
    district: str = ""
    """学区, township."""
    central: str = ""
    """Code of its central school (中心校)."""
    parent: str = ""
    """Code of the school to which a teaching point belongs."""
    counted: bool | None = None
    """是否计校数; None: not said."""
    phone: str = ""
    contact: str = ""
    opened: str = ""
    closed: str = ""
    """The day from which nothing is expected of it any more."""
    into: str = ""
    """Code of the school that took it over (撤并到)."""
    note: str = ""

    def is_open(self, day: str) -> bool:
        """Whether it stands on a day."""
        return self.opened <= day and (not self.closed or day < self.closed)


def expected(schools: Iterable[School], day: str) -> list[School]:
    """The schools of which something is expected on a day."""
    return [school for school in schools if school.is_open(day)]


def heir(schools: Mapping[str, School], code: str, day: str) -> str:
    """The code of the school that stands for `code` on a day: itself, or whoever took it over, however often."""
    seen: set[str] = set()
    while code in schools and not schools[code].is_open(day) and schools[code].into and code not in seen:
        seen.add(code)
        code = schools[code].into
    return code


def schools(connection: sa.Connection) -> dict[str, School]:
    """Every school that is or was, by code."""
    return {row.code: School(*row) for row in connection.execute(sa.select(REGISTER).order_by(REGISTER.c.code))}


def put(connection: sa.Connection, new: Iterable[School], user: str, action: str) -> dict[str, Became]:
    """Put in or change schools; what became of each."""
    known, became = schools(connection), dict[str, Became]()
    for school in new:
        old = known.get(school.code)
        became[school.code] = "new" if old is None else "same" if old == school else "changed"
        if old == school:
            continue
        known[school.code] = school
        connection.execute(sa.delete(REGISTER).where(REGISTER.c.code == school.code))
        connection.execute(sa.insert(REGISTER).values(asdict(school)))
        change = {"old": old and asdict(old), "new": asdict(school)}
        log.note(connection, action, f"school {school.code}", user, change)
    return became
