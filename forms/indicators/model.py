"""An indicator as it is worked out: a figure that can be opened down to formula, schools, numerators, terms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from forms.indicators.variation import Variation
from forms.problems import Texts

Stage = Literal["primary", "junior", "all"]
Mark = Literal["pass", "floor", "fail"]
"""达标; below the threshold yet at least 85 % of it; below that."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One school of the county's register; what it leaves blank is taken from the school's own statement."""

    code: str
    name: str = ""
    type: str = ""
    """Code of 办学类型."""
    counts: bool | None = None
    """是否计校数."""
    central: str = ""
    """Code of the central school that a teaching point belongs to."""
    district: str = ""
    urban_rural: str = ""
    run_by: str = ""
    status: str = ""
    built_year: int | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """One summand of a numerator: so many PE teachers, so many square metres of classrooms."""

    fact: str
    """Name for `forms.facts.rows_of`."""
    stage: str
    """The stage under which the fact was counted: "all" for what the school's stages share."""
    zh: str
    amount: Fraction
    """As counted, in people's units."""
    share: Fraction = Fraction(1)
    """Part of it that belongs to this stage (一贯制学校)."""
    school: str = ""
    """Code of the school that counted it; a teaching point may be merged into its central school."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An indicator at one school."""

    school: str
    name: str
    pupils: int
    numerator: Fraction
    value: Fraction
    """Per pupil or per hundred pupils, exact."""
    mark: Mark | None
    terms: tuple[Term, ...] = ()
    needed: Fraction = Fraction(0)
    """What must be added to the numerator to reach the threshold; 0 where it is reached."""
    merged: tuple[str, ...] = ()
    """Teaching points whose figures are in this one."""


@dataclass(frozen=True, slots=True)
class Excluded:
    """A school that is not in an indicator, and why."""

    school: str
    name: str
    reason: str
    """not_reported, unknown, no_pupils, small_point, merged, special, vocational, closed."""
    text: Texts
    missing: bool
    """Whether the school belongs into the figure and is lacking; otherwise it is rightly left out."""


@dataclass(frozen=True)
class Indicator:
    """One of the seven resource items at one stage; `stage` "all" counts the schools of both, without a mean."""

    item: str
    zh: str
    en: str
    stage: Stage
    unit: str
    per: int
    formula: Texts
    source: str
    threshold: Fraction | None
    floor: Fraction | None
    limit: Fraction | None
    """Highest 差异系数 that is allowed."""
    spread: Variation | None = None
    """How unevenly it lies over the schools, exact; None where no school is in it."""
    readings: Sequence[Reading] = field(default_factory=tuple[Reading, ...])
    excluded: Sequence[Excluded] = field(default_factory=tuple[Excluded, ...])

    @property
    def mean(self) -> float | None:
        """Of the county: all resources over all pupils, not the mean of the schools."""
        return None if self.spread is None else float(self.spread.mean)

    @property
    def sd(self) -> float | None:
        """Standard deviation, weighted by pupils."""
        return None if self.spread is None else self.spread.sd

    @property
    def cv(self) -> float | None:
        """差异系数, weighted by pupils, for people to read; `within_limit` compares what is exact."""
        return None if self.spread is None else self.spread.cv

    @property
    def n(self) -> int:
        """Schools that the figures are made of."""
        return len(self.readings)

    @property
    def schools_passing(self) -> int:
        """Schools that reach the threshold."""
        return sum(reading.mark == "pass" for reading in self.readings)

    @property
    def schools_floor(self) -> int:
        """Schools at or above 85 % of the threshold, those that pass included."""
        return sum(reading.mark in ("pass", "floor") for reading in self.readings)

    @property
    def missing(self) -> list[Excluded]:
        """Schools that belong into the figure and are lacking: until they are there, it is provisional."""
        return [each for each in self.excluded if each.missing]

    @property
    def within_limit(self) -> bool | None:
        """Whether the 差异系数 keeps its limit, unrounded."""
        return None if self.spread is None or self.limit is None else self.spread.within(self.limit)

    @property
    def numerator(self) -> Fraction:
        """All resources."""
        return sum((reading.numerator for reading in self.readings), Fraction(0))

    @property
    def denominator(self) -> int:
        """All pupils."""
        return sum(reading.pupils for reading in self.readings)

    def reading(self, school: str) -> Reading | None:
        """The indicator at one school."""
        return next((reading for reading in self.readings if reading.school == school), None)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a county decides where the rules leave it open, and the figures that no school reports."""

    region: str = ""
    """Division of the county, for local standards."""
    headcount: Literal["now", "counted"] = "now"
    """Pupils at the end of the period, or at 统计时点 1 September."""
    points: Literal["own", "parent"] = "own"
    """A unit that is not counted as a school is a row of its own, or is added to its central school."""
    small_points: Literal["excluded", "counted"] = "excluded"
    """Teaching points with fewer than 50 pupils."""
    visiting: bool = True
    """Whether rural schools of 50 to 99 pupils may count visiting teachers of sports and arts."""
    entered: Mapping[str, str] = field(default_factory=dict[str, str])
    """Figures that the county enters (population, wages, the yearbook's totals), exact as text."""
    evidence: Mapping[str, str] = field(default_factory=dict[str, str])
    """What proves an item that no figure proves."""
