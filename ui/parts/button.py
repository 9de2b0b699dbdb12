"""Buttons: one solid on each screen, outlined for the rest, text for tools, links for what stands in a sentence."""

from typing import Literal

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter, QWidget

from ui.parts.glyph import draw_icon
from ui.theme import Theme

Look = Literal["solid", "outlined", "text", "link"]
_INK = {"solid": "on_fill", "outlined": "ink", "text": "ink", "link": "indigo"}
_PADDING = {"solid": 14, "outlined": 12, "text": 8, "link": 2}
_GAP = 8


class Button(QPushButton):
    """A button with an icon before and its keys after the words; both are painted, the words are its text."""

    def __init__(
        self, theme: Theme, words: str, look: Look = "outlined", icon: str = "", keys: str = "", *,
        menu_mark: bool = False, small: bool = False, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(words, parent)
        self.theme, self._look, self._icon, self._keys, self._menu_mark = theme, look, icon, keys, menu_mark
        self._size = 13 if look == "link" else 14
        self.setProperty("look", look)
        self.setProperty("small", "true" if small else "false")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor if look == "link" else Qt.CursorShape.ArrowCursor)
        self.setAutoDefault(False)
        if keys:
            self.setToolTip(f"{words}  {keys}")
        theme.changed.connect(self.updateGeometry)

    def rename(self, words: str, keys: str = "") -> None:
        """Say something else."""
        self._keys = keys
        self.setText(words)
        self.setToolTip(f"{words}  {keys}" if keys else "")
        self.updateGeometry()

    def show_look(self, look: Look) -> None:
        """Become the solid button of the screen, or an outlined one again."""
        if look != self._look:
            self._look = look
            self.setProperty("look", look)
            self.style().unpolish(self)
            self.style().polish(self)
            self.updateGeometry()

    def show_icon(self, icon: str) -> None:
        """Show another icon."""
        self._icon = icon
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        words, keys = self._metrics()
        wide = words.horizontalAdvance(self._words()) + 2 * self.theme.px(_PADDING[self._look])
        wide += self.theme.px(16 + (_GAP if self.text() else 0)) if self._icon else 0
        wide += keys.horizontalAdvance(self._keys) + self.theme.px(_GAP) if self._keys else 0
        wide += self.theme.px(14 + 4) if self._menu_mark else 0
        high = self.theme.px(28 if self.property("small") == "true" else 32)
        return QSize(wide + 2, words.height() + 2 if self._look == "link" else max(high, words.height() + 8))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        self._paint_content(painter)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter presses it as the space bar does; Qt would keep that for dialogs."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not is_enter or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        self.update()

    def _words(self) -> str:
        return self.text().replace("&", "")

    def _metrics(self):  # noqa: ANN202  # two QFontMetrics
        return self.theme.metrics(self._size, bold=self._is_bold()), self.theme.metrics(12)

    def _is_bold(self) -> bool:
        return self._look == "solid"

    def _token(self) -> str:
        return _INK[self._look] if self.isEnabled() else "ink3"

    def _paint_content(self, painter: QPainter) -> None:
        words, keys = self._metrics()
        theme, token = self.theme, self._token()
        content = self.sizeHint().width() - 2 * theme.px(_PADDING[self._look]) - 2
        at = max(theme.px(4), (self.width() - content) // 2)
        if self._look == "link" or self.property("align") == "flush":
            at = 2 if self._look != "link" else 0
        if self._icon:
            draw_icon(painter, theme, self._icon, token, QRect(at, 0, theme.px(16), self.height()), 16)
            at += theme.px(16 + _GAP)
        painter.setPen(theme.colour(token))
        painter.setFont(theme.font(self._size, bold=self._is_bold()))
        wide = words.horizontalAdvance(self._words())
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRect(at, 0, wide + 2, self.height()), middle, self._words())
        if self._look == "link" and (self.underMouse() or self.hasFocus()):
            base = (self.height() + words.ascent() - words.descent()) // 2 + 2
            painter.drawLine(at, base, at + wide, base)
        at += wide + theme.px(_GAP)
        if self._keys:
            if self._look != "solid":
                painter.setPen(theme.colour("ink3"))
            painter.setFont(theme.font(12))
            painter.drawText(QRect(at, 0, keys.horizontalAdvance(self._keys) + 2, self.height()), middle, self._keys)
            at += keys.horizontalAdvance(self._keys) + theme.px(_GAP)
        if self._menu_mark:
            draw_icon(
                painter, theme, "chevron_down", token, QRect(at - theme.px(4), 0, theme.px(14), self.height()), 14
            )


class Link(Button):
    """A link within or after a sentence; size 13."""

    def __init__(self, theme: Theme, words: str, parent: QWidget | None = None, *, about: str = "") -> None:
        super().__init__(theme, words, "link", parent=parent)
        if about:
            self.setAccessibleName(f"{words} {about}")
