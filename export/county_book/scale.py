"""发展规模: schools, classes and pupils by type, a chart of them, and every total against its parts."""

from export.county_book.given import CountyBook
from export.county_book.page import Cell, Page, lines_of, wrapped
from export.county_book.plots import column_chart, place
from export.county_book.tones import BLUE
from forms.indicators import totals
from forms.indicators.schools import STAGE_ORDER, groups
from forms.indicators.totals import Footing, Line, Totals
from forms.indicators.words import STAGE_WORDS

_HEAD = (
    "类型", "学校（机构）", "其中计校数", "已报", "班级", "在校生", "学前", "小学", "初中", "高中", "教职工",
    "专任教师", "生师比",
)  # fmt: skip
_PUPILS, _PARTS = 5, 5
_WIDE = 60


def scale_page(page: Page, book: CountyBook) -> None:
    """The county's size."""
    county = totals(book.roster)
    page.widths([26, 12, 12, 9, 9, 12, 10, 12, 12, 10, 11, 11, 9])
    page.section("各类学校")
    page.head(_HEAD)
    first = page.row
    for line in county.lines:
        page.line([line.group.zh, *_figures(line), _ratio(page, line.pupils, line.teachers)])
    last = page.row - 1
    page.line(_sum_cells(page, county, first, last))
    _footings(page, county)
    if county.lines:
        column = (first, _PUPILS, last, _PUPILS)
        chart = column_chart(page, "各类学校在校生（人）", (first, 0, last, 0), [("在校生", BLUE, column)])
        place(page, chart, page.row + 1, 0, width=1000, height=300)


def _figures(line: Line) -> list[int]:
    stages = [line.by_stage.get(stage, 0) for stage in STAGE_ORDER]
    return [line.schools, line.counted, line.reported, line.classes, line.pupils, *stages, line.staff, line.teachers]


def _ratio(page: Page, pupils: int, teachers: int) -> Cell:
    return Cell(pupils / teachers if teachers else None, page.tones.number("", 1))


def _sum_cells(page: Page, county: Totals, first: int, last: int) -> list[Cell]:
    """Live sums, so that a reader sees what they add up."""
    sums = [sum(column) for column in zip(*map(_figures, county.lines), strict=True)] or [0] * (len(_HEAD) - 2)
    cells = [Cell("合计", page.tones.text("strong"))]
    for col, value in enumerate(sums, start=1):
        formula = f"=SUM({page.at(first, col)}:{page.at(last, col)})" if county.lines else ""
        cells.append(Cell(value, page.tones.number("strong"), formula))
    teachers = county.total("teachers")
    return [*cells, Cell(county.total("pupils") / teachers if teachers else None, page.tones.number("strong", 1))]


def _footings(page: Page, county: Totals) -> None:
    page.section("合计与分项核对")
    page.head(["项目", "分项之和", "所报合计", "相差", "判定", "分项"])
    page.sheet.merge_range(page.row - 1, _PARTS, page.row - 1, len(_HEAD) - 1, "分项", page.tones.head())
    for footing in county.footings:
        tone = "good" if footing.agrees else "bad"
        difference = Cell(footing.difference, page.tones.number(tone))
        verdict = Cell("相符" if footing.agrees else "不符", page.tones.text(tone, align="center"))
        said, row = wrapped(page.tones, _parts(footing)), page.row
        cells = [footing.what["zh"], footing.sum, footing.stated, difference, verdict, said]
        page.line(cells, lines=lines_of(said.value, _WIDE))
        page.sheet.merge_range(row, _PARTS, row, len(_HEAD) - 1, str(said.value), said.format)


def _parts(footing: Footing) -> str:
    words = {stage: words["zh"] for stage, words in STAGE_WORDS.items()} | {"1": "男", "2": "女"}
    if footing.name.startswith("stated"):
        words = {group.name: group.zh for group in groups()}
    return " + ".join(f"{words.get(name, name)} {number:,}" for name, number in footing.parts)
