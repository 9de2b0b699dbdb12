"""The rail: the ledger's cloth cover, with the slip that names the school, and the way to every page."""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QScrollArea, QSizePolicy, QWidget

from ui.parts import Pressable, column, draw_icon
from ui.theme import Theme
from ui.translation import counted

WIDE, NARROW = 184, 56
Cloth = Literal["navy", "pine"]
"""Indigo for a school, green for a county."""


class RailEntry(NamedTuple):
    """One item: where it leads, its words and icon, and in which group it stands."""

    key: str
    title: str
    icon: str
    group: int
    keys: str = ""


class Slip(QWidget):
    """The title slip: the school's name and the period, in a double rule."""

    def __init__(self, theme: Theme, cloth: Cloth, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._cloth = theme, cloth
        self._name, self._period, self._is_practice = "", "", False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_school(self, name: str, period: str, *, practice: bool) -> None:
        """Name the school; a practice school says so on its slip."""
        self._name, self._period, self._is_practice = name, period, practice
        self.setAccessibleName(f"{name} {period}")
        self.setToolTip(f"{name}\n{period}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        lines = 66 if self.width() > self._theme.px(80) else 40
        return QSize(self._theme.px(160), self._theme.px(lines + (18 if self._two_lines() else 0)))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("slip"))
        painter.drawRoundedRect(QRectF(self.rect()), 2, 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(theme.colour(self._cloth))
        painter.drawRect(self.rect().adjusted(2, 2, -3, -3))
        painter.drawRect(self.rect().adjusted(4, 4, -5, -5))
        self._paint_words(painter)

    def _paint_words(self, painter: QPainter) -> None:
        theme = self._theme
        inner = self.rect().adjusted(theme.px(12), theme.px(9), -theme.px(8), -theme.px(8))
        painter.setPen(theme.colour("slip_ink"))
        painter.setFont(theme.font(15, bold=True))
        if self.width() < theme.px(80):
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._name[:1])
            return
        metrics = theme.metrics(15, bold=True)
        high = metrics.height() * (2 if self._two_lines() else 1)
        wrap = Qt.TextFlag.TextWrapAnywhere | Qt.AlignmentFlag.AlignTop
        painter.drawText(QRect(inner.topLeft(), QSize(inner.width(), high)), wrap, self._shown(metrics, inner.width()))
        painter.setPen(theme.colour("slip_ink2"))
        painter.setFont(theme.font(12))
        painter.drawText(inner, Qt.AlignmentFlag.AlignBottom, self._period)

    def _two_lines(self) -> bool:
        room = self.width() - self._theme.px(20)
        return self._theme.metrics(15, bold=True).horizontalAdvance(self._name) > room > self._theme.px(60)

    def _shown(self, metrics: object, room: int) -> str:
        return self._theme.metrics(15, bold=True).elidedText(self._name, Qt.TextElideMode.ElideRight, 2 * room - 16)


class RailItem(Pressable):
    """One way to a page, with at most one pill: errors, else reminders."""

    def __init__(self, theme: Theme, entry: RailEntry, cloth: Cloth, parent: QWidget | None = None) -> None:
        super().__init__(theme, entry.title, parent)
        self._theme, self._entry, self._cloth = theme, entry, cloth
        self._errors = self._reminders = 0
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(entry.title)

    @property
    def key(self) -> str:
        """Key of the page."""
        return self._entry.key

    def show_problems(self, errors: int, reminders: int, words: str) -> None:
        """Show what waits there; `words` say it to readers and in the tooltip."""
        if (errors, reminders) != (self._errors, self._reminders):
            self._errors, self._reminders = errors, reminders
            self.update()
        self.setAccessibleDescription(words)
        self.setToolTip(f"{self._entry.title}　{words}" if words else self._entry.title)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._theme.px(168), self._theme.px(36))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0, 1, 0, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked() or self.underMouse():
            painter.setBrush(theme.colour(f"{self._cloth}_hi"))
            painter.setOpacity(1.0 if self.isChecked() else 0.5)
            painter.drawRoundedRect(box, 4, 4)
            painter.setOpacity(1.0)
        if self.isChecked():
            painter.setBrush(theme.colour("slip"))
            painter.drawRoundedRect(QRectF(0, theme.px(10), theme.px(3), self.height() - theme.px(20)), 1.5, 1.5)
        self._paint_content(painter)
        self.paint_ring(painter, 2.5, token="slip")

    def _paint_content(self, painter: QPainter) -> None:
        theme = self._theme
        is_narrow = self.width() < theme.px(80)
        ink = "on_fill" if self.isChecked() else f"{self._cloth}_text"
        left = (self.width() - theme.px(18)) // 2 if is_narrow else theme.px(14)
        icon = QRect(left, 0, theme.px(18), self.height())
        draw_icon(painter, theme, self._entry.icon, ink if self.isChecked() else f"{self._cloth}_muted", icon, 17)
        if not is_narrow:
            painter.setPen(theme.colour(ink))
            size = 15 if theme.metrics(15, bold=True).horizontalAdvance(self.text()) <= self._room() else 14
            painter.setFont(theme.font(size, bold=self.isChecked()))
            room = QRect(theme.px(42), 0, self._room(), self.height())
            words = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        if self._errors or self._reminders:
            self._paint_pill(painter, is_narrow=is_narrow)
        elif self._entry.keys and not is_narrow:
            painter.setPen(theme.colour(f"{self._cloth}_muted"))
            painter.setFont(theme.font(12))
            right = self.rect().adjusted(0, 0, -theme.px(10), 0)
            painter.drawText(right, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._entry.keys)

    def _room(self) -> int:
        """What is left for the words beside icon and pill."""
        count = self._errors or self._reminders
        pill = self._theme.px(10) + self._pill_wide(str(count)) if count else 0
        return self.width() - self._theme.px(42 + 4) - pill

    def _pill_wide(self, words: str) -> int:
        theme = self._theme
        return max(theme.px(20), theme.metrics(12, bold=True).horizontalAdvance(words) + theme.px(12))

    def _paint_pill(self, painter: QPainter, *, is_narrow: bool) -> None:
        theme, count = self._theme, self._errors or self._reminders
        words = str(count) if count < 1000 else "999+"
        wide = self._pill_wide(words)
        high = theme.px(18 if not is_narrow else 14)
        wide = wide if not is_narrow else max(high, wide - theme.px(8))
        corner = QPoint(self.width() - wide - theme.px(10), (self.height() - high) // 2)
        if is_narrow:
            corner = QPoint(self.width() - wide, 0)
        box = QRect(corner, QSize(wide, high))
        plain = theme.scheme == "contrast"
        painter.setPen(theme.colour("ink") if plain else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("pill_seal" if self._errors else "pill_amber"))
        painter.drawRoundedRect(box, high / 2, high / 2)
        painter.setPen(theme.colour("ink" if plain else ("on_fill" if self._errors else "on_amber")))
        painter.setFont(theme.font(12 if not is_narrow else 10, bold=True))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


class _Rule(QWidget):
    """The line between two groups."""

    def __init__(self, theme: Theme, cloth: Cloth) -> None:
        super().__init__()
        self._theme, self._cloth = theme, cloth
        self.setFixedHeight(15)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        QPainter(self).fillRect(self.rect().adjusted(10, 7, -10, -7), self._theme.colour(f"{self._cloth}_hi"))


class Rail(QFrame):
    """Slip, groups of items; the last group stands at the bottom."""

    chosen = Signal(str)

    def __init__(
        self, theme: Theme, entries: Sequence[RailEntry], cloth: Cloth = "navy", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._is_narrow = theme, False
        self._cloth: Cloth = cloth
        self.setAccessibleName(self.tr("Pages"))
        self.slip = Slip(theme, cloth)
        self.items = {entry.key: RailItem(theme, entry, cloth) for entry in entries}
        self._group = QButtonGroup(self)
        for item in self.items.values():
            self._group.addButton(item)
            item.clicked.connect(lambda _checked=False, key=item.key: self.chosen.emit(key))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._groups(entries))
        self._frame = column(self.slip, scroll, gap=9, margins=(11, 13, 11, 8), parent=self)
        self._measure()
        theme.changed.connect(self._measure)

    def show_problems(self, counts: Mapping[str, tuple[int, int]]) -> None:
        """Errors and reminders of each page that has any."""
        for key, item in self.items.items():
            errors, reminders = counts.get(key, (0, 0))
            words = counted(self.tr("Errors {errors}, reminders {reminders}"), errors=errors, reminders=reminders)
            item.show_problems(errors, reminders, words if errors or reminders else "")

    def choose(self, key: str) -> None:
        """Show which page is open; none for one that the rail does not have."""
        if key in self.items:
            self.items[key].setChecked(True)
        elif (open_one := self._group.checkedButton()) is not None:
            self._group.setExclusive(False)
            open_one.setChecked(False)
            self._group.setExclusive(True)

    def set_narrow(self, *, narrow: bool) -> None:
        """Icons only, where the window is small."""
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            self._measure()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        QPainter(self).fillRect(self.rect(), self._theme.colour(self._cloth))

    def _groups(self, entries: Sequence[RailEntry]) -> QWidget:
        inner = QWidget()
        laid = column(gap=0, parent=inner)
        last = entries[-1].group
        for at, entry in enumerate(entries):
            if at and entry.group != entries[at - 1].group:
                if entry.group == last:
                    laid.addStretch(1)
                else:
                    laid.addWidget(_Rule(self._theme, self._cloth))
            laid.addWidget(self.items[entry.key])
        return inner

    def _measure(self) -> None:
        side = 5 if self._is_narrow else 8
        self._frame.setContentsMargins(side, 13, side, 8)
        self.setFixedWidth(self._theme.px(NARROW if self._is_narrow else WIDE))
        self.slip.updateGeometry()
        for item in self.items.values():
            item.updateGeometry()
