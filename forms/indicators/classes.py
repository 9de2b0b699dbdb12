"""班额 and 校额: how large classes and schools are against dated limits (教督〔2017〕6号; 国发〔2016〕40号)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from forms.facts import ALL, family, figure
from forms.indicators.schools import COMPULSORY, Roster, School
from forms.standards import Standard


class SchoolClass(NamedTuple):
    """So many classes of one grade and size at one school."""

    school: str
    name: str
    stage: str
    grade: str
    size: int
    classes: int
    limit: int | None
    """Standard size of that grade on the day."""

    @property
    def fact(self) -> str:
        """Name for `forms.facts.rows_of`."""
        return f"class_sizes.{self.grade}.{self.size}"

    @property
    def over(self) -> bool:
        """Whether it exceeds the standard; a limit is still allowed."""
        return self.limit is not None and self.size > self.limit


@dataclass(frozen=True)
class ClassSizes:
    """The classes of one stage over the county."""

    stage: str
    classes: int
    pupils: int
    standard: int | None
    over: int
    near: int
    """51 to 55 pupils: above the standard, not yet 大班额."""
    large: int
    """大班额: 56 and more, the next ones included."""
    oversize: int
    """超大班额: 66 and more."""
    bands: Sequence[tuple[Standard, int]]
    """The ten bands of the statistics."""
    large_share: Standard | None = None
    """The goal for the share of large classes, where one is in force."""
    near_share: Standard | None = None
    listed: Sequence[SchoolClass] = field(default_factory=tuple[SchoolClass, ...])
    """Classes above the standard, largest first."""
    unknown: Sequence[School] = field(default_factory=tuple[School, ...])
    """Schools whose classes or roll were not reported."""

    def share(self, count: int) -> Fraction | None:
        """A number of classes as a share of all."""
        return Fraction(count, self.classes) if self.classes else None


def class_sizes(roster: Roster, stage: str) -> ClassSizes:
    """All classes of a stage, special schools included; pupils of 复式班 count in their class."""
    of_stage = [school for school in roster.schools if stage in roster.stages(school)]
    known = [school for school in of_stage if _known(school)]
    every = [each for school in known for each in _classes(roster, school, stage)]
    sizes: Counter[int] = Counter()
    for each in every:
        sizes[each.size] += each.classes
    near, large, oversize = (roster.limit(f"class_size_{name}") for name in ("near", "large", "oversize"))
    over = sorted((each for each in every if each.over), key=lambda each: -each.size)
    return ClassSizes(
        stage, sizes.total(), sum(size * count for size, count in sizes.items()), roster.limit("class_size", stage),
        sum(each.classes for each in over), _between(sizes, near, large), _between(sizes, large),
        _between(sizes, oversize),
        [(band, _in_band(sizes, band)) for band in _bands(roster)],
        _goal(roster, "large_class_share"), _goal(roster, "near_class_share"), over,
        [school for school in of_stage if not _known(school)],
    )  # fmt: skip


def _known(school: School) -> bool:
    """Whether a school told its classes and its roll."""
    return school.facts is not None and figure(school.facts, ALL, "class_sizes") is not None


def _classes(roster: Roster, school: School, stage: str) -> Iterator[SchoolClass]:
    assert school.facts is not None
    for key, count in family(school.facts, stage, "class_sizes").items():
        grade, size = key.split(".")
        limit = _limit(roster, stage, grade)
        yield SchoolClass(school.code, school.name, stage, grade, int(size), int(count), limit)


def _limit(roster: Roster, stage: str, grade: str) -> int | None:
    """A county may allow more in single grades while large classes shrink (长沙市芙蓉区)."""
    region = roster.settings.region
    own = [
        rule
        for rule in roster.standards.items.get("class_size_grade", ())
        if rule.extra.get("grade") == grade and rule.holds(roster.day, region, stage, "")
    ]
    best = max(own, key=lambda rule: (len(rule.region), rule.starts), default=None)
    return int(best.value) if best else roster.limit("class_size", stage)


def _between(sizes: Counter[int], least: int | None, below: int | None = None) -> int:
    if least is None:
        return 0
    return sum(count for size, count in sizes.items() if size >= least and (below is None or size < below))


def _bands(roster: Roster) -> list[Standard]:
    rules = roster.standards.items.get("class_size_band", ())
    return [rule for rule in rules if rule.holds(roster.day, roster.settings.region, "", "")]


def _in_band(sizes: Counter[int], band: Standard) -> int:
    least, most = (int(str(band.extra.get(key, other))) for key, other in (("at_least", 0), ("up_to", 10**6)))
    return sum(count for size, count in sizes.items() if least <= size <= most)


def _goal(roster: Roster, item: str) -> Standard | None:
    return roster.standards.find(item, day=roster.day, region=roster.settings.region)


@dataclass(frozen=True, slots=True)
class SchoolSize:
    """大校额: one school against its limit."""

    school: str
    name: str
    pupils: int
    limit: int
    relaxed: bool
    """Built by 2010, or more than half of the pupils are migrant workers' children."""

    @property
    def over(self) -> bool:
        """Whether it has more pupils than it may."""
        return self.pupils > self.limit


def school_sizes(roster: Roster) -> list[SchoolSize]:
    """Every school with pupils of the compulsory stages, largest first."""
    found = [_size(roster, school) for school in roster.schools if school.compulsory(roster.settings)]
    return sorted((size for size in found if size is not None), key=lambda size: -size.pupils)


def _size(roster: Roster, school: School) -> SchoolSize | None:
    """Primary or junior alone up to 2000, both together up to 2500; more where the school may (省级采集表)."""
    pupils = {stage: school.pupils(stage, roster.settings) or 0 for stage in COMPULSORY}
    both = all(pupils.values()) or school.listed.type in ("312", "345")
    item = "school_size_combined" if both else "school_size"
    stage = next(stage for stage in COMPULSORY if pupils[stage])
    rule, more = (
        roster.standards.find(name, day=roster.day, region=roster.settings.region, stage=stage)
        for name in (item, f"{item}_relaxed")
    )
    relaxed = more is not None and _relaxed(school, sum(pupils.values()), more)
    used = more if relaxed else rule
    if used is None:
        return None
    return SchoolSize(school.code, school.name, sum(pupils.values()), int(used.value), relaxed)


def _relaxed(school: School, pupils: int, rule: Standard) -> bool:
    """An old campus, or more than half of the pupils are migrant workers' children."""
    assert school.facts is not None
    migrants = sum(figure(school.facts, stage, "migrants") or 0 for stage in COMPULSORY)
    built = school.listed.built_year
    return (built is not None and built <= int(str(rule.extra["built_up_to"]))) or 2 * migrants > pupils
