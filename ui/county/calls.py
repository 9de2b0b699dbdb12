"""催报名单: whom to call, district by district, on paper with room to write down what was said."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from export.jobs.county.board import Board, BoardRow
from ui.parts import Over, column, text
from ui.printing import Paper, Press, foot
from ui.printing.list_body import Ruled
from ui.theme import Theme
from ui.translation import translated

if TYPE_CHECKING:
    from export.jobs.county.bureau import Bureau

TITLE = "催报名单"
CAPTIONS = ("序号", "学区", "学校", "情况", "联系人", "电话", "备注", "通话记录")
SHARES = (5, 12, 24, 9, 10, 14, 10, 16)
STANDS = {"missing": "未报", "old": "只有旧版"}
MARK = "练习数据"


def call_list(board: Board, county: str, period: str) -> Paper:
    """Every school of which there is nothing for this period; papers are for Chinese offices."""
    rows = sorted(board.missing, key=lambda one: (one.district, one.code))
    due = f"　截止 {date.fromisoformat(board.deadline):%Y-%m-%d}" if board.deadline else ""
    under = f"{county}　{period}{due}　应报 {board.expected} 所，未报 {len(rows)} 所"
    lines = tuple(_line(at, one) for at, one in enumerate(rows, start=1))
    return Paper(TITLE, lists=(Ruled(TITLE, under, CAPTIONS, SHARES, lines),), count=len(rows), is_landscape=True)


def _line(at: int, one: BoardRow) -> tuple[str, ...]:
    return str(at), one.district, one.name or one.code, STANDS[one.status], one.contact, one.phone, one.note, ""


class CallList(Over):
    """The paper over the board; Esc goes back."""

    def __init__(self, bureau: "Bureau", theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, translated("Back to the board"), parent=parent)
        self._bureau = bureau
        self.press = Press(theme, self, self._foot, self._propose, bureau.library.catalogue)
        self.fill(text(self.tr("Call list"), bold=True), None, self.press.save_button, self.press.print_button)
        laid = column(self.strip, self.press.message, self.press.busy, self.press.preview, gap=0, parent=self)
        laid.setStretch(3, 1)

    def show_board(self, board: Board) -> None:
        """Show whom to call now."""
        paper = call_list(board, self._bureau.name, self._bureau.period.zh)
        self.press.show_paper(replace(paper, mark=MARK) if self._bureau.practice else paper)

    def _foot(self) -> str:
        return foot(self._bureau.name, self._bureau.user, datetime.now())

    def _propose(self, title: str) -> Path:
        return self._bureau.path.parent / f"{title}_{self._bureau.period.short_zh}.pdf"
