"""One sheet of records: title, hints, captions, cells, drop-downs, print set-up; filled or blank."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from export.workbook.cells import Cells
from export.workbook.layout import (
    CAPTION_ROW,
    FIRST_ROW,
    KEY_ROW,
    NOTE_ROW,
    SECTION_ROW,
    STAR,
    TITLE_ROW,
    Column,
    beside_title,
    cell_width,
    last_row,
    letter,
    pages_wide,
    text_width,
)  # fmt: skip
from export.workbook.look import BODY_FACE, EDGE, INDIGO, LINE, RISKY, SLIP, TEXT, WRONG, Look
from export.workbook.paper import Ledger, Worksheet, set_footer
from export.workbook.rules import write_rules

ROW_HEIGHT = 16.5
"""Points."""
NOTE = "★ 必填。下拉列表中的项请选，不要手写；日期写成 2018-12-25；身份证件号、电话、卡号已设为文本，直接填数字。"


@dataclass(frozen=True)
class Page:
    """What stands around the cells of a sheet."""

    title: str
    beside: str
    """School and period, to the right of the title."""
    note: str
    columns: Sequence[Column]
    bands: Sequence[tuple[int, int, str]] = ()
    frozen: int = 1
    footer: str = ""
    hints: Mapping[str, str] = field(default_factory=dict[str, str])
    """Column key → 指标解释, as a note on the caption."""
    valign: Literal["vcenter", "top"] = "vcenter"
    locked: bool = False
    """Captions locked, cells open: for a workbook that is filled by hand."""


def write_sheet(
    sheet: Ledger, page: Page, cells: Sequence[Cells], look: Look, ranges: Mapping[str, str],
    tints: Mapping[str, Collection[int]] | None = None,
) -> None:  # fmt: skip
    """Fill a sheet; `cells` has a list per column of the page."""
    records = len(cells[0]) if cells else 0
    _head(sheet, page, look)
    for col, column in enumerate(page.columns):
        _column_format(sheet, col, column, page, look)
        write_rules(sheet, col, column, last_row(records), ranges)
        style = _style(column, page)
        _cells(sheet, col, style, cells[col] if cells else [], look, (tints or {}).get(column.key, ()))
    sheet.set_heights(_heights(page.columns, cells))
    _lines(sheet, page, last_row(records), look)
    _view(sheet, page, records)
    if page.locked:
        _protect(sheet)


def _head(sheet: Worksheet, page: Page, look: Look) -> None:
    sheet.set_default_row(ROW_HEIGHT)
    for row, height in ((TITLE_ROW, 30), (NOTE_ROW, 18), (SECTION_ROW, 20), (CAPTION_ROW, 38)):
        sheet.set_row(row - 1, height)
    sheet.set_row(KEY_ROW - 1, None, None, {"hidden": True})
    beside = beside_title(page.columns, page.title, page.frozen)
    sheet.write_string(TITLE_ROW - 1, 0, page.title, look.title())
    sheet.write_string(TITLE_ROW - 1, beside, page.beside, look.beside())
    sheet.write_string(NOTE_ROW - 1, beside, page.note, look.note())
    for band in page.bands:
        _band(sheet, *band, look)
    for col, column in enumerate(page.columns):
        sheet.write_string(KEY_ROW - 1, col, column.key, look.machine())
        _caption(sheet, col, column, look)
        _hint(sheet, col, page.hints.get(column.key, ""))


def _band(sheet: Worksheet, start: int, end: int, title: str, look: Look) -> None:
    """Not merged: a merged cell hinders sorting and is torn by page breaks; a text runs on over blank cells anyway."""
    for col in range(start, end + 1):
        sheet.write_blank(SECTION_ROW - 1, col, None, look.band(left=int(col == start)))
    if title:
        sheet.write_string(SECTION_ROW - 1, start, title, look.band(left=1))


def _caption(sheet: Worksheet, col: int, column: Column, look: Look) -> None:
    if column.required:
        parts = (look.star(), STAR, look.caption(), column.head.removeprefix(STAR))
        sheet.write_rich_string(CAPTION_ROW - 1, col, *parts, look.head())
    else:
        sheet.write_string(CAPTION_ROW - 1, col, column.head, look.head())


def _hint(sheet: Worksheet, col: int, hint: str) -> None:
    if hint:
        lines = sum(-(-text_width(line) // 36) for line in hint.splitlines())
        size: dict[str, object] = {"width": 260, "height": 18 * lines + 14}
        face: dict[str, object] = {"font_name": BODY_FACE, "font_size": 10, "color": SLIP}
        sheet.write_comment(CAPTION_ROW - 1, col, hint, {"author": "", **size, **face})


def _column_format(sheet: Worksheet, col: int, column: Column, page: Page, look: Look) -> None:
    """The whole column gets its format, so that what is typed or pasted later stays text too."""
    whole = look.of(**_style(column, page), **({"locked": False} if page.locked else {}))
    sheet.set_column(col, col, column.width, whole, {"hidden": True} if column.hidden else {})


def _style(column: Column, page: Page) -> dict[str, object]:
    style: dict[str, object] = {"num_format": column.number or TEXT, "align": column.align, "valign": page.valign}
    return style | ({"text_wrap": True} if column.wrapped else {})


def _cells(
    sheet: Ledger, col: int, style: Mapping[str, object], cells: Cells, look: Look, tinted: Collection[int]
) -> None:
    """Texts are texts: one that begins like a formula gets a quote prefix, one that could not be read a tint."""
    quoted = look.of(**{**style, "num_format": TEXT}, quote_prefix=True)
    others = {row: quoted for row, cell in enumerate(cells) if type(cell) is str and cell[:1] in RISKY}
    for row in tinted:
        cell = cells[row]
        if isinstance(cell, str):
            others[row] = look.of(num_format=TEXT, bg_color=WRONG, quote_prefix=cell[:1] in RISKY, valign="vcenter")
    sheet.lay_column(FIRST_ROW - 1, col, cells, look.of(**style), others)


def _heights(columns: Sequence[Column], cells: Sequence[Cells]) -> dict[int, float]:
    """Rows with long wrapped texts are as high as these; a fixed height elsewhere keeps the sheet calm."""
    lines: dict[int, int] = {}
    for column, texts in zip(columns, cells, strict=False):
        for row, text in enumerate(texts if column.wrapped and not column.hidden else ()):
            if isinstance(text, str) and (len(text) * 2 > column.width or "\n" in text):
                needed = sum(-(-max(cell_width(line), 1) // (column.width - 1)) for line in text.split("\n"))
                lines[row] = max(lines.get(row, 1), needed)
    return {row: min(ROW_HEIGHT * needed, 400) for row, needed in lines.items() if needed > 1}


def _lines(sheet: Worksheet, page: Page, last: int, look: Look) -> None:
    """Thin lines under every row that holds something, so that rows added by hand get them too."""
    end = letter(sum(not column.hidden for column in page.columns) - 1)
    lines = look.of(border=1, border_color=LINE)
    sheet.conditional_format(
        f"A{FIRST_ROW}:{end}{last}",
        {"type": "formula", "criteria": f"=COUNTA($A{FIRST_ROW}:${end}{FIRST_ROW})>0", "format": lines},
    )


def _view(sheet: Worksheet, page: Page, records: int) -> None:
    sheet.freeze_panes(FIRST_ROW - 1, page.frozen)
    last = FIRST_ROW - 1 + max(records, 1)
    sheet.autofilter(CAPTION_ROW - 1, 0, last - 1, len(page.columns) - 1)
    sheet.hide_gridlines(1)
    sheet.set_tab_color(EDGE if not records else INDIGO)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(0.4, 0.4, 0.5, 0.7)
    sheet.fit_to_pages(pages_wide(page.columns), 0)
    sheet.repeat_rows(TITLE_ROW - 1, CAPTION_ROW - 1)
    if pages_wide(page.columns) > 1:
        sheet.repeat_columns(0, page.frozen - 1)
    set_footer(sheet, page.footer)


def _protect(sheet: Worksheet) -> None:
    """Without a password: it keeps the captions from slipping, not people from their work."""
    allowed = ("format_cells", "format_columns", "format_rows", "sort", "autofilter", "delete_rows", "insert_rows")
    sheet.protect("", dict.fromkeys(allowed, True))
