"""What the page shows before there is a file: one sentence, one button, and a place to drop it."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QProgressBar, QWidget

from ui.parts import Button, IconView, column, row, say, text
from ui.theme import Theme


class DropPlace(QWidget):
    """A dashed sheet of paper."""

    asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self.is_hovered = theme, False
        self.button = Button(theme, self.tr("Choose a file"), "solid", "folder")
        self._title = text(self.tr("Drop a class list or a workbook here"), 16, bold=True)
        kinds = self.tr(
            "xlsx, xls, et, ods, csv; titles, totals and two-storey headers are understood.\n"
            "Nothing is written before you have seen what would happen, and one step takes all of it back."
        )
        self._words = text(kinds, 13, "ink2", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.setFixedWidth(theme.px(240))
        self.busy.setAccessibleName(self.tr("Reading"))
        self.busy.hide()
        centre = Qt.AlignmentFlag.AlignHCenter
        inner = column(None, gap=12)
        for piece in (IconView(theme, "download", "ink2", 32), self._title, self._words, self.button, self.busy):
            inner.addWidget(piece, 0, centre)
        inner.addStretch(2)
        row(None, inner, None, margins=24, parent=self)
        self.button.clicked.connect(self.asked)

    def show_busy(self, name: str) -> None:
        """Say that a file is being read, "" where none is."""
        self.busy.setVisible(bool(name))
        self.button.setVisible(not name)
        reading = self.tr("Reading {file}").format(file=name)
        say(self._title, reading if name else self.tr("Drop a class list or a workbook here"))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(16.5, 16.5, -16.5, -16.5)
        painter.setBrush(theme.colour("indigo_tint" if self.is_hovered else "paper"))
        painter.setPen(QPen(theme.colour("indigo" if self.is_hovered else "edge"), 1.4, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(box, 6, 6)
