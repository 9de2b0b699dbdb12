"""政府保障程度 (15) and 教育质量 (9) of 教督〔2017〕6号: worked out where figures exist, else entered with evidence."""

import tomllib
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache
from typing import Any

from forms.indicators import checkmade as made
from forms.indicators.checkitem import CheckItem, CheckLine, Failing
from forms.indicators.checkmade import Row
from forms.indicators.schools import Roster
from forms.indicators.shares import share_at, share_rules
from forms.indicators.words import STAGE_WORDS, plain, shown
from forms.library import root


def checklist(roster: Roster) -> list[CheckItem]:
    """Every item, in the order of the document."""
    numbers: dict[str, int] = {}
    found: list[CheckItem] = []
    for row in _rows():
        number = numbers[row["part"]] = numbers.get(row["part"], 0) + 1
        lines = [line for each in row["lines"] for line in _KINDS[each["kind"]](roster, row["name"], each)]
        found.append(CheckItem(row["part"], number, row["name"], row["zh"], row["en"], lines))
    return found


@cache
def _rows() -> list[dict[str, Any]]:
    return tomllib.loads((root() / "resources" / "indicators" / "checklist.toml").read_text("utf-8"))["item"]


def _evidence(roster: Roster, name: str, row: Row) -> list[CheckLine]:
    """A person's yes or no with what proves it."""
    said = roster.settings.entered.get(name, "")
    value, proof = {"1": "达到", "0": "未达到"}.get(said, ""), roster.settings.evidence.get(name, "")
    return [CheckLine("认定结果", "evidence", value, "达到", proof, made.YES_NO.get(said))]


def _entered(roster: Roster, name: str, row: Row) -> list[CheckLine]:
    """A figure that the county enters, against a standard."""
    rule = made.rule_of(roster, row["goal"])
    text, most = roster.settings.entered.get(row["key"]), bool(row.get("most"))
    value = None if text is None else Fraction(text)
    reached = None if value is None or rule is None else _keeps(value, Fraction(rule.value), most=most)
    goal = "" if rule is None else f"{'<' if most else '≥'} {_figure(Fraction(rule.value), row['unit'])}"
    return [
        CheckLine(
            row["zh"], "entered", "" if value is None else _figure(value, row["unit"]), goal,
            roster.settings.evidence.get(name, ""), reached,
        )
    ]  # fmt: skip


def _keeps(value: Fraction, goal: Fraction, *, most: bool) -> bool:
    return value < goal if most else value >= goal


def _figure(value: Fraction, unit: str) -> str:
    """Shares are kept as fractions of one and shown in percent."""
    return f"{plain(value * 100)}%" if unit == "%" else f"{plain(value)} {unit}".strip()


def _share(roster: Roster, name: str, row: Row) -> list[CheckLine]:
    """A share over the county; where everybody must be in it, the schools that somebody is lacking at."""
    return [_share_line(roster, row["share"], stage) for stage in row["stages"]]


def _share_line(roster: Roster, name: str, stage: str) -> CheckLine:
    share = share_at(roster, share_rules()[name], stage)
    goal = None if share.goal is None else Fraction(share.goal.value)
    words = share.zh if stage == "all" else f"{STAGE_WORDS[stage]['zh']} {share.zh}"
    value = "" if share.value is None else f"{shown(share.value * 100, 2, None if goal is None else goal * 100)}%"
    below = [
        Failing(each.school, each.name, f"{each.numerator} ÷ {each.denominator}")
        for each in share.schools
        if goal == 1 and each.numerator < each.denominator
    ]
    return CheckLine(
        words, "computed", value, "" if goal is None else f"≥ {plain(goal * 100)}%",
        f"{share.numerator} ÷ {share.denominator}", share.reached, tuple(below),
        tuple(school.code for school in share.missing),
    )  # fmt: skip


def _made(roster: Roster, name: str, row: Row) -> list[CheckLine]:
    return [_MADE[row["made"]](roster, row)]


_KINDS: Mapping[str, Callable[[Roster, str, Row], list[CheckLine]]] = {
    "evidence": _evidence, "entered": _entered, "share": _share, "made": _made,
}  # fmt: skip
_MADE: Mapping[str, Callable[[Roster, Row], CheckLine]] = {
    "art_rooms": made.art_rooms_line, "school_sizes": made.school_sizes_line, "class_sizes": made.class_sizes_line,
    "small_schools": made.small_schools_line, "wages": made.wages_line, "retention": made.retention_line,
    "disabled": made.disabled_line,
}  # fmt: skip
