"""师生比例: shares of staff and pupils over the county, each with numerator, denominator and what it is judged by."""

from export.county_book.given import CountyBook
from export.county_book.page import Cell, Page, lines_of, wrapped
from export.county_book.seven import places_of
from export.county_book.tones import Tone
from forms.indicators import shares
from forms.indicators.shares import Share
from forms.indicators.words import STAGE_WORDS, plain, shown

_HEAD = ("项目", "学段", "分子", "分母", "比例", "要求", "判定", "学校", "缺数学校", "怎么算")


def shares_page(page: Page, book: CountyBook) -> None:
    """Every share at every stage."""
    page.widths([30, 8, 11, 11, 11, 10, 10, 8, 10, 70])
    page.head(_HEAD, freeze=2)
    for share in shares(book.roster):
        page.line(_row(page, share), lines=lines_of(share.formula["zh"], 70))


def _row(page: Page, share: Share) -> list[Cell]:
    tones = page.tones
    tone: Tone = {True: "good", False: "bad", None: ""}[share.reached]  # pyright: ignore[reportAssignmentType]
    word = {True: "达到", False: "未达到", None: ""}[share.reached]
    goal = None if share.goal is None else float(share.goal.value)
    return [
        Cell(share.zh, tones.text()), Cell(STAGE_WORDS[share.stage]["zh"], tones.text()),
        Cell(share.numerator, tones.number()), Cell(share.denominator, tones.number()), percent(page, share),
        Cell("" if goal is None else f"≥ {plain(goal * 100, 2)}%", tones.text(align="center")),
        Cell(word, tones.text(tone, align="center")), Cell(share.n, tones.number()),
        Cell(len(share.missing) or None, tones.number("near" if share.missing else "")),
        wrapped(tones, share.formula["zh"], "soft"),
    ]  # fmt: skip


def percent(page: Page, share: Share) -> Cell:
    """The share with as many decimals as its verdict needs."""
    if share.value is None:
        return Cell("—", page.tones.text("soft", align="center"))
    goal = None if share.goal is None else 100 * share.value.__class__(share.goal.value)
    return Cell(share.value, page.tones.share("strong", places_of(shown(100 * share.value, 2, goal))))
