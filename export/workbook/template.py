"""The blank workbook for PCs that cannot run the program (Windows 7, 32 bit, LoongArch, phones with WPS).

It has the same sheets, lists and definitions as a workbook of the program, so it is imported and checked like one.
"""

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from export.workbook.carry import packed
from export.workbook.durable import write_file
from export.workbook.layout import GUIDE, bands, columns_of, frozen_columns, sheet_names
from export.workbook.look import HEAD_FACE, INDIGO, LINE, Look
from export.workbook.package import Meta
from export.workbook.paper import Worksheet, add_ledger, add_sheet
from export.workbook.sheet import NOTE, Page, write_sheet
from export.workbook.write import definition_texts, hints_of, new_book, write_hidden
from forms.form import Form
from forms.library import Library

TITLE = "乡校台账 空白填报表"
STEPS = (
    ("先看表名", "下方每个标签是一张表，只填与本校有关的表；没有内容的表空着。"),
    ("从第6行填起", "表头、列的顺序请不要动；表头已锁定，没有密码。每人（每件）占一行，中间不要空行。"),
    ("★ 是必填", "标题前有 ★ 的列必须填。鼠标停在标题上能看到这一列的指标解释。"),
    ("选，不要手写", "点单元格右边的小箭头，从列表中选。列表里没有的，填“其他”或空着，并在备注说明。"),
    (
        "号码直接填",
        "身份证件号、电话、银行卡号、代码各列已经设成文本，直接填数字，不会变成 4.4E+17。"
        "从别处粘贴时用“选择性粘贴→数值（只粘贴文本）”。",
    ),
    ("日期写法", "日期写成 2018-12-25，年月写成 2024-09。"),
    ("空着、否和0不一样", "不清楚的空着；确实没有的填“否”或 0。"),
    ("提到别人时", "异动、留守、资助等表里的学生，填身份证件号和姓名，要与“学生”表中的一致。"),
    (
        "保存与上交",
        "用 WPS 或 Excel 直接保存为 .xlsx，不要另存为 .xls。填好后交给中心校，导入程序后会像程序里填的一样逐项校验。",
    ),
)


def template(
    forms: Sequence[str],
    library: Library,
    to: Path | BinaryIO,
    *,
    school_code: str = "",
    school_name: str = "",
    period: str = "",
) -> None:
    """Write a blank workbook with these forms; for a path see `durable.write_file`."""
    chosen = {name: library.forms[name] for name in forms}
    data = _made(chosen, library, Meta(school_code, school_name, period, template=True))
    if isinstance(to, Path):
        write_file(to, data)
    else:
        to.write(data)


def _made(forms: Mapping[str, Form], library: Library, meta: Meta) -> bytes:
    stream, names = BytesIO(), sheet_names(forms)
    book, look = new_book(stream, meta)
    guide = add_sheet(book, GUIDE)
    sheets = {name: add_ledger(book, title) for name, title in names.items()}
    ranges = write_hidden(book, look, forms, definition_texts(forms), {"meta": packed(meta.as_dict())})
    _write_guide(guide, forms, meta, look)
    for name, form in forms.items():
        columns = columns_of(form, {**library.forms, **forms})
        frozen = frozen_columns(columns, form)
        page = Page(
            form.zh, meta.school_name, NOTE, columns, list(bands(columns, form, frozen)), frozen,
            f"&L{meta.school_name.replace('&', '&&')}&C第 &P 页 共 &N 页", hints_of(columns), locked=True,
        )  # fmt: skip
        write_sheet(sheets[name], page, [[] for _ in columns], look, ranges)
    guide.activate()
    book.close()
    return stream.getvalue()


def _write_guide(sheet: Worksheet, forms: Mapping[str, Form], meta: Meta, look: Look) -> None:
    for col, width in enumerate((3, 20, 84)):
        sheet.set_column(col, col, width)
    big = look.of(font_name=HEAD_FACE, font_size=20, bold=True, font_color=INDIGO, valign="vcenter")
    step = look.of(font_name=HEAD_FACE, bold=True, valign="top", bottom=1, bottom_color=LINE)
    words = look.of(font_name=HEAD_FACE, text_wrap=True, valign="top", bottom=1, bottom_color=LINE)
    sheet.set_row(1, 40)
    sheet.write_string(1, 1, TITLE, big)
    sheet.write_string(2, 1, meta.school_name or "学校名称和标识码请填在“学校”表里。", look.note())
    rows = [*((f"{number}. {title}", text) for number, (title, text) in enumerate(STEPS, start=1)), *_tables(forms)]
    for row, (title, text) in enumerate(rows, start=4):
        sheet.set_row(row, 20 if len(text) <= 42 else (36 if len(text) <= 84 else 52))
        sheet.write_string(row, 1, title, step)
        sheet.write_string(row, 2, text, words)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.protect("", {"format_columns": True})


def _tables(forms: Mapping[str, Form]) -> list[tuple[str, str]]:
    return [(f"表：{form.zh}", form.about.get("zh", "")) for form in forms.values()]
