"""Badges: a tinted word of 12 px; with a glyph only where it sums up."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.parts.glyph import GLYPHS, draw_icon
from ui.theme import Theme

GROUNDS = {"seal": "seal_tint", "amber": "amber_tint", "jade": "jade_tint", "indigo": "indigo_tint", "ink3": "paper2"}


class Badge(QWidget):
    """A word on its tint; tone is one of GROUNDS."""

    def __init__(
        self, theme: Theme, words: str, tone: str = "ink3", glyph: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._words, self._tone, self._glyph = theme, words, tone, glyph
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words)
        theme.changed.connect(self.updateGeometry)

    def say(self, words: str, tone: str | None = None) -> None:
        """Show another word."""
        self._words, self._tone = words, tone or self._tone
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        theme = self._theme
        wide = theme.metrics(12).horizontalAdvance(self._words) + 2 * theme.px(6)
        return QSize(wide + (theme.px(18) if self._glyph else 0), theme.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plain = theme.scheme == "contrast"
        painter.setPen(theme.colour(self._tone) if plain else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(GROUNDS[self._tone]))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        at = theme.px(6)
        if self._glyph:
            draw_icon(painter, theme, *GLYPHS[self._glyph], QRect(at, 0, theme.px(13), self.height()), 13)
            at += theme.px(17)
        painter.setPen(theme.colour(self._tone))
        painter.setFont(theme.font(12))
        painter.drawText(self.rect().adjusted(at, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._words)
