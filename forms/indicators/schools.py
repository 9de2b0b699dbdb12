"""The schools that a figure is made of: who is expected, who is left out and why, which teaching points are merged."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from forms.facts import ALL, Facts, figure
from forms.indicators.model import Excluded, Listed, Settings
from forms.library import root
from forms.periods import Period
from forms.standards import Standards

COMPULSORY = ("primary", "junior")
STAGE_ORDER = ("preschool", "primary", "junior", "senior")
_USUAL_TYPE = {"11": "111", "21": "211", "31": "311", "34": "341", "36": "361", "51": "514"}
"""办学类型 that the first two digits of a school code suggest, for a school of which nothing else is known."""
CLOSED = ("2", "3", "5")
"""办学状态: 暂停办学, 已撤并, 新建筹备."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group of types that the county counts together."""

    name: str
    zh: str
    en: str
    types: tuple[str, ...]
    stages: tuple[str, ...] = ()


@dataclass(frozen=True)
class School:
    """One school: what the register says of it, and its figures where it has reported."""

    listed: Listed
    facts: Facts | None
    points: tuple["School", ...] = ()
    """Teaching points whose figures are added to this school's."""

    @property
    def code(self) -> str:
        return self.listed.code

    @property
    def name(self) -> str:
        return self.listed.name or self.listed.code

    @property
    def counted(self) -> bool:
        """是否计校数: as somebody said, otherwise by its type."""
        said = self.listed.counts
        return self.listed.type not in _data()["uncounted"] if said is None else said

    @property
    def point(self) -> bool:
        """Whether it is a teaching point."""
        return self.listed.type == "218" or (not self.counted and group_of(self.listed.type).name != "preschool")

    def pupils(self, stage: str, settings: Settings) -> int | None:
        """Pupils of a stage (or "all"), None where no roll was reported."""
        fact = "pupils" if settings.headcount == "now" else "pupils_counted"
        found = None if self.facts is None else figure(self.facts, stage, fact)
        return None if found is None else int(found)

    def by_stage(self, settings: Settings) -> dict[str, int]:
        """Pupils of each stage from primary up."""
        return {stage: self.pupils(stage, settings) or 0 for stage in (*COMPULSORY, "senior")}

    def compulsory(self, settings: Settings) -> int:
        """Pupils of the compulsory stages."""
        return sum(self.pupils(stage, settings) or 0 for stage in COMPULSORY)


