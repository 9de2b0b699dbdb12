"""How a list looks that is no grid: rows with a rule below each, whole rows chosen, quiet captions, Tab leaves it."""

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QStyle, QStyleOptionViewItem, QTableView

from ui.theme import Theme

FOLD = 8
"""px of a fold's sides at 100 %."""


def paint_empty(view: QAbstractItemView, theme: Theme, words: str) -> None:
    """Say in an empty list why it is empty and what to do."""
    painter = QPainter(view.viewport())
    painter.setPen(theme.colour("ink2"))
    painter.setFont(theme.font())
    box = view.viewport().rect().adjusted(24, theme.px(40), -24, 0)
    flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
    painter.drawText(box, int(flags), words)


def paint_fold(painter: QPainter, colour: QColor, right: int, top: int, side: int) -> None:
    """The triangle in the upper right corner of a cell where somebody must act: seen without any colour, too."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([QPointF(right - side, top), QPointF(right, top), QPointF(right, top + side)]))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def plain(view: QTableView, name: str, stretch: int | None, part: str = "plain") -> None:
    """Dress a table as such a list; `stretch` is the column that takes what is left."""
    view.setAccessibleName(name)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setShowGrid(False)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setTabKeyNavigation(False)
    view.verticalHeader().hide()
    head = view.horizontalHeader()
    head.setProperty("part", part)
    head.style().unpolish(head)
    head.style().polish(head)
    head.setHighlightSections(False)
    head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    if stretch is not None:
        head.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)


def paint_ground(painter: QPainter, theme: Theme, option: QStyleOptionViewItem, *, first: bool) -> QRect:
    """Ground and rule of one cell, with the bar of the chosen row at its first one; returns the cell's place."""
    rect = QRect(option.rect)  # pyright: ignore[reportAttributeAccessIssue]
    chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # pyright: ignore[reportAttributeAccessIssue]
    painter.fillRect(rect, theme.colour("indigo_tint" if chosen else "paper"))
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("line2"))
    if chosen and first:
        painter.fillRect(QRect(rect.left(), rect.top(), theme.px(3), rect.height()), theme.colour("indigo_fill"))
    return rect
