"""Write a return slip as a workbook that people can read, print and fill by hand."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from export.slip import Slip, SlipItem
from export.slip.sealed import HIDDEN, hidden
from export.workbook.carry import rows_of
from export.workbook.durable import write_file
from export.workbook.look import AMBER, HEAD_FACE, INK_SOFT, LINE, OPTIONS, SEAL_RED, Look
from export.workbook.paper import Worksheet, add_sheet, new_workbook, set_footer
from forms.form import Form
from forms.periods import Period

SHEET = "退回单"
PRACTICE = "练习数据"
HINT = (
    "请用乡校台账打开本文件（导入），程序会列成待办，一条一条带到要改的记录；改好一条消一条，不用改的写明原因。"
    "全部办完后重新导出上报，答复随工作簿带回。请不要在本文件里改。"
)
CAPTIONS = (
    ("序号", 6),
    ("登记册", 12),
    ("单元格", 9),
    ("记录", 14),
    ("栏目", 14),
    ("问题", 46),
    ("怎么办", 40),
    ("手写答复", 24),
)
LAST = len(CAPTIONS) - 1
LONG_AGO = "2000-01-01T00:00:00"
HEAD_ROW = 7
"""Of the captions, counted from 0."""
_PER_LINE = 21
"""Characters of the longest column that fit on one line."""


def write_slip(slip: Slip, forms: dict[str, Form], private: bytes, to: Path | BinaryIO) -> None:
    """Write a slip, signed with the county's private key. A path is written as a whole or not at all."""
    data = slip_bytes(slip, forms, private)
    if isinstance(to, Path):
        write_file(to, data)
    else:
        to.write(data)


def slip_bytes(slip: Slip, forms: dict[str, Form], private: bytes) -> bytes:
    """The workbook's bytes; the same slip gives the same bytes."""
    stream = BytesIO()
    created = datetime.fromisoformat(slip.made or LONG_AGO).replace(tzinfo=None)
    book = new_workbook(stream, OPTIONS, created, {"title": SHEET, "author": slip.county_name})
    look = Look(book)
    front, machine = add_sheet(book, SHEET), add_sheet(book, HIDDEN)
    _head(front, slip, look)
    _table(front, slip.items, forms, look)
    _print(front, slip)
    for row, cells in enumerate(rows_of(hidden(slip, private))):
        for col, text in enumerate(cells):
            machine.write_string(row, col, text, look.machine())
    machine.very_hidden()
    front.activate()
    book.close()
    return stream.getvalue()


def slip_file_name(slip: Slip) -> str:
    """退回单_2199000001_石坪镇中心小学_2026秋_第1号.xlsx.

    Code and name come out of a school's file and lead to no other folder.
    """
    parts = (SHEET, _bare(slip.school), _bare(slip.school_name), Period(slip.period).short_zh, f"第{slip.number}号")
    return "_".join(filter(None, parts)) + ".xlsx"


def _bare(text: str) -> str:
    """Letters and digits alone."""
    return "".join(char for char in text if char.isalnum())[:30]


def _head(sheet: Worksheet, slip: Slip, look: Look) -> None:
    for col, (_, width) in enumerate(CAPTIONS):
        sheet.set_column(col, col, width)
    sheet.set_row(0, 40)
    sheet.write_string(0, 0, f"退回单　第 {slip.number} 号", look.title())
    if slip.practice:
        mark = look.of(font_name=HEAD_FACE, font_size=13, bold=True, font_color=AMBER, align="right", valign="vcenter")
        sheet.write_string(0, LAST, PRACTICE, mark)
    label = look.of(font_name=HEAD_FACE, font_color=INK_SOFT, valign="vcenter")
    value = look.of(font_name=HEAD_FACE, valign="vcenter", num_format="@")
    for row, (name, text) in enumerate(_lines(slip), start=1):
        sheet.set_row(row, 20)
        sheet.write_string(row, 0, name, label)
        sheet.write_string(row, 2, text, value)
    sheet.set_row(HEAD_ROW - 1, 34)
    sheet.merge_range(HEAD_ROW - 1, 0, HEAD_ROW - 1, LAST, HINT, look.note(text_wrap=True))


def _lines(slip: Slip) -> list[tuple[str, str]]:
    looked_at = f"第 {slip.revision} 次上报" if slip.revision else "还没有收到上报"
    deadline = f"请在 {slip.deadline} 前办完并重新上报" if slip.deadline else "请尽快办完并重新上报"
    return [
        ("学　校", f"{slip.school_name}（{slip.school}）"),
        ("时　段", f"{Period(slip.period).zh}　{looked_at}"),
        ("发出单位", "　".join(filter(None, (slip.county_name, slip.contact)))),
        ("期　限", deadline),
        ("发出时间", slip.made.replace("T", " ")),
    ]


def _table(sheet: Worksheet, items: Sequence[SlipItem], forms: dict[str, Form], look: Look) -> None:
    sheet.set_row(HEAD_ROW, 24)
    for col, (caption, _) in enumerate(CAPTIONS):
        sheet.write_string(HEAD_ROW, col, caption, look.head())
    shape = {"border": 1, "border_color": LINE, "valign": "vcenter", "text_wrap": True, "num_format": "@"}
    cell, strong = look.of(**shape), look.of(**shape, font_color=SEAL_RED)
    for place, item in enumerate(items, start=1):
        row = HEAD_ROW + place
        texts = (str(place), *_where(item, forms), item.sentence, item.todo, "")
        sheet.set_row(row, 8 + 16 * max(2, *(-(-len(text) // _PER_LINE) for text in texts[5:7])))
        for col, text in enumerate(texts):
            sheet.write_string(row, col, text, strong if col == 5 else cell)
    sheet.freeze_panes(HEAD_ROW + 1, 0)


def _where(item: SlipItem, forms: dict[str, Form]) -> tuple[str, str, str, str]:
    form = forms.get(item.form)
    field = form.fields.get(item.field) if form else None
    return item.sheet or (form.zh if form else ""), item.cell, item.label, field.zh if field else ""


def _print(sheet: Worksheet, slip: Slip) -> None:
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(0.5, 0.5, 0.5, 0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD_ROW)
    sheet.set_tab_color(SEAL_RED)
    school = f"{slip.school_name}（{slip.school}）".replace("&", "&&")[:120]
    set_footer(sheet, f"&L{school}&C第 &P 页 共 &N 页&R退回单第 {slip.number} 号")
