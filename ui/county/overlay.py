"""A list that lies over a page's own: what it shows was asked for, and Esc goes back."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from ui.parts import Button, Elided, column, row
from ui.parts.sheet import Column, Sheet
from ui.theme import Theme


class Overlay(QFrame):
    """A list with its title and the way back."""

    left = Signal()
    """Back to the table."""
    opened = Signal(str)
    """Key of a line."""

    def __init__(
        self, theme: Theme, name: str, columns: Sequence[Column], back: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.back = Button(theme, back or self.tr("Back to the table"), icon="arrow_left", keys="Esc", small=True)
        self.back.clicked.connect(self.left)
        self.words = Elided("", 14, "ink2")
        self.list = Sheet(theme, name, columns)
        self.list.opened.connect(self.opened)
        strip = QFrame()
        strip.setProperty("part", "strip")
        self.head = row(self.back, self.words, gap=12, margins=(16, 0, 16, 0), parent=strip)
        self.head.setStretch(1, 1)
        column(strip, self.list, gap=0, parent=self).setStretch(1, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
