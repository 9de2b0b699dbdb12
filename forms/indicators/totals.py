"""发展规模: schools, classes, pupils and staff by type and stage; and every total footed against its parts.

A published table gives 575 671 pupils in a county whose seven parts add up to 570 479. So no total is believed: what is
stated stands beside what its parts give, and the difference is named.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from forms.facts import ALL, family, figure
from forms.indicators.schools import STAGE_ORDER, Group, Roster, School, group_of, groups
from forms.problems import Texts

STATED = "stated."
"""Beginning of the county's entries with figures of the yearbook: stated.pupils, stated.pupils.primary."""


@dataclass(frozen=True, slots=True)
class Footing:
    """A stated total beside the sum of its parts."""

    name: str
    what: Texts
    parts: tuple[tuple[str, int], ...]
    stated: int

    @property
    def sum(self) -> int:
        """What the parts give."""
        return sum(number for _, number in self.parts)

    @property
    def difference(self) -> int:
        """Stated less the sum: more than 0 where a part is missing."""
        return self.stated - self.sum

    @property
    def agrees(self) -> bool:
        """Whether the total is what its parts give."""
        return not self.difference


def footed(name: str, what: Texts, parts: Iterable[tuple[str, int]], stated: int) -> Footing:
    """A total against its parts."""
    return Footing(name, what, tuple(parts), stated)


@dataclass(frozen=True)
class Line:
    """One group of schools."""

    group: Group
    schools: int
    """Expected by the register."""
    counted: int
    """Those among them that count as schools (是否计校数)."""
    reported: int
    pupils: int
    by_stage: Mapping[str, int]
    classes: int
    staff: int
    teachers: int
    unknown: tuple[str, ...] = ()
    """Codes of schools that reported no roll."""


@dataclass(frozen=True)
class Totals:
    """The county's scale."""

    lines: Sequence[Line]
    footings: Sequence[Footing] = field(default_factory=tuple[Footing, ...])

    def total(self, what: str) -> int:
        """A column over all groups: schools, counted, reported, pupils, classes, staff, teachers."""
        return sum(getattr(line, what) for line in self.lines)

    def pupils(self, stage: str) -> int:
        """Pupils of a stage over all groups."""
        return sum(line.by_stage.get(stage, 0) for line in self.lines)


def totals(roster: Roster) -> Totals:
    """Every group that has a school, and what does not add up or is stated otherwise."""
    by_group: dict[str, list[School]] = {}
    for school in roster.schools:
        by_group.setdefault(group_of(school.listed.type).name, []).append(school)
    lines = [_line(roster, group, by_group[group.name]) for group in groups() if group.name in by_group]
    return Totals(lines, [*_own(roster, lines), *_stated(roster, lines)])


def _line(roster: Roster, group: Group, schools: Sequence[School]) -> Line:
    def add(fact: str, stage: str = ALL) -> int:
        return sum(int(figure(each.facts, stage, fact) or 0) for each in schools if each.facts)

    fact = headcount(roster)
    return Line(
        group, len(schools), sum(school.counted for school in schools),
        sum(school.facts is not None for school in schools), add(fact),
        {stage: add(fact, stage) for stage in STAGE_ORDER}, add("classes"), add("staff_by_post"), add("teachers"),
        tuple(each.code for each in schools if each.facts and figure(each.facts, ALL, fact) is None),
    )  # fmt: skip


def headcount(roster: Roster) -> str:
    """The fact that counts pupils as the county wants them counted."""
    return "pupils" if roster.settings.headcount == "now" else "pupils_counted"


def _own(roster: Roster, lines: Sequence[Line]) -> list[Footing]:
    """The schools' own figures: all pupils against those of each stage and of each sex."""
    all_pupils = sum(line.pupils for line in lines)
    stages = [(stage, sum(line.by_stage[stage] for line in lines)) for stage in STAGE_ORDER]
    found = [footed("pupils_by_stage", {"zh": "在校生（各学段）", "en": "Pupils by stage"}, stages, all_pupils)]
    if roster.settings.headcount == "now":
        sexes: dict[str, int] = {}
        for school in roster.schools:
            for sex, count in family(school.facts or {}, ALL, "pupils_by_sex").items():
                sexes[sex] = sexes.get(sex, 0) + int(count)
        what = {"zh": "在校生（男、女）", "en": "Pupils by sex"}
        found.append(footed("pupils_by_sex", what, sorted(sexes.items()), all_pupils))
    return found


_STATED: Mapping[str, Texts] = {
    "pupils": {"zh": "在校生", "en": "Pupils"}, "schools": {"zh": "学校", "en": "Schools"},
    "classes": {"zh": "班级", "en": "Classes"}, "teachers": {"zh": "专任教师", "en": "Teachers"},
}  # fmt: skip


def _stated(roster: Roster, lines: Sequence[Line]) -> list[Footing]:
    """What the county stated: its total against our parts, and against the parts that it stated itself."""
    entered = roster.settings.entered
    found: list[Footing] = []
    for what, words in _STATED.items():
        if f"{STATED}{what}" not in entered:
            continue
        stated = int(entered[f"{STATED}{what}"])
        column = "counted" if what == "schools" else what
        parts = [(line.group.name, int(getattr(line, column))) for line in lines]
        found.append(footed(f"stated_{what}", words, parts, stated))
        beginning = f"{STATED}{what}."
        theirs = [
            (key.removeprefix(beginning), int(text)) for key, text in entered.items() if key.startswith(beginning)
        ]
        if theirs:
            said = {"zh": f"{words['zh']}（县里所填分项）", "en": f"{words['en']}, as stated by part"}
            found.append(footed(f"stated_{what}_parts", said, theirs, stated))
    return found
