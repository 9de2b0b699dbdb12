"""Who works here, when the program locks itself, and where copies go."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QWidget

from ui.parts import Button, Card, Fields, row
from ui.preferences import Preferences
from ui.theme import Theme

MINUTES = (5, 10, 20, 30, 0)


class SafetyCard(Card):
    """Kept on this PC."""

    user_changed = Signal(str)
    backup_asked = Signal()

    def __init__(self, theme: Theme, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Work and copies"), parent=parent)
        self._preferences = preferences
        self.user, self.minutes, self.folder = QLineEdit(), QComboBox(), QLineEdit()
        self.folder.setReadOnly(True)
        self.folder.setPlaceholderText(self.tr("none yet"))
        for minutes in MINUTES:
            words = self.tr("after {count} minutes").format(count=minutes) if minutes else self.tr("never")
            self.minutes.addItem(words, minutes)
        choose, now = Button(theme, self.tr("Choose…"), icon="folder"), Button(theme, self.tr("Back up now"))
        choose.setAccessibleName(f"{self.tr('Copies in')} {self.tr('Choose…')}")
        folder = QWidget()
        row(self.folder, choose, now, parent=folder).setStretch(0, 1)
        folder.setFocusProxy(self.folder)
        fields = Fields(theme)
        fields.add(self.tr("Your name"), self.user, self.tr("Every change bears it"))
        fields.add(self.tr("Lock by itself"), self.minutes)
        fields.add(self.tr("Copies in"), folder, self.tr("A USB stick, for instance. The copy is encrypted, too."))
        self.folder.setAccessibleName(self.tr("Copies in"))
        self.body.addLayout(row(fields, margins=16))
        self.user.editingFinished.connect(self._keep_user)
        self.minutes.activated.connect(self._keep_minutes)
        choose.clicked.connect(self._choose)
        now.clicked.connect(self.backup_asked)

    def refresh(self) -> None:
        """Show how it is."""
        choices = self._preferences.choices
        self.user.setText(choices.user)
        self.minutes.setCurrentIndex(max(0, self.minutes.findData(choices.lock_minutes)))
        self.folder.setText(choices.backup_folder)

    def _keep_user(self) -> None:
        name = self.user.text().strip()
        if name != self._preferences.choices.user:
            self._preferences.change(user=name)
            self.user_changed.emit(name)

    def _keep_minutes(self) -> None:
        self._preferences.change(lock_minutes=self.minutes.currentData())

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Where copies shall lie"), self.folder.text())
        if folder:
            self._preferences.change(backup_folder=folder)
            self.refresh()
