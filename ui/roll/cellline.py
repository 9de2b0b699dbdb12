"""The line above the entry grid that repeats the current cell, as the formula line of a spreadsheet does."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from ui.editors.line import AWAY, ENTER


class CellLine(QLineEdit):
    """Enter keeps what is typed and goes back to the cells, Esc goes back without it."""

    entered = Signal()
    """Somebody wants to work in it."""
    left = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Ask for the whole text; coming back from another window changes nothing."""
        if event.reason() not in AWAY:
            self.entered.emit()
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter and Esc lead back to the cells."""
        if event.key() == Qt.Key.Key_Escape:
            self.setModified(False)
            self.left.emit()
            return
        super().keyPressEvent(event)
        if event.key() in ENTER:
            self.left.emit()
