"""小学图表 and 初中图表: every item as columns from the poorest school to the richest, with threshold and 85 % line."""
# pyright: reportUnknownMemberType=false

from collections.abc import Sequence

from export.county_book.given import CountyBook
from export.county_book.page import Page
from export.county_book.plots import Range, add_lines, column_chart, hide_names, place
from export.county_book.tones import BLUE, GOLD, INK, RED
from export.workbook.look import INK_SOFT
from export.workbook.paper import Worksheet
from forms.indicators import Indicator, Reading
from forms.indicators.model import Stage
from forms.indicators.words import STAGE_WORDS, plain

DATA = "图表数据"
"""The hidden sheet with the sorted figures."""
_CAPTIONS = ("学校", "不足85%", "达到85%", "达标", "标准", "85%底线")
_WIDE, _HIGH, _ROWS, _COLUMNS = 640, 370, 18, 9
NAMED = 12
"""So many schools can still be named below their columns."""


def bars_page(page: Page, book: CountyBook, stage: Stage, data: Worksheet, column: int) -> int:
    """Draw every item of a stage; its figures go to the hidden sheet from a column on. Returns the next free column."""
    page.widths([10] * 2 * _COLUMNS)
    page.sheet.set_portrait()
    page.sheet.fit_to_pages(1, 1)
    of_stage = [each for each in book.indicators if each.stage == stage and each.readings]
    for number, indicator in enumerate(of_stage):
        last = _write(data, column, indicator)
        chart = _chart(page, indicator, column, last)
        place(page, chart, page.row + number // 2 * _ROWS, number % 2 * _COLUMNS, width=_WIDE, height=_HIGH)
        column += len(_CAPTIONS) + 1
    return column


def _write(data: Worksheet, column: int, indicator: Indicator) -> int:
    """The figures of one chart, poorest first; the last row."""
    for offset, caption in enumerate(_CAPTIONS):
        data.write_string(0, column + offset, caption)
    readings: Sequence[Reading] = sorted(indicator.readings, key=lambda each: each.value)
    for row, reading in enumerate(readings, start=1):
        data.write_string(row, column, reading.name)
        place_ = {"fail": 1, "floor": 2}.get(reading.mark or "pass", 3)
        data.write_number(row, column + place_, float(reading.value))
        for offset, line in ((4, indicator.threshold), (5, indicator.floor)):
            if line is not None:
                data.write_number(row, column + offset, float(line))
    return len(readings)


def _chart(page: Page, indicator: Indicator, column: int, last: int) -> object:
    per = "每百生" if indicator.per == 100 else "生均"
    title = f"{STAGE_WORDS[indicator.stage]['zh']} {indicator.zh}（{per}，{indicator.unit}）　{indicator.n} 所"
    names = _cells(column, last)
    columns = zip(_CAPTIONS[1:4], (RED, GOLD, BLUE), range(1, 4), strict=True)
    series = [(caption, colour, _cells(column + offset, last)) for caption, colour, offset in columns]
    chart = column_chart(page, title, names, series, sheet=DATA, stacked=True, gap=12 if last > NAMED else 30)
    lines = [
        (f"{caption} {plain(limit)}", colour, dash, _cells(column + offset, last))
        for caption, colour, dash, offset, limit in (
            ("标准", INK, "solid", 4, indicator.threshold),
            ("85%底线", INK_SOFT, "dash", 5, indicator.floor),
        )
        if limit is not None
    ]
    add_lines(page, chart, names, lines, sheet=DATA)
    if last > NAMED:
        hide_names(chart)
    return chart


def _cells(column: int, last: int) -> Range:
    return 1, column, last, column
