"""报送看板 and 未报学校: which school has sent what, and whom to call."""
# pyright: reportUnknownMemberType=false

from collections.abc import Mapping, Sequence

from export.county_book.given import BoardRow, CountyBook
from export.county_book.page import A3, Cell, Page
from export.county_book.tones import Tone

STATUS: Mapping[str, tuple[str, Tone]] = {
    "reported": ("已报", "good"), "problems": ("有问题", "bad"), "returned": ("退回", "near"), "old": ("旧版", "near"),
    "missing": ("未报", "bad"), "unknown": ("不在名录", "soft"),
}  # fmt: skip
_FIXED = ("学区", "学校", "标识码", "状态", "版次", "在校生", "未解决")
_LAST = ("收到时间", "联系人", "电话", "备注")


def board_page(page: Page, book: CountyBook) -> None:
    """Every school, form by form."""
    forms = [form.zh for form in book.library.forms.values()]
    page.widths([12, 26, 13, 9, 6, 8, 8, *[9] * len(forms), 17, 10, 14, 20])
    page.head([*_FIXED, *forms, *_LAST], freeze=2, height=34)
    page.sheet.set_paper(A3)
    page.filter(len(_FIXED) + len(forms) + len(_LAST), len(book.board))
    for row in sorted(book.board, key=lambda each: (each.district, each.code)):
        page.line(_row(page, book, row))


def _row(page: Page, book: CountyBook, row: BoardRow) -> list[Cell]:
    tones = page.tones
    word, tone = STATUS[row.status]
    plain, number = tones.text(), tones.number()
    open_ = sum(row.faulty.values())
    return [
        Cell(row.district, plain), Cell(row.name, plain), Cell(row.code, plain),
        Cell(word, tones.text(tone, align="center")), Cell(row.revision or None, number),
        Cell(row.on_roll or None, number), Cell(open_ or None, tones.number("bad" if open_ else "")),
        *(_form(page, row, form) for form in book.library.forms),
        Cell(row.received[:16].replace("T", " "), plain), Cell(row.contact, plain), Cell(row.phone, plain),
        Cell(row.note, plain),
    ]  # fmt: skip


def _form(page: Page, row: BoardRow, form: str) -> Cell:
    """So many records, 无 where there are none by the school's word, — where nothing came."""
    tones = page.tones
    if form in row.nil:
        return Cell("无", tones.text("soft", align="center"))
    if form not in row.counts:
        return Cell("—", tones.text("soft", align="center"))
    return Cell(row.counts[form], tones.number("bad" if row.faulty.get(form) else ""))


def missing_page(page: Page, book: CountyBook) -> None:
    """Schools to call, by district, and how each district stands."""
    page.widths([16, 28, 14, 10, 12, 16, 30])
    page.section("各学区报送情况")
    page.head(["学区", "应报", "已报", "有问题", "退回", "旧版", "未报"])
    for district, rows in _by_district(book.board).items():
        counts = [sum(row.status == status for row in rows) for status in STATUS if status != "unknown"]
        page.line([district or "（未填学区）", sum(counts), *counts])
    missing = [row for row in book.board if row.status in ("missing", "old")]
    page.section(f"未报学校（{len(missing)} 所）")
    page.head(["学区", "学校", "标识码", "状态", "联系人", "电话", "备注"])
    for row in sorted(missing, key=lambda each: (each.district, each.code)):
        word, tone = STATUS[row.status]
        state = Cell(word, page.tones.text(tone, align="center"))
        page.line([row.district, row.name, row.code, state, row.contact, row.phone, row.note])


def _by_district(rows: Sequence[BoardRow]) -> dict[str, list[BoardRow]]:
    found: dict[str, list[BoardRow]] = {}
    for row in sorted(rows, key=lambda each: each.district):
        found.setdefault(row.district, []).append(row)
    return found
