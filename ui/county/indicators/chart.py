"""All schools of one indicator from low to high, with the standard as a line and 85 % of it dashed."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from forms.indicators import Indicator, Mark, Reading
from forms.indicators.words import plain, value_of
from ui.county.indicators.figures import caption_of, grouped
from ui.theme import Theme
from ui.translation import counted

FILL: dict[Mark | None, str] = {"fail": "seal_soft", "floor": "amber_soft", "pass": "indigo_soft", None: "indigo_soft"}
TOP, FOOT, LINE = 26, 24, 20
GAP = 0.22
"""Part of a bar's room that stays empty."""
NARROW = 3
"""px of room for a bar below which there are no gaps."""
VEIL = 0.82
"""How far the ground of words hides the bars behind them."""
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class Chart(QWidget):
    """Bars; the chosen school's is full blue and carries its name. Arrows and the mouse choose another one."""

    picked = Signal(str)
    """Code of a school."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._indicator: Indicator | None = None
        self._readings: Sequence[Reading] = ()
        self._at = -1
        self._painted: QPixmap | None = None
        """The bars alone: hundreds of them take long to paint."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self._forget)

    def show_item(self, indicator: Indicator | None, school: str) -> None:
        """Show an indicator and one of its schools."""
        if indicator is not self._indicator:
            self._indicator, self._painted = indicator, None
            self._readings = sorted(indicator.readings, key=lambda each: (each.value, each.school)) if indicator else ()
        self._at = next((at for at, each in enumerate(self._readings) if each.school == school), -1)
        self.setAccessibleName(caption_of(indicator) if indicator else "")
        self.setAccessibleDescription(self._label())
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._theme.px(264), self._theme.px(340))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._theme.px(200), self._theme.px(190))

    # ── choosing ────────────────────────────────────────────────────────────────────────────────────────────────

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        step = STEPS.get(Qt.Key(event.key()), 0)
        if step and 0 <= self._at + step < len(self._readings):
            self.picked.emit(self._readings[self._at + step].school)
        elif not step:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        at = int(event.position().x() / max(self._room(), 0.1))
        if 0 <= at < len(self._readings):
            self.picked.emit(self._readings[at].school)

    # ── painting ────────────────────────────────────────────────────────────────────────────────────────────────

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        if self._indicator is None or not self._readings:
            return
        painter = QPainter(self)
        self._bars(painter)
        self._standard(painter, self._indicator)
        self._chosen(painter)
        self._foot(painter, self._indicator)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("indigo"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)

    def _room(self) -> float:
        return self.width() / len(self._readings) if self._readings else 0.0

    @property
    def _ground(self) -> int:
        return self.height() - self._theme.px(FOOT)

    def _y(self, value: float) -> float:
        """Where a value stands; the highest bar, or the standard where that is higher, fills the chart."""
        standard = float(self._indicator.threshold or 0) if self._indicator else 0.0
        most = max(float(self._readings[-1].value), standard * 1.05, 1e-9)
        top = self._theme.px(TOP)
        return self._ground - (self._ground - top) * value / most

    def _bars(self, painter: QPainter) -> None:
        """All bars as they were painted last, with the chosen one over its own."""
        ratio = self.devicePixelRatioF()
        if self._painted is None or self._painted.deviceIndependentSize() != self.size().toSizeF():
            self._painted = QPixmap(self.size() * ratio)
            self._painted.setDevicePixelRatio(ratio)
            self._painted.fill(Qt.GlobalColor.transparent)
            with QPainter(self._painted) as on:
                on.setRenderHint(QPainter.RenderHint.Antialiasing, self._room() <= NARROW)
                for at, reading in enumerate(self._readings):
                    on.fillRect(self._bar(at), self._theme.colour(FILL[reading.mark]))
        painter.drawPixmap(0, 0, self._painted)
        if self._at >= 0:
            painter.fillRect(self._bar(self._at), self._theme.colour("indigo_fill"))
        painter.fillRect(QRect(0, self._ground, self.width(), 1), self._theme.colour("edge"))

    def _bar(self, at: int) -> QRectF:
        """Where a school's bar stands; the chosen one is never too narrow to be seen."""
        room, top = self._room(), self._y(float(self._readings[at].value))
        gap = room * GAP if room > NARROW else 0.0
        least = 2.0 if at == self._at else 0.8
        return QRectF(at * room + gap / 2, top, max(room - gap, least), self._ground - top)

    def _forget(self) -> None:
        self._painted = None
        self.updateGeometry()
        self.update()

    def _standard(self, painter: QPainter, indicator: Indicator) -> None:
        if indicator.threshold is None:
            return
        theme, y = self._theme, round(self._y(float(indicator.threshold)))
        painter.setPen(QPen(theme.colour("ink"), 2))
        painter.drawLine(0, y, self.width(), y)
        if indicator.floor is not None:
            floor = round(self._y(float(indicator.floor)))
            painter.setPen(QPen(theme.colour("ink2"), 1, Qt.PenStyle.DashLine))
            painter.drawLine(0, floor, self.width(), floor)
        words = self._standard_words()
        painter.setFont(theme.font(13, bold=True))
        self._label_on_paper(painter, words, QPointF(0, y - theme.px(LINE) - 1), "ink")

    def _chosen(self, painter: QPainter) -> None:
        """The chosen school by name: over its bar and the lower ones at its left, clear of the standard's own words."""
        if self._at < 0 or self._indicator is None:
            return
        theme, room = self._theme, self._room()
        x, y = (self._at + 0.5) * room, self._y(float(self._readings[self._at].value))
        painter.setFont(theme.font(13, bold=True))
        wide = painter.fontMetrics().horizontalAdvance(self._label()) + 4
        left = max(x + room / 2 - wide, 0.0)
        top = self._top_over(left + wide) - theme.px(LINE + 2)
        standard = self._y(float(self._indicator.threshold or 0))
        is_beside = left < painter.fontMetrics().horizontalAdvance(self._standard_words()) + theme.px(8)
        if is_beside and standard - 2 * theme.px(LINE) < top < standard:
            top = standard - 2 * theme.px(LINE)
        top = max(top, 0.0)
        painter.setPen(QPen(theme.colour("indigo"), 1))
        painter.drawLine(QPointF(x, top + theme.px(LINE)), QPointF(x, y))
        self._label_on_paper(painter, self._label(), QPointF(left, top), "indigo")

    def _top_over(self, right: float) -> float:
        """The top of the bars up to an edge: the last of them is the highest."""
        last = min(max(int((right - 1) / self._room()), self._at), len(self._readings) - 1)
        return self._y(float(self._readings[last].value))

    def _standard_words(self) -> str:
        value = self._indicator.threshold if self._indicator else None
        return "" if value is None else self.tr("Standard {value}").format(value=grouped(plain(value)))

    def _label_on_paper(self, painter: QPainter, words: str, corner: QPointF, token: str) -> None:
        box = QRectF(corner.x(), corner.y(), painter.fontMetrics().horizontalAdvance(words) + 4, self._theme.px(LINE))
        ground = self._theme.colour("paper")
        ground.setAlphaF(VEIL)
        painter.fillRect(box.adjusted(0, 2, 0, -2), ground)
        painter.setPen(self._theme.colour(token))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), words)

    def _foot(self, painter: QPainter, indicator: Indicator) -> None:
        theme = self._theme
        box = QRect(0, self._ground + theme.px(4), self.width(), theme.px(FOOT - 4))
        painter.setFont(theme.font(12))
        painter.setPen(theme.colour("ink2"))
        told = counted(self.tr("{count} schools, low to high"), count=len(self._readings))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), told)
        if indicator.floor is not None:
            words = self.tr("dashed 85 %: {value}").format(value=grouped(plain(indicator.floor)))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), words)

    def _label(self) -> str:
        if self._at < 0 or self._indicator is None:
            return ""
        reading = self._readings[self._at]
        return f"{reading.name} {grouped(value_of(self._indicator, reading))}"
