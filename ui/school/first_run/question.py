"""One question of the first run: its title, one sentence why, the answer, and whether one can go on."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QRadioButton, QVBoxLayout, QWidget

from ui.parts import IconView, column, row, text
from ui.theme import Theme


class Question(QWidget):
    """A page of the wizard. `answer` holds its editors; `missing` says why one cannot go on."""

    answered = Signal()

    def __init__(self, theme: Theme, step: str, title: str, why: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self.step = theme, step
        self.answer: QVBoxLayout = column(gap=12)
        head = column(text(title, 24, bold=True), text(why, 14, "ink2", wrap=True), gap=6)
        column(head, 6, self.answer, None, gap=16, parent=self)

    def missing(self) -> str:
        """What must be answered first; "" where one can go on."""
        return ""

    def enter(self) -> None:
        """The page is shown: put the cursor where one begins."""


class Choice(QFrame):
    """One of several answers: a radio button with a line of explanation; the whole frame can be pressed."""

    def __init__(self, theme: Theme, icon: str, words: str, about: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "answer")
        self.button = QRadioButton(words)
        self.button.setAccessibleDescription(about)
        self.button.setProperty("heading", "true")
        self.button.toggled.connect(self._show)
        self.button.installEventFilter(self)
        inner = column(self.button, text(about, 13, "ink2", wrap=True), gap=2)
        row(IconView(theme, icon, "indigo", 20), inner, gap=14, margins=(18, 10, 18, 10), parent=self).setStretch(1, 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self.button.click()
        self.button.setFocus(Qt.FocusReason.MouseFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.setProperty("focused", "true" if event.type() == QEvent.Type.FocusIn else "false")
            self._polish()
        return super().eventFilter(watched, event)

    def _show(self, chosen: bool) -> None:  # Qt's signal
        self.setProperty("chosen", "true" if chosen else "false")
        self._polish()

    def _polish(self) -> None:
        self.style().unpolish(self)
        self.style().polish(self)
