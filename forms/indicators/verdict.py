"""Whether a school and a county pass (教督〔2017〕6号).

A school reaches six of the seven items and 85 % of the other one; a county has no school that does not, and keeps each
of the seven 差异系数 within its limit.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from forms.indicators.model import Indicator, Reading, Stage
from forms.standards import Standards

REACH = "indicators_to_reach"


@dataclass(frozen=True, slots=True)
class SchoolVerdict:
    """The seven items at one school."""

    school: str
    name: str
    stage: Stage
    pupils: int
    reached: tuple[str, ...]
    near: tuple[str, ...]
    """Items below the threshold but not below 85 % of it."""
    below: tuple[str, ...]
    unknown: tuple[str, ...]
    """Items without a value: until they are there, the verdict may stay open."""
    passes: bool | None


@dataclass(frozen=True, slots=True)
class CountyVerdict:
    """One stage of a county."""

    stage: Stage
    schools: int
    passing: int
    open: int
    """Schools of which it cannot be said yet."""
    over: tuple[str, ...]
    """Items whose 差异系数 exceeds the limit."""
    missing: tuple[str, ...]
    """Codes of schools that are lacking in one item at least."""
    passes: bool | None


def items_to_reach(standards: Standards, day: str, region: str) -> int:
    """How many of the seven a school must reach; all of them where no rule says so."""
    found = standards.find(REACH, day=day, region=region)
    return int(found.value) if found else 7


def school_verdicts(indicators: Sequence[Indicator], stage: Stage, reach: int) -> list[SchoolVerdict]:
    """Every school that has one of the seven at a stage, in the order of the indicators."""
    of_stage = [each for each in indicators if each.stage == stage]
    names = [each.item for each in of_stage]
    found: dict[str, dict[str, Reading]] = {}
    for indicator in of_stage:
        for reading in indicator.readings:
            found.setdefault(reading.school, {})[indicator.item] = reading
    return [_school(school, stage, names, readings, reach) for school, readings in found.items()]


def _school(school: str, stage: Stage, names: Sequence[str], readings: dict[str, Reading], reach: int) -> SchoolVerdict:
    first = next(iter(readings.values()))
    marks = {name: readings[name].mark if name in readings else None for name in names}
    reached, near, below, unknown = (
        tuple(name for name, mark in marks.items() if mark == wanted) for wanted in ("pass", "floor", "fail", None)
    )
    return SchoolVerdict(
        school, first.name, stage, first.pupils, reached, near, below, unknown,
        _passes(len(reached), len(below), len(unknown), reach),
    )  # fmt: skip


def _passes(reached: int, below: int, unknown: int, reach: int) -> bool | None:
    """An item that is not known may still turn out either way."""
    if below or reached + unknown < reach:
        return False
    return None if unknown else True


def county_verdicts(indicators: Sequence[Indicator], reach: int) -> list[CountyVerdict]:
    """Primary and junior schools of a county, each for itself."""
    return [_county(indicators, "primary", reach), _county(indicators, "junior", reach)]


def _county(indicators: Sequence[Indicator], stage: Stage, reach: int) -> CountyVerdict:
    schools = school_verdicts(indicators, stage, reach)
    of_stage = [each for each in indicators if each.stage == stage]
    over = tuple(each.item for each in of_stage if each.within_limit is False)
    missing = tuple(dict.fromkeys(lack.school for each in of_stage for lack in each.missing))
    failing = any(school.passes is False for school in schools)
    undecided = sum(school.passes is None for school in schools)
    passes = None if undecided or missing or not schools else True
    return CountyVerdict(
        stage, len(schools), sum(school.passes is True for school in schools), undecided, over, missing,
        False if over or failing else passes,
    )  # fmt: skip
