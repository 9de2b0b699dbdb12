"""All that the makers of a practice school's forms have in common."""

from dataclasses import dataclass

from forms.periods import Period
from forms.practice.calendar import Calendar, calendar
from forms.practice.county import Site
from forms.practice.dice import Dice
from forms.practice.families import Neighbourhood
from forms.practice.pools import Pools
from forms.standards import Standards
from forms.table import Record

Row = tuple[str, Record]
"""Lasting id and record."""
REACH = {"point": 320, "village": 520, "central": 1400, "junior": 2600, "nine": 1800}


@dataclass(frozen=True)
class Setting:
    """A school of a county in a period."""

    site: Site
    words: Pools
    period: Period
    days: Calendar
    standards: Standards
    region: str
    around: Neighbourhood
    year: int
    """In which the school year begins."""

    def amount(self, item: str, stage: str, per: str) -> int | None:
        """Money in fen that the standard in force sets, None where none is known."""
        found = self.standards.find(item, day=self.period.starts, region=self.region, stage=stage, per=per)
        return found.amount if found else None


def setting_of(site: Site, words: Pools, period: Period, standards: Standards) -> Setting:
    """The setting of a school; what its township is like follows from the township, not from the school."""
    township = Dice(site.seed, "township", site.township.code)
    wide = site.role in ("central", "junior", "nine")
    days = calendar(period)
    around = Neighbourhood(
        words, days, site.township, site.village, wide, REACH[site.role],
        share=0.18 + 0.18 * township.random(), strangers=0.03 if wide else 0.0,
    )  # fmt: skip
    return Setting(site, words, period, days, standards, words.county["code"], around, period.year)
