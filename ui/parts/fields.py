"""A short form by hand, for wizards and settings: label on the left, editor, then help or a problem below it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from ui.parts.layouts import clear, column, spaced
from ui.parts.problem import ProblemLine
from ui.parts.text import text
from ui.theme import Theme


def labelled(caption: str, editor: QWidget) -> QLabel:
    """A caption that belongs to an editor: its mnemonic goes there, and the editor carries its name."""
    label = text(caption, 14, "ink2")
    label.setBuddy(editor)
    editor.setAccessibleName(caption)
    return label


class Fields(QWidget):
    """Rows of caption and editor; every row has room for its help or its problem."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._grid = QGridLayout(self)
        spaced(self._grid, 0, 8)
        self._grid.setColumnStretch(1, 1)
        self._below: dict[QWidget, tuple[str, QWidget]] = {}

    def add(self, caption: str, editor: QWidget, help_text: str = "") -> None:
        """One more row."""
        at = self._grid.rowCount()
        below = QWidget()
        column(parent=below)
        label = labelled(caption, editor)
        label.setMinimumWidth(self._theme.px(96))
        label.setIndent(0)  # Qt would push words in that have a padding
        self._grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignTop)
        label.setProperty("part", "field_label")
        self._grid.addLayout(column(editor, below, gap=3), at, 1)
        self._below[editor] = (help_text, below)
        self.tell(editor)

    def tell(self, editor: QWidget, sentence: str = "") -> None:
        """Show what is wrong with an editor, or its help again where nothing is."""
        help_text, below = self._below[editor]
        layout = below.layout()
        assert layout is not None
        clear(layout)
        if sentence:
            layout.addWidget(ProblemLine(self._theme, "error", sentence))
        elif help_text:
            layout.addWidget(text(help_text, 12, "ink3", wrap=True))
        below.setVisible(bool(sentence or help_text))
        if isinstance(editor, QLineEdit):
            editor.setProperty("state", "error" if sentence else "")
            editor.style().unpolish(editor)
            editor.style().polish(editor)
