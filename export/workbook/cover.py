"""The first sheet: whose figures, which period, how many records, the code to read out on the phone, where to sign."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from export.workbook.layout import COVER
from export.workbook.look import AMBER, HEAD_FACE, INDIGO, INK_SOFT, LINE, SEAL_RED, Look
from export.workbook.package import STATE_WORDS, Package
from export.workbook.paper import Worksheet

TITLE = "乡校台账 上报文件"
DRAFT, PRACTICE = "草稿　不得上报", "练习数据　不得上报"
CODE_HINT = "县里来电核对时，双方逐个念这 8 个字符，一致就是同一份内容。"
WRONG_HINT = (
    "发现有误怎么办：不要在本文件里改。请在乡校台账里改正、重新校验审核，再导出一次；"
    "次数自动加一，县里以次数最大的一份为准。"
)
SIGNATURES = ("填表人", "复核人", "单位负责人", "单位盖章", "日　期")
TABLE_HEAD = ("登记册", "填报情况", "记录数", "已说明的提醒")
FIRST_LINE = 6
FIRST, LAST = 1, 5
"""Columns B … F carry the text, counted from 0."""
Facts = dict[tuple[str, str], str | int]


@dataclass
class Cover:
    """What stands on the cover and where; the sealed cells among it are `facts`."""

    package: Package
    facts: Facts = field(default_factory=Facts)
    lines: list[tuple[int, str, str | int]] = field(default_factory=list["tuple[int, str, str | int]"])
    table: list[tuple[int, tuple[str, str, int, int]]] = field(
        default_factory=list["tuple[int, tuple[str, str, int, int]]"]
    )

    def __post_init__(self) -> None:
        """Lay everything out, so that the facts can be sealed before the sheet is written."""
        self.lines = [(row, label, value) for row, (label, value) in enumerate(self._lines(), start=FIRST_LINE)]
        self.under = f"{self.package.school_name}　{self.package.period.zh}"
        self.facts = {(COVER, "B3"): self.under} | {(COVER, f"C{row}"): value for row, _, value in self.lines}
        self.code_row = FIRST_LINE + len(self.lines)
        self.table_row = self.code_row + 2
        for at, entry in enumerate(self._entries(), start=self.table_row + 1):
            self.table.append((at, entry))
            self.facts |= {(COVER, f"{letter}{at}"): value for letter, value in zip("BDEF", entry, strict=True)}
        if self.mark:
            self.facts[COVER, "B4"] = self.mark

    @property
    def mark(self) -> str:
        """Why the file must not be handed in; "" where it may."""
        marks = (PRACTICE if self.package.practice else "", DRAFT if self.package.draft else "")
        return "　　".join(filter(None, marks))

    def _lines(self) -> Iterator[tuple[str, str | int]]:
        package = self.package
        yield "学校名称", package.school_name
        yield "学校标识码", package.school_code
        yield "填报时段", package.period.zh
        yield "上报次数", f"第 {package.revision} 次"
        if package.problems:
            yield "校验结果", _counts(package.problems)
        if package.made:
            yield "导出时间", package.made.replace("T", " ")
        yield "程序版本", package.program

    def _entries(self) -> Iterator[tuple[str, str, int, int]]:
        explained = _explained(self.package)
        for name, form in self.package.forms.items():
            words = STATE_WORDS[self.package.state(name)]
            yield form.zh, words, self.package.count(name), explained.get(name, 0)


def write_cover(sheet: Worksheet, cover: Cover, code: str, look: Look) -> None:
    """Fill the first sheet; `code` is the check code."""
    for col, width in enumerate((3, 17, 17, 20, 12, 16)):
        sheet.set_column(col, col, width)
    _title(sheet, cover, look)
    label = look.of(font_name=HEAD_FACE, font_color=INK_SOFT, bottom=1, bottom_color=LINE, valign="vcenter")
    value = look.of(font_name=HEAD_FACE, bottom=1, bottom_color=LINE, valign="vcenter", num_format="@", text_wrap=True)
    for row, name, text in cover.lines:
        sheet.set_row(row - 1, 24)
        sheet.write_string(row - 1, FIRST, name, label)
        sheet.merge_range(row - 1, FIRST + 1, row - 1, LAST, "", value)
        sheet.write_string(row - 1, FIRST + 1, str(text), value)
    _code(sheet, cover.code_row, code, look)
    _table(sheet, cover, look)
    _foot(sheet, cover.table_row + len(cover.table) + 2, look)
    _print(sheet)


def _title(sheet: Worksheet, cover: Cover, look: Look) -> None:
    package = cover.package
    big = look.of(font_name=HEAD_FACE, font_size=22, bold=True, font_color=INDIGO, align="center", valign="vcenter")
    under = look.of(font_name=HEAD_FACE, font_size=13, align="center", valign="vcenter")
    sheet.set_row(0, 14)
    sheet.set_row(1, 46)
    sheet.set_row(2, 26)
    sheet.merge_range(1, FIRST, 1, LAST, TITLE, big)
    sheet.merge_range(2, FIRST, 2, LAST, cover.under, under)
    if cover.mark:
        colour = AMBER if package.practice and not package.draft else SEAL_RED
        mark = look.of(
            font_name=HEAD_FACE, font_size=16, bold=True, font_color=colour, border=2, border_color=colour,
            align="center", valign="vcenter",
        )  # fmt: skip
        sheet.set_row(3, 34)
        sheet.merge_range(3, FIRST, 3, LAST, cover.mark, mark)


def _code(sheet: Worksheet, row: int, code: str, look: Look) -> None:
    label = look.of(font_name=HEAD_FACE, font_color=INK_SOFT, valign="vcenter")
    big = look.of(font_name="Consolas", font_size=20, bold=True, font_color=INDIGO, num_format="@", valign="vcenter")
    hint = look.note(text_wrap=True)
    sheet.set_row(row - 1, 40)
    sheet.write_string(row - 1, FIRST, "校验码", label)
    sheet.merge_range(row - 1, FIRST + 1, row - 1, FIRST + 2, code, big)
    sheet.merge_range(row - 1, FIRST + 3, row - 1, LAST, CODE_HINT, hint)


def _table(sheet: Worksheet, cover: Cover, look: Look) -> None:
    head, top = look.head(), cover.table_row - 1
    sheet.set_row(top, 24)
    sheet.merge_range(top, FIRST, top, FIRST + 1, TABLE_HEAD[0], head)
    for col, words in enumerate(TABLE_HEAD[1:], start=FIRST + 2):
        sheet.write_string(top, col, words, head)
    cell = {"border": 1, "border_color": LINE, "valign": "vcenter"}
    text, number = look.of(**cell, indent=1), look.of(**cell, num_format="#,##0", align="center")
    for row, (title, state, records, explained) in cover.table:
        sheet.set_row(row - 1, 20)
        sheet.merge_range(row - 1, FIRST, row - 1, FIRST + 1, title, text)
        sheet.write_string(row - 1, FIRST + 2, state, text)
        sheet.write_number(row - 1, FIRST + 3, records, number)
        sheet.write_number(row - 1, FIRST + 4, explained, number)


def _foot(sheet: Worksheet, row: int, look: Look) -> None:
    box = look.of(border=1, border_color=LINE, valign="vcenter")
    for col, words in enumerate(SIGNATURES, start=FIRST):
        sheet.write_string(row - 1, col, words, look.head())
        sheet.write_blank(row, col, None, box)
    sheet.set_row(row - 1, 22)
    sheet.set_row(row, 64)
    sheet.set_row(row + 2, 34)
    sheet.merge_range(row + 2, FIRST, row + 2, LAST, WRONG_HINT, look.note(text_wrap=True))


def _print(sheet: Worksheet) -> None:
    sheet.hide_gridlines(2)
    sheet.set_portrait()
    sheet.set_paper(9)
    sheet.set_margins(0.6, 0.6, 0.6, 0.6)
    sheet.fit_to_pages(1, 1)
    sheet.center_horizontally()
    sheet.set_tab_color(SEAL_RED)


def _counts(problems: Mapping[str, int]) -> str:
    errors, reminders, explained = (problems.get(name, 0) for name in ("errors", "reminders", "explained"))
    return f"错误 {errors} 处，提醒 {reminders} 处（已说明 {explained} 处）"


def _explained(package: Package) -> dict[str, int]:
    counts: dict[str, int] = {}
    for reason in package.reasons:
        counts[reason.form] = counts.get(reason.form, 0) + 1
    return counts
