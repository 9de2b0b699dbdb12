"""Who works here, and when the program locks itself."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from export.jobs.people import people, work_as
from ui.parts import Card, Fields, row
from ui.preferences import Preferences
from ui.theme import Theme
from ui.translation import counted

if TYPE_CHECKING:
    from export.jobs.desk import Desk

MINUTES = (5, 10, 20, 30, 0)


class SafetyCard(Card):
    """The names are kept in the ledger, the rest on this PC."""

    changed = Signal()

    def __init__(self, desk: "Desk", theme: Theme, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Who works here"), parent=parent)
        self._desk, self._preferences = desk, preferences
        self.user, self.minutes = QComboBox(), QComboBox()
        self.user.setEditable(True)
        self.user.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        for minutes in MINUTES:
            words = counted(self.tr("after {count} minutes"), count=minutes) if minutes else self.tr("never")
            self.minutes.addItem(words, minutes)
        fields = Fields(theme)
        fields.add(self.tr("Your name"), self.user, self.tr("Every change bears it; it stays inside the ledger"))
        fields.add(self.tr("Lock by itself"), self.minutes)
        line = self.user.lineEdit()
        assert line is not None
        line.setAccessibleName(self.tr("Your name"))
        line.editingFinished.connect(self._keep_user)
        self.user.activated.connect(self._keep_user)
        self.minutes.activated.connect(self._keep_minutes)
        self.body.addLayout(row(fields, margins=16))

    def refresh(self) -> None:
        """Show how it is."""
        self.user.clear()
        self.user.addItems(people(self._desk))
        self.user.setCurrentText(self._desk.user)
        self.minutes.setCurrentIndex(max(0, self.minutes.findData(self._preferences.choices.lock_minutes)))

    def _keep_user(self) -> None:
        name = self.user.currentText().strip()
        if name != self._desk.user:
            work_as(self._desk, name)
            self.changed.emit()

    def _keep_minutes(self) -> None:
        self._preferences.change(lock_minutes=self.minutes.currentData())
