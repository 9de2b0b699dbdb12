"""Which term is worked in, and by when the county wants its return."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from forms.kinds.dates import Date
from forms.periods import Period
from forms.problems import Wrong
from ui.parts import Card, Fields, row
from ui.task import run
from ui.theme import Theme
from ui.translation import said

if TYPE_CHECKING:
    from export.jobs.desk import Desk


class TermCard(Card):
    """Both are said once a term."""

    changed = Signal()
    refused = Signal(object)

    def __init__(self, desk: "Desk", theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Term and deadline"), parent=parent)
        self._desk = desk
        self.period, self.deadline = QComboBox(), QLineEdit()
        self.deadline.setPlaceholderText(self.tr("such as 2026-09-18"))
        self._fields = Fields(theme)
        self._fields.add(
            self.tr("Term"), self.period, self.tr("Standing lists stay; yearly and termly ones begin anew.")
        )
        self._fields.add(self.tr("Deadline"), self.deadline, self.tr("The day by which the county wants the return"))
        self.body.addLayout(row(self._fields, margins=16))
        self.period.activated.connect(self._choose)
        self.deadline.editingFinished.connect(self._keep_deadline)

    def refresh(self) -> None:
        """Show how it is."""
        self.period.clear()
        for code in _offered(self._desk):
            self.period.addItem(said(Period(code)), code)
        self.period.setCurrentIndex(self.period.findData(self._desk.period.code))
        self.deadline.setText(self._desk.deadline)

    def _choose(self, at: int) -> None:
        code = self.period.itemData(at)
        if code == self._desk.period.code:
            return
        whole = self.window()
        whole.setEnabled(False)  # all records are exchanged
        run(self, lambda _progress: self._desk.set_period(code), lambda _none: None, self.refused.emit,
            lambda: self._exchanged(whole))  # fmt: skip

    def _exchanged(self, whole: QWidget) -> None:
        whole.setEnabled(True)
        self.period.setFocus()
        self.changed.emit()

    def _keep_deadline(self) -> None:
        read = Date().parse(self.deadline.text())
        is_wrong = isinstance(read, Wrong)
        self._fields.tell(self.deadline, self.tr("This is no date. Write it like 2026-09-18.") if is_wrong else "")
        if not is_wrong and (read or "") != self._desk.deadline:
            self._desk.set_deadline(str(read or ""))
            self.changed.emit()


def _offered(desk: "Desk") -> list[str]:
    """Terms that were worked in, the present one, and the one that follows."""
    now = desk.period
    following = f"{now.year}-2" if now.code.endswith("-1") else f"{now.year + 1}-1"
    return sorted({*desk.periods(), now.code, following})
