"""The preview: white sheets on the desk, painted by the same hand that prints them."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from ui.printing.pages import Pages
from ui.theme import Theme
from ui.translation import counted

GAP = 16
WIDEST = 1.25
"""A sheet is not shown larger than this, however wide the window is."""


class Sheets(QWidget):
    """All pages, one below the other; only those in sight are painted, and kept once painted."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pages: Pages | None = None
        self._scale = 1.0
        self._painted: dict[int, QPixmap] = {}

    def show_pages(self, pages: Pages | None) -> None:
        """Show another paper."""
        self._pages = pages
        self._forget()

    def fit(self, width: int) -> None:
        """Scale the sheets to a width."""
        if self._pages is None:
            return
        scale = min(WIDEST, max(0.3, (width - 2 * GAP) / self._pages.size.width()))
        if scale != self._scale:
            self._scale = scale
            self._forget()

    def sizeHint(self) -> QSize:  # noqa: N802
        if self._pages is None:
            return QSize(200, 200)
        high = self._high() + GAP
        return QSize(int(self._pages.size.width() * self._scale) + 2 * GAP, high * self._pages.count + GAP)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        if self._pages is None:
            return
        painter = QPainter(self)
        step = self._high() + GAP
        first = max(0, event.rect().top() // step - 1)
        for page in range(first, min(self._pages.count, event.rect().bottom() // step + 1)):
            pixmap = self._pixmap(page)
            left = (self.width() - int(self._pages.size.width() * self._scale)) // 2
            top = GAP + page * step
            painter.drawPixmap(left, top, pixmap)
            painter.setPen(self._theme.colour("line"))
            size = pixmap.deviceIndependentSize()
            painter.drawRect(QRectF(left - 0.5, top - 0.5, size.width(), size.height()))

    def _pixmap(self, page: int) -> QPixmap:
        if page not in self._painted:
            assert self._pages is not None
            if len(self._painted) > 12:
                self._painted.clear()
            ratio = self.devicePixelRatioF()
            size = self._pages.size * self._scale * ratio
            pixmap = QPixmap(size.toSize())
            pixmap.fill(QColor("#FFFFFF"))
            painter = QPainter(pixmap)
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
            painter.scale(self._scale * ratio, self._scale * ratio)
            self._pages.paint(painter, page)
            painter.end()
            pixmap.setDevicePixelRatio(ratio)
            self._painted[page] = pixmap
        return self._painted[page]

    def _high(self) -> int:
        return int(self._pages.size.height() * self._scale) if self._pages else 0

    def _forget(self) -> None:
        self._painted.clear()
        self.setFixedHeight(self.sizeHint().height())
        self.update()


class Preview(QScrollArea):
    """The sheets in a place to scroll."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheets = Sheets(theme)
        self.setWidgetResizable(True)
        self.sheets.setProperty("ground", "desk")
        self.setWidget(self.sheets)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Print preview"))

    def show_pages(self, pages: Pages) -> None:
        """Show another paper from its first page."""
        self.sheets.show_pages(pages)
        self.sheets.fit(self.viewport().width())
        self.verticalScrollBar().setValue(0)
        words = counted(self.tr("{title}, {count} pages"), title=pages.paper.title, count=pages.count)
        self.setAccessibleDescription(words)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.sheets.fit(self.viewport().width())
