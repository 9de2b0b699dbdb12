"""A card: white paper with a title line and what belongs under it."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.parts.layouts import Piece, column, row
from ui.parts.lines import Line
from ui.parts.text import text


class Card(QFrame):
    """Pieces go into `body`; `aside` stands on the right of the title, `fact` beside it."""

    def __init__(self, title: str = "", *aside: Piece, fact: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "card")
        laid = column(gap=0, parent=self)
        self.title = text(title, 16, bold=True)
        self.fact = text(fact, 13, "ink2")
        if title or aside:
            head = QFrame()
            head.setProperty("part", "card_head")
            row(self.title, self.fact, None, *aside, gap=10, margins=(16, 0, 16, 0), parent=head)
            laid.addWidget(head)
            laid.addWidget(Line())
        self.body: QVBoxLayout = column(gap=0)
        laid.addLayout(self.body, 1)
