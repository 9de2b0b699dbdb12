"""Pupils by grade as a painted chart: boys below, girls above, the number on top; flat, two series."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from export.jobs.summary import GradeCount
from ui.theme import Theme
from ui.translation import said


class GradesChart(QWidget):
    """One column for each grade."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._grades: Sequence[GradeCount] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_grades(self, grades: Sequence[GradeCount]) -> None:
        """Show the counts; readers get them as words."""
        self._grades = tuple(grades)
        self.setAccessibleName("，".join(f"{said(grade)} {grade.pupils}" for grade in grades))
        self.setToolTip("\n".join(f"{said(grade)}　{grade.boys} + {grade.girls} = {grade.pupils}" for grade in grades))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._theme.px(320), self._theme.px(200))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._theme.px(240), self._theme.px(120))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter, theme = QPainter(self), self._theme
        if not self._grades:
            painter.setPen(theme.colour("ink3"))
            painter.setFont(theme.font())
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.tr("No pupils yet"))
            painter.fillRect(QRect(0, self.height() - theme.px(26), self.width(), 1), theme.colour("line"))
            return
        left, top, bottom = theme.px(30), theme.px(30), self.height() - theme.px(26)
        step = _step(max(grade.pupils for grade in self._grades))
        most = max(max(grade.pupils for grade in self._grades), step)
        scale = (bottom - top) / most
        self._paint_rules(painter, (left, bottom), step, most, scale)
        slot = (self.width() - left) / len(self._grades)
        wide = min(theme.px(34), int(slot * 0.6))
        for at, grade in enumerate(self._grades):
            middle = int(left + slot * (at + 0.5))
            self._paint_grade(painter, grade, QRect(middle - wide // 2, top, wide, bottom - top), scale, int(slot))

    def _paint_rules(self, painter: QPainter, corner: tuple[int, int], step: int, most: int, scale: float) -> None:
        theme, (left, bottom) = self._theme, corner
        painter.setFont(theme.font(12))
        for count in range(0, most + 1, step):
            y = bottom - round(count * scale)
            painter.setPen(theme.colour("edge" if count == 0 else "line2"))
            painter.drawLine(left, y, self.width(), y)
            if count:
                painter.setPen(theme.colour("ink3"))
                box = QRect(0, y - theme.px(9), left - theme.px(6), theme.px(18))
                painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(count))

    def _paint_grade(self, painter: QPainter, grade: GradeCount, box: QRect, scale: float, slot: int) -> None:
        theme = self._theme
        boys, whole = round(grade.boys * scale), round(grade.pupils * scale)
        floor = box.bottom() + 1
        painter.fillRect(QRectF(box.x(), floor - boys, box.width(), boys), theme.colour("indigo_fill"))
        painter.fillRect(QRectF(box.x(), floor - whole, box.width(), whole - boys), theme.colour("indigo_soft"))
        painter.fillRect(QRectF(box.x(), floor - boys - 1, box.width(), 1), theme.colour("paper"))
        middle = box.center().x()
        centred = Qt.AlignmentFlag.AlignCenter
        painter.setPen(theme.colour("ink"))
        painter.setFont(theme.font(15, bold=True))
        above = QRect(middle - slot // 2, floor - whole - theme.px(22), slot, theme.px(20))
        painter.drawText(above, centred, str(grade.pupils))
        painter.setPen(theme.colour("ink2"))
        painter.setFont(theme.font(13 if slot >= theme.px(46) else 12))
        words = said(grade)
        if theme.metrics(13).horizontalAdvance(words) > slot:
            words = words.removesuffix("年级").removeprefix("Grade ")
        painter.drawText(QRect(middle - slot // 2, floor + theme.px(3), slot, theme.px(22)), centred, words)


def _step(most: int) -> int:
    """Distance of the rules: at most three of them, at round numbers."""
    return next(step for step in (5, 10, 20, 25, 50, 100, 200, 500, 1000) if most / step < 3 or step == 1000)
