"""The closed ledger: cloth, thread binding, and the pasted slip with the name of the program."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.parts import draw_icon
from ui.theme import Theme

WIDE = 372


class Cover(QWidget):
    """Left of every page that stands before an open ledger."""

    def __init__(self, theme: Theme, version: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._version = theme, version
        self.setAccessibleName(self.tr("Xiangxiao"))
        theme.changed.connect(self._measure)
        self._measure()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.colour("navy"))
        self._bind(painter)
        self._slip(painter)
        left, foot = theme.px(64), self.height() - theme.px(92)
        for at, (words, size, token) in enumerate((
            (self.tr("Small rural schools and teaching points"), 15, "on_fill"),
            (self.tr("Collect, check, report"), 14, "navy_muted"),
            (self.tr("Version {version}").format(version=self._version), 12, "navy_muted"),
        )):  # fmt: skip
            painter.setPen(theme.colour(token))
            painter.setFont(theme.font(size, bold=at == 0))
            if painter.fontMetrics().horizontalAdvance(words) > self.width() - left - theme.px(52):
                painter.setFont(theme.font(size - 2, bold=at == 0))
            painter.drawText(left, foot + at * theme.px(25), words)

    def _bind(self, painter: QPainter) -> None:
        theme = self._theme
        x = self.width() - theme.px(44)
        painter.setPen(QPen(theme.colour("navy_muted"), 1))
        painter.drawLine(x, 0, x, self.height())
        for part in range(1, 5):
            y = self.height() * part // 5
            painter.drawLine(x, y, self.width(), y)

    def _slip(self, painter: QPainter) -> None:
        theme = self._theme
        high = min(theme.px(330), self.height() - theme.px(260))
        slip = QRect(theme.px(64), theme.px(72), round(high * 96 / 330), high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("slip"))
        painter.drawRoundedRect(QRectF(slip), 2, 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("navy"), 2))
        painter.drawRect(slip.adjusted(7, 7, -7, -7))
        painter.setPen(QPen(theme.colour("navy"), 1))
        painter.drawRect(slip.adjusted(11, 11, -11, -11))
        draw_icon(painter, theme, "wordmark", "slip_ink", slip, (high - theme.px(50)) / theme.zoom * 100)

    def _measure(self) -> None:
        self.setFixedWidth(self._theme.px(WIDE))
        self.update()
