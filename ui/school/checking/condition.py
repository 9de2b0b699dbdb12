"""One condition of the review: whether it holds, what it is, and how far it is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.parts import Glyph, Link, column, row, say, text
from ui.theme import Theme


class Condition(QWidget):
    """Glyph, name, one fact below, and a link to what is to be done."""

    def __init__(self, theme: Theme, name: str, link: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._glyph = Glyph(theme, "done", 16)
        self._fact = text(size=12, tone="ink2", wrap=True)
        self.link = Link(theme, link, about=name)
        self.link.hide()  # until it has a state: shown without a parent it would flash as a window
        words = column(row(text(name), None, self.link), self._fact, gap=1)
        laid = row(self._glyph, words, gap=10, parent=self)
        laid.setAlignment(self._glyph, Qt.AlignmentFlag.AlignTop)
        self._glyph.setContentsMargins(0, 2, 0, 0)
        laid.setStretch(1, 1)

    def show_state(self, state: str, fact: str, *, link: bool = False) -> None:
        """done, reminder or error."""
        self._glyph.show_state(state)
        say(self._fact, fact)
        self.link.setVisible(link)
        self.setAccessibleName(f"{self._name} {fact}")
        self.setAccessibleDescription(state)
