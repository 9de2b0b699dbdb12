"""A plain list of rows with a rule below each: names to the left, numbers to the right, a bar at the chosen one."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QWidget,
)

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
        theme, rect = self._theme, QRect(option.rect)  # pyright: ignore[reportAttributeAccessIssue]
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # pyright: ignore[reportAttributeAccessIssue]
        painter.fillRect(rect, theme.colour("indigo_tint" if chosen else "paper"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("line2"))
        if chosen and not index.column():
            painter.fillRect(QRect(rect.left(), rect.top(), theme.px(3), rect.height()), theme.colour("indigo_fill"))
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
    table.setAccessibleName(name)
    table.setHorizontalHeaderLabels(captions)
    table.setItemDelegate(LineDelegate(theme, table))
    table.setFrameShape(QFrame.Shape.NoFrame)
    table.setShowGrid(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(theme.px(HIGH))
    for at in sorted(numbers):
        caption = table.horizontalHeaderItem(at)
        assert caption is not None
        caption.setTextAlignment(NUMBER)
    head = table.horizontalHeader()
    head.setProperty("part", "plain")
    head.style().unpolish(head)
    head.style().polish(head)
    head.setHighlightSections(False)
    head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    head.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)
    return table
