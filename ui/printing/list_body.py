"""Ruled lists: each begins on a page of its own, its captions stand on every page, and no row is ever cut."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from ui.printing.face import face
from ui.printing.form_sheet import GROUND, PAD, QUIET, RULE, fitting

TITLE, UNDER, HEAD, ROW, SIGNS, WORDS = 36, 24, 28, 24, 46, 26
CENTRE, MIDDLE, RIGHT, WRAP = (
    Qt.AlignmentFlag.AlignCenter, Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignRight,
    Qt.TextFlag.TextWrapAnywhere,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ruled:
    """One list."""

    title: str
    under: str
    captions: tuple[str, ...]
    widths: tuple[int, ...]
    """Shares of the width."""
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()
    """Columns on the right."""
    words: str = ""
    """A paragraph before the table."""
    signs: tuple[str, ...] = ()
    """Who signs below the last row."""
    tail: tuple[str, ...] = ()
    """Lines on the right below everything, such as who puts the notice up."""


class _Page(NamedTuple):
    ruled: Ruled
    first: int
    end: int


@dataclass
class ListBody:
    """Lists as the body of pages."""

    lists: Sequence[Ruled]
    size: QSizeF
    _pages: list[_Page] = field(default_factory=list[_Page])

    def __post_init__(self) -> None:
        """Know which rows stand on which page; what is signed stands on the page of the last row."""
        for ruled in self.lists:
            first = 0
            while True:
                room = self.size.height() - self._top(ruled, first) - HEAD
                end = min(len(ruled.rows), first + int(room / ROW))
                if end == len(ruled.rows) and room - (end - first) * ROW < _foot(ruled) and end - first > 1:
                    end -= max(1, int(_foot(ruled) / ROW))  # so that nobody signs an empty page
                end = max(end, first + 1) if ruled.rows else end
                self._pages.append(_Page(ruled, first, end))
                first = end
                if first >= len(ruled.rows):
                    break

    @property
    def count(self) -> int:
        """Pages."""
        return len(self._pages)

    def paint(self, painter: QPainter, page: int) -> None:
        """Paint a page's body at the painter's origin."""
        ruled, first, end = self._pages[page]
        top = self._head(painter, ruled, first)
        self._row(painter, ruled, ruled.captions, top, HEAD, is_head=True)
        top += HEAD
        for row in ruled.rows[first:end]:
            self._row(painter, ruled, row, top, ROW)
            top += ROW
        if end >= len(ruled.rows):
            self._below(painter, ruled, top + 12)

    def _top(self, ruled: Ruled, first: int) -> float:
        return (TITLE + UNDER if not first else 0) + (self._words_high(ruled) if not first else 0)

    def _words_high(self, ruled: Ruled) -> float:
        return (len(self._wrapped(ruled.words)) * WORDS + 8) if ruled.words else 0

    def _head(self, painter: QPainter, ruled: Ruled, first: int) -> float:
        if first:
            return 0.0
        painter.setPen(QColor("#000000"))
        painter.setFont(face(20, bold=True))
        painter.drawText(QRectF(0, 0, self.size.width(), TITLE), CENTRE, ruled.title)
        painter.setFont(face(13))
        painter.drawText(QRectF(0, TITLE - 4, self.size.width(), UNDER), CENTRE, ruled.under)
        painter.setFont(face(14))
        for at, line in enumerate(self._wrapped(ruled.words)):
            painter.drawText(QRectF(0, TITLE + UNDER + at * WORDS, self.size.width(), WORDS), int(MIDDLE), line)
        return self._top(ruled, 0)

    def _wrapped(self, words: str) -> list[str]:
        """Lines as wide as the page, broken at any character but never before a comma or a full stop."""
        metrics, lines, line = QFontMetricsF(face(14)), list[str](), ""
        for character in words:
            if metrics.horizontalAdvance(line + character) > self.size.width() and character not in "，。、；：）”":
                lines.append(line)
                line = ""
            line += character
        return [*lines, line] if line else lines

    def _row(
        self, painter: QPainter, ruled: Ruled, cells: Sequence[str], top: float, high: float, *, is_head: bool = False
    ) -> None:
        left, whole = 0.0, sum(ruled.widths)
        for at, (words, share) in enumerate(zip(cells, ruled.widths, strict=True)):
            wide = self.size.width() * share / whole
            rect = QRectF(left, top, wide, high)
            if is_head:
                painter.fillRect(rect, QColor(GROUND))
            painter.setPen(QPen(QColor(RULE), 0.8))
            painter.drawRect(rect)
            inner = rect.adjusted(PAD, 0, -PAD, 0)
            font = fitting(words, face(12, bold=is_head), inner.width())
            painter.setFont(font)
            painter.setPen(QColor("#000000"))
            side = CENTRE if is_head else (RIGHT | MIDDLE if at in ruled.numbers else MIDDLE)
            is_long = QFontMetricsF(font).horizontalAdvance(words) > inner.width()
            painter.drawText(inner, int(side) | (int(WRAP) if is_long else 0), words)
            left += wide

    def _below(self, painter: QPainter, ruled: Ruled, top: float) -> None:
        painter.setPen(QColor("#000000"))
        painter.setFont(face(13))
        for at, words in enumerate(ruled.signs):
            wide = self.size.width() / len(ruled.signs)
            painter.drawText(QRectF(at * wide, top, wide, 30), int(MIDDLE), f"{words}：")
        top += SIGNS if ruled.signs else 0
        painter.setPen(QColor(QUIET))
        for at, words in enumerate(ruled.tail):
            painter.drawText(QRectF(0, top + at * WORDS, self.size.width() - 40, WORDS), int(RIGHT | MIDDLE), words)


def _foot(ruled: Ruled) -> float:
    return 12 + (SIGNS if ruled.signs else 0) + len(ruled.tail) * WORDS
