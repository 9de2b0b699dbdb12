"""The list of keys (Ctrl+/), read from the menus themselves, so that it is never out of date."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from ui.parts import PageHead, column, text
from ui.parts.layouts import spaced
from ui.theme import Theme
from ui.translation import translated, word

TYPING = (
    ("Enter / Tab", word("On; while typing a new record, to what must still be filled")),
    ("Shift+Tab", word("Back; so does Backspace in a blank field")),
    ("PgDn / PgUp", word("Next and previous field on the card, filled or not")),
    ("Ctrl+'", word("The same as in the record before, or in the row above")),
    ("↓ ↑", word("In an address: another village; in the entry grid: down and up the column")),
    ("1 2 3 … 0", word("A choice by its number; yes is 1, no is 0")), ("Alt+↓", word("Show what can be chosen")),
    ("F2", word("Edit the cell")),
    ("Ctrl+C, Ctrl+X", word("In the entry grid: copy the selected cells, cut them")),
    ("Shift+↑ ↓ ← →, Enter", word("In the entry grid: select cells, then go round among them")),
    ("Esc", word("Cancel the input")), ("Ctrl+PgDn", word("Next tab of a page")),
)  # fmt: skip


class KeysWindow(QWidget):
    """Two columns: keys and what they do."""

    def __init__(self, theme: Theme, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(self.tr("Keys"))
        inner = QWidget()
        grid = QGridLayout(inner)
        spaced(grid, 16, 8)
        grid.setColumnStretch(1, 1)
        lines = [(keys, translated(words)) for keys, words in TYPING]
        for action in actions.values():
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            if keys:
                lines.append((keys, action.text().split("　")[0].replace("&", "")))
        for at, (keys, words) in enumerate(lines):
            grid.addWidget(text(keys, 14, "indigo"), at, 0)
            grid.addWidget(text(words, wrap=True), at, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        scroll.setAccessibleName(self.tr("Keys"))
        column(PageHead(self.tr("Keys")), scroll, gap=0, parent=self).setStretch(1, 1)
        QShortcut(QKeySequence("Esc"), self, self.close)
        self.resize(theme.px(520), theme.px(600))
