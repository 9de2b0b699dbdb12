"""班额校额: classes by band and above the standard, schools above their limit, with a chart of the bands."""

from collections.abc import Sequence
from fractions import Fraction

from export.county_book.given import CountyBook
from export.county_book.page import Cell, Page
from export.county_book.plots import column_chart, place
from export.county_book.tones import BLUE, GOLD
from forms.indicators import class_sizes, school_sizes
from forms.indicators.classes import ClassSizes
from forms.indicators.words import STAGE_WORDS
from forms.standards import Standard

STAGES = ("primary", "junior")


def sizes_page(page: Page, book: CountyBook) -> None:
    """Counts first, then the bands, then by name what is too large."""
    page.widths([26, 14, 14, 14, 14, 14, 14, 14, 12])
    sizes = [class_sizes(book.roster, stage) for stage in STAGES]
    _counts(page, sizes)
    first, last = _bands(page, sizes)
    if last >= first:
        names = (first, 0, last, 0)
        series = [("小学", BLUE, (first, 1, last, 1)), ("初中", GOLD, (first, 2, last, 2))]
        place(page, column_chart(page, "班额分布（个班）", names, series), first - 1, 4, width=640, height=262)
    _large_classes(page, book, sizes)
    _large_schools(page, book)


def _counts(page: Page, sizes: Sequence[ClassSizes]) -> None:
    page.section("班额")
    page.head(["学段", "班级", "在校生", "标准上限", "超标准班", "接近大班额", "大班额", "其中超大班额", "未报学校"])
    for each in sizes:
        standard = "" if each.standard is None else f"{each.standard} 人"
        over = Cell(each.over, page.tones.number("bad" if each.over else "good"))
        row = [STAGE_WORDS[each.stage]["zh"], each.classes, each.pupils, standard, over, each.near, each.large]
        page.line([*row, each.oversize, len(each.unknown)])
        page.line(
            [
                "　占比",
                "",
                "",
                "",
                *(_share(page, each, n) for n in (each.over, each.near, each.large, each.oversize)),
                "",
            ]
        )
    for each in sizes:
        for words, goal, count in (
            ("大班额", each.large_share, each.large),
            ("接近大班额", each.near_share, each.near),
        ):
            _goal(page, each, words, goal, count)


def _share(page: Page, sizes: ClassSizes, count: int) -> Cell:
    return Cell(sizes.share(count), page.tones.share("soft"))


def _goal(page: Page, sizes: ClassSizes, words: str, goal: Standard | None, count: int) -> None:
    """Whether the share keeps the goal of the plan, unrounded."""
    share = sizes.share(count)
    if goal is None or share is None:
        return
    kept = share <= Fraction(goal.value)
    word = "达到" if kept else "未达到"
    name = STAGE_WORDS[sizes.stage]["zh"]
    page.note(f"{name}{words}比例 {float(share):.2%}，{word}“不超过 {float(goal.value):.0%}”的要求（{goal.source}）。")


def _bands(page: Page, sizes: Sequence[ClassSizes]) -> tuple[int, int]:
    page.section("班额分布")
    page.head(["班额", *(STAGE_WORDS[each.stage]["zh"] for each in sizes), "合计"])
    first = page.row
    for band, counts in zip(sizes[0].bands, zip(*(each.bands for each in sizes), strict=True), strict=True):
        numbers = [count for _, count in counts]
        page.line([band[0].zh, *numbers, sum(numbers)])
    return first, page.row - 1


def _large_classes(page: Page, book: CountyBook, sizes: Sequence[ClassSizes]) -> None:
    listed = [each for stage in sizes for each in stage.listed]
    page.row += 1
    page.section(f"超标准班额的班级（{sum(each.classes for each in listed)} 个）")
    page.head(["学校", "标识码", "年级", "人数", "班数", "上限", "超出"])
    for each in listed:
        over = Cell(each.size - (each.limit or 0), page.tones.number("bad"))
        page.line([each.name, each.school, book.label("grade", each.grade), each.size, each.classes, each.limit, over])


def _large_schools(page: Page, book: CountyBook) -> None:
    over = [size for size in school_sizes(book.roster) if size.over]
    page.section(f"超规模学校（{len(over)} 所）")
    page.head(["学校", "标识码", "在校生", "上限", "超出", "是否放宽"])
    for each in over:
        more = Cell(each.pupils - each.limit, page.tones.number("bad"))
        page.line([each.name, each.school, each.pupils, each.limit, more, "是" if each.relaxed else ""])
