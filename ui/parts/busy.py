"""A bar for long work, on the page itself: what is done, how far it is, how long it may still take, and 取消."""

from time import monotonic

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QSizePolicy, QWidget

from ui.parts.button import Button
from ui.parts.layouts import column, row
from ui.parts.text import say, text
from ui.task import Task
from ui.theme import Theme

SURE = 0.15
"""Part of the work after which the time that is left can be told."""


class BusyBar(QFrame):
    """Hidden until it follows a task; hidden again when that is over."""

    over = Signal()
    """What it followed is over."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, narrow: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("part", "plain" if narrow else "busy")
        self._task: Task | None = None
        self._began = 0.0
        self.words, self.left = text(size=13, tone="ink2"), text(size=12, tone="ink3")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.cancel = Button(theme, self.tr("Cancel"), small=True)
        self.cancel.clicked.connect(self._cancel)
        if narrow:
            foot = row(self.left, None, self.cancel)
            column(self.words, self.bar, foot, gap=6, parent=self)
        else:
            laid = row(self.words, self.bar, self.left, self.cancel, gap=12, margins=(16, 6, 8, 6), parent=self)
            laid.setStretch(1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def follow(self, task: Task, words: str, *, can_stop: bool = True) -> None:
        """Show a task until it is over."""
        self._task, self._began = task, monotonic()
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(words)
        say(self.words, words)
        say(self.left, "")
        self.cancel.setVisible(can_stop)
        self.cancel.setEnabled(True)
        task.progressed.connect(self._show)
        task.ended.connect(self._over)
        self.show()
        self._over()  # it may have been quicker than we were

    def _show(self, done: int, of: int, words: str) -> None:
        self.bar.setRange(0, of)
        self.bar.setValue(done)
        if words:
            say(self.words, words)
        part = done / of if of else 0.0
        told = self.tr("{percent} %").format(percent=round(100 * part))
        if part > SURE:
            seconds = round((monotonic() - self._began) * (1 - part) / part)
            told = self.tr("{percent} %, about {seconds} s left").format(percent=round(100 * part), seconds=seconds)
        say(self.left, told if of else "")

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self.cancel.setEnabled(False)
            say(self.words, self.tr("Stopping…"))

    def _over(self) -> None:
        if self._task is None or self._task.is_over:  # otherwise another has begun since
            self._task = None
            self.hide()
            self.over.emit()
