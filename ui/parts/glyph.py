"""Icons and the glyphs of severity as small widgets; state is never colour alone."""

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme

GLYPHS: dict[str, tuple[str, str]] = {
    "error": ("glyph_error", "seal_fill"),
    "reminder": ("glyph_reminder", "amber_fill"),
    "done": ("glyph_done", "jade_fill"),
    "blank": ("glyph_blank", "edge"),
    "returned": ("return", "seal"),
    "old": ("clock", "amber"),
}
"""State → icon and colour: 错误 octagon, 提醒 triangle, 通过 ticked disc, 未报 ring, 退回 arrow, 旧版 clock."""


def calm(state: str, count: int) -> str:
    """The state in which a count is shown: no errors and no reminders are a tick."""
    return "done" if not count and state in ("error", "reminder") else state


def draw_icon(painter: QPainter, theme: Theme, icon: str, token: str, box: QRect, size: float = 18) -> None:
    """Paint an icon in the middle of a box; for delegates and painted widgets."""
    device = painter.device()
    pixmap = theme.pixmap(icon, token, size, device.devicePixelRatioF())
    now = pixmap.deviceIndependentSize()
    left, top = (box.width() - now.width()) / 2, (box.height() - now.height()) / 2
    corner = QPointF(box.x() + left, box.y() + top)
    painter.drawPixmap(corner.toPoint(), pixmap)


class IconView(QWidget):
    """An icon that stands by itself; for eyes only, the words beside it say the same."""

    def __init__(
        self, theme: Theme, icon: str, token: str = "ink2", size: int = 18, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._icon, self._token, self._size = theme, icon, token, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self.updateGeometry)

    def show_icon(self, icon: str, token: str) -> None:
        """Show another icon."""
        self._icon, self._token = icon, token
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return self._theme.icon_size(self._size)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        draw_icon(QPainter(self), self._theme, self._icon, self._token, self.rect(), self._size)


class Glyph(IconView):
    """A state from GLYPHS, such as error or done."""

    def __init__(self, theme: Theme, state: str, size: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(theme, *GLYPHS[state], size, parent)

    def show_state(self, state: str) -> None:
        """Show another state."""
        self.show_icon(*GLYPHS[state])
