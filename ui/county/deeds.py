"""What the program's own commands do in a county's window, beside those of any window."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from ui.county.window import CountyWindow
from ui.deeds import Deeds
from ui.preferences import Preferences


class CountyDeeds(Deeds[CountyWindow]):
    """Commands of one county's window that belong to no page of it."""

    def __init__(self, window: CountyWindow, app: QApplication, preferences: Preferences, help_folder: Path) -> None:
        super().__init__(window, window.bureau.path, app, preferences, help_folder)

    def facts(self) -> str:
        board = self.window.bureau.board()
        counts = ", ".join(f"{name} {count}" for name, count in board.by_status.items())
        return f"{super().facts()}period {board.period}, practice {self.window.bureau.practice}\n{counts}\n"

    def altered_log(self) -> list[int]:
        return self.window.bureau.altered_log()
