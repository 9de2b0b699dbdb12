"""How a problem is drawn: two lines with room, or one; a glyph for its state, a field where a reason is to be given."""

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import QAbstractItemModel, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.parts import GLYPHS, draw_icon, paint_ground
from ui.problems.model import FORM, LEVEL, REASON, ROW, WHAT, WHO, Index, ProblemModel
from ui.problems.reason import ReasonEditor
from ui.problems.rows import Row
from ui.theme import Theme

TONES = {"error": "seal", "reminder": "amber", "done": "jade"}
HIGH, LINE_HIGH, FIELD = 46, 20, 34
PAD, FIRST_PAD = 8, 16
MOST = 3
"""Lines of a sentence; a longer one is in the tooltip."""
MIDDLE, LEFT, WRAP = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignLeft, Qt.TextFlag.TextWordWrap


class ProblemPaint(QStyledItemDelegate):
    """Draws all columns and makes the editor of a reason."""

    stepped = Signal(int)
    row_high, head_high, field_high = HIGH, 32, FIELD
    """px at 100 %."""

    def __init__(self, theme: Theme, reasons: Callable[[Row], Sequence[str]], parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._reasons = theme, reasons
        self.nil_words = self.tr("Confirm: nothing to report")
        self.hint = self.tr("Pick or write a reason")

    # ── sizes ───────────────────────────────────────────────────────────────────────────────────────────────────

    def high(self, row: Row, width: int) -> int:
        """Height of a row whose problem has `width` px: as many lines as the sentence needs, MOST at most."""
        lines = self._lines(row.what, width - self._theme.px(2 * PAD))
        return self._theme.px(HIGH + (lines - 1) * LINE_HIGH)

    def _lines(self, words: str, width: int) -> int:
        metrics = self._theme.metrics()
        if metrics.horizontalAdvance(words) <= width:
            return 1
        high = metrics.boundingRect(QRect(0, 0, width, 1000), int(WRAP | LEFT), words).height()
        return min(MOST, max(2, round(high / metrics.lineSpacing())))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        return QSize(0, self._theme.px(self.row_high))

    # ── drawing ─────────────────────────────────────────────────────────────────────────────────────────────────

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, content of the column, focus."""
        row = cast("Row", index.data(ROW))
        rect, state = QRect(option.rect), option.state  # pyright: ignore[reportAttributeAccessIssue]
        theme = self._theme
        painter.save()
        paint_ground(painter, theme, option, first=index.column() == LEVEL)
        draw = {LEVEL: self._level, FORM: self._form, WHO: self._who, WHAT: self._what, REASON: self._reason}
        draw.get(index.column(), self._go)(painter, rect, row, index)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.colour("indigo"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -2, -3))
        painter.restore()

    def _level(self, painter: QPainter, rect: QRect, row: Row, index: Index) -> None:
        theme, at = self._theme, rect.left() + self._theme.px(FIRST_PAD)
        icon, token = GLYPHS[row.state]
        draw_icon(painter, theme, icon, token, QRect(at, rect.top(), theme.px(16), rect.height()), 15)
        self._say(painter, rect.adjusted(theme.px(FIRST_PAD + 20), 0, 0, 0), str(index.data()), TONES[row.state])

    def _form(self, painter: QPainter, rect: QRect, row: Row, index: Index) -> None:
        self._say(painter, self._inner(rect), row.form, "ink2")

    def _who(self, painter: QPainter, rect: QRect, row: Row, index: Index) -> None:
        self._two_lines(painter, rect, row.who, row.where)

    def _what(self, painter: QPainter, rect: QRect, row: Row, index: Index) -> None:
        self._two_lines(painter, rect, row.what, row.how)

    def _go(self, painter: QPainter, rect: QRect, row: Row, index: Index) -> None:
        self._say(painter, self._inner(rect), str(index.data()), "indigo")

    def _reason(self, painter: QPainter, rect: QRect, row: Row, index: Index) -> None:
        theme, inner = self._theme, self._inner(rect)
        locked = cast("ProblemModel", index.model()).is_locked
        if row.state == "error" or locked:
            self._say(painter, inner, str(index.data()), "ink2" if row.state == "error" else "ink")
            return
        box = self.field(rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("line" if row.state == "done" else "edge"))
        painter.setBrush(theme.colour("paper"))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        room = box.adjusted(theme.px(8), 0, -theme.px(28), 0)
        icon = QRect(box.right() - theme.px(24), box.top(), theme.px(16), box.height())
        if row.is_nil:
            self._say(painter, box, self.nil_words, "ink", centred=True)
        elif row.reason:
            self._say(painter, room, row.reason, "ink")
            draw_icon(painter, theme, "edit", "ink2", icon, 14)
        else:
            self._say(painter, room, self.hint, "ink2")
            draw_icon(painter, theme, "chevron_down", "ink2", icon, 14)

    def _two_lines(self, painter: QPainter, rect: QRect, first: str, second: str) -> None:
        """A block in the middle of the row: the subject on one line or two, below it what is said of it."""
        theme, inner = self._theme, self._inner(rect)
        if not second:
            self._say(painter, inner, first, "ink")
            return
        lines = self._lines(first, inner.width()) if rect.height() > theme.px(HIGH + 8) else 1
        high, below = theme.px(LINE_HIGH + 1) * lines, theme.px(18)
        top = QRect(inner.left(), rect.top() + (rect.height() - high - below) // 2, inner.width(), high)
        if lines > 1:
            painter.setPen(theme.colour("ink"))
            painter.setFont(theme.font())
            painter.drawText(top, int(WRAP | MIDDLE | LEFT), self._fitted(first, inner))
        else:
            self._say(painter, top, first, "ink")
        self._say(painter, QRect(inner.left(), top.bottom() + 1, inner.width(), below), second, "ink2", 12)

    def _fitted(self, words: str, inner: QRect) -> str:
        """What the most lines can hold; the tooltip has all of it."""
        room = MOST * (inner.width() - self._theme.px(16))
        return self._theme.metrics().elidedText(words, Qt.TextElideMode.ElideRight, room)

    def _say(
        self, painter: QPainter, rect: QRect, words: str, tone: str, size: int = 14, *, centred: bool = False
    ) -> None:
        theme = self._theme
        painter.setPen(theme.colour(tone))
        painter.setFont(theme.font(size))
        shown = theme.metrics(size).elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, int(MIDDLE | (Qt.AlignmentFlag.AlignHCenter if centred else LEFT)), shown)

    def _inner(self, rect: QRect) -> QRect:
        return rect.adjusted(self._theme.px(PAD), 0, -self._theme.px(PAD), 0)

    def field(self, rect: QRect) -> QRect:
        """Where the field of a reason stands in its cell."""
        high = self._theme.px(self.field_high)
        return QRect(rect.left() + 2, rect.center().y() - high // 2, rect.width() - self._theme.px(10), high)

    # ── editing ─────────────────────────────────────────────────────────────────────────────────────────────────

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: N802
        editor = ReasonEditor(self._reasons(cast("Row", index.data(ROW))), parent)
        editor.picked.connect(lambda: self._finish(editor))
        editor.stepped.connect(self.stepped)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802
        box, text = cast("ReasonEditor", editor), str(index.data(Qt.ItemDataRole.EditRole) or "")
        if not box.property("filled"):  # what is being typed is never overwritten by a refresh
            box.setProperty("filled", True)
            box.setEditText(text)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:  # noqa: N802
        model.setData(index, cast("ReasonEditor", editor).currentText(), Qt.ItemDataRole.EditRole)  # pyright: ignore[reportArgumentType]

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802
        editor.setGeometry(self.field(option.rect))  # pyright: ignore[reportAttributeAccessIssue]

    def _finish(self, editor: ReasonEditor) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)


class CompactPaint(ProblemPaint):
    """One line: glyph, field, who with the class, the whole sentence."""

    row_high, head_high, field_high = 28, 28, 24

    def high(self, row: Row, width: int) -> int:
        """All rows are alike."""
        return self._theme.px(self.row_high)

    def _level(self, painter: QPainter, rect: QRect, row: Row, index: Index) -> None:
        draw_icon(painter, self._theme, *GLYPHS[row.state], rect.adjusted(self._theme.px(6), 0, 0, 0), 15)

    def _form(self, painter: QPainter, rect: QRect, row: Row, index: Index) -> None:
        self._say(painter, self._inner(rect), row.field or row.form, "ink2")

    def _who(self, painter: QPainter, rect: QRect, row: Row, index: Index) -> None:
        inner, wide = self._inner(rect), self._theme.metrics().horizontalAdvance(row.who) + self._theme.px(8)
        self._say(painter, inner, row.who, "ink")
        if wide < inner.width():
            self._say(painter, inner.adjusted(wide, 0, 0, 0), row.where, "ink3", 12)

    def _what(self, painter: QPainter, rect: QRect, row: Row, index: Index) -> None:
        self._say(painter, self._inner(rect), row.message, "ink")
