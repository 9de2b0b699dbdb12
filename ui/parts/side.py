"""One of several things down the left side of a page: papers, pages of the manual."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.parts.glyph import draw_icon
from ui.parts.pressable import Pressable
from ui.theme import Theme

SIDE = 232
"""How wide such a side is, in steps of the layout."""


class SideItem(Pressable):
    """Words with or without an icon; the chosen one has a bar at its left."""

    def __init__(self, theme: Theme, words: str, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(theme, words, parent)
        self._theme, self._icon = theme, icon
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._theme.px(SIDE), self._theme.px(36 if self._icon else 32))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter, theme, chosen = QPainter(self), self._theme, self.isChecked()
        if chosen or self.underMouse():
            painter.fillRect(self.rect(), theme.colour("indigo_tint" if chosen else "paper2"))
        if chosen:
            painter.fillRect(QRect(0, 0, theme.px(3), self.height()), theme.colour("indigo_fill"))
        left = theme.px(16)
        if self._icon:
            room = QRect(left, 0, theme.px(18), self.height())
            draw_icon(painter, theme, self._icon, "indigo" if chosen else "ink2", room, 16)
            left = theme.px(44)
        painter.setPen(theme.colour("indigo" if chosen else "ink"))
        painter.setFont(theme.font(bold=chosen))
        painter.drawText(self.rect().adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        self.paint_ring(painter, radius=0)
