"""The stamp: dashed while a return waits for approval, blue ink and a little askew once it has it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme


class Stamp(QWidget):
    """Two lines of two characters; red is for errors only, so the ink is blue."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._is_set = theme, False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_set(is_set=False)

    def show_set(self, *, is_set: bool) -> None:
        """Approved, or waiting."""
        self._is_set = is_set
        self.setAccessibleName(self.tr("Approved") if is_set else self.tr("Awaiting approval"))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._theme.px(88), self._theme.px(88))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(self.width() / 2, self.height() / 2)
        half = theme.px(36)
        box = QRectF(-half, -half, 2 * half, 2 * half)
        if not self._is_set:
            painter.setPen(QPen(theme.colour("edge"), 1.4, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(box, 6, 6)
            self._words(painter, box, 15, "ink2")
            return
        painter.rotate(-7)
        painter.setPen(QPen(theme.colour("indigo"), 3))
        painter.drawRoundedRect(box, 5, 5)
        painter.setPen(QPen(theme.colour("indigo"), 1))
        painter.drawRoundedRect(box.adjusted(4, 4, -4, -4), 3, 3)
        self._words(painter, box, 22, "indigo")

    def _words(self, painter: QPainter, box: QRectF, size: int, token: str) -> None:
        painter.setPen(self._theme.colour(token))
        painter.setFont(self._theme.font(size, bold=True))
        words = self.accessibleName()
        if self._is_set and len(words) == 4:
            words = f"{words[:2]}\n{words[2:]}"
        wide = max(painter.fontMetrics().horizontalAdvance(line) for line in words.replace(" ", "\n").split("\n"))
        room = box.width() - self._theme.px(18)
        if wide > room:
            painter.setFont(self._theme.font(size * room / wide, bold=True))
        flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(box.adjusted(4, 0, -4, 0), flags, words)
