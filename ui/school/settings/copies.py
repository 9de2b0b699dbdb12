"""Where copies go, when they make themselves, and how many of them are kept."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from ui.parts import Button, Card, Fields, Segments, column, row
from ui.parts.files import ask_folder
from ui.preferences import Preferences
from ui.theme import Theme
from ui.translation import counted

KEPT = (5, 10, 20, 30, 60, 0)
"""0 for all of them."""


class CopiesCard(Card):
    """Kept on this PC, since the folder is of this PC."""

    backup_asked = Signal()

    def __init__(self, theme: Theme, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Copies"), parent=parent)
        self._preferences = preferences
        self.folder, self.keep = QLineEdit(), QComboBox()
        self.folder.setReadOnly(True)
        self.folder.setPlaceholderText(self.tr("none yet"))
        choose, now = Button(theme, self.tr("Choose…"), icon="folder"), Button(theme, self.tr("Back up now"))
        choose.setAccessibleName(f"{self.tr('Copies in')} {self.tr('Choose…')}")
        folder = QWidget()
        column(self.folder, row(choose, now, None), parent=folder)
        folder.setFocusProxy(self.folder)
        self.when = Segments(theme, self.tr("By itself"))
        for key, words in (
            ("", self.tr("Only when asked")), ("daily", self.tr("Once a day")), ("closing", self.tr("At closing")),
        ):  # fmt: skip
            self.when.add(key, words)
        when = QWidget()
        when.setFocusProxy(self.when)
        row(self.when, None, parent=when)
        for count in KEPT:
            words = counted(self.tr("the newest {count}"), count=count) if count else self.tr("all of them")
            self.keep.addItem(words, count)
        fields = Fields(theme)
        fields.add(self.tr("Copies in"), folder, self.tr("A USB stick, for instance. The copy is encrypted, too."))
        fields.add(self.tr("By itself"), when, self.tr("Only where something has changed since the last copy."))
        older = self.tr("Older copies are taken away; copies you named yourself stay.")
        fields.add(self.tr("Kept are"), self.keep, older)
        self.folder.setAccessibleName(self.tr("Copies in"))
        self.body.addLayout(row(fields, margins=16))
        choose.clicked.connect(self._choose)
        now.clicked.connect(self.backup_asked)
        self.when.chosen.connect(lambda key: self._preferences.change(backup_when=key))
        self.keep.activated.connect(lambda _at: self._preferences.change(backup_keep=self.keep.currentData()))

    def refresh(self) -> None:
        """Show how it is."""
        choices = self._preferences.choices
        self.folder.setText(choices.backup_folder)
        self.folder.setToolTip(choices.backup_folder)
        self.when.choose(choices.backup_when)
        self.keep.setCurrentIndex(max(0, self.keep.findData(choices.backup_keep)))

    def _choose(self) -> None:
        folder = ask_folder(self, self.tr("Where copies shall lie"), self.folder.text())
        if folder:
            self._preferences.change(backup_folder=folder)
            self.refresh()
