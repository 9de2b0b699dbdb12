"""Lines: the divider of 1 px, and the bar of 6 px that says how far something is, always beside words."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from ui.theme import Theme


class Line(QFrame):
    """A divider, across or upright."""

    def __init__(self, parent: QWidget | None = None, *, upright: bool = False, faint: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("line", "faint" if faint else "plain")
        fixed, free = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        self.setSizePolicy(fixed if upright else free, free if upright else fixed)
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


class ProgressLine(QWidget):
    """A part of a whole; jade once it is full."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._part = theme, 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_part(self, done: int, of: int) -> None:
        """Show how much of a whole is done; an empty whole is empty."""
        self._part = done / of if of else 0.0
        self.setAccessibleName(f"{done} / {of}")
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._theme.px(160), self._theme.px(6))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("edge") if theme.scheme == "contrast" else Qt.PenStyle.NoPen)
        radius = self.height() / 2
        painter.setBrush(theme.colour("track"))
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        if self._part <= 0:
            return
        painter.setBrush(theme.colour("jade_soft" if self._part >= 1 else "indigo_fill"))
        painter.setClipRect(QRectF(0, 0, max(self.width() * min(self._part, 1.0), self.height()), self.height()))
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
