"""Days and months as ISO text, read from everything that arrives: 2015.9.1, 20150901, 2015年9月1日, serial 42248."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from forms.kinds.base import Kind, Parsed
from forms.problems import Wrong
from forms.tidying import half_width

_DAY = re.compile(r"(\d{4})[./\-年 ](\d{1,2})[./\-月 ](\d{1,2})日?(?:[T ]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?)?")
_COMPACT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MONTH = re.compile(r"(\d{4})[./\-年 ](\d{1,2})月?份?")
_COMPACT_MONTH = re.compile(r"(\d{4})(\d{2})")
_SHORT_YEAR = re.compile(r"\d{2}[./\-年]\d{1,2}([./\-月]\d{1,2}日?|月?)")
_SERIALS = range(10_000, 80_000)
"""Spreadsheet day numbers for 1927 … 2119, counted from 1899-12-30."""
EARLIEST, LATEST = 1900, 2100


def day(text: str) -> str | Wrong:
    """A day as `YYYY-MM-DD`. Two-digit years are refused: nobody can know the century."""
    bare = half_width(text).replace(" ", " ").strip()
    found = _DAY.fullmatch(bare) or _COMPACT_DAY.fullmatch(bare)
    if found:
        return _real_day(*(int(part) for part in found.groups()[:3]))
    if bare.isdigit() and int(bare) in _SERIALS:
        return (date(1899, 12, 30) + timedelta(days=int(bare))).isoformat()
    return Wrong("kind.short_year" if _SHORT_YEAR.fullmatch(bare) else "kind.not_date", {"text": text[:20]})


def _real_day(year: int, month: int, day_of_month: int) -> str | Wrong:
    if not EARLIEST <= year <= LATEST:
        return Wrong("kind.far_year", {"year": year})
    try:
        return date(year, month, day_of_month).isoformat()
    except ValueError:
        return Wrong("kind.no_such_day", {"year": year, "month": month, "day": day_of_month})


@dataclass(frozen=True)
class Date(Kind):
    """A day."""

    name = "date"

    def read(self, text: str) -> Parsed:
        """ISO text of the day."""
        return day(text)


@dataclass(frozen=True)
class Month(Kind):
    """A month (入学年月 is printed as 201409)."""

    name = "month"

    def read(self, text: str) -> Parsed:
        """ISO text of the month; a whole date gives its month."""
        bare = half_width(text).strip()
        found = _MONTH.fullmatch(bare) or _COMPACT_MONTH.fullmatch(bare)
        if found:
            whole = _real_day(int(found[1]), int(found[2]), 1)
            return whole if isinstance(whole, Wrong) else whole[:7]
        whole = day(bare)
        if isinstance(whole, Wrong):
            return Wrong("kind.not_month", {"text": text[:20]}) if whole.code == "kind.not_date" else whole
        return whole[:7]
