"""A problem beside the thing that has it: glyph, one sentence, and the ways to put it right as links."""

from collections.abc import Callable, Sequence
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.parts.button import Link
from ui.parts.glyph import Glyph
from ui.parts.layouts import column, row
from ui.parts.text import text
from ui.theme import Theme

Fix = tuple[str, Callable[[], object]]
"""Words of a link, verb first, and what it does."""


class ProblemLine(QWidget):
    """One problem below its field."""

    def __init__(
        self, theme: Theme, level: Literal["error", "reminder", "done"], sentence: str, fixes: Sequence[Fix] = (),
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        tone = {"error": "seal", "reminder": "amber", "done": "jade"}[level]
        self.sentence = text(sentence, 13, tone, wrap=True)
        self.links = [Link(theme, words, about=sentence) for words, _ in fixes]
        for link, (_, act) in zip(self.links, fixes, strict=True):
            link.clicked.connect(lambda _checked=False, act=act: act())
        below = [row(*self.links, None, gap=12)] if self.links else []
        inner = row(Glyph(theme, level, 15), column(self.sentence, *below, gap=1), gap=6, parent=self)
        inner.itemAt(0).setAlignment(Qt.AlignmentFlag.AlignTop)
        inner.setStretch(1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)  # a narrow one needs more lines
        self.setAccessibleName(sentence)
