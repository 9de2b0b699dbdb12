"""The steps of a return, 填报 → 校验 → 审核 → 导出: tick or number, a line, and one fact under each."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.parts.glyph import draw_icon
from ui.theme import Theme


class Step(NamedTuple):
    """One step: its name, the fact below it, and whether it is done."""

    name: str
    fact: str = ""
    is_done: bool = False


class Steps(QWidget):
    """Steps in a row; the first one that is not done is the current one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._steps: tuple[Step, ...] = ()
        self._current = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_steps(self, steps: Sequence[Step], current: int | None = None) -> None:
        """Show steps; `current` where the first open one is not meant."""
        self._steps = tuple(steps)
        first_open = next((at for at, step in enumerate(steps) if not step.is_done), len(steps))
        self._current = first_open if current is None else current
        self.setAccessibleName(" → ".join(f"{step.name} {step.fact}".strip() for step in steps))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        theme = self._theme
        wide = sum(self._width(step) for step in self._steps) + theme.px(24) * max(0, len(self._steps) - 1)
        return QSize(wide, self._high())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        names = sum(self._width(step._replace(fact="")) for step in self._steps)
        return QSize(names + self._theme.px(24) * max(0, len(self._steps) - 1), self._high())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        at = 0
        for number, (step, wide) in enumerate(zip(self._steps, self._widths(), strict=True)):
            self._paint(painter, number, step, QRect(at, 0, wide - self._theme.px(8), self.height()))
            if number + 1 < len(self._steps):
                self._join(painter, step, at, at + wide)
            at += wide

    def _high(self) -> int:
        return self._theme.px(48 if any(step.fact for step in self._steps) else 26)

    def _widths(self) -> list[int]:
        """From one number to the next: what each asks for, and an equal share of what is left or lacking."""
        asked = [self._width(step) + self._theme.px(24) for step in self._steps]
        share = (self.width() + self._theme.px(24) - sum(asked)) // max(1, len(asked) - (sum(asked) <= self.width()))
        return [wide + share for wide in asked]

    def _width(self, step: Step) -> int:
        theme = self._theme
        name = theme.metrics(15, bold=True).horizontalAdvance(step.name)
        return theme.px(30) + max(name, theme.metrics(13).horizontalAdvance(step.fact)) + theme.px(4)

    def _paint(self, painter: QPainter, number: int, step: Step, slot: QRect) -> None:
        theme, is_current, at = self._theme, number == self._current, slot.x()
        box = QRect(at, theme.px(2), theme.px(22), theme.px(22))
        if step.is_done and not is_current:
            draw_icon(painter, theme, "glyph_done", "jade_fill", box, 20)
        else:
            painter.setPen(QPen(theme.colour("indigo_fill" if is_current else "edge"), 1.4))
            painter.setBrush(theme.colour("indigo_fill") if is_current else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRectF(box).adjusted(1, 1, -1, -1))
            painter.setPen(theme.colour("on_fill" if is_current else "ink2"))
            painter.setFont(theme.font(14, bold=is_current))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number + 1))
        left = at + theme.px(30)
        painter.setPen(theme.colour("ink" if is_current or step.is_done else "ink2"))
        painter.setFont(theme.font(15, bold=is_current))
        painter.drawText(QRect(left, 0, 999, theme.px(26)), Qt.AlignmentFlag.AlignVCenter, step.name)
        painter.setPen(theme.colour("indigo" if is_current else "ink2"))
        painter.setFont(theme.font(13))
        room = slot.right() - left if number + 1 < len(self._steps) else self.width() - left
        fact = theme.metrics(13).elidedText(step.fact, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, theme.px(26), room, theme.px(22)), Qt.AlignmentFlag.AlignVCenter, fact)

    def _join(self, painter: QPainter, step: Step, at: int, following: int) -> None:
        theme = self._theme
        left = at + theme.px(30 + 12) + theme.metrics(15, bold=True).horizontalAdvance(step.name)
        painter.setPen(QPen(theme.colour("jade_fill" if step.is_done else "line"), 2 if step.is_done else 1.4))
        painter.drawLine(left, theme.px(13), max(left, following - theme.px(10)), theme.px(13))
