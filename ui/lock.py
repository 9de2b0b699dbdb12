"""The locked window: nothing of anybody can be read until the password is given; a practice school just opens again."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QLineEdit, QWidget
from shiboken6 import isValid

from forms.problems import Refusal
from ui.parts import Button, Card, IconView, ProblemLine, clear, column, row, text
from ui.task import run
from ui.theme import Theme

IDLE_MINUTES = 10


class LockScreen(QWidget):
    """Lies over the whole window."""

    opened = Signal()

    def __init__(
        self, theme: Theme, unlock: Callable[[str], None] | None, tell: Callable[[Refusal], str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._over, self._before = parent, parent
        self._theme, self._unlock, self._tell = theme, unlock, tell
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)  # opaque, or one could read through it
        self.setProperty("ground", "desk")
        self._password = QLineEdit()
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._password.setAccessibleName(self.tr("Password"))
        self._password.setPlaceholderText(self.tr("Password or recovery code"))
        self.button = Button(theme, self.tr("Unlock"), "solid", "unlock", "Enter")
        self.button.clicked.connect(self._try)
        self._password.returnPressed.connect(self._try)
        self._below = column()
        card = Card()
        card.setFixedWidth(theme.px(400))
        card.body.addLayout(column(
            row(IconView(theme, "lock", "ink2", 22), text(self.tr("Locked"), 20, bold=True), None, gap=10),
            text(self.tr("Everything is saved. Nobody reads it until you are back."), 13, "ink2", wrap=True),
            self._password, self._below, row(self.button, None), gap=12, margins=24,
        ))  # fmt: skip
        column(None, row(None, card, None), None, parent=self)
        self._password.setVisible(unlock is not None)
        self.hide()

    def lock(self) -> None:
        """Cover the window; where the cursor stands is remembered."""
        if self.isHidden():
            self._before = self.window().focusWidget() or self._over
        self.setGeometry(self._over.rect())
        self._password.clear()
        clear(self._below)
        self._disable(disabled=True)
        self.show()
        self.raise_()
        (self._password if self._unlock else self.button).setFocus()

    def _disable(self, *, disabled: bool) -> None:
        """No key reaches what lies below, neither menus nor fields."""
        for child in self._over.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if child is not self:
                child.setDisabled(disabled)

    def _try(self) -> None:
        clear(self._below)
        if self._unlock is None:
            self._open()
            return
        unlock, password = self._unlock, self._password.text()
        self.button.setEnabled(False)
        run(self, lambda _progress: unlock(password), lambda _who: self._open(), self._refuse,
            lambda: self.button.setEnabled(True))  # fmt: skip

    def _refuse(self, refusal: Refusal) -> None:
        self._below.addWidget(ProblemLine(self._theme, "error", self._tell(refusal)))
        self._password.selectAll()

    def _open(self) -> None:
        self._password.clear()
        self._disable(disabled=False)
        self.hide()
        if isValid(self._before) and self._before.isVisible() and self._before is not self._over:
            self._before.setFocus()
        self.opened.emit()


class Idle(QObject):
    """Tells when nobody has touched the program for a while."""

    passed = Signal()
    _TOUCHES = frozenset(
        {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.InputMethod}
    )

    def __init__(self, parent: QObject, minutes: int = IDLE_MINUTES) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.passed)
        self.set_minutes(minutes)

    def watch(self, window: QWindow | None) -> None:
        """Notice keys and mouse where they come in: at the window, not at each of its thousand widgets."""
        if window is not None:
            window.installEventFilter(self)

    def set_minutes(self, minutes: int) -> None:
        """After how long; 0 for never."""
        self._minutes = minutes
        self._timer.stop()
        self._timer.setInterval(minutes * 60_000)
        if minutes:
            self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() in self._TOUCHES and self._minutes:
            self._timer.start()
        return False
