"""公用经费 school by school, and 学生资助 by item; money in yuan."""

from fractions import Fraction

from export.county_book.given import CountyBook
from export.county_book.page import Cell, Page
from export.county_book.tones import Tones
from forms.indicators import aid, funds
from forms.indicators.funds import Funds, SchoolFunds, StageFunds
from forms.indicators.words import STAGE_WORDS

_HEAD = (
    "标识码",
    "学校",
    "小规模学校",
    "学段",
    "在校生",
    "核定人数",
    "核定依据",
    "基准定额",
    "寄宿生",
    "寄宿生补助",
    "特教学生",
    "特教定额",
    "全年应拨",
)


def funds_page(page: Page, book: CountyBook) -> None:
    """What every public school is due for a year, with the rule that raised its number."""
    money = funds(book.roster)
    page.widths([13, 28, 11, 8, 9, 10, 30, 11, 9, 12, 10, 11, 15])
    page.note(_told(money))
    page.head(_HEAD, freeze=2)
    page.filter(len(_HEAD), sum(len(school.stages) for school in money.schools))
    for school in money.schools:
        for stage in school.stages:
            page.line(_stage(page.tones, school, stage))


def _told(money: Funds) -> str:
    """The sum, and of how many schools."""
    schools = (
        f"公办学校 {len(money.schools)} 所，其中乡村小规模学校 {len(money.small)} 所；未报 {len(money.missing)} 所。"
    )
    return f"{schools}全年应拨合计 {money.total / 100:,.2f} 元。特殊教育学生按特教定额计，不在“在校生”内。"


def _stage(tones: Tones, school: SchoolFunds, stage: StageFunds) -> list[Cell]:
    rule = stage.counted.by
    text, number, soft = tones.text(), tones.number(), tones.text("soft")
    return [
        Cell(school.school, text), Cell(school.name, text), Cell("是" if school.small else "", text),
        Cell(STAGE_WORDS[stage.stage]["zh"], text), Cell(stage.pupils, number),
        Cell(stage.counted.pupils, tones.number("near" if rule else "")), Cell(rule.source if rule else "", soft),
        yuan(tones, stage.rate.amount if stage.rate else None), Cell(stage.boarders or None, number),
        yuan(tones, stage.boarder_rate.amount if stage.boarder_rate and stage.boarders else None),
        Cell(stage.special or None, number),
        yuan(tones, stage.special_rate.amount if stage.special_rate and stage.special else None),
        yuan(tones, stage.total, strong=True),
    ]  # fmt: skip


def yuan(tones: Tones, fen: int | None, *, strong: bool = False) -> Cell:
    """Fen as yuan."""
    return Cell(None if fen is None else Fraction(fen, 100), tones.number("strong" if strong else "", 2))


def aid_page(page: Page, book: CountyBook) -> None:
    """Every item, for the county and for each stage."""
    money = aid(book.roster)
    page.widths([26, 10, 10, 12, 18, 18, 16, 16])
    page.head(["资助项目", "学段", "学校", "受助学生", "应发金额", "已发金额", "未发金额", "人均应发"], freeze=2)
    for line in money.lines:
        whole = line.stage == "all"
        name = book.label("subsidy_item", line.item) if whole else ""
        head: list[Cell | int | str] = [Cell(name, page.tones.text("strong")), STAGE_WORDS[line.stage]["zh"]]
        amounts = [yuan(page.tones, fen, strong=whole) for fen in (line.due, line.paid, line.due - line.paid)]
        each = Cell(Fraction(line.due, 100 * line.pupils), page.tones.number("soft", 2))
        page.line([*head, line.schools, line.pupils, *amounts, each])
    due, paid = (money.total(what) / 100 for what in ("due", "paid"))
    page.note(f"合计应发 {due:,.2f} 元，已发 {paid:,.2f} 元；未报 {len(money.missing)} 所。")
    page.note("受助学生按项目计，一名学生享受两个项目的，各计一次。")
