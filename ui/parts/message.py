"""The message bar: a sentence on the page itself, with what to do as links; instead of a dialog."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from ui.parts.button import Button, Link
from ui.parts.glyph import GLYPHS, IconView
from ui.parts.layouts import clear, row
from ui.parts.problem import Fix
from ui.parts.text import say, text
from ui.theme import Theme

_SIGNS = {"ink": ("info", "indigo"), "jade": GLYPHS["done"], "amber": GLYPHS["reminder"], "seal": GLYPHS["error"]}


class MessageBar(QFrame):
    """Hidden until it has something to say."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("part", "message")
        self.sentence = text(wrap=True)
        self._sign = IconView(theme, "info", "indigo", 16)
        self._links = row(gap=12)
        self._close = Button(theme, "", "text", "close", small=True)
        self._close.setAccessibleName(self.tr("Close message"))
        self._close.clicked.connect(self.hide)
        laid = row(self._sign, self.sentence, self._links, self._close, gap=10, margins=(16, 6, 8, 6), parent=self)
        laid.setStretch(1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.hide()

    def tell(self, sentence: str, tone: str = "ink", fixes: Sequence[Fix] = ()) -> None:
        """Say a sentence. Tone: ink, jade, amber or seal."""
        self._sign.show_icon(*_SIGNS[tone])
        say(self.sentence, sentence, tone if tone != "ink" else "ink")
        self.setProperty("tone", tone)
        self.style().unpolish(self)
        self.style().polish(self)
        clear(self._links)
        for words, act in fixes:
            link = Link(self._theme, words)
            link.clicked.connect(lambda _checked=False, act=act: act())
            self._links.addWidget(link, 0, Qt.AlignmentFlag.AlignVCenter)
        self.show()
