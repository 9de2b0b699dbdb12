"""首页: whose figures, how far they can be trusted, the county at a glance, and where everything stands."""
# pyright: reportUnknownMemberType=false

from collections.abc import Mapping

from export.county_book.board import STATUS
from export.county_book.given import CountyBook
from export.county_book.page import Cell, Page
from export.county_book.tones import Tone
from export.workbook.look import INDIGO, SEAL_RED
from forms.indicators import county_verdicts, items_to_reach, totals
from forms.indicators.verdict import CountyVerdict
from forms.indicators.words import STAGE_WORDS

PRACTICE = "练习数据　不得上报"
_VERDICT: dict[bool | None, tuple[str, Tone]] = {
    True: ("达到", "good"),
    False: ("未达到", "bad"),
    None: ("暂不能认定", "near"),
}


def front_page(page: Page, book: CountyBook, sheets: Mapping[str, str]) -> None:
    """The figures that are asked for first, then the list of sheets."""
    page.widths([30, 16, 16, 16, 70])
    if book.practice:
        red = page.tones.look.of(font_size=14, bold=True, font_color=SEAL_RED, align="right")
        page.sheet.write_string(0, 4, PRACTICE, red)
    _standing(page, book)
    _seven(page, book)
    _scale(page, book)
    page.section("目录")
    link = page.tones.text(font_color=INDIGO, underline=1)
    for name, about in sheets.items():
        page.sheet.write_url(page.row, 0, f"internal:'{name}'!A1", link, name)
        page.sheet.merge_range(page.row, 1, page.row, 4, about, page.tones.text("soft"))
        page.row += 1


def _standing(page: Page, book: CountyBook) -> None:
    """How many schools have reported; until all have, every figure is provisional."""
    page.section("报送情况")
    page.head(["应报学校", "已收到", "未报", "有问题", "说明"])
    rows = [row for row in book.board if row.status != "unknown"]
    came = sum(row.status in ("reported", "problems", "returned") for row in rows)
    lacking, wrong = len(rows) - came, sum(row.status in ("problems", "returned") for row in rows)
    note = f"还有 {lacking} 所没有报送，本册结果为暂算。" if lacking else "应报学校已全部报送。"
    cells = [len(rows), came, Cell(lacking, page.tones.number("bad" if lacking else "good")),
             Cell(wrong, page.tones.number("near" if wrong else "good")), note]  # fmt: skip
    page.line(cells)
    words = {status: sum(row.status == status for row in book.board) for status in STATUS}
    page.note("　".join(f"{STATUS[status][0]} {count}" for status, count in words.items() if count))


def _seven(page: Page, book: CountyBook) -> None:
    page.section("义务教育优质均衡七项指标")
    page.head(["学段", "参评学校", "达标学校", "认定", "说明"])
    roster = book.roster
    reach = items_to_reach(roster.standards, roster.day, roster.settings.region)
    names = {each.item: each.zh for each in book.indicators}
    for verdict in county_verdicts(book.indicators, reach):
        word, tone = _VERDICT[verdict.passes]
        stage = STAGE_WORDS[verdict.stage]["zh"]
        passing = Cell(verdict.passing, page.tones.number())
        said = Cell(word, page.tones.text(tone, align="center"))
        page.line([stage, verdict.schools, passing, said, _why(verdict, names)])


def _why(verdict: CountyVerdict, names: Mapping[str, str]) -> str:
    parts: list[str] = []
    if verdict.over:
        parts.append("差异系数超过上限：" + "、".join(names[item] for item in verdict.over))
    failing = verdict.schools - verdict.passing - verdict.open
    if failing:
        parts.append(f"{failing} 所学校未达标")
    if verdict.missing:
        parts.append(f"缺 {len(verdict.missing)} 所学校的数据")
    return "；".join(parts) or ("没有参评学校" if not verdict.schools else "各校达标，差异系数都在上限内")


def _scale(page: Page, book: CountyBook) -> None:
    county = totals(book.roster)
    page.section("规模")
    page.head(["在校生", "学校（机构）", "班级", "专任教师", "说明"])
    wrong = [footing.what["zh"] for footing in county.footings if not footing.agrees]
    note = "合计与分项不符：" + "、".join(wrong) if wrong else "合计与分项相符。"
    pupils, schools, classes, teachers = (county.total(what) for what in ("pupils", "schools", "classes", "teachers"))
    page.line([pupils, schools, classes, teachers, Cell(note, page.tones.text("bad" if wrong else ""))])
    for what, figure in book.notes.items():
        page.line([what, figure])