@dataclass(frozen=True)
class Roster:
    """All schools of a county with what is needed to say who counts."""

    schools: Sequence[School]
    standards: Standards
    period: Period
    settings: Settings
    _by_code: dict[str, School] = field(default_factory=dict[str, School], repr=False)
    _rows: dict[str, tuple[list[School], list[Excluded]]] = field(
        default_factory=dict[str, "tuple[list[School], list[Excluded]]"], repr=False
    )
    _stages: dict[str, tuple[str, ...]] = field(default_factory=dict[str, "tuple[str, ...]"], repr=False)

    def __post_init__(self) -> None:
        self._by_code.update((school.code, school) for school in self.schools)

    @classmethod
    def of(
        cls, facts: Mapping[str, Facts], register: Sequence[Listed], standards: Standards, period: Period,
        settings: Settings,
    ) -> "Roster":  # fmt: skip
        """Every school of the register, then those that reported without standing in it."""
        known = {listed.code for listed in register}
        strangers = [Listed(code) for code in facts if code not in known]
        schools = [
            School(_completed(listed, facts.get(listed.code)), facts.get(listed.code) or None)
            for listed in [*register, *strangers]
        ]
        return cls(schools, standards, period, settings)

    @property
    def day(self) -> str:
        """The day whose rules hold."""
        return self.period.starts

    def limit(self, item: str, stage: str = "") -> int | None:
        """A limit in pupils."""
        found = self.standards.find(item, day=self.day, region=self.settings.region, stage=stage)
        return None if found is None else int(found.value)

    def parent(self, school: School) -> School | None:
        """The school that a unit is added to, a point's point to the central school of both; None for a row of its own.

        Where units name each other in a circle, each stands for itself.
        """
        seen = {school.code}
        above = self._above(school)
        while above is not None:
            if above.code in seen:
                return None
            seen.add(above.code)
            school, above = above, self._above(above)
        return school if len(seen) > 1 else None

    def _above(self, school: School) -> School | None:
        """The unit that one names as its central school, where it is added to that and that has reported."""
        if self.settings.points != "parent" or school.counted or school.facts is None:
            return None
        parent = self._by_code.get(school.listed.central)
        return parent if parent is not None and parent.facts is not None else None

    def rows(self, stage: str) -> tuple[list[School], list[Excluded]]:
        """Schools that are evaluated at a stage, with their teaching points, and those that are not."""
        if stage not in self._rows:
            self._rows[stage] = self._divided(stage)
        kept, out = self._rows[stage]
        return kept, [*out]

    def _divided(self, stage: str) -> tuple[list[School], list[Excluded]]:
        kept: list[School] = []
        merged: dict[str, list[School]] = {}
        out: list[Excluded] = []
        for school in self.schools:
            excluded = self._excluded(school, stage)
            if excluded is not None:
                out.append(excluded)
            elif stage in self.stages(school):
                parent = self.parent(school)
                if parent is None or stage not in self.stages(parent) or self._excluded(parent, stage):
                    kept.append(school)
                else:
                    merged.setdefault(parent.code, []).append(school)
                    out.append(excluded_for(school, "merged", parent=parent.name))
        return [replace(school, points=tuple(merged.get(school.code, ()))) for school in kept], out

    def stages(self, school: School) -> tuple[str, ...]:
        """Stages that a school has, or should have by its type."""
        if school.code not in self._stages:
            usual = group_of(school.listed.type).stages
            self._stages[school.code] = tuple(
                stage for stage in STAGE_ORDER if stage in usual or school.pupils(stage, self.settings)
            )
        return self._stages[school.code]

    def _excluded(self, school: School, stage: str) -> Excluded | None:
        """Why a school that could be thought to belong to a stage does not; None where it does or is no question."""
        if stage not in self.stages(school):
            return None
        reason = self._reason(school, stage)
        return None if reason is None else excluded_for(school, reason, least=self.limit("indicator_min_pupils"))

    def _reason(self, school: School, stage: str) -> str | None:
        group = group_of(school.listed.type).name
        if group in ("special", "vocational"):
            return group
        if school.facts is None:
            return "closed" if school.listed.status in CLOSED else "not_reported"
        pupils = school.pupils(stage, self.settings)
        if pupils is None:
            return "unknown_pupils"
        if not pupils:
            return "closed" if school.listed.status in CLOSED else "no_pupils"
        least = self.limit("indicator_min_pupils") or 0
        small = school.point and school.compulsory(self.settings) < least
        return "small_point" if small and self.settings.small_points == "excluded" else None


def excluded_for(school: School, reason: str, **words: object) -> Excluded:
    """The sentence why a school is not in a figure."""
    text = _reasons()[reason]
    said = {lang: text[lang].format(**words) for lang in ("zh", "en")}
    return Excluded(school.code, school.name, reason, said, bool(text["missing"]))


def _completed(listed: Listed, facts: Facts | None) -> Listed:
    """What the register leaves blank, from the school's own statement; its type at last from its code."""
    said = {} if facts is None else facts.get(ALL, {})
    counts, built = said.get("counts_as_school"), said.get("built_year")
    return replace(
        listed,
        type=listed.type or _code(said.get("type")) or _USUAL_TYPE.get(listed.code[:2], ""),
        central=listed.central or _code(said.get("central_code")),
        urban_rural=listed.urban_rural or _code(said.get("urban_rural")),
        run_by=listed.run_by or _code(said.get("run_by")),
        status=listed.status or _code(said.get("status")),
        counts=listed.counts if listed.counts is not None or counts is None else bool(counts),
        built_year=listed.built_year or (None if built is None else int(built)),
    )


def _code(number: float | None) -> str:
    return "" if number is None else str(int(number))


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((root() / "resources" / "indicators" / "schools.toml").read_text("utf-8"))


@cache
def groups() -> tuple[Group, ...]:
    """The groups of types in the order in which a county lists them; the last one takes what fits nowhere."""
    return tuple(
        Group(row["name"], row["zh"], row["en"], tuple(row["types"]), tuple(row.get("stages", ())))
        for row in _data()["group"]
    )


@cache
def group_of(type_: str) -> Group:
    """The group of a 办学类型."""
    return next((group for group in groups() if type_ in group.types), groups()[-1])


@cache
def _reasons() -> dict[str, dict[str, Any]]:
    return {row["name"]: row for row in _data()["reason"]}
