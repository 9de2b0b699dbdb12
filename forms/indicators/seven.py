"""The seven resource items of 优质均衡 (教督〔2017〕6号) at every school, and how unevenly the county shares them."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple

from forms.facts import ALL, Facts, figure, known_facts
from forms.indicators.model import Excluded, Indicator, Listed, Mark, Reading, Settings, Stage, Term
from forms.indicators.schools import Roster, School, excluded_for
from forms.indicators.sharing import share, weights
from forms.indicators.variation import variation
from forms.library import root
from forms.periods import Period
from forms.problems import Texts
from forms.standards import Standard, Standards

STAGES: tuple[Stage, ...] = ("primary", "junior")


class Summand(NamedTuple):
    """One line of an item's definition: which fact, and at which stage only."""

    fact: str
    zh: str
    of: str = ""


@dataclass(frozen=True)
class Item:
    """What one of the seven adds up."""

    name: str
    zh: str
    en: str
    unit: str
    per: int
    formula: Texts
    lacks: Texts
    terms: tuple[Summand, ...]
    visiting: tuple[Summand, ...] = ()


@cache
def items() -> tuple[Item, ...]:
    """The seven items in the order of the document."""
    text = (root() / "resources" / "indicators" / "items.toml").read_text("utf-8")
    rows: list[dict[str, Any]] = tomllib.loads(text)["item"]
    return tuple(_item(row) for row in rows)


def _item(row: Mapping[str, Any]) -> Item:
    plain = {name: row[name] for name in ("name", "zh", "en", "unit", "per", "formula", "lacks")}
    terms, visiting = ([Summand(**each) for each in row.get(key, ())] for key in ("terms", "visiting"))
    return Item(**plain, terms=tuple(terms), visiting=tuple(visiting))


def indicators(
    facts: Mapping[str, Facts], register: Sequence[Listed], standards: Standards, period: Period, settings: Settings
) -> list[Indicator]:
    """Each item at each stage, then at both together; facts are those of `forms.facts` by school code."""
    return measured(Roster.of(facts, register, standards, period, settings))


def measured(roster: Roster) -> list[Indicator]:
    """The seven of a roster at primary and at junior schools, then of both.

    The primary part and the junior part of a school are a row each. Together they are counted, but have no common mean.
    """
    made: list[Indicator] = []
    for item in items():
        parts = [_Measure(roster, item, stage).indicator() for stage in STAGES]
        made += [*parts, _together(parts)]
    order: tuple[Stage, ...] = (*STAGES, "all")
    return [each for stage in order for each in made if each.stage == stage]


def _together(parts: Sequence[Indicator]) -> Indicator:
    """How many schools pass over all stages, 198 of 355; means of different stages are not mixed."""
    first = parts[0]
    return Indicator(
        first.item, first.zh, first.en, "all", first.unit, first.per, first.formula, first.source,
        None, None, None, None,
        [reading for part in parts for reading in part.readings],
        [excluded for part in parts for excluded in part.excluded],
    )  # fmt: skip


