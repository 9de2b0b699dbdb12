"""One record on one sheet, drawn line by line: hundreds of sheets are ready at once, and a line never breaks in two."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal, overload

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from ui.printing.face import face

Look = Literal["caption", "value", "section", "photo"]
TITLE, UNDER, SIGNS = 34, 24, 52
ROOMY, TIGHT = 23.0, 16.5
"""Height of a line where there is room, and where there is none."""
SMALLEST = 8
PAD = 5
GROUND, RULE, QUIET = "#F0F0F0", "#555555", "#333333"


@dataclass(frozen=True, slots=True)
class Box:
    """One cell: its words, its part of the width, and how many lines it is high."""

    text: str
    width: float
    look: Look = "value"
    lines: int = 1


@dataclass(frozen=True, slots=True)
class FormSheet:
    """A title, lines of boxes, who signs."""

    title: str
    under: str
    lines: tuple[tuple[Box, ...], ...]
    signs: tuple[str, ...] = ()


class SheetsOf(Sequence[FormSheet]):
    """Sheets of one shape, each made when its page is first looked at: a whole school's need no waiting."""

    def __init__(self, count: int, make: Callable[[int], FormSheet]) -> None:
        self._count, self._make = count, make
        self._made: dict[int, FormSheet] = {}

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> FormSheet: ...
    @overload
    def __getitem__(self, at: slice) -> list[FormSheet]: ...
    def __getitem__(self, at: int | slice) -> FormSheet | list[FormSheet]:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(self._count))]
        if not 0 <= at < self._count:
            raise IndexError(at)
        if at not in self._made:
            self._made[at] = self._make(at)
        return self._made[at]


@dataclass
class SheetBody:
    """Sheets of one shape as the body of pages; a sheet that is too long goes on on the next page."""

    sheets: Sequence[FormSheet]
    size: QSizeF
    _parts: list[tuple[int, int]] = field(default_factory=list["tuple[int, int]"])
    """First line and the line after the last, for each page of a sheet."""

    def __post_init__(self) -> None:
        """Know which lines stand on which page, from the first sheet."""
        fit, count = int(self._room / TIGHT), len(self.sheets[0].lines)
        self._parts = [(start, min(start + fit, count)) for start in range(0, max(1, count), fit)]

    @property
    def count(self) -> int:
        """Pages."""
        return len(self.sheets) * len(self._parts)

    @property
    def _room(self) -> float:
        return self.size.height() - TITLE - UNDER - SIGNS

    def paint(self, painter: QPainter, page: int) -> None:
        """Paint a page's body at the painter's origin."""
        at, part = divmod(page, len(self._parts))
        sheet, (start, end) = self.sheets[at], self._parts[part]
        wide = self.size.width()
        centre = Qt.AlignmentFlag.AlignCenter
        painter.setPen(QColor("#000000"))
        painter.setFont(face(20, bold=True))
        painter.drawText(QRectF(0, 0, wide, TITLE), centre, sheet.title)
        painter.setFont(face(12))
        painter.drawText(QRectF(0, TITLE - 4, wide, UNDER), centre, sheet.under)
        high = min(ROOMY, self._room / max(1, end - start))
        top = float(TITLE + UNDER)
        for line in sheet.lines[start:end]:
            self._line(painter, line, top, high)
            top += high
        if end == len(sheet.lines) and sheet.signs:
            self._signs(painter, sheet.signs, top + 10)

    def _line(self, painter: QPainter, line: tuple[Box, ...], top: float, high: float) -> None:
        left = 0.0
        for box in line:
            wide = self.size.width() * box.width
            rect = QRectF(left, top, wide, high * box.lines)
            if box.look == "section":
                painter.fillRect(rect, QColor(GROUND))
            painter.setPen(QPen(QColor(RULE), 0.8))
            painter.drawRect(rect)
            self._words(painter, box, rect.adjusted(PAD, 0, -PAD, 0), 12 if high >= 19 else 11)
            left += wide

    def _words(self, painter: QPainter, box: Box, rect: QRectF, size: int) -> None:
        if not box.text:
            return
        font = fitting(box.text, face(size, bold=box.look == "section"), rect.width())
        painter.setFont(font)
        painter.setPen(QColor(QUIET if box.look == "caption" else "#000000"))
        side = Qt.AlignmentFlag.AlignHCenter if box.look == "photo" else Qt.AlignmentFlag.AlignLeft
        metrics = QFontMetricsF(font)
        wrapped = metrics.horizontalAdvance(box.text) > rect.width()
        flags = int(side | Qt.AlignmentFlag.AlignVCenter) | (int(Qt.TextFlag.TextWrapAnywhere) if wrapped else 0)
        painter.drawText(rect, flags, box.text)

    def _signs(self, painter: QPainter, signs: tuple[str, ...], top: float) -> None:
        painter.setPen(QColor("#000000"))
        painter.setFont(face(13))
        wide = self.size.width() / len(signs)
        for at, words in enumerate(signs):
            painter.drawText(QRectF(at * wide, top, wide, 30), int(Qt.AlignmentFlag.AlignVCenter), f"{words}：")


def fitting(words: str, font: QFont, width: float) -> QFont:
    """The font, smaller where the words need it, but never too small to read."""
    size = font.pixelSize()
    needed = QFontMetricsF(font).horizontalAdvance(words)
    if needed > width:
        font.setPixelSize(max(SMALLEST, int(size * width / needed)))
    return font
