"""Lines of 政府保障程度 and 教育质量 that are worked out, from what schools reported or from entered figures."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from forms.facts import figure
from forms.indicators.artrooms import ArtRooms, art_rooms
from forms.indicators.checkitem import CheckLine, Failing
from forms.indicators.classes import SchoolClass, class_sizes, school_sizes
from forms.indicators.funds import funds
from forms.indicators.rates import disabled_enrolment, retention_junior
from forms.indicators.schools import COMPULSORY, Roster
from forms.indicators.words import STAGE_WORDS, plain, shown
from forms.standards import Standard

Row = Mapping[str, Any]
"""A line of resources/indicators/checklist.toml."""
YES_NO = {"1": True, "0": False}
"""How a person's verdict is entered."""


def rule_of(roster: Roster, item: str, stage: str = "") -> Standard | None:
    """The standard in force for the county in the period."""
    return roster.standards.find(item, day=roster.day, region=roster.settings.region, stage=stage)


def art_rooms_line(roster: Roster, row: Row) -> CheckLine:
    """Schools with music and art rooms enough."""
    schools, missing = art_rooms(roster)
    failing = [Failing(each.school, each.name, _rooms(each)) for each in schools if not each.enough]
    return _counted("音乐、美术专用教室达标的学校", len(schools), failing, [school.code for school in missing])


def _rooms(each: ArtRooms) -> str:
    has = f"音乐教室 {each.music} 间、美术教室 {each.art} 间面积达标"
    return f"{each.classes} 个班，各需 {each.needed} 间；{has}"


def _counted(zh: str, schools: int, failing: Sequence[Failing], missing: Sequence[str]) -> CheckLine:
    """So many of all schools; nobody may fail."""
    reached = False if failing else (None if missing or not schools else True)
    good = schools - len(failing)
    return CheckLine(
        zh, "computed", f"{good} 所", f"{schools} 所", f"{good} ÷ {schools}", reached, tuple(failing), tuple(missing)
    )


def school_sizes_line(roster: Roster, row: Row) -> CheckLine:
    """Schools within their limit."""
    sizes = school_sizes(roster)
    over = [Failing(each.school, each.name, f"{each.pupils} 人，上限 {each.limit} 人") for each in sizes if each.over]
    return _counted("规模不超标的学校", len(sizes), over, _unreported(roster))


def _unreported(roster: Roster) -> list[str]:
    return list(dict.fromkeys(each.school for stage in COMPULSORY for each in roster.rows(stage)[1] if each.missing))


def class_sizes_line(roster: Roster, row: Row) -> CheckLine:
    """Classes of a stage within the standard size."""
    sizes = class_sizes(roster, row["stage"])
    missing = tuple(school.code for school in sizes.unknown)
    reached = False if sizes.over else (None if missing or not sizes.classes else True)
    good = sizes.classes - sizes.over
    words = f"{STAGE_WORDS[row['stage']]['zh']}不超过 {sizes.standard} 人的班级"
    return CheckLine(
        words, "computed", f"{good} 个", f"{sizes.classes} 个", f"{good} ÷ {sizes.classes}", reached,
        tuple(_large(each) for each in sizes.listed), missing,
    )  # fmt: skip


def _large(each: SchoolClass) -> Failing:
    return Failing(each.school, each.name, f"{each.size} 人的班 {each.classes} 个，上限 {each.limit} 人")


def small_schools_line(roster: Roster, row: Row) -> CheckLine:
    """How many small schools there are and what they are due; that they got it, a person says."""
    money = funds(roster)
    counted = sum(stage.counted.pupils for school in money.small for stage in school.stages)
    total = plain(Fraction(sum(school.total for school in money.small), 100), 2)
    pupils = sum(school.pupils for school in money.small)
    worked = f"{len(money.small)} 所、{pupils} 人，按 {counted} 人核定，全年应拨 {total} 元"
    said = roster.settings.entered.get("small_schools", "")
    value = {"1": "已按规定拨付", "0": "未按规定拨付"}.get(said, "")
    missing = tuple(school.code for school in money.missing)
    return CheckLine("乡村小规模学校", "entered", value, "按规定拨付", worked, YES_NO.get(said), (), missing)


def wages_line(roster: Roster, row: Row) -> CheckLine:
    """Teachers' wages beside civil servants', both entered."""
    teachers, servants = (roster.settings.entered.get(key) for key in ("wage_teachers", "wage_servants"))
    reached = None if teachers is None or servants is None else Fraction(teachers) >= Fraction(servants)
    goal = "" if servants is None else f"≥ {servants} 元"
    value = "" if teachers is None else f"{teachers} 元"
    return CheckLine("教师年均工资收入", "entered", value, goal, roster.settings.evidence.get("wages", ""), reached)


def retention_line(roster: Roster, row: Row) -> CheckLine:
    """初中三年巩固率 from five entered figures."""
    names = ("graduates", "came", "went", "began", "died")
    given = [roster.settings.entered.get(f"retention.{name}") for name in names]
    goal = rule_of(roster, "retention_junior", "junior")
    known = [int(text) for text in given if text is not None]
    if len(known) < len(names):
        worked = "（毕业生 − 三年转入 + 三年转出）÷（三年前初一在校 − 三年死亡）"
        return CheckLine("初中三年巩固率", "entered", "", _percent(goal), worked)
    graduates, came, went, began, died = known
    value = retention_junior(graduates, came, went, began, died).value
    return _rate("初中三年巩固率", value, goal, f"（{graduates} − {came} + {went}）÷（{began} − {died}）")


def disabled_line(roster: Roster, row: Row) -> CheckLine:
    """残疾儿童少年入学率: those at school, of all whom the county counts."""
    reported = [(school.facts, stage) for school in roster.schools if school.facts for stage in COMPULSORY]
    enrolled = sum(int(figure(facts, stage, "disabled") or 0) for facts, stage in reported)
    text, goal = roster.settings.entered.get("disabled_children"), rule_of(roster, "disabled_enrolment")
    if text is None:
        worked = f"在校残疾学生 {enrolled} 人；请填适龄残疾儿童少年总数"
        return CheckLine("残疾儿童少年入学率", "entered", "", _percent(goal), worked)
    value = disabled_enrolment(enrolled, int(text)).value
    return _rate("残疾儿童少年入学率", value, goal, f"{enrolled} ÷ {text}")


def _percent(goal: Standard | None) -> str:
    return "" if goal is None else f"≥ {plain(Fraction(goal.value) * 100)}%"


def _rate(zh: str, value: Fraction | None, goal: Standard | None, worked: str) -> CheckLine:
    limit = None if goal is None else Fraction(goal.value)
    said = "" if value is None else f"{shown(value * 100, 2, None if limit is None else limit * 100)}%"
    reached = None if value is None or limit is None else value >= limit
    return CheckLine(zh, "computed", said, _percent(goal), worked, reached)
