"""How a row that comes is drawn: the glyph of its fate, differences as old → new, what is wrong on its tint."""

from typing import cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.parts import FOLD, draw_icon, paint_fold
from ui.school.importing.model import CELL, FATE, LABEL, PLACE, Cell
from ui.theme import Theme

SIGNS = {
    "new": ("plus", "jade"), "changed": ("edit", "indigo"), "same": ("tick", "ink3"),
    "problem": ("glyph_error", "seal_fill"),
}  # fmt: skip
WORDS = {"new": "jade", "changed": "indigo", "same": "ink3", "problem": "seal"}
TINTS = {"error": "seal_tint", "reminder": "amber_tint"}
CORNERS = {"error": "seal_fill", "reminder": "amber_fill"}
ARROW = " → "
PAD = 8


class PreviewPaint(QStyledItemDelegate):
    """Draws every cell of the preview."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Ground, rules, words, corner."""
        theme, cell = self._theme, cast("Cell", index.data(CELL))
        rect = QRect(option.rect)  # pyright: ignore[reportAttributeAccessIssue]
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        ground = TINTS.get(cell.wrong) or ("indigo_tint" if chosen or cell.is_changed else "paper")
        painter.fillRect(rect, theme.colour(ground))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("line2"))
        if index.column() >= LABEL:
            painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), theme.colour("line2"))
        inner = rect.adjusted(theme.px(PAD), 0, -theme.px(PAD), 0)
        if index.column() == FATE:
            self._fate(painter, rect, cell, chosen=chosen)
        elif cell.is_changed:
            self._difference(painter, inner, cell)
        else:
            quiet = index.column() == PLACE or cell.fate == "same" or not cell.text
            self._say(painter, inner, cell.text or "—", "ink3" if quiet else "ink")
        if cell.wrong in CORNERS:
            paint_fold(painter, self._theme.colour(CORNERS[cell.wrong]), rect.right(), rect.top(), self._theme.px(FOLD))
        if option.state & QStyle.StateFlag.State_HasFocus:  # pyright: ignore[reportAttributeAccessIssue]
            painter.setPen(theme.colour("indigo"))
            painter.drawRect(rect.adjusted(1, 1, -2, -3))
        painter.restore()

    def _fate(self, painter: QPainter, rect: QRect, cell: Cell, *, chosen: bool) -> None:
        theme = self._theme
        if chosen:
            painter.fillRect(QRect(rect.left(), rect.top(), theme.px(3), rect.height()), theme.colour("indigo_fill"))
        at = rect.left() + theme.px(16)
        draw_icon(painter, theme, *SIGNS[cell.fate], QRect(at, rect.top(), theme.px(15), rect.height()), 14)
        self._say(painter, rect.adjusted(theme.px(38), 0, 0, 0), cell.text, WORDS[cell.fate])

    def _difference(self, painter: QPainter, inner: QRect, cell: Cell) -> None:
        metrics, before = self._theme.metrics(), cell.before or "—"
        wide = metrics.horizontalAdvance(before + ARROW)
        if wide + metrics.horizontalAdvance(cell.text) > inner.width():  # the new one is what counts
            before = metrics.elidedText(before, Qt.TextElideMode.ElideRight, inner.width() // 3)
            wide = metrics.horizontalAdvance(before + ARROW)
        self._say(painter, inner, before + ARROW, "ink2")
        self._say(painter, inner.adjusted(wide, 0, 0, 0), cell.text, "indigo")

    def _say(self, painter: QPainter, rect: QRect, words: str, tone: str) -> None:
        theme = self._theme
        painter.setPen(theme.colour(tone))
        painter.setFont(theme.font())
        line = theme.metrics().elidedText(words.replace("\n", " "), Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), line)
