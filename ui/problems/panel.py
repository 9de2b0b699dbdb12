"""The panel below a roll: its problems, one line each, without leaving the roll; F7 opens and closes it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from ui.parts import Button, column
from ui.problems.list import HERE, ProblemList
from ui.theme import Theme

if TYPE_CHECKING:
    from export.jobs.desk import Desk


class ProblemsPanel(QFrame):
    """Docked by the window; it begins with the form that is open."""

    next_asked = Signal()
    closed = Signal()

    def __init__(self, desk: "Desk", theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "panel")
        self._seen = -1
        self._desk = desk
        following = Button(theme, self.tr("Next place"), icon="chevron_down", keys="F8", small=True)
        shut = Button(theme, "", "text", "close", small=True)
        shut.setAccessibleName(self.tr("Close the panel of problems"))
        shut.setToolTip("F7")
        self.list = ProblemList(desk, theme, following, shut, compact=True)
        column(self.list, gap=0, parent=self)
        following.clicked.connect(self.next_asked)
        shut.clicked.connect(self.closed)
        self.list.strip.forms.value = HERE
        self.hide()

    def show_beside(self, form: str) -> None:
        """Show what the desk holds now, beside a form."""
        self.list.show_here(form)
        if self._seen != self._desk.version:
            self._seen = self._desk.version
            self.list.refresh()
