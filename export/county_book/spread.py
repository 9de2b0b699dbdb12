"""差异系数: mean, deviation and coefficient of every item with its formula and source, and both stages as charts."""

from collections.abc import Mapping
from fractions import Fraction

from export.county_book.given import CountyBook
from export.county_book.page import Cell, Page, lines_of, wrapped
from export.county_book.plots import add_lines, column_chart, place
from export.county_book.seven import places_of
from export.county_book.tones import BLUE, Tone
from export.workbook.look import SEAL_RED
from forms.indicators import Indicator
from forms.indicators.words import STAGE_WORDS, coefficient

_HEAD = (
    "学段", "指标", "单位", "资源总量", "在校生", "县均值", "标准差", "差异系数", "上限", "判定", "参评学校", "达标",
    "达85%", "缺数", "怎么算", "依据",
)  # fmt: skip
_NAME, _CV, _LIMIT = 1, 7, 8
_WIDE = 52
NOTES = (
    "县均值 = 资源总量 ÷ 在校生总数；差异系数 = 标准差 ÷ 县均值。",
    "标准差 = √（Σ（各校学生数 ÷ 学生总数）×（该校数值 − 县均值）²）。",
    "按学生数加权，不取整比较。没有某项资源的学校也计入；没有学生的学校不计入。",
)  # fmt: skip
_KEPT: Mapping[bool | None, tuple[str, Tone]] = {
    True: ("在上限内", "good"), False: ("超过上限", "bad"), None: ("—", "soft"),
}  # fmt: skip


def spread_page(page: Page, book: CountyBook) -> None:
    """All items of both stages."""
    page.widths([7, 21, 14, 16, 10, 12, 12, 11, 8, 11, 10, 8, 8, 8, _WIDE, 18])
    page.head(_HEAD, freeze=2)
    charts: list[tuple[str, int, int]] = []
    for stage in ("primary", "junior"):
        of_stage = [each for each in book.indicators if each.stage == stage]
        first = page.row
        for indicator in of_stage:
            page.line(_line(page, indicator), lines=lines_of(indicator.formula["zh"], _WIDE))
        if any(each.cv is not None for each in of_stage):
            charts.append((stage, first, page.row - 1))
    for note in NOTES:
        page.note(note)
    for column, (stage, first, last) in zip((0, 8), charts, strict=False):
        _chart(page, stage, (first, last), column)


def _line(page: Page, indicator: Indicator) -> list[Cell]:
    tones, kept = page.tones, indicator.within_limit
    word, tone = _KEPT[kept]
    text, number, number4 = tones.text(), tones.number(), tones.number("", 4)
    cv = tones.number("bad" if kept is False else "strong", max(4, places_of(coefficient(indicator))))
    unit = f"{indicator.unit}/{'百生' if indicator.per == 100 else '生'}"
    return [
        Cell(STAGE_WORDS[indicator.stage]["zh"], text), Cell(indicator.zh, text), Cell(unit, text),
        amount(page, indicator.numerator), Cell(indicator.denominator, number), Cell(indicator.mean, number4),
        Cell(indicator.sd, number4), Cell(indicator.cv, cv), Cell(indicator.limit, tones.number("", 2)),
        Cell(word, tones.text(tone, align="center")), Cell(indicator.n, number),
        Cell(indicator.schools_passing, number), Cell(indicator.schools_floor, number),
        Cell(len(indicator.missing), tones.number("near" if indicator.missing else "")),
        wrapped(tones, indicator.formula["zh"]), Cell(indicator.source, tones.text("soft")),
    ]  # fmt: skip


def amount(page: Page, value: Fraction) -> Cell:
    """Resources: whole where they are whole, otherwise with two decimals."""
    return Cell(value, page.tones.number("", 0 if value.denominator == 1 else 2))


def _chart(page: Page, stage: str, rows: tuple[int, int], column: int) -> None:
    first, last = rows
    names = (first, _NAME, last, _NAME)
    title = f"{STAGE_WORDS[stage]['zh']}差异系数"
    chart = column_chart(page, title, names, [("差异系数", BLUE, (first, _CV, last, _CV))])
    add_lines(page, chart, names, [("上限", SEAL_RED, "solid", (first, _LIMIT, last, _LIMIT))])
    place(page, chart, page.row + 1, column, width=760, height=330)
