"""A list that lies over a page's own: what it shows was asked for, and Esc goes back."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.parts import Elided, Over, column
from ui.parts.sheet import Column, Sheet
from ui.theme import Theme
from ui.translation import translated


class Overlay(Over):
    """A list with its title and the way back."""

    opened = Signal(str)
    """Key of a line."""

    def __init__(
        self, theme: Theme, name: str, columns: Sequence[Column], back: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, back or translated("Back to the table"), parent=parent)
        self.words = Elided("", 14, "ink2")
        self.list = Sheet(theme, name, columns)
        self.list.opened.connect(self.opened)
        self.head = self.fill(self.words)
        self.head.setStretch(1, 1)
        column(self.strip, self.list, gap=0, parent=self).setStretch(1, 1)
