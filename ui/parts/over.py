"""What lies over a page's own content because somebody asked for it: a strip with the way back, which Esc goes, too."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.parts.button import Button
from ui.parts.layouts import Piece, row
from ui.theme import Theme


class Over(QFrame):
    """A frame with its way back; whoever makes one fills the strip and puts it above the rest."""

    left = Signal()
    """Back to the page's own content; after Esc only where nothing in it had a use for that key."""

    def __init__(self, theme: Theme, back: str, keys: str = "Esc", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back = Button(theme, back, icon="arrow_left", keys=keys, small=True)
        self.back.clicked.connect(self.left)
        self.strip = QFrame()
        self.strip.setProperty("part", "strip")

    def fill(self, *pieces: Piece, gap: int = 12) -> QHBoxLayout:
        """Lay the strip out, behind the way back."""
        return row(self.back, *pieces, gap=gap, margins=(16, 0, 16, 0), parent=self.strip)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
