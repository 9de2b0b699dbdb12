"""The editor of a reason in the row: usual reasons to pick, or any words of one's own."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

LONGEST = 200


class ReasonEditor(QComboBox):
    """Alt+↓ opens the list; ↑ and ↓ alone go to the next row, since a reason is not a number to count up."""

    picked = Signal()
    """One of the list was chosen, so nothing more needs to be typed."""
    stepped = Signal(int)

    def __init__(self, reasons: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setCompleter(None)  # pyright: ignore[reportArgumentType]  # it would finish words that nobody meant
        self.setAccessibleName(self.tr("Reason"))
        line = self.lineEdit()
        assert line is not None
        line.setPlaceholderText(self.tr("Pick or write a reason"))
        line.setMaxLength(LONGEST)
        line.setAccessibleName(self.tr("Reason"))
        self.offer(reasons)
        self.textActivated.connect(lambda _text: self.picked.emit())

    def offer(self, reasons: Sequence[str]) -> None:
        """Offer other reasons; what is written stays."""
        kept = self.currentText()
        self.clear()
        self.addItems(list(reasons))
        self.setCurrentIndex(-1)
        self.setEditText(kept)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        is_arrow = event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up)
        if is_arrow and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        event.ignore()
