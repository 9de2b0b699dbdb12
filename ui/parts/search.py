"""The search field: a glass before, the count and a cross after, its keys while it is empty."""

from PySide6.QtCore import QMargins, QRect, Qt
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.parts.glyph import draw_icon
from ui.theme import Theme


class SearchField(QLineEdit):
    """A field to look for something; Esc empties it."""

    def __init__(
        self, theme: Theme, name: str, placeholder: str, keys: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._keys, self._found = theme, keys, ""
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setProperty("part", "search")
        self._cross = QAction(self)
        self._cross.setToolTip(self.tr("Clear"))
        self._cross.triggered.connect(self.clear)
        self.textChanged.connect(self._show_cross)
        theme.changed.connect(self._measure)
        self._measure()

    def show_found(self, words: str) -> None:
        """Say beside the text how many were found."""
        if self._found != words:
            self._found = words
            self._measure()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        painter, theme = QPainter(self), self._theme
        draw_icon(painter, theme, "search", "ink2", QRect(theme.px(8), 0, theme.px(18), self.height()), 16)
        note = self._found if self.text() else self._keys
        if note:
            painter.setPen(theme.colour("ink3"))
            painter.setFont(theme.font(12 if not self.text() else 13))
            right = theme.px(32) if self.text() else theme.px(9)
            box = self.rect().adjusted(0, 0, -right, 0)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, note)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)

    def _show_cross(self, text: str) -> None:
        if text and self._cross not in self.actions():
            self._cross.setIcon(self._theme.icon("close", "ink2", 16))
            self.addAction(self._cross, QLineEdit.ActionPosition.TrailingPosition)
        elif not text:
            self.removeAction(self._cross)
        self._measure()

    def _measure(self) -> None:
        note = self._found if self.text() else self._keys
        wide = self._theme.metrics(13).horizontalAdvance(note) + (self._theme.px(8) if note else 0)
        if (margins := QMargins(self._theme.px(26), 0, wide, 0)) != self.textMargins():  # else all is laid out anew
            self.setTextMargins(margins)
        self.update()
