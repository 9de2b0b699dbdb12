"""指标明细: how every figure of every school came about, with a live formula; and 未列入: who is not in it and why."""

from export.county_book.given import CountyBook
from export.county_book.page import Cell, Page, lines_of, wrapped
from export.county_book.seven import value_format
from export.county_book.spread import amount
from forms.indicators import Indicator, Reading
from forms.indicators.words import STAGE_WORDS, parts, plain, short

_HEAD = (
    "学段",
    "指标",
    "标识码",
    "学校",
    "分子",
    "分母（在校生）",
    "数值",
    "标准",
    "达到标准还差",
    "分子怎么来",
    "并入的教学点",
)
_NUMERATOR, _PUPILS = 4, 5
_WIDE = 72


def details_page(page: Page, book: CountyBook) -> None:
    """One row for each school and item."""
    page.widths([7, 21, 13, 28, 14, 14, 12, 9, 18, _WIDE, 24])
    page.head(_HEAD, freeze=4)
    rows = [(each, reading) for each in book.indicators if each.stage != "all" for reading in each.readings]
    page.filter(len(_HEAD), len(rows))
    for indicator, reading in rows:
        page.line(_row(page, book, indicator, reading), lines=lines_of("、".join(parts(reading)), _WIDE))


def _row(page: Page, book: CountyBook, indicator: Indicator, reading: Reading) -> list[Cell]:
    """The value is a formula over the two cells before it, so that a reader can follow it."""
    tones, row = page.tones, page.row
    times = f"*{indicator.per}" if indicator.per != 1 else ""
    formula = f"={page.at(row, _NUMERATOR)}/{page.at(row, _PUPILS)}{times}"
    limit = "" if indicator.threshold is None else plain(indicator.threshold)
    return [
        Cell(STAGE_WORDS[indicator.stage]["zh"], tones.text()), Cell(indicator.zh, tones.text()),
        Cell(reading.school, tones.text()), Cell(reading.name, tones.text()),
        amount(page, reading.numerator), Cell(reading.pupils, tones.number()),
        Cell(reading.value, value_format(page, indicator, reading), formula),
        Cell(limit, tones.text("soft", align="center")),
        Cell(short(indicator, reading), tones.text(align="center")), wrapped(tones, "、".join(parts(reading)), "soft"),
        Cell("、".join(book.school(code) for code in reading.merged), tones.text("soft")),
    ]  # fmt: skip


def excluded_page(page: Page, book: CountyBook) -> None:
    """Schools outside a figure: the missing ones first, each with all items that it is missing in."""
    page.widths([8, 13, 28, 10, 46, 60])
    page.head(["学段", "标识码", "学校", "性质", "原因", "指标"], freeze=3)
    found: dict[tuple[bool, str, str, str, str], list[str]] = {}
    for indicator in book.indicators:
        if indicator.stage == "all":
            continue
        for each in indicator.excluded:
            key = (not each.missing, indicator.stage, each.school, each.name, each.text["zh"])
            found.setdefault(key, []).append(indicator.zh)
    page.filter(6, len(found))
    every = len({each.item for each in book.indicators})
    for (out, stage, code, name, text), items in sorted(found.items()):
        kind = Cell("不参评" if out else "缺数", page.tones.text("soft" if out else "near", align="center"))
        which = "全部" if len(items) == every else "、".join(items)
        page.line([STAGE_WORDS[stage]["zh"], code, name, kind, text, which])
