"""The dialog that takes an approval back: one of the few acts that are asked for twice."""

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from ui.parts import Button, Fields, column, row, text
from ui.theme import Theme


class UnlockDialog(QDialog):
    """Who takes it back, and why; both stay in the log."""

    def __init__(self, theme: Theme, user: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Take the approval back"))
        self.who, self.why = QLineEdit(user), QLineEdit()
        self.fields = Fields(theme)
        self.fields.add(self.tr("Who"), self.who)
        self.fields.add(self.tr("Why"), self.why, self.tr("For example: the county sent it back, a pupil moved away"))
        self.go = Button(theme, self.tr("Take back, fill again"), "solid", "undo")
        stay = Button(theme, self.tr("Keep it"))
        words = self.tr("All forms can be changed again; the stamp is void until the next review.")
        column(
            text(self.tr("Take the approval back"), 16, bold=True), text(words, 14, "ink2", wrap=True), self.fields,
            row(None, self.go, stay), gap=14, margins=20, parent=self,
        )  # fmt: skip
        self.setMinimumWidth(theme.px(460))
        self.go.clicked.connect(self._take_back)
        stay.clicked.connect(self.reject)
        self.why.returnPressed.connect(self._take_back)
        self.why.setFocus()

    def _take_back(self) -> None:
        if self.why.text().strip():
            self.accept()
        else:
            self.fields.tell(self.why, self.tr("Say why; the reason is kept in the log."))
            self.why.setFocus()
