"""问题清单: what stands against each school, counted, and line by line with sheet and cell."""

from collections import Counter

from export.county_book.given import CountyBook, Fault
from export.county_book.page import Cell, Page, lines_of, wrapped
from export.county_book.tones import Tone

MOST = 20_000
"""Lines that are listed; a county with more has a fault in common and finds it in the counts."""
_WIDE = 70


def faults_page(page: Page, book: CountyBook) -> None:
    """Schools with most errors first, then every problem."""
    page.widths([28, 14, 16, 10, 10, _WIDE, 40])
    page.section("各校问题数")
    page.head(["学校", "标识码", "错误", "未说明提醒", "已说明提醒"])
    counts = Counter((fault.school, _kind(fault)) for fault in book.faults)
    schools = sorted({fault.school for fault in book.faults}, key=lambda code: (-counts[code, "error"], code))
    for code in schools:
        errors, reminders, explained = (counts[code, kind] for kind in ("error", "reminder", "explained"))
        tones = page.tones
        page.line([
            book.school(code), code, Cell(errors or None, tones.number("bad" if errors else "")),
            Cell(reminders or None, tones.number("near" if reminders else "")), Cell(explained or None, tones.number()),
        ])  # fmt: skip
    page.section("逐条问题")
    page.head(["学校", "标识码", "工作表", "单元格", "级别", "问题", "学校说明"])
    page.filter(7, min(len(book.faults), MOST))
    order = sorted(book.faults, key=lambda fault: (_kind(fault) != "error", fault.school, fault.sheet))
    for fault in order[:MOST]:
        _line(page, book, fault)
    if len(order) > MOST:
        page.note(f"只列出前 {MOST} 条，共 {len(order)} 条。")


def _kind(fault: Fault) -> str:
    return "error" if fault.level == "error" else ("explained" if fault.reason else "reminder")


def _line(page: Page, book: CountyBook, fault: Fault) -> None:
    words: dict[str, tuple[str, Tone]] = {
        "error": ("错误", "bad"), "reminder": ("提醒", "near"), "explained": ("已说明", "soft"),
    }  # fmt: skip
    word, tone = words[_kind(fault)]
    cells = [
        Cell(book.school(fault.school), page.tones.text()), Cell(fault.school, page.tones.text()),
        Cell(fault.sheet, page.tones.text()), Cell(fault.cell, page.tones.text()),
        Cell(word, page.tones.text(tone, align="center")), wrapped(page.tones, fault.message),
        wrapped(page.tones, fault.reason, "soft"),
    ]  # fmt: skip
    page.line(cells, lines=max(lines_of(fault.message, _WIDE), lines_of(fault.reason, 40)))
