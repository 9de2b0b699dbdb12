"""The header of a section that opens and closes: its name, how many items, and a tick or what is wrong in it."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.parts.glyph import GLYPHS, draw_icon
from ui.parts.pressable import Pressable
from ui.theme import Theme


class SectionHeader(Pressable):
    """Checked while the section is open."""

    def __init__(self, theme: Theme, words: str, facts: str = "", parent: QWidget | None = None) -> None:
        super().__init__(theme, words, parent)
        self._theme, self._facts, self._state, self._count = theme, facts, "", 0
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_facts(self, facts: str) -> None:
        """Say how many items there are."""
        self._facts = facts
        self.update()

    def show_state(self, state: str, count: int = 0) -> None:
        """error, reminder, done or nothing, with how many."""
        self._state, self._count = state, count
        self.setAccessibleDescription(f"{state} {count}" if count else state)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._theme.px(200), self._theme.px(34))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter, theme, high = QPainter(self), self._theme, self.height()
        painter.fillRect(self.rect(), theme.colour("paper2"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(0, high - 1, self.width(), high - 1)
        arrow = "chevron_down" if self.isChecked() else "chevron_right"
        draw_icon(painter, theme, arrow, "ink2", QRect(theme.px(12), 0, theme.px(16), high), 14)
        at, middle = theme.px(34), Qt.AlignmentFlag.AlignVCenter
        painter.setPen(theme.colour("ink"))
        painter.setFont(theme.font(15, bold=True))
        painter.drawText(QRect(at, 0, self.width(), high), middle, self.text())
        at += theme.metrics(15, bold=True).horizontalAdvance(self.text()) + theme.px(8)
        painter.setPen(theme.colour("ink3"))
        painter.setFont(theme.font(13))
        painter.drawText(QRect(at, 0, self.width(), high), middle, self._facts)
        self._paint_state(painter)
        self.paint_ring(painter, radius=0)

    def _paint_state(self, painter: QPainter) -> None:
        theme, high, right = self._theme, self.height(), self.width() - self._theme.px(14)
        if self._state == "done":
            draw_icon(painter, theme, "tick", "jade", QRect(right - theme.px(16), 0, theme.px(16), high), 16)
        elif self._state in GLYPHS:
            words = str(self._count)
            wide = theme.metrics(14, bold=True).horizontalAdvance(words)
            painter.setPen(theme.colour("seal" if self._state == "error" else "amber"))
            painter.setFont(theme.font(14, bold=True))
            painter.drawText(QRect(right - wide, 0, wide + 2, high), Qt.AlignmentFlag.AlignVCenter, words)
            icon, token = GLYPHS[self._state]
            draw_icon(painter, theme, icon, token, QRect(right - wide - theme.px(22), 0, theme.px(16), high), 15)
