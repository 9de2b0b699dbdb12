"""A plain list of rows with a rule below each: names to the left, numbers to the right, a bar at the chosen one."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableWidget, QWidget

from ui.parts import paint_ground, plain
from ui.theme import Theme

HIGH = 32
NUMBER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class LineDelegate(QStyledItemDelegate):
    """Plain rows with a rule below; the chosen one has its bar."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Ground, rule, words."""
        theme, rect = self._theme, paint_ground(painter, self._theme, option, first=not index.column())
        side = index.data(Qt.ItemDataRole.TextAlignmentRole) or Qt.AlignmentFlag.AlignLeft
        painter.setPen(theme.colour(str(index.data(Qt.ItemDataRole.UserRole) or "ink")))
        painter.setFont(theme.font())
        inner = rect.adjusted(theme.px(16 if not index.column() else 8), 0, -theme.px(8), 0)
        words = theme.metrics().elidedText(str(index.data() or ""), Qt.TextElideMode.ElideMiddle, inner.width())
        painter.drawText(inner, int(side) | int(Qt.AlignmentFlag.AlignVCenter), words)


def lines(
    theme: Theme, name: str, captions: list[str], stretch: int, numbers: frozenset[int] = frozenset()
) -> QTableWidget:
    """A list of rows; `numbers` are columns on the right."""
    table = QTableWidget(0, len(captions))
    table.setHorizontalHeaderLabels(captions)
    table.setItemDelegate(LineDelegate(theme, table))
    plain(table, name, stretch)
    table.verticalHeader().setDefaultSectionSize(theme.px(HIGH))
    for at in sorted(numbers):
        caption = table.horizontalHeaderItem(at)
        assert caption is not None
        caption.setTextAlignment(NUMBER)
    return table
