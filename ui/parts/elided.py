"""A label that shortens its words where room is scarce and gives all of them as a tooltip."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.parts.text import text


class Elided(QLabel):
    """One line of text."""

    def __init__(self, words: str = "", size: int = 14, tone: str = "ink", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        pattern = text("", size, tone)
        for name in ("tone", "px", "bold"):
            self.setProperty(name, pattern.property(name))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.show_words(words)

    def show_words(self, words: str) -> None:
        """Say something else."""
        self.setText(words)
        self.setToolTip(words)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        room = self.contentsRect()
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
