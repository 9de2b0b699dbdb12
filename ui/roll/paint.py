"""How a cell is drawn: tint and corner where somebody must act, plain ink everywhere else."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from forms.search import Marks
from ui.roll.model import GLYPH, Role
from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
PAD = 8
TINTS = {"error": "seal_tint", "reminder": "amber_tint"}
CORNERS = {"error": "seal_fill", "reminder": "amber_fill", "tidied": "indigo_soft"}
BLANK = "—"


class CellPaint(QStyledItemDelegate):
    """Draws the cells of roll and grid. It reads meaning from the model and colour from the theme."""

    glyphs = GLYPH
    """The column that shows a glyph instead of a text."""

    def __init__(self, theme: Theme, parent: QWidget, *, ruled: bool = False) -> None:
        super().__init__(parent)
        self.theme = theme
        self._ruled = ruled
        """Vertical rules: only in the entry grid."""
        self.outlined = True
        """Whether the current cell has an edge."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, rule, content, corner, edge: in this order."""
        rect = QRect(option.rect)  # pyright: ignore[reportAttributeAccessIssue]
        state = option.state  # pyright: ignore[reportAttributeAccessIssue]
        level = str(index.data(Role.LEVEL) or "")
        painter.save()
        self._ground(
            painter, rect, level if index.column() != self.glyphs else "", bool(state & QStyle.StateFlag.State_Selected)
        )
        if index.column() == self.glyphs:
            self._glyph(painter, rect, level)
        else:
            self._text(painter, rect, index, option)
            self._corner(painter, rect, level or ("tidied" if index.data(Role.TIDIED) else ""))
        if state & QStyle.StateFlag.State_HasFocus and self.outlined and index.column() != self.glyphs:
            painter.setPen(self.theme.colour("indigo"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(0, 0, -1, -2))
            painter.drawRect(rect.adjusted(1, 1, -2, -3))
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRect, level: str, selected: bool) -> None:
        ground = TINTS.get(level) or ("indigo_tint" if selected else "paper")
        painter.fillRect(rect, self.theme.colour(ground))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), self.theme.colour("line2"))
        if self._ruled:
            painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), self.theme.colour("line"))

    def _glyph(self, painter: QPainter, rect: QRect, level: str) -> None:
        if level not in ("error", "reminder"):
            return
        size = 16
        pixmap = self.theme.pixmap(f"glyph_{level}", CORNERS[level], size, painter.device().devicePixelRatioF())
        side = self.theme.px(size)
        painter.drawPixmap(rect.center().x() - side // 2 + 1, rect.center().y() - side // 2, pixmap)

    def _text(self, painter: QPainter, rect: QRect, index: Index, option: QStyleOptionViewItem) -> None:
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        pad = self.theme.px(PAD)
        room = rect.adjusted(pad, 0, -pad, -1)
        numeric = bool(index.data(Role.NUMERIC))
        painter.setFont(option.font)  # pyright: ignore[reportAttributeAccessIssue]
        painter.setPen(self.theme.colour(self.tone(index, text)))
        metrics = painter.fontMetrics()
        side = Qt.AlignmentFlag.AlignRight if numeric else Qt.AlignmentFlag.AlignLeft
        line = text.replace("\n", " ") or self.blank(index)
        shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter), shown)
        hit = index.data(Role.HIT)
        if hit and not numeric:
            self._underline(painter, room, metrics, text, hit)

    def tone(self, index: Index, text: str) -> str:
        """Colour of the text."""
        return "ink3" if not text or index.data(Role.QUIET) else "ink"

    def blank(self, index: Index) -> str:
        """What stands in a blank cell."""
        return BLANK

    def _underline(self, painter: QPainter, room: QRect, metrics: QFontMetrics, text: str, hit: Marks) -> None:
        base = room.top() + (room.height() + metrics.ascent() - metrics.descent()) // 2 + metrics.descent()
        for at in hit:
            left = room.left() + metrics.horizontalAdvance(text[:at])
            width = min(metrics.horizontalAdvance(text[at]), room.right() - left)
            painter.fillRect(QRect(left, base, width, 2), self.theme.colour("indigo"))

    def _corner(self, painter: QPainter, rect: QRect, level: str) -> None:
        if level not in CORNERS:
            return
        side = self.theme.px(8)
        right, top = rect.right() + (0 if self._ruled else 1), rect.top()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour(CORNERS[level]))
        painter.drawPolygon(QPolygonF([QPointF(right - side, top), QPointF(right, top), QPointF(right, top + side)]))


class FrozenPaint(CellPaint):
    """The frozen part: a bar marks the selected row."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """As other cells, with the bar of the selected row before the glyph."""
        super().paint(painter, option, index)
        rect = QRect(option.rect)  # pyright: ignore[reportAttributeAccessIssue]
        if index.column() == GLYPH and option.state & QStyle.StateFlag.State_Selected:  # pyright: ignore[reportAttributeAccessIssue]
            bar = QRectF(rect.left(), rect.top(), self.theme.px(3), rect.height())
            painter.fillRect(bar, self.theme.colour("indigo_fill"))
