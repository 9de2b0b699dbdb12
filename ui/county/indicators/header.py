"""The tall header of the table: captions with their standards, the gauges of 差异系数, how many schools pass."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPolygonF
from PySide6.QtWidgets import QHeaderView, QWidget

from forms.indicators import Indicator, Stage
from ui.county.indicators.figures import (
    COEFFICIENT,
    STAGES,
    UNIT,
    Figures,
    caption_of,
    coefficient_words,
    standard_of,
)
from ui.county.indicators.model import NAME, PUPILS, IndicatorModel
from ui.parts import GLYPHS, draw_icon
from ui.theme import Theme
from ui.translation import counted, translated

CAPTION, GAUGE, PASS = 45, 35, 28
"""Heights of the storeys in px at 100 %."""
LEFT, RIGHT = 10, 6
BAR, TICK = 5, 11
BEYOND = 1.21
"""A gauge ends so many times its limit, so that a breach is seen as one."""
RIGHT_SIDE = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
LEFT_SIDE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class Words(NamedTuple):
    """Two lines over a column."""

    above: str
    below: str


class GaugeHeader(QHeaderView):
    """Three storeys over the columns of a table of indicators."""

    def __init__(self, theme: Theme, model: IndicatorModel, chosen: Callable[[], int], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme, self._model, self._chosen = theme, model, chosen
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:  # noqa: N802
        """All storeys; a view asks only how high."""
        return QSize(0, self._theme.px(CAPTION + GAUGE * len(STAGES) + PASS))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802
        painter.save()
        theme, figures = self._theme, self._model.figures
        floors = self._floors(rect)
        painter.fillRect(rect, theme.colour("paper2"))
        painter.fillRect(floors[-1], theme.colour("paper"))
        is_chosen = section == self._chosen()
        if is_chosen:
            painter.fillRect(rect.adjusted(0, 0, 0, -floors[-1].height()), theme.colour("indigo_tint"))
            painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), theme.px(3)), theme.colour("indigo_fill"))
        for floor, token in ((floors[0], "line"), (floors[-2], "line"), (floors[-1], "line")):
            painter.fillRect(QRect(rect.left(), floor.bottom(), rect.width(), 1), theme.colour(token))
        if figures is not None:
            self._caption(painter, floors[0], section, self._captions(figures, section), is_chosen=is_chosen)
            for stage, floor in zip(STAGES, floors[1:-1], strict=True):
                self._gauge_floor(painter, floor, section, stage, figures)
            self._passes(painter, floors[-1], section, figures)
        painter.restore()

    def _floors(self, rect: QRect) -> list[QRect]:
        floors: list[QRect] = []
        top = rect.top()
        for high in (CAPTION, *[GAUGE] * len(STAGES), PASS):
            floors.append(QRect(rect.left(), top, rect.width(), self._theme.px(high)))
            top += self._theme.px(high)
        return floors

    def _side(self, section: int) -> int:
        return LEFT_SIDE if section in (NAME, self._model.last) else RIGHT_SIDE

    def _room(self, rect: QRect, section: int) -> QRect:
        left = 16 if section == NAME else 8 if section == self._model.last else 2
        return rect.adjusted(self._theme.px(left), 0, -self._theme.px(RIGHT), 0)

    # ── captions ────────────────────────────────────────────────────────────────────────────────────────────────

    def _captions(self, figures: Figures, section: int) -> Words:
        indicator = self._model.item(section)
        if indicator is not None:
            return Words(caption_of(indicator), standard_of(indicator))
        if section == NAME:
            told = counted(self.tr("{passing} of {all} pass"), passing=figures.passing, all=len(figures.rows))
            return Words(self.tr("Schools"), told)
        if section == PUPILS:
            return Words(self.tr("On roll"), translated(UNIT["人"]))
        return Words(self.tr("Met"), counted(self.tr("of {count}"), count=len(figures.items)))

    def _caption(self, painter: QPainter, rect: QRect, section: int, words: Words, *, is_chosen: bool) -> None:
        theme, room = self._theme, self._room(rect, section)
        middle = rect.top() + round(rect.height() * 0.54)
        side = self._side(section) & ~int(Qt.AlignmentFlag.AlignVCenter)
        painter.setPen(theme.colour("indigo" if is_chosen else "ink"))
        painter.setFont(theme.font(14, bold=True))
        above = QRect(room.left(), rect.top(), room.width(), middle - rect.top())
        fits = painter.fontMetrics().elidedText(words.above, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(above, side | int(Qt.AlignmentFlag.AlignBottom), fits)
        painter.setPen(theme.colour("ink2"))
        painter.setFont(theme.font(12))
        below = QRect(room.left(), middle, room.width(), rect.bottom() - middle)
        fits = painter.fontMetrics().elidedText(words.below, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(below, side | int(Qt.AlignmentFlag.AlignTop), fits)
        if self._model.sorted_by == section:
            self._arrow(painter, rect)

    def _arrow(self, painter: QPainter, rect: QRect) -> None:
        """A small triangle at the upper edge: up where the lowest comes first."""
        side, top = self._theme.px(4), rect.top() + self._theme.px(4)
        tip, base = (top + side, top) if self._model.descending else (top, top + side)
        middle = rect.center().x()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("indigo_fill"))
        painter.drawPolygon(
            QPolygonF([QPointF(middle - side, base), QPointF(middle + side, base), QPointF(middle, tip)])
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    # ── gauges ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _gauge_floor(self, painter: QPainter, rect: QRect, section: int, stage: Stage, figures: Figures) -> None:
        items, theme = figures.gauges[stage], self._theme
        indicator = items[section - 2] if self._model.item(section) and section - 2 < len(items) else None
        if indicator is not None:
            self._gauge(painter, rect, indicator, is_shown=stage == figures.stage)
            return
        limit = next((one.limit for one in items if one.limit is not None), None)
        words = {NAME: translated(COEFFICIENT[stage]), PUPILS: "" if limit is None else f"≤{float(limit):.2f}"}
        painter.setFont(theme.font(13 if section == NAME else 12, bold=section == NAME and stage == figures.stage))
        painter.setPen(theme.colour("ink" if section == NAME else "ink2"))
        room = self._room(rect, section)
        painter.drawText(room, self._side(section), words.get(section, ""))

    def _gauge(self, painter: QPainter, rect: QRect, indicator: Indicator, *, is_shown: bool) -> None:
        theme = self._theme
        is_over = indicator.within_limit is False
        words, high = coefficient_words(indicator), rect.height() - theme.px(BAR + 8)
        painter.setFont(theme.font(14, bold=is_over))
        painter.setPen(theme.colour("seal" if is_over else "ink"))
        room = QRect(rect.left(), rect.top() + theme.px(2), rect.width() - theme.px(RIGHT), high)
        painter.drawText(room, RIGHT_SIDE, words)
        if is_over:
            wide = painter.fontMetrics().horizontalAdvance(words)
            sign = QRect(room.right() - wide - theme.px(20), room.top(), theme.px(15), room.height())
            draw_icon(painter, theme, *GLYPHS["error"], sign, 14)
        if indicator.cv is not None and indicator.limit is not None:
            token = "seal_fill" if is_over else "indigo_fill" if is_shown else "indigo_soft"
            self._bar(painter, rect, indicator.cv, float(indicator.limit), token)

    def _bar(self, painter: QPainter, rect: QRect, value: float, limit: float, token: str) -> None:
        theme = self._theme
        left, wide = rect.left() + theme.px(LEFT), rect.width() - theme.px(LEFT + RIGHT)
        top = rect.bottom() - theme.px(BAR + 5)
        bar = QRectF(left, top, wide, theme.px(BAR))
        painter.fillRect(bar, theme.colour("track"))
        painter.fillRect(
            QRectF(left, top, wide * min(value / (limit * BEYOND), 1.0), theme.px(BAR)), theme.colour(token)
        )
        if theme.scheme == "contrast":
            painter.setPen(theme.colour("edge"))
            painter.drawRect(bar)
        over = (theme.px(TICK) - theme.px(BAR)) / 2
        painter.fillRect(QRectF(left + wide / BEYOND, top - over, 2, theme.px(TICK)), theme.colour("ink"))

    # ── schools that pass ───────────────────────────────────────────────────────────────────────────────────────

    def _passes(self, painter: QPainter, rect: QRect, section: int, figures: Figures) -> None:
        indicator = self._model.item(section)
        words = {NAME: self.tr("Schools that pass"), PUPILS: str(len(figures.rows)), self._model.last: figures.share}
        said = words.get(section, "")
        if indicator is not None:
            said = f"{indicator.schools_passing}/{indicator.n}"
        painter.setFont(self._theme.font(14, bold=section != PUPILS))
        painter.setPen(self._theme.colour("ink2" if section == PUPILS else "ink"))
        painter.drawText(self._room(rect, section), self._side(section), said)
