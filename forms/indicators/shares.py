"""Shares over the county: of staff (学历, 骨干, 体音美, 持证, 学时, 交流轮岗) and of pupils (寄宿, 随迁, 留守)."""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple

from forms.facts import ALL, Facts, family, figure
from forms.indicators.schools import Roster, School
from forms.library import root
from forms.problems import Texts
from forms.standards import Standard

PRIVATE = "999"
"""举办者: 民办."""


class Part(NamedTuple):
    """One summand of a numerator or denominator."""

    fact: str
    of: str = ""
    at: str = ""
    at_least: str = ""


@dataclass(frozen=True)
class ShareRule:
    """What is divided by what."""

    name: str
    zh: str
    en: str
    stages: tuple[str, ...]
    numerator: tuple[Part, ...]
    denominator: tuple[Part, ...]
    formula: Texts
    goal: str = ""


class SchoolShare(NamedTuple):
    """Numerator and denominator at one school."""

    school: str
    name: str
    numerator: int
    denominator: int


@dataclass(frozen=True)
class Share:
    """A share at one stage, over the schools that know both its figures."""

    item: str
    zh: str
    en: str
    stage: str
    formula: Texts
    numerator: int
    denominator: int
    goal: Standard | None
    schools: Sequence[SchoolShare] = field(default_factory=tuple[SchoolShare, ...])
    missing: Sequence[School] = field(default_factory=tuple[School, ...])
    """Schools that did not report, or not what is needed here."""

    @property
    def value(self) -> Fraction | None:
        """The share, exact; None where nobody is in the denominator."""
        return Fraction(self.numerator, self.denominator) if self.denominator else None

    @property
    def reached(self) -> bool | None:
        """Whether the goal is reached, unrounded; None without a goal or a value."""
        return None if self.value is None or self.goal is None else self.value >= Fraction(self.goal.value)

    @property
    def n(self) -> int:
        """Schools that are in it."""
        return len(self.schools)


@cache
def share_rules() -> dict[str, ShareRule]:
    """All shares by name."""
    text = (root() / "resources" / "indicators" / "shares.toml").read_text("utf-8")
    rows: list[dict[str, Any]] = tomllib.loads(text)["share"]
    return {row["name"]: _rule(row) for row in rows}


def _rule(row: dict[str, Any]) -> ShareRule:
    above, below = (tuple(Part(**each) for each in row[key]) for key in ("numerator", "denominator"))
    plain = {name: row[name] for name in ("name", "zh", "en", "formula", "goal") if name in row}
    return ShareRule(**plain, stages=tuple(row["stages"]), numerator=above, denominator=below)


def shares(roster: Roster) -> list[Share]:
    """Every share at every stage that it makes sense for."""
    return [share_at(roster, rule, stage) for rule in share_rules().values() for stage in rule.stages]


def share_at(roster: Roster, rule: ShareRule, stage: str) -> Share:
    """One share at one stage."""
    counted: list[SchoolShare] = []
    missing: list[School] = []
    for school in roster.schools:
        if stage != ALL and stage not in roster.stages(school):
            continue
        found = _school(roster, school, rule, stage)
        if found is None:
            missing.append(school)
        elif found.denominator or found.numerator:
            counted.append(found)
    goal = roster.standards.find(
        rule.goal, day=roster.day, region=roster.settings.region, stage="" if stage == ALL else stage
    )
    return Share(
        rule.name, rule.zh, rule.en, stage, rule.formula, sum(each.numerator for each in counted),
        sum(each.denominator for each in counted), goal if rule.goal else None, counted, missing,
    )  # fmt: skip


def _school(roster: Roster, school: School, rule: ShareRule, stage: str) -> SchoolShare | None:
    if school.facts is None:
        return None
    sums: list[int] = []
    for parts in (rule.numerator, rule.denominator):
        amounts = [
            _amount(roster, school.facts, part, stage)
            for part in parts
            if part.of in ("", stage) and _belongs(school, part.at)
        ]
        if None in amounts:
            return None
        sums.append(sum(amount for amount in amounts if amount is not None))
    return SchoolShare(school.code, school.name, *sums)


def _belongs(school: School, at: str) -> bool:
    """Whether a school is of the kind that a part is about; who names no 举办者 is public."""
    public = school.listed.run_by != PRIVATE
    if at == "town_public":
        return public and school.listed.urban_rural.startswith("1")
    return not at or public == (at == "public")


def _amount(roster: Roster, facts: Facts, part: Part, stage: str) -> int | None:
    if figure(facts, ALL, part.fact) is None:
        return None
    keys = [ALL] if stage == ALL else [key for key in facts if stage in key.split("+")]
    if part.at_least:
        least = roster.limit(part.at_least) or 0
        return sum(count for key in keys for number, count in _numbered(facts, key, part.fact) if number >= least)
    return sum(int(figure(facts, key, part.fact) or 0) for key in keys)


def _numbered(facts: Facts, key: str, fact: str) -> Iterator[tuple[int, int]]:
    """A family that is told by a number, such as teachers by their training hours."""
    for number, count in family(facts, key, fact).items():
        yield int(number), int(count)
