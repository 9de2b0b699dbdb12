"""口径说明: what the county decided, and which standards were in force, so that a figure can be read next year."""

from export.county_book.given import CountyBook
from export.county_book.page import Cell, Page, lines_of, wrapped
from forms.indicators.seven import items
from forms.indicators.words import STAGE_WORDS

_WIDE = 90


def rules_page(page: Page, book: CountyBook) -> None:
    """Decisions, formulas, standards."""
    page.widths([30, _WIDE, 34])
    page.section("县里的口径")
    page.head(["事项", "现行口径", ""])
    for what, how in _decided(book).items():
        _row(page, what, how, "")
    page.section("七项指标")
    page.head(["指标", "怎么算", "依据"])
    sources = {each.item: each.source for each in book.indicators}
    for item in items():
        _row(page, item.zh, item.formula["zh"], sources.get(item.name, ""))
    page.section("标准")
    page.head(["指标", "标准　85%底线　差异系数上限", "依据"])
    for each in book.indicators:
        if each.stage != "all" and each.threshold is not None:
            limits = (each.threshold, each.floor, each.limit)
            said_ = "　".join("—" if limit is None else f"{float(limit):g}" for limit in limits)
            _row(page, f"{STAGE_WORDS[each.stage]['zh']} {each.zh}", said_, each.source)


def _decided(book: CountyBook) -> dict[str, str]:
    """What the county decided, in words."""
    settings, period = book.roster.settings, book.period
    count = {"now": f"截至 {period.ends} 的在校生", "counted": f"统计时点 {period.counted_on} 的在校生"}
    points = {"own": "单独成行", "parent": "并入所属中心校（中心校未报，或本学段不参加评估的，仍单独成行）"}
    small = {"excluded": "不参加评估（单列，注明原因）", "counted": "参加评估"}
    return {
        "学生数": count[settings.headcount],
        "不计校数的单位": points[settings.points],
        "不足50人的教学点": small[settings.small_points],
        "50至99人乡村小规模学校体艺教师": "可加交流轮岗、兼职、走教教师" if settings.visiting else "只计本校专任教师",
        "教师归属": "按人事关系所在学校统计；交流到外校的仍计在本校，外校来的不计，不重复",
        "一贯制学校": "小学、初中各成一行；共用的用房、场地、设备按学生数和权重分摊"
        "（九年一贯 1∶1.1，完全中学 1∶1.2，十二年一贯 1∶1.1∶1.32），中间不取整",
    }


def _row(page: Page, what: str, how: str, source: str) -> None:
    cells = [Cell(what, page.tones.text("strong")), wrapped(page.tones, how), Cell(source, page.tones.text("soft"))]
    page.line(cells, lines=lines_of(how, _WIDE))
