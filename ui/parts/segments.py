"""Segments: one of several, with counts, as a filter. Real buttons, so keys and readers reach them."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QWidget

from ui.parts.glyph import GLYPHS, draw_icon
from ui.parts.layouts import row
from ui.parts.pressable import Pressable
from ui.theme import Theme


class Segment(Pressable):
    """One of them."""

    def __init__(self, theme: Theme, words: str, glyph: str = "", parent: QWidget | None = None) -> None:
        super().__init__(theme, words, parent)
        self._theme, self._glyph = theme, glyph
        self.setCheckable(True)

    @property
    def glyph(self) -> str:
        """The state beside its words."""
        return self._glyph

    def show_glyph(self, glyph: str) -> None:
        """Another state."""
        self._glyph = glyph
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        wide = self._theme.metrics(bold=True).horizontalAdvance(self.text()) + 2 * self._theme.px(12)
        return QSize(wide + (self._theme.px(22) if self._glyph else 0), self._theme.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        if chosen or self.underMouse():
            painter.setPen(theme.colour("indigo") if chosen else Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("indigo_tint" if chosen else "paper2"))
            painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        at = theme.px(12)
        if self._glyph:
            draw_icon(painter, theme, *GLYPHS[self._glyph], QRect(at, 0, theme.px(15), self.height()), 15)
            at += theme.px(22)
        painter.setPen(theme.colour("indigo" if chosen else "ink"))
        painter.setFont(theme.font(bold=chosen))
        painter.drawText(self.rect().adjusted(at, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        self.paint_ring(painter)


class Segments(QFrame):
    """A row of segments, of which one is chosen."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setProperty("part", "segments")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, Segment] = {}
        self._row = row(gap=0, parent=self)

    def add(self, key: str, words: str, glyph: str = "") -> None:
        """One more; the first one is chosen."""
        button = Segment(self._theme, words, glyph, self)
        button.setChecked(not self._buttons)
        button.clicked.connect(lambda: self.chosen.emit(key))
        self._group.addButton(button)
        self._row.addWidget(button)
        self._buttons[key] = button

    def say(self, key: str, words: str, glyph: str = "") -> None:
        """Change the words of one, such as its count, and its glyph where one is named."""
        button = self._buttons[key]
        if button.text() != words:
            button.setText(words)
            button.updateGeometry()
        if glyph:
            button.show_glyph(glyph)

    @property
    def value(self) -> str:
        """Key of the one that is chosen."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def glyph(self, key: str) -> str:
        """The state that one shows beside its words."""
        return self._buttons[key].glyph

    def choose(self, key: str) -> None:
        """Choose one without telling anybody."""
        self._buttons[key].setChecked(True)
