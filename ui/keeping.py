"""Copies that make themselves: once a day while somebody works, or when the program is closed."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from export.jobs.backups import copy_and_prune, is_changed, is_due
from export.jobs.desk import Desk
from forms.problems import Refusal
from ui.preferences import Preferences
from ui.task import run

SOON, HOURLY = 20_000, 3_600_000
"""ms after which the first look is taken, and between two of them."""


class Keeping(QObject):
    """Of one open ledger; who made it is told of each copy, and of each that could not be made."""

    def __init__(
        self, desk: Desk, preferences: Preferences, done: Callable[[Path], object],
        refused: Callable[[Refusal], object], parent: QObject,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._desk, self._preferences, self._done, self._refused = desk, preferences, done, refused
        self.is_busy = False
        self._ended: list[Callable[[], object]] = []
        """Who waits for the end of the copy that is being made."""
        self._timer = QTimer(self)
        self._timer.setInterval(HOURLY)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        QTimer.singleShot(SOON, self, self.look)

    @property
    def folder(self) -> Path | None:
        """Where copies go; None where nobody chose a folder, or the stick is not there."""
        known = self._preferences.choices.backup_folder
        return Path(known) if known and Path(known).is_dir() else None

    def look(self) -> None:
        """Make the day's copy where one is wanted and due."""
        if self._preferences.choices.backup_when == "daily" and self.folder and is_due(self._desk, date.today()):
            self.copy()

    @property
    def wants_last(self) -> bool:
        """Whether a copy is to be made before the program closes."""
        return self._preferences.choices.backup_when == "closing" and is_changed(self._desk)

    def copy(self, ended: Callable[[], object] | None = None) -> None:
        """One more copy, off the main thread, or the one that is being made; `ended` is called however it went."""
        folder, keep = self.folder, self._preferences.choices.backup_keep
        if folder is None and not self.is_busy:
            return
        if ended is not None and ended not in self._ended:
            self._ended.append(ended)
        if folder is None or self.is_busy:
            return
        self.is_busy = True

        def rested() -> None:
            self.is_busy = False
            waiting, self._ended = self._ended, []
            for each in waiting:
                each()

        run(self, lambda _progress: copy_and_prune(self._desk, folder, keep), self._done, self._refused, rested)
