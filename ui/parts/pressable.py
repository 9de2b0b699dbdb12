"""A button that is painted by hand: Enter presses it as the space bar does, and a ring shows where the keys go."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.theme import Theme


class Pressable(QAbstractButton):
    """What rail items, tabs, segments, sections and papers have in common."""

    def __init__(self, theme: Theme, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setText(words)
        theme.changed.connect(self.updateGeometry)

    def paint_ring(self, painter: QPainter, inset: float = 1.5, radius: float = 3, token: str = "indigo") -> None:
        """Show that keys go here; the last thing that is painted."""
        if self.hasFocus():
            painter.setPen(QPen(self.theme.colour(token), 2 if self.theme.scheme == "contrast" else 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)
