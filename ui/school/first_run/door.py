"""The door of a ledger that was open before: its name, the password, and the ways elsewhere."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from export.jobs.opening import COUNTY_ENDING, ENDING
from export.jobs.session import VERSION
from forms.problems import Refusal
from ui.parts import BusyBar, Button, Elided, Link, ProblemLine, clear, column, labelled, row, text
from ui.parts.files import ask_file
from ui.school.first_run.cover import Cover
from ui.task import run
from ui.theme import Theme


class Door(QWidget):
    """Asks for the password; opening itself is done by whoever made the door."""

    opened = Signal(object)
    """What the door was opened with gave: the open ledger."""
    elsewhere = Signal(object)
    """Path of another ledger, or None for a new one."""

    def __init__(
        self, theme: Theme, ledger: Path, open_with: Callable[[str], object], tell: Callable[[Refusal], str],
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
        self._below, self.busy = column(gap=0), BusyBar(theme, narrow=True)
        self.busy.setMaximumWidth(theme.px(420))
        right = QWidget()
        right.setProperty("ground", "paper")
        right.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column(
            None, text(self.tr("Open the ledger"), 24, bold=True), Elided(str(ledger), 13, "ink2"), 14, caption,
            self.password, self._below, self.busy, 4, row(self.button, None), 12, row(other, new, None, gap=16), None,
            None, gap=8, margins=(56, 40, 56, 40), parent=right,
        )  # fmt: skip
        row(Cover(theme, VERSION), right, gap=0, parent=self).setStretch(1, 1)
        self.password.setFocus()

    def enter(self) -> None:
        """Try the password."""
        if not self.button.isEnabled():
            return
        clear(self._below)
        password = self.password.text()
        self._rest(is_busy=True)
        task = run(self, lambda _progress: self._open_with(password), self._let_in, self._refuse,
                   lambda: self._rest(is_busy=False))  # fmt: skip
        self.busy.follow(task, self.tr("Opening the ledger"), can_stop=False)

    def _let_in(self, opened: object) -> None:
        self.password.clear()
        self.opened.emit(opened)

    def _refuse(self, refusal: Refusal) -> None:
        self._below.addWidget(ProblemLine(self._theme, "error", self._tell(refusal)))
        self.password.selectAll()

    def _rest(self, *, is_busy: bool) -> None:
        self.password.setEnabled(not is_busy)
        self.button.setEnabled(not is_busy)
        if not is_busy:
            self.password.setFocus()

    def _other(self) -> None:
        pattern = f"{self.tr('Ledgers')} (*{ENDING} *{COUNTY_ENDING})"
        name = ask_file(self, self.tr("Open another ledger…"), kinds=pattern)
        if name:
            self.elsewhere.emit(Path(name))
