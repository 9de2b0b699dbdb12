"""The days on which things happen at a practice school: school days of the year and of the term, none in the future."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from forms.periods import Period

_HOLIDAYS = (("01-16", "02-28"), ("07-06", "08-31"))


@dataclass(frozen=True)
class Calendar:
    """A period with its school days (ISO), Monday to Friday outside the holidays."""

    period: Period
    term: Period
    """The term whose visits and payments are on record."""
    year_days: tuple[str, ...]
    """From 1 September of the school year to the end of the period."""
    term_days: tuple[str, ...]
    """Those of the term."""

    @property
    def first(self) -> str:
        """First day of the school year."""
        return self.period.counted_on

    def past(self, day: str) -> bool:
        """Whether the day has come by the end of the period."""
        return day <= self.period.ends

    def in_term(self, days: int) -> str:
        """The working day so many days after the first of the term."""
        return _working_day(self.term.starts, days)

    def in_year(self, days: int) -> str:
        """The working day so many days after 1 September."""
        return _working_day(self.first, days)

    def months_before(self, months: int) -> str:
        """The month so many months before the school year."""
        years, month = divmod(8 - months, 12)
        return f"{self.period.year + years}-{month + 1:02d}"


def _working_day(first: str, after: int) -> str:
    day = date.fromisoformat(first) + timedelta(days=after)
    return (day + timedelta(days=7 - day.weekday() if day.weekday() > 4 else 0)).isoformat()


@cache
def calendar(period: Period) -> Calendar:
    """The calendar of a period."""
    term = Period(period.of("term"))
    last = min(term.ends, period.ends)
    year_days = _school_days(period.counted_on, period.ends)
    return Calendar(period, term, year_days, tuple(_within(year_days, term.starts, last) or (term.starts,)))


def _school_days(first: str, last: str) -> tuple[str, ...]:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    days = (start + timedelta(days=after) for after in range((end - start).days + 1))
    return tuple(day.isoformat() for day in days if day.weekday() < 5 and not _holiday(day))


def _holiday(day: date) -> bool:
    return any(first <= day.isoformat()[5:] <= last for first, last in _HOLIDAYS)


def _within(days: tuple[str, ...], first: str, last: str) -> list[str]:
    return [day for day in days if first <= day <= last]
