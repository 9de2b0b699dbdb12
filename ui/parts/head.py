"""The head of a page: its title, one line of facts, and its actions on the right with the solid one first."""

from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from ui.parts.elided import Elided
from ui.parts.layouts import Piece, row
from ui.parts.text import text


class PageHead(QFrame):
    """52 px high; `title` and `facts` are labels, to be changed with `say`."""

    def __init__(self, title: str, *actions: Piece, facts: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "page_head")
        self.title = text(title, 20, bold=True)
        self.facts = Elided(facts, 13, "ink2")
        self.facts.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.actions_row = row(*actions, gap=8)
        self._row = row(self.title, self.facts, None, self.actions_row, gap=12, margins=(16, 0, 16, 0), parent=self)

    def lead(self, tabs: QWidget) -> None:
        """Tabs in the place of the title: the open one is the title."""
        self.title.hide()
        self._row.setContentsMargins(6, 0, 16, 0)
        self._row.insertWidget(0, tabs)
