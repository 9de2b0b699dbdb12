"""Counties made of figures alone: schools by pupils and resources, without a record behind them."""

from collections.abc import Mapping
from typing import Any

from forms.facts import ALL, Facts
from forms.indicators import Listed, Roster, Settings
from forms.library import Library
from forms.periods import Period

PERIOD = Period("2026-1")
Numbers = Mapping[str, int | None]
PLENTY: Numbers = {
    "teachers": 100, "teachers_by_learning.21": 60, "teachers_by_backbone.2": 20, "teachers_by_subject.22": 20,
    "area_by_kind.111": 10**9, "sports_ground": 10**9, "instruments_value": 10**11, "multimedia_by_kind.111": 500,
}  # fmt: skip
"""So much of everything that a school of a few hundred pupils reaches all seven items."""
STAGED = ("teachers", "visiting", "boarders", "migrants", "entrants", "disabled", "special", "class")


def facts(by_stage: Numbers, numbers: Numbers = PLENTY, **more: int | None) -> Facts:
    """The figures of a school with pupils by stage; what is told by stage goes to its first stage."""
    stages = [stage for stage, count in by_stage.items() if count]
    known: dict[str, int | None] = {
        "pupils": sum(count or 0 for count in by_stage.values()),
        "special_pupils": 0,
        "migrants": 0,
        "boarders": 0,
        "classes": 0,
        "class_sizes": 0,
        "art_rooms": 0,
        "visiting_by_subject": 0,
    }
    made: dict[str, dict[str, Any]] = {ALL: known}
    for stage in stages:
        made[stage] = {"pupils": by_stage[stage]}
    for name, number in {**numbers, **more}.items():
        base = name.split(".")[0]
        known[name] = number
        if number is None:
            known[base] = None
        elif base != name:
            known[base] = (known.get(base) or 0) + number
        if number is not None and stages and base.startswith(STAGED):
            made[stages[0]][name] = number
    return made


def code(number: int, kind: str = "21") -> str:
    """The code of a school of a province that does not exist."""
    return f"{kind}99{number:06d}"


def roster(
    library: Library,
    schools: Mapping[str, Facts | None],
    register: Mapping[str, Listed] | None = None,
    **settings: object,
) -> Roster:
    """A county of these schools; None for one that has not reported."""
    listed = [(register or {}).get(each) or Listed(each, f"学校{each[-4:]}") for each in schools]
    known = {each: figures for each, figures in schools.items() if figures is not None}
    return Roster.of(known, listed, library.standards, PERIOD, Settings(**settings))  # pyright: ignore[reportArgumentType]
