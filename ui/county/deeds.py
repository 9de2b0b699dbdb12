"""What the program's own commands do in a county's window, beside those of any window."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from ui.county.window import CountyWindow
from ui.deeds import Deeds
from ui.preferences import Preferences
from ui.task import run


class CountyDeeds(Deeds[CountyWindow]):
    """Commands of one county's window that belong to no page of it."""

    def __init__(self, window: CountyWindow, app: QApplication, preferences: Preferences, help_folder: Path) -> None:
        super().__init__(window, window.bureau.path, app, preferences, help_folder)
        self._is_copying = False

    def facts(self) -> str:
        board = self.window.bureau.board()
        counts = ", ".join(f"{name} {count}" for name, count in board.by_status.items())
        return f"{super().facts()}period {board.period}, practice {self.window.bureau.practice}\n{counts}\n"

    def back_up_to(self, folder: Path) -> bool:
        if self._is_copying:
            return False
        self._is_copying = True
        run(self, lambda _progress: self.window.bureau.backup(folder), self.backed_up, self._refused, self._rested)
        return True

    def _rested(self) -> None:
        self._is_copying = False

    def altered_log(self) -> list[int]:
        return self.window.bureau.altered_log()
