"""Verdicts derived from stored facts: who is a left-behind child by which definition.

Three official definitions differ in who must be away, for how long, and up to which age, so facts are stored and each
verdict is computed. Where a fact is unknown, the verdict is unknown (None), never 否.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from forms.kinds import Value
from forms.periods import age_on

PARENTS = ("father", "mother")
AWAY = tuple(f"{parent}_away{part}" for parent in PARENTS for part in ("", "_since", "_until"))
"""Facts that say who is away."""


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """The three verdicts on one child at one day."""

    school_roll: str | None
    """学籍: "0" 非留守, "1" 单亲留守 (one parent away), "2" 双亲留守, for at least three months."""
    civil_affairs: bool | None
    """民政, 国发〔2016〕13号: under 16, rural household, both away, or one away and the other not able to care."""
    statistics: bool | None
    """教育事业统计: as 民政, and away for half a year or longer, in compulsory education."""


def left_behind(
    facts: Mapping[str, Value], *, born: str | None, rural: bool | None, compulsory: bool, day: str
) -> LeftBehind:
    """All three verdicts at a day (ISO) from the facts of the register and three facts of the roll."""
    absences = [_absence(facts, parent, day) for parent in PARENTS]
    away, away6 = ([_away(absence, months) for absence in absences] for months in (0, 6))
    cannot = [_fact(facts, f"{parent}_cannot_care") for parent in PARENTS]
    under16 = None if born is None else age_on(born, day) < 16
    not_with_parents = _negated(_fact(facts, "lives_with_parents"))
    civil = _all(under16, rural, not_with_parents, _without_care(away, cannot))
    half_year = _all(under16, rural, not_with_parents, _without_care(away6, cannot), compulsory)
    return LeftBehind(_school_roll(absences), civil, half_year)


def on_school_roll(facts: Mapping[str, Value], day: str) -> str | None:
    """学籍's code of 是否留守儿童 from who is away, since when and until when; None where that is unknown."""
    return _school_roll([_absence(facts, parent, day) for parent in PARENTS])


class _Absence(NamedTuple):
    """Whether a parent works away on a day, and for how many whole months; None is unknown."""

    gone: bool | None
    months: int | None = None


def _school_roll(absences: list[_Absence]) -> str | None:
    away = [_away(absence, 3) for absence in absences]
    return None if None in away else str(sum(bool(one) for one in away))


def _absence(facts: Mapping[str, Value], parent: str, day: str) -> _Absence:
    gone = _fact(facts, f"{parent}_away")
    if not gone:
        return _Absence(gone)
    until, since = facts.get(f"{parent}_away_until"), facts.get(f"{parent}_away_since")
    if isinstance(until, str) and until < day[: len(until)]:
        return _Absence(False)
    return _Absence(True, _months_between(since, day) if isinstance(since, str) else None)


def _away(absence: _Absence, months: int) -> bool | None:
    """Whether a parent works away for at least so many months. Unknown since when is unknown."""
    if not absence.gone or not months:
        return absence.gone
    return None if absence.months is None else absence.months >= months


@lru_cache(maxsize=4096)
def _months_between(since: str, day: str) -> int:
    """Whole months from a month or day to a day."""
    start = date.fromisoformat(since if len(since) == 10 else f"{since}-01")
    end = date.fromisoformat(day)
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)


def _without_care(away: list[bool | None], cannot: list[bool | None]) -> bool | None:
    """Both away, or one away and the other without the capacity to care (重病、重残等)."""
    father, mother = away
    return _any(_all(father, mother), _all(father, cannot[1]), _all(mother, cannot[0]))


def _fact(facts: Mapping[str, Value], name: str) -> bool | None:
    value = facts.get(name)
    return value if isinstance(value, bool) else None


def _negated(value: bool | None) -> bool | None:
    return None if value is None else not value


def _all(*facts: bool | None) -> bool | None:
    """Three-valued and: one 否 decides, otherwise one unknown leaves it open."""
    if False in facts:
        return False
    return None if None in facts else True


def _any(*facts: bool | None) -> bool | None:
    if True in facts:
        return True
    return None if None in facts else False
