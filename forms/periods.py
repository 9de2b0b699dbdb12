"""School years, terms and months. A school year runs from 1 September to 31 August; age counts at 1 September."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from forms.form import Cycle
from forms.problems import Refusal

_WORDS = re.compile("学年|学期|[年季 ]|(?<=\\d{4})[-—–]\\d{4}(?=学年)")
_YEAR, _TERM, _MONTH = (re.compile(shape) for shape in (r"(\d{4})", r"(\d{4})-([12])", r"(\d{4})-(\d{2})"))


@dataclass(frozen=True)
class Period:
    """A school year "2026", its autumn term "2026-1" or spring term "2026-2", or a month "2026-09"."""

    code: str

    @classmethod
    def read(cls, text: str) -> "Period":
        """A period from its code or from words (2026秋, 2026-2027学年); raises Refusal where it is none."""
        bare = _WORDS.sub("", text.strip())
        for word, term in (("秋", "1"), ("春", "2")):
            if bare.endswith(word) and bare[:4].isdigit():
                return cls(f"{int(bare[:4]) - (term == '2')}-{term}")
        if _YEAR.fullmatch(bare) or _TERM.fullmatch(bare):
            return cls(bare)
        month = _MONTH.fullmatch(bare)
        if month and 1 <= int(month[2]) <= 12:
            return cls(bare)
        raise Refusal("period", text=text[:20])

    @classmethod
    def on(cls, day: date) -> "Period":
        """The term that a school works on at a day: in August already the autumn term that is about to begin."""
        if day.month >= 8:
            return cls(f"{day.year}-1")
        return cls(f"{day.year - 1}-{1 if day.month <= 2 else 2}")

    @property
    def cycle(self) -> Cycle:
        """Whether this is a year, a term or a month."""
        return "year" if len(self.code) == 4 else ("term" if len(self.code) == 6 else "month")

    @cached_property
    def year(self) -> int:
        """The year in which the school year begins."""
        first = int(self.code[:4])
        return first - 1 if self.cycle == "month" and int(self.code[5:]) < 9 else first

    @cached_property
    def starts(self) -> str:
        """First day (ISO)."""
        if self.cycle == "month":
            return f"{self.code}-01"
        return f"{self.year + 1}-03-01" if self.code.endswith("-2") else f"{self.year}-09-01"

    @cached_property
    def ends(self) -> str:
        """Last day (ISO); the autumn term ends with February."""
        if self.cycle == "month":
            return _last_of_month(self.code)
        return (date(self.year + 1, 3, 1) - _DAY).isoformat() if self.code.endswith("-1") else f"{self.year + 1}-08-31"

    @property
    def counted_on(self) -> str:
        """统计时点: 1 September of the school year, at which ages are counted."""
        return f"{self.year}-09-01"

    @property
    def zh(self) -> str:
        """2026—2027学年 秋季学期."""
        years = f"{self.year}—{self.year + 1}学年"
        if self.cycle == "year":
            return years
        if self.cycle == "month":
            return f"{self.code[:4]}年{int(self.code[5:])}月"
        return f"{years} {'秋季学期' if self.code.endswith('-1') else '春季学期'}"

    @property
    def en(self) -> str:
        """2026–2027, autumn term."""
        years = f"{self.year}–{self.year + 1}"
        words = {"year": years, "month": self.code}
        return words.get(self.cycle) or f"{years}, {'autumn' if self.code.endswith('-1') else 'spring'} term"

    @property
    def short_zh(self) -> str:
        """2026秋, as file names carry it."""
        if self.cycle == "term":
            return f"{self.year}秋" if self.code.endswith("-1") else f"{self.year + 1}春"
        return self.code if self.cycle == "month" else f"{self.year}学年"

    def of(self, cycle: Cycle) -> str:
        """The code that rows of a form of that cycle carry within this period; "" for a standing form.

        A term also holds its year's forms, and a month those of its term and year. A year or a term asked for a shorter
        cycle gives the cycle that begins it.
        """
        if cycle == "standing":
            return ""
        if cycle == "year":
            return str(self.year)
        if cycle == "term":
            return self.code if self.cycle == "term" else f"{self.year}-{2 if '03' <= self.starts[5:7] <= '08' else 1}"
        return self.code if self.cycle == "month" else self.starts[:7]

    def holds(self, day: str) -> bool:
        """Whether a day (ISO) or month lies in the period."""
        return self.starts[: len(day)] <= day <= self.ends[: len(day)]


_DAY = timedelta(days=1)


def age_on(born: str, day: str) -> int:
    """Completed years at a day, both ISO. The birthday itself counts."""
    return int(day[:4]) - int(born[:4]) - (day[5:] < born[5:])


def _last_of_month(month: str) -> str:
    following = (date.fromisoformat(f"{month}-28") + timedelta(days=4)).replace(day=1)
    return (following - _DAY).isoformat()
