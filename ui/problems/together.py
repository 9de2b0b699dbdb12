"""The bar below the table: one reason for several reminders at once."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from ui.parts import Button, row, say, text
from ui.problems.reason import ReasonEditor
from ui.problems.rows import Row
from ui.theme import Theme
from ui.translation import counted


class TogetherBar(QFrame):
    """Shown while several reminders are selected, or after one of several like ones was explained."""

    written = Signal(object, str)
    """Rows, and the reason for all of them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "together")
        self._rows: list[Row] = []
        self._words = text(size=13, tone="ink2")
        self.reason = ReasonEditor(())
        self.button = Button(theme, self.tr("Explain together"), icon="tick", small=True)
        self.close_button = Button(theme, "", "text", "close", small=True)
        self.close_button.setAccessibleName(self.tr("Close"))
        laid = row(self._words, self.reason, self.button, self.close_button, margins=(16, 6, 8, 6), parent=self)
        laid.setStretch(1, 1)
        self.button.clicked.connect(self._write)
        self.close_button.clicked.connect(self.hide)
        self.reason.editTextChanged.connect(lambda text: self.button.setEnabled(bool(text.strip())))
        self.hide()

    def ask(self, rows: Sequence[Row], words: str, reasons: Sequence[str], reason: str = "") -> None:
        """Offer to explain these rows together."""
        self._rows = list(rows)
        say(self._words, words)
        self.reason.offer(reasons)
        self.reason.setEditText(reason)
        self.button.setText(counted(self.tr("Explain {count} together"), count=len(rows)))
        self.button.updateGeometry()
        self.button.setEnabled(bool(reason))
        self.show()

    def _write(self) -> None:
        reason = self.reason.currentText().strip()
        if reason:
            self.hide()
            self.written.emit(self._rows, reason)
