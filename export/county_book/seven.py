"""小学指标 and 初中指标: the seven items of every school, marked, under the county's coefficients and pass counts."""

from collections.abc import Sequence

from export.county_book.given import CountyBook
from export.county_book.page import Cell, Page
from export.county_book.tones import MARKS, Tone
from export.workbook.paper import Format
from forms.indicators import Indicator, Reading, items_to_reach, school_verdicts
from forms.indicators.model import Mark, Stage
from forms.indicators.verdict import SchoolVerdict
from forms.indicators.words import coefficient, plain, value_of

TONE: dict[Mark | None, Tone] = {"pass": "", "floor": "near", "fail": "bad", None: "soft"}
_AFTER = ("达标项", "结论")
_VERDICT: dict[bool | None, tuple[str, Tone]] = {
    True: ("达标", "good"), False: ("未达标", "bad"), None: ("缺数", "near"),
}  # fmt: skip


def primary_page(page: Page, book: CountyBook) -> None:
    """小学指标."""
    _seven_page(page, book, "primary")


def junior_page(page: Page, book: CountyBook) -> None:
    """初中指标."""
    _seven_page(page, book, "junior")


def _seven_page(page: Page, book: CountyBook, stage: Stage) -> None:
    """One stage: thresholds, coefficients, pass counts, then the schools in the order of what they lack."""
    of_stage = [each for each in book.indicators if each.stage == stage]
    page.widths([13, 28, 9, *[14] * len(of_stage), 8, 11])
    page.head(["标识码", "学校", "在校生", *(_caption(each) for each in of_stage), *_AFTER], height=64)
    for label, cells in _summary(page, of_stage):
        page.line([Cell("", page.tones.text("strong")), Cell(label, page.tones.text("strong")), *cells])
    page.freeze(2)
    roster = book.roster
    reach = items_to_reach(roster.standards, roster.day, roster.settings.region)
    readings = {each.item: {reading.school: reading for reading in each.readings} for each in of_stage}
    for verdict in sorted(school_verdicts(of_stage, stage, reach), key=lambda each: (len(each.reached), each.school)):
        own = [(each, readings[each.item].get(verdict.school)) for each in of_stage]
        page.line(_school(page, verdict, own))
    page.note("▼ 不足标准的85%　△ 达到85%、未达标准　数值未经四舍五入比较；显示不够时自动多给几位小数。")


def _caption(indicator: Indicator) -> str:
    per = "百生" if indicator.per == 100 else "生"
    least = "" if indicator.threshold is None else f"\n≥ {plain(indicator.threshold)} {indicator.unit}/{per}"
    return f"{indicator.zh}{least}"


def _summary(page: Page, of_stage: Sequence[Indicator]) -> list[tuple[str, list[Cell]]]:
    """What the whole county has of each item."""
    tones, blank = page.tones, Cell(None, page.tones.text("strong"))
    end = [blank, blank]
    limit = of_stage[0].limit if of_stage else None
    most = "" if limit is None else f"（≤ {float(limit):.2f}）"
    largest = max((each.denominator for each in of_stage), default=0)
    passing = [f"{each.schools_passing}/{each.n} " for each in of_stage]
    lacking = [Cell(len(each.missing) or None, tones.number("near" if each.missing else "")) for each in of_stage]
    text = tones.text("strong", align="right", indent=0)
    return [
        ("县均值", [Cell(largest, tones.number("strong")), *(_mean(page, each) for each in of_stage), *end]),
        (f"差异系数{most}", [blank, *(_cv(page, each) for each in of_stage), *end]),
        ("达标学校／参评学校", [blank, *(Cell(said, text) for said in passing), *end]),
        ("达标率", [blank, *(Cell(_share(each), tones.share("strong")) for each in of_stage), *end]),
        ("缺数学校", [blank, *lacking, *end]),
    ]  # fmt: skip


def _mean(page: Page, indicator: Indicator) -> Cell:
    places = 0 if indicator.threshold is not None and indicator.threshold >= 100 else 2
    return Cell(indicator.mean, page.tones.number("strong", places))


def _cv(page: Page, indicator: Indicator) -> Cell:
    tone: Tone = "bad" if indicator.within_limit is False else "strong"
    text = coefficient(indicator)
    return Cell(indicator.cv, page.tones.number(tone, places_of(text), MARKS.get(tone, "")))


def places_of(text: str) -> int:
    """How many decimals a figure was shown with."""
    return len(text.partition(".")[2])


def _share(indicator: Indicator) -> float | None:
    return indicator.schools_passing / indicator.n if indicator.n else None


def _school(page: Page, verdict: SchoolVerdict, own: Sequence[tuple[Indicator, Reading | None]]) -> list[Cell]:
    tones = page.tones
    word, tone = _VERDICT[verdict.passes]
    return [
        Cell(verdict.school, tones.text()), Cell(verdict.name, tones.text()), Cell(verdict.pupils, tones.number()),
        *(value_cell(page, indicator, reading) for indicator, reading in own),
        Cell(f"{len(verdict.reached)} 项", tones.text(align="center")), Cell(word, tones.text(tone, align="center")),
    ]  # fmt: skip


def value_cell(page: Page, indicator: Indicator, reading: Reading | None) -> Cell:
    """A school's value, full in the cell and shown with as many decimals as its verdict needs."""
    if reading is None:
        return Cell("缺", page.tones.text("soft", align="center"))
    return Cell(reading.value, value_format(page, indicator, reading))


def value_format(page: Page, indicator: Indicator, reading: Reading) -> Format:
    """The format of a value: its tone, its mark, its decimals."""
    tone = TONE[reading.mark]
    return page.tones.number(tone, places_of(value_of(indicator, reading)), MARKS.get(tone, ""))
