"""The register of schools: who is expected, to whom it belongs, and what became of schools that closed or merged."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


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
    """The day from which it is expected no more."""
    into: str = ""
    """Code of the school that took it over (撤并到)."""
    note: str = ""

    def is_open(self, day: str) -> bool:
        """Whether it stands on a day."""
        return self.opened <= day and (not self.closed or day < self.closed)


def expected(schools: Iterable[School], day: str) -> list[School]:
    """The schools from which a delivery is due on a day."""
    return [school for school in schools if school.is_open(day)]


def heir(schools: Mapping[str, School], code: str, day: str) -> str:
    """The code of the school that stands for `code` on a day: itself, or whoever took it over, however often."""
    seen: set[str] = set()
    while code in schools and not schools[code].is_open(day) and schools[code].into and code not in seen:
        seen.add(code)
        code = schools[code].into
    return code
