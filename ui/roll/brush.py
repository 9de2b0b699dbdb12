"""How a line of cells is drawn at once; what is the same for all lines is worked out only once.

It draws what `ui.roll.paint` draws cell by cell, three times as fast.
"""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from forms.search import Marks
from ui.parts import FOLD, paint_fold
from ui.roll.model import GLYPH, Face
from ui.roll.paint import BLANK, CORNERS, GLYPH_SIZE, PAD, TINTS
from ui.theme import Theme

TOKENS = ("paper", "indigo_tint", "line2", "ink", "ink3", "indigo", "indigo_fill", *TINTS.values(), *CORNERS.values())
MOST = 20_000
"""Texts whose width is remembered."""


class Cell(NamedTuple):
    """A column on the screen, in px of the view."""

    section: int
    left: int
    width: int


class Brush:
    """Draws lines in one font, at one zoom, in one scheme."""

    def __init__(self, theme: Theme, font: QFont, *, bar: bool) -> None:
        self._theme, self._font, self._metrics = theme, font, QFontMetrics(font)
        self._bar = theme.px(3) if bar else 0
        """Width of the bar before a chosen line."""
        self._colours = {token: theme.colour(token) for token in TOKENS}
        self._pad, self._corner = theme.px(PAD), theme.px(FOLD)
        self._is_tinted = theme.scheme != "contrast"
        """Where tints are dropped they would only blot out that a line is chosen."""
        self._widths: dict[str, int] = {}
        self.made_for = (theme.scheme, theme.zoom, font.key())

    def begin(self, painter: QPainter) -> None:
        """The first line of a drawing comes next."""
        painter.setFont(self._font)
        self._pixmaps = painter.device().devicePixelRatioF()

    def line(
        self, painter: QPainter, faces: Sequence[Face], cells: Sequence[Cell], top: int, high: int, right: int, *,
        chosen: bool,
    ) -> None:  # fmt: skip
        """Ground, texts, corners, and the rule below, which runs on behind the last column as far as `right`."""
        colours, left = self._colours, cells[0].left
        wide = max(cells[-1].left + cells[-1].width, right + 1) - left
        painter.fillRect(left, top, wide, high, colours["indigo_tint" if chosen else "paper"])
        base = top + (high - 1 - self._metrics.height()) // 2 + self._metrics.ascent()
        for cell in cells:
            face = faces[cell.section]
            if cell.section == GLYPH:
                self._sign(painter, face.level, cell, top, high)
                continue
            if face.level in TINTS and (self._is_tinted or not chosen):
                painter.fillRect(cell.left, top, cell.width, high, colours[TINTS[face.level]])
            self._text(painter, face, cell, base)
            if face.level in CORNERS:
                paint_fold(painter, self._colours[CORNERS[face.level]], cell.left + cell.width, top, self._corner)
        painter.fillRect(left, top + high - 1, wide, 1, colours["line2"])
        if chosen and self._bar:
            painter.fillRect(left, top, self._bar, high, colours["indigo_fill"])

    def edge(self, painter: QPainter, cell: Cell, top: int, high: int) -> None:
        """Around the current cell."""
        painter.setPen(self._colours["indigo"])
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(cell.left, top, cell.width - 1, high - 2)
        painter.drawRect(cell.left + 1, top + 1, cell.width - 3, high - 4)

    def _text(self, painter: QPainter, face: Face, cell: Cell, base: int) -> None:
        line = face.text.replace("\n", " ") or BLANK
        room, left = cell.width - 2 * self._pad, cell.left + self._pad
        wide = self._width(line)
        if wide > room:
            line = self._metrics.elidedText(line, Qt.TextElideMode.ElideRight, room)
        painter.setPen(self._colours["ink3" if face.quiet or not face.text else "ink"])
        painter.drawText(left + max(room - wide, 0) if face.numeric else left, base, line)
        if face.hit and not face.numeric:
            self._underline(painter, face.text, face.hit, left, left + room, base)

    def _width(self, line: str) -> int:
        known = self._widths.get(line)
        if known is None:
            if len(self._widths) > MOST:
                self._widths.clear()
            known = self._widths[line] = self._metrics.horizontalAdvance(line)
        return known

    def _underline(self, painter: QPainter, text: str, hit: Marks, left: int, right: int, base: int) -> None:
        for at in hit:
            start = left + self._width(text[:at])
            width = min(self._width(text[at]), right - start)
            painter.fillRect(start, base + self._metrics.descent() // 2, width, 2, self._colours["indigo"])

    def _sign(self, painter: QPainter, level: str, cell: Cell, top: int, high: int) -> None:
        if level not in TINTS:
            return
        pixmap = self._theme.pixmap(f"glyph_{level}", CORNERS[level], GLYPH_SIZE, self._pixmaps)
        side = self._theme.px(GLYPH_SIZE)
        painter.drawPixmap(cell.left + (cell.width - side) // 2 + 1, top + (high - side) // 2, pixmap)
