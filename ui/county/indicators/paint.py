"""How the values of schools are painted: red and amber only where a standard is not reached, never by colour alone."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.county.indicators.figures import TINT, TONE
from ui.county.indicators.header import LEFT_SIDE, RIGHT, RIGHT_SIDE
from ui.county.indicators.model import NAME, PUPILS, Index, IndicatorModel
from ui.parts import draw_icon
from ui.theme import Theme

HIGH = 28


class IndicatorPaint(QStyledItemDelegate):
    """Ground, tint, sign and number; a frame where the cursor stands."""

    def __init__(self, theme: Theme, model: IndicatorModel, current: Callable[[], Index], parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._model, self._current = theme, model, current

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        return QSize(0, self._theme.px(HIGH))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        theme, at = self._theme, self._current()
        rect = QRect(option.rect)  # pyright: ignore[reportAttributeAccessIssue]
        token, tone = self._meaning(index)
        is_row = at.row() == index.row()
        painter.fillRect(rect, theme.colour(token or ("indigo_tint" if is_row else "paper")))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("line2"))
        if is_row and index.column() == NAME:
            painter.fillRect(QRect(rect.left(), rect.top(), theme.px(3), rect.height()), theme.colour("indigo_fill"))
        self._words(painter, rect, index, tone)
        if is_row and at.column() == index.column():
            painter.setPen(QPen(theme.colour("indigo"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -1, -2))
        painter.restore()

    def _meaning(self, index: Index) -> tuple[str, str]:
        """Tint and tone."""
        column = index.column()
        if self._model.item(column) is None:
            return "", "ink2" if column == PUPILS else "ink"
        reading = self._model.reading(index.row(), column)
        if reading is None:
            return "paper2", "ink3"
        return TINT.get(reading.mark, ""), TONE.get(reading.mark, "ink")

    def _words(self, painter: QPainter, rect: QRect, index: Index, tone: str) -> None:
        theme, column, last = self._theme, index.column(), self._model.last
        left = 16 if column == NAME else 8
        room = rect.adjusted(theme.px(left), 0, -theme.px(RIGHT), -1)
        painter.setFont(theme.font(14))
        painter.setPen(theme.colour(tone))
        words = str(index.data() or "")
        if column == last and self._model.rows[index.row()].passes:
            draw_icon(
                painter,
                theme,
                "tick",
                "jade",
                QRect(room.right() - theme.px(14), room.top(), theme.px(14), room.height()),
                14,
            )
        side = LEFT_SIDE if column in (NAME, last) else RIGHT_SIDE
        painter.drawText(room, side, painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width()))
