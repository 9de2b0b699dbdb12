"""Measure: the county's indicators out of what its schools sent, by the register and the county's own settings."""

from typing import Any, cast

from db.county.register import School
from db.county.store import CountyStore
from export.jobs.county.choices import settings_of
from export.jobs.county.holdings import Holdings
from export.jobs.county.period import period_of
from forms.facts import Facts, facts_of
from forms.indicators import Indicator, Listed, Roster, measured
from forms.library import Library
from forms.periods import Period

CLOSED = "3"
"""办学状态: 已撤并."""


def listed(school: School, day: str) -> Listed:
    """A school of the register on a day, as the indicators know it: a point belongs to its parent, else its centre."""
    head = (school.code, school.name, school.kind, school.counted, school.parent or school.central, school.district)
    return Listed(*head, status="" if school.is_open(day) else CLOSED)


def roster_of(store: CountyStore, library: Library) -> Roster:
    """All schools of the county's current period with what they reported: what every figure is made of."""
    period = period_of(store)
    register = [listed(school, period.ends) for school in store.register().values()]
    return Roster.of(facts_by_school(store, library, period), register, library.standards, period, settings_of(store))


def facts_by_school(store: CountyStore, library: Library, period: Period) -> dict[str, Facts]:
    """School → facts of all its parts that count, as the board and explanations see them.

    They came with its newest delivery; where that is not the whole of it (a later revision lacks a sheet), they are
    worked out anew.
    """
    return store.facts(period.code) | _worked_out(store, library, period)


def _worked_out(store: CountyStore, library: Library, period: Period) -> dict[str, Facts]:
    found: dict[str, Facts] = {}
    holdings = Holdings(store, library)
    for school in store.mixed(period.code):
        holding = holdings.of(school, period.code)
        found[school] = facts_of(holding.tables, period, holding.states)
    return found


def measure(store: CountyStore, library: Library) -> list[Indicator]:
    """Every item at every stage for the county's current period."""
    return measured(roster_of(store, library))


def as_dict(indicator: Indicator, lang: str = "zh") -> dict[str, object]:
    """For JSON: the figure, what it was made of, and who is not in it and why."""
    excluded = [
        {"school": one.school, "name": one.name, "reason": one.reason, "text": one.text[lang], "missing": one.missing}
        for one in indicator.excluded
    ]
    return {
        "item": indicator.item, "stage": indicator.stage, "name": indicator.zh if lang == "zh" else indicator.en,
        "mean": indicator.mean, "sd": indicator.sd, "cv": indicator.cv, "limit": _float(indicator.limit),
        "within_limit": indicator.within_limit, "n": indicator.n, "threshold": _float(indicator.threshold),
        "floor": _float(indicator.floor), "schools_passing": indicator.schools_passing,
        "schools_floor": indicator.schools_floor, "numerator": float(indicator.numerator),
        "denominator": indicator.denominator, "formula": indicator.formula[lang], "unit": indicator.unit,
        "source": indicator.source, "excluded": excluded,
    }  # fmt: skip


def _float(exact: object) -> float | None:
    return None if exact is None else float(cast("Any", exact))
