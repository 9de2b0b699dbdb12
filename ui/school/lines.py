"""A plain list of rows with a rule below each: names to the left, numbers to the right, a bar at the chosen one."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableWidget, QWidget

from ui.parts import paint_empty, paint_ground, plain
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
        last = index.column() == index.model().columnCount() - 1
        inner = rect.adjusted(theme.px(8 if index.column() else 16), 0, -theme.px(16 if last else 8), 0)
        words = theme.metrics().elidedText(str(index.data() or ""), Qt.TextElideMode.ElideMiddle, inner.width())
        painter.drawText(inner, int(side) | int(Qt.AlignmentFlag.AlignVCenter), words)


class Lines(QTableWidget):
    """Such a list; what it says while it is empty is `empty`."""

    def __init__(self, theme: Theme, columns: int) -> None:
        super().__init__(0, columns)
        self._theme, self.empty = theme, ""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        if not self.rowCount() and self.empty:
            paint_empty(self, self._theme, self.empty)


def lines(theme: Theme, name: str, captions: list[str], stretch: int, numbers: frozenset[int] = frozenset()) -> Lines:
    """A list of rows; `numbers` are columns on the right."""
    table = Lines(theme, len(captions))
    table.setHorizontalHeaderLabels(captions)
    table.setItemDelegate(LineDelegate(theme, table))
    plain(table, name, stretch)
    table.verticalHeader().setDefaultSectionSize(theme.px(HIGH))
    head = table.horizontalHeader()
    head.setProperty("end", "wide")
    head.style().unpolish(head)
    head.style().polish(head)
    for at in sorted(numbers):
        caption = table.horizontalHeaderItem(at)
        assert caption is not None
        caption.setTextAlignment(NUMBER)
    return table
