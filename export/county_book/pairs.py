"""疑似重复: records of two schools that may be one child, with the reasons and what was decided. No ID numbers."""

from collections.abc import Mapping

from export.county_book.given import CountyBook, PairRow
from export.county_book.page import Cell, Page, lines_of, wrapped
from export.county_book.tones import Tone
from forms.likeness import Side

KIND: Mapping[str, str] = {
    "same_id": "证件号相同",
    "same_code": "学籍号相同",
    "near_id": "证件号相近",
    "alike": "姓名生日相近",
}
STATE: Mapping[str, tuple[str, Tone]] = {
    "open": ("待判定", "near"), "transfer_open": ("转学未办结", "near"), "transfer_closes": ("转学已办结", "good"),
}  # fmt: skip
VERDICT: Mapping[str, str] = {
    "first": "同一人，归甲校", "second": "同一人，归乙校", "two": "不是同一人", "ask": "两校核实", "later": "暂缓",
}  # fmt: skip
_SIDE = ("姓名", "出生日期", "年级", "学校")
_WIDE = 46


def pairs_page(page: Page, book: CountyBook) -> None:
    """The surest pair first."""
    page.widths([8, 13, 12, 11, 9, 24, 12, 11, 9, 24, _WIDE, 16, 30])
    sides = [f"{which}校{word}" for which in "甲乙" for word in _SIDE]
    page.head(["相似度", "类别", *sides, "理由", "判定", "说明"], freeze=2)
    page.filter(13, len(book.pairs))
    for row in sorted(book.pairs, key=lambda each: (-each.pair.score, each.pair.key)):
        _line(page, book, row)
    if not book.pairs:
        page.note("没有发现疑似重复的学生。")


def _line(page: Page, book: CountyBook, row: PairRow) -> None:
    pair, decided, tones = row.pair, row.decision, page.tones
    reasons = "；".join(book.library.catalogue.text(each.code, each.params) for each in pair.reasons)
    word, tone = STATE[pair.state]
    if decided:
        word, tone = VERDICT[decided.verdict], "near" if decided.verdict in ("ask", "later") else "good"
    cells = [
        Cell(pair.score, tones.number()), Cell(KIND[pair.kind], tones.text()), *_side(page, book, pair.first),
        *_side(page, book, pair.second), wrapped(tones, reasons, "soft"), Cell(word, tones.text(tone, align="center")),
        wrapped(tones, decided.reason if decided else ""),
    ]  # fmt: skip
    page.line(cells, lines=lines_of(reasons, _WIDE))


def _side(page: Page, book: CountyBook, side: Side) -> list[Cell]:
    pupil, text = side.pupil, page.tones.text()
    grade = book.label("grade", pupil.grade)
    return [Cell(value, text) for value in (pupil.name, pupil.born_on, grade, book.school(side.school))]
