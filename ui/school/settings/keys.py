"""Who may open the ledger: the clerk, the headteacher, and whoever holds the recovery code."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from export.jobs.opening import SHORTEST_PASSWORD, try_password
from ui.parts import Button, Card, Fields, column, row, text
from ui.school.recovery import print_code
from ui.task import Job, run
from ui.theme import Theme
from ui.translation import counted

if TYPE_CHECKING:
    from export.jobs.desk import Desk


class KeysCard(Card):
    """A practice ledger has no keys; a real one has three."""

    told = Signal(str, str)
    refused = Signal(object)

    def __init__(self, desk: "Desk", theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Keys of the ledger"), parent=parent)
        self._desk, self._theme = desk, theme
        if desk.practice:
            words = self.tr("A practice ledger opens by itself: nothing in it is real.")
            self.body.addLayout(column(text(words, 14, "ink2", wrap=True), margins=16))
            return
        self.who = QComboBox()
        for key, name in (("clerk", self.tr("Clerk")), ("headteacher", self.tr("Headteacher"))):
            self.who.addItem(name, key)
        self.old, self.new, self.again = QLineEdit(), QLineEdit(), QLineEdit()
        self.fields = Fields(theme)
        self.fields.add(self.tr("Whose"), self.who)
        self.fields.add(self.tr("Present password"), self.old, self.tr("Anybody's password or the recovery code"))
        self.fields.add(self.tr("New password"), self.new)
        self.fields.add(self.tr("Once more"), self.again)
        for editor in (self.old, self.new, self.again):
            editor.setEchoMode(QLineEdit.EchoMode.Password)
        self.change = Button(theme, self.tr("Set the password"), icon="key")
        self.renew = Button(theme, self.tr("New recovery code"))
        self.change.clicked.connect(self.set_password)
        self.renew.clicked.connect(self.new_code)
        self.sheet = self._sheet()
        self.body.addLayout(column(self.fields, row(self.change, self.renew, None), self.sheet, gap=12, margins=16))

    def set_password(self) -> None:
        """Give somebody a password, after anybody's old one."""
        wrong = self._wrong()
        self.fields.tell(self.new, wrong)
        if wrong:
            return
        who, old, new = self.who.currentData(), self.old.text(), self.new.text()

        def job(_progress: object) -> str:
            try_password(self._desk.path, old)
            self._desk.store.set_password(who, new)
            return ""

        self._work(job)

    def new_code(self) -> None:
        """Another recovery code; the one before is void."""
        old = self.old.text()

        def job(_progress: object) -> str:
            try_password(self._desk.path, old)
            return self._desk.store.new_recovery_code()

        self._work(job)

    def _sheet(self) -> QWidget:
        """A new code, until somebody says that it was copied."""
        words = self.tr("The old recovery code is void. Print the new one or write it down now: it is shown only here.")
        self.code = QLineEdit()
        self.code.setReadOnly(True)
        self.code.setAccessibleName(self.tr("Recovery code"))
        self.code.setProperty("look", "code")
        self.print_button, done = (
            Button(self._theme, self.tr("Print"), icon="print"),
            Button(self._theme, "", icon="tick"),
        )
        done.rename(self.tr("I have it"))
        school = f"{self._desk.school_name}　{self._desk.school_code}"
        self.print_button.clicked.connect(lambda: print_code(self, school, self.code.text()))
        done.clicked.connect(self._put_away)
        box = QWidget()
        column(text(words, 13, "amber", wrap=True), self.code, row(self.print_button, done, None), parent=box)
        box.hide()
        return box

    def _put_away(self) -> None:
        self.code.clear()
        self.sheet.hide()
        self.renew.setFocus()

    def _wrong(self) -> str:
        if len(self.new.text()) < SHORTEST_PASSWORD:
            return counted(self.tr("The password needs at least {count} characters."), count=SHORTEST_PASSWORD)
        differs = self.new.text() != self.again.text()
        return self.tr("The two passwords differ. Type them again.") if differs else ""

    def _work(self, job: Job) -> None:
        self.setEnabled(False)
        run(self, job, self._done, self.refused.emit, lambda: self.setEnabled(True))

    def _done(self, code: str) -> None:
        for editor in (self.old, self.new, self.again):
            editor.clear()
        if code:
            self.code.setText(code)
            self.code.setCursorPosition(0)
            self.sheet.show()
            self.print_button.setFocus()
        else:
            self.told.emit(self.tr("The new password holds from now on."), "jade")
