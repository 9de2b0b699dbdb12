"""The county's workbook as a whole: its sheets in the order in which people ask for them."""
# pyright: reportUnknownMemberType=false

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, NamedTuple

from export.county_book import bars, board, checks, details, faults, front, money, pairs, rules, scale, seven, sizes
from export.county_book.given import CountyBook
from export.county_book.page import Page, Words
from export.county_book.shares import shares_page
from export.county_book.spread import spread_page
from export.county_book.tones import Tones
from export.workbook.durable import write_file
from export.workbook.look import OPTIONS, Look
from export.workbook.paper import Workbook, add_sheet, new_workbook

FRONT = "首页"
LONG_AGO = "2000-01-01T00:00:00"
"""Creation date where none was given: the same content gives the same bytes."""


class Leaf(NamedTuple):
    """One sheet: its name, what it is about, and who fills it."""

    name: str
    about: str
    fill: Callable[[Page, CountyBook], None]


LEAVES = (
    Leaf("报送看板", "每所学校每张表的报送情况", board.board_page),
    Leaf("未报学校", "还没有报送的学校和联系电话，各学区报送情况", board.missing_page),
    Leaf("发展规模", "学校、班级、在校生和教师，合计与分项核对", scale.scale_page),
    Leaf("小学指标", "小学七项指标：各校数值、达标情况", seven.primary_page),
    Leaf("初中指标", "初中七项指标：各校数值、达标情况", seven.junior_page),
    Leaf("差异系数", "七项指标的县均值、标准差、差异系数和上限", spread_page),
)
AFTER_CHARTS = (
    Leaf("指标明细", "每校每项的分子、分母和算式", details.details_page),
    Leaf("未列入学校", "没有计入指标的学校和原因", details.excluded_page),
    Leaf("班额校额", "班额分布、超标准班级、超规模学校", sizes.sizes_page),
    Leaf("师生比例", "教师学历、骨干、持证、培训、交流；寄宿、随迁、留守（三种口径）", shares_page),
    Leaf("督导清单", "政府保障程度15项、教育质量9项", checks.checks_page),
    Leaf("公用经费", "各校核定人数、依据和全年应拨", money.funds_page),
    Leaf("学生资助", "各资助项目的人数和金额", money.aid_page),
    Leaf("疑似重复", "可能在两所学校重复登记的学生", pairs.pairs_page),
    Leaf("问题清单", "各校还没有解决的问题", faults.faults_page),
    Leaf("口径说明", "本册所用的口径、公式和标准", rules.rules_page),
)
CHARTS = (
    ("小学图表", "小学七项指标，由低到高，带标准线", "primary"),
    ("初中图表", "初中七项指标，由低到高，带标准线", "junior"),
)


def write(book: CountyBook, to: Path | BinaryIO, *, carries: int = 0) -> None:
    """Write the workbook; a path is written as a whole or not at all (Refusal where the disk is full or it is open).

    `carries`: how many parts will be appended to the finished file, such as the schools' deliveries.
    """
    data = made(book, carries=carries)
    if isinstance(to, Path):
        write_file(to, data)
    else:
        to.write(data)


def made(book: CountyBook, *, carries: int = 0) -> bytes:
    """The workbook's bytes; equal content gives equal bytes."""
    stream = BytesIO()
    about = {"title": f"乡校台账 {book.name} 汇总", "author": book.name}
    when = datetime.fromisoformat(book.made or LONG_AGO).replace(tzinfo=None)
    paper = new_workbook(stream, OPTIONS, when, about, carries=carries)
    paper.set_size(2400, 1500)
    maker = _Maker(paper, book)
    maker.fill()
    paper.close()
    return stream.getvalue()


class _Maker:
    """Makes the pages of one workbook."""

    def __init__(self, paper: Workbook, book: CountyBook) -> None:
        self._paper, self._book, self._tones = paper, book, Tones(Look(paper))

    def fill(self) -> None:
        """All sheets; the hidden one with the charts' figures is the last."""
        first = self._page(FRONT, f"{self._book.name}　汇总")
        for leaf in LEAVES:
            leaf.fill(self._page(leaf.name, leaf.about), self._book)
        charts = [self._page(name, about) for name, about, _ in CHARTS]
        for leaf in AFTER_CHARTS:
            leaf.fill(self._page(leaf.name, leaf.about), self._book)
        data, column = add_sheet(self._paper, bars.DATA), 0
        data.hide()
        column = bars.bars_page(charts[0], self._book, "primary", data, column)
        bars.bars_page(charts[1], self._book, "junior", data, column)
        sheets = [*((leaf.name, leaf.about) for leaf in LEAVES), *((name, about) for name, about, _ in CHARTS)]
        front.front_page(first, self._book, dict([*sheets, *((leaf.name, leaf.about) for leaf in AFTER_CHARTS)]))
        first.sheet.activate()

    def _page(self, name: str, about: str) -> Page:
        book = self._book
        mark = "练习数据 不得上报 " if book.practice else ""
        footer = f"&L{book.name.replace('&', '&&')[:100]}&C第 &P 页 共 &N 页&R{mark}{book.period.zh}"
        beside = f"{mark}{book.period.zh}" + (f"　{book.made[:16].replace('T', ' ')} 生成" if book.made else "")
        words = Words(about, beside, "", footer) if name == FRONT else Words(name, beside, about, footer)
        return Page(self._paper, self._tones, name, words)