class _Measure:
    """Works one item out at one stage."""

    def __init__(self, roster: Roster, item: Item, stage: Stage) -> None:
        self._roster, self._item = roster, item
        self._stage: Stage = stage
        rule = self._find(item.name)
        self._source = rule.source if rule else ""
        self._threshold = Fraction(rule.value) if rule else None
        self._floor = self._exact(f"{item.name}_floor")

    def _find(self, item: str) -> Standard | None:
        roster = self._roster
        return roster.standards.find(item, day=roster.day, region=roster.settings.region, stage=self._stage)

    def _exact(self, item: str) -> Fraction | None:
        found = self._find(item)
        return Fraction(found.value) if found else None

    def indicator(self) -> Indicator:
        """The item with every school's reading."""
        schools, excluded = self._roster.rows(self._stage)
        readings: list[Reading] = []
        for school in schools:
            reading = self._reading(school)
            if isinstance(reading, Excluded):
                excluded.append(reading)
            else:
                readings.append(reading)
        item = self._item
        spread = variation(((each.numerator, each.pupils) for each in readings), item.per)
        return Indicator(
            item.name, item.zh, item.en, self._stage, item.unit, item.per, item.formula, self._source, self._threshold,
            self._floor, self._exact("variation_limit"), spread, readings, excluded,
        )  # fmt: skip

    def _reading(self, school: School) -> Reading | Excluded:
        units = (school, *school.points)
        terms: list[Term] = []
        for unit in units:
            found = self._terms(unit)
            if found is None:
                return self._unknown(school, unit)
            terms += found
        pupils = sum(unit.pupils(self._stage, self._roster.settings) or 0 for unit in units)
        numerator = sum((term.amount * term.share for term in terms), Fraction(0))
        value = self._item.per * numerator / pupils
        wanted = Fraction(0) if self._threshold is None else self._threshold * pupils / self._item.per - numerator
        return Reading(
            school.code, school.name, pupils, numerator, value, self._mark(value), tuple(terms),
            max(wanted, Fraction(0)), tuple(point.code for point in school.points),
        )  # fmt: skip

    def _unknown(self, school: School, unit: School) -> Excluded:
        """A term is not known: which one, and of which teaching point where it is one's."""
        lacking = excluded_for(school, "unknown")
        text = self._item.lacks
        if unit is not school:
            text = {"zh": f"{unit.name}：{text['zh']}", "en": f"{unit.name}: {text['en']}"}
        return Excluded(lacking.school, lacking.name, "unknown", text, lacking.missing)

    def _mark(self, value: Fraction) -> Mark | None:
        if self._threshold is None:
            return None
        if value >= self._threshold:
            return "pass"
        return "floor" if self._floor is not None and value >= self._floor else "fail"

    def _terms(self, school: School) -> list[Term] | None:
        """The summands of one school that are there; None where one is unknown."""
        assert school.facts is not None
        summands = [each for each in self._item.terms if each.of in ("", self._stage)]
        if any(figure(school.facts, ALL, each.fact) is None for each in summands):
            return None
        if self._item.visiting and self._may_count_visiting(school):
            summands += self._item.visiting
        return [term for each in summands for term in self._parts(school, school.facts, each)]

    def _parts(self, school: School, facts: Facts, summand: Summand) -> Iterator[Term]:
        """The stage's own part of a fact and its share in what several stages have together."""
        fact = known_facts()[summand.fact.split(".", maxsplit=1)[0]]
        keys = (
            (ALL,)
            if fact.form in ("premises", "school")
            else [each for each in facts if self._stage in each.split("+")]
        )
        for key in keys:
            amount = Fraction(figure(facts, key, summand.fact) or 0) / 10**fact.places
            if amount:
                yield Term(summand.fact, key, summand.zh, amount, self._share(school, key), school.code)

    def _share(self, school: School, key: str) -> Fraction:
        if key == self._stage:
            return Fraction(1)
        roster = self._roster
        pupils = school.by_stage(roster.settings)
        of = pupils if key == ALL else {stage: pupils.get(stage, 0) for stage in key.split("+")}
        there = frozenset(stage for stage, count in of.items() if count)
        return share(self._stage, of, weights(there, roster.standards, roster.day, roster.settings.region))

    def _may_count_visiting(self, school: School) -> bool:
        """农村小规模学校 of 50 to 99 pupils (省级优质均衡数据采集表)."""
        roster = self._roster
        least, below = (roster.limit(item) for item in ("indicator_min_pupils", "small_rural_school"))
        pupils, rural = school.compulsory(roster.settings), school.listed.urban_rural.startswith("2")
        fits = least is not None and below is not None and least <= pupils < below
        return roster.settings.visiting and rural and fits and school.listed.type in ("", "211", "218", "311", "312")
