"""公用经费: for how many pupils every school is funded and with how much, by the dated standards of the county.

Small rural schools with fewer than 100 pupils are funded as for 100 (国发〔2015〕67号); a county may count them higher.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from forms.capitation import Funded, funded
from forms.facts import figure
from forms.indicators.schools import COMPULSORY, Roster, School
from forms.indicators.shares import PRIVATE
from forms.standards import Standard


@dataclass(frozen=True, slots=True)
class StageFunds:
    """What one stage of a school is funded with for a year, in fen."""

    stage: str
    pupils: int
    """Without those who are funded as special education."""
    counted: Funded
    rate: Standard | None
    boarders: int
    boarder_rate: Standard | None
    special: int
    special_rate: Standard | None

    @property
    def basic(self) -> int:
        """基准定额 × funded pupils."""
        return self.counted.pupils * _amount(self.rate)

    @property
    def total(self) -> int:
        """Everything together."""
        return self.basic + self.boarders * _amount(self.boarder_rate) + self.special * _amount(self.special_rate)


@dataclass(frozen=True)
class SchoolFunds:
    """One public school."""

    school: str
    name: str
    pupils: int
    stages: Sequence[StageFunds]
    small: bool
    """乡村小规模学校: fewer than 100 pupils, in the country."""

    @property
    def total(self) -> int:
        """Fen a year."""
        return sum(stage.total for stage in self.stages)

    @property
    def raised(self) -> bool:
        """Whether a rule funds it for more pupils than it has."""
        return any(stage.counted.by is not None for stage in self.stages)


@dataclass(frozen=True)
class Funds:
    """All public schools of the county."""

    schools: Sequence[SchoolFunds]
    missing: Sequence[School] = field(default_factory=tuple[School, ...])

    @property
    def total(self) -> int:
        """Fen a year."""
        return sum(school.total for school in self.schools)

    @property
    def small(self) -> list[SchoolFunds]:
        """Small rural schools."""
        return [school for school in self.schools if school.small]


def funds(roster: Roster) -> Funds:
    """Every public school of the compulsory stages."""
    found: list[SchoolFunds] = []
    missing: list[School] = []
    for school in roster.schools:
        if school.listed.run_by == PRIVATE or not any(stage in roster.stages(school) for stage in COMPULSORY):
            continue
        if school.facts is None or any(school.pupils(stage, roster.settings) is None for stage in COMPULSORY):
            missing.append(school)
        elif school.compulsory(roster.settings):
            found.append(_school(roster, school))
    return Funds(found, missing)


def _school(roster: Roster, school: School) -> SchoolFunds:
    pupils = school.compulsory(roster.settings)
    rural = not school.listed.urban_rural.startswith("11")
    small = rural and pupils < (roster.limit("small_rural_school") or 0)
    stages = [
        _stage(roster, school, stage, rural=rural) for stage in COMPULSORY if school.pupils(stage, roster.settings)
    ]
    return SchoolFunds(school.code, school.name, pupils, stages, small)


def _stage(roster: Roster, school: School, stage: str, *, rural: bool) -> StageFunds:
    """A stage of a school; the rules for small schools are for 农村地区, towns included, cities not."""
    facts = school.facts or {}
    pupils, special = school.pupils(stage, roster.settings) or 0, int(figure(facts, stage, "special_pupils") or 0)
    ordinary = max(pupils - special, 0)
    region, day = roster.settings.region, roster.day
    counted = Funded(ordinary, None)
    if rural:
        counted = funded(ordinary, stage=stage, day=day, region=region, standards=roster.standards)
    rate, boarder, own = (
        roster.standards.find(item, day=day, region=region, stage=stage, per="year")
        for item in ("capitation", "capitation_boarder", "capitation_special")
    )
    boarders = int(figure(facts, stage, "boarders") or 0)
    return StageFunds(stage, ordinary, counted, rate, boarders, boarder, special, own)


def _amount(rate: Standard | None) -> int:
    return (rate.amount if rate else None) or 0
