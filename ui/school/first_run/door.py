"""The door of a ledger that was open before: its name, the password, and the ways elsewhere."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from export.jobs.opening import ENDING
from export.jobs.session import VERSION
from forms.problems import Refusal
from ui.parts import Button, Elided, Link, ProblemLine, clear, column, labelled, row, text
from ui.school.first_run.cover import Cover
from ui.theme import Theme


class Door(QWidget):
    """Asks for the password; opening itself is done by whoever made the door."""

    opened = Signal()
    elsewhere = Signal(object)
    """Path of another ledger, or None for a new one."""

    def __init__(
        self, theme: Theme, ledger: Path, open_with: Callable[[str], None], tell: Callable[[Refusal], str],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._theme, self._open_with, self._tell = theme, open_with, tell
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setMaximumWidth(theme.px(420))
        caption = labelled(self.tr("Password or recovery code"), self.password)
        self.button = Button(theme, self.tr("Open the ledger"), "solid", "unlock", "Enter")
        self.button.clicked.connect(self.enter)
        self.password.returnPressed.connect(self.enter)
        other, new = Link(theme, self.tr("Open another ledger…")), Link(theme, self.tr("New ledger or practice school"))
        other.clicked.connect(self._other)
        new.clicked.connect(lambda: self.elsewhere.emit(None))
        self._below = column(gap=0)
        right = QWidget()
        right.setProperty("ground", "paper")
        right.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column(
            None, text(self.tr("Open the ledger"), 24, bold=True), Elided(str(ledger), 13, "ink2"), 14, caption,
            self.password, self._below, 4, row(self.button, None), 12, row(other, new, None, gap=16), None, None,
            gap=8, margins=(56, 40, 56, 40), parent=right,
        )  # fmt: skip
        row(Cover(theme, VERSION), right, gap=0, parent=self).setStretch(1, 1)
        self.password.setFocus()

    def enter(self) -> None:
        """Try the password."""
        clear(self._below)
        try:
            self._open_with(self.password.text())
        except Refusal as refusal:
            self._below.addWidget(ProblemLine(self._theme, "error", self._tell(refusal)))
            self.password.selectAll()
            self.password.setFocus()
            return
        self.password.clear()
        self.opened.emit()

    def _other(self) -> None:
        pattern = f"{self.tr('Ledgers')} (*{ENDING})"
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Open another ledger…"), "", pattern)
        if name:
            self.elsewhere.emit(Path(name))
