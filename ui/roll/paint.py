"""How a cell is drawn: tint and corner where somebody must act, plain ink everywhere else."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from forms.search import Marks
from ui.parts import FOLD, paint_fold
from ui.roll.model import GLYPH, Face, Role
from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
PAD = 8
GLYPH_SIZE = 16
TINTS = {"error": "seal_tint", "reminder": "amber_tint"}
CORNERS = {"error": "seal_fill", "reminder": "amber_fill", "tidied": "indigo_soft"}
BLANK = "—"
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class CellPaint(QStyledItemDelegate):
    """Draws the cells of roll and grid. It reads meaning from the model and colour from the theme."""

    blank = BLANK
    """What stands in a blank cell."""
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
        face = index.data(Role.FACE)
        is_glyph = index.column() == self.glyphs
        painter.save()
        self._ground(painter, rect, "" if is_glyph else face.level, bool(state & QStyle.StateFlag.State_Selected))
        if is_glyph:
            self._glyph(painter, rect, face.level)
        else:
            painter.setFont(option.font)  # pyright: ignore[reportAttributeAccessIssue]
            self._text(painter, rect, face, self.tone(index, face))
            self._corner(painter, rect, face.level or ("tidied" if face.tidied else ""))
        if state & QStyle.StateFlag.State_HasFocus and self.outlined and not is_glyph:
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
        pixmap = self.theme.pixmap(f"glyph_{level}", CORNERS[level], GLYPH_SIZE, painter.device().devicePixelRatioF())
        side = self.theme.px(GLYPH_SIZE)
        painter.drawPixmap(rect.center().x() - side // 2 + 1, rect.center().y() - side // 2, pixmap)

    def _text(self, painter: QPainter, rect: QRect, face: Face, tone: str) -> None:
        pad = self.theme.px(PAD)
        room = rect.adjusted(pad, 0, -pad, -1)
        painter.setPen(self.theme.colour(tone))
        metrics = painter.fontMetrics()
        line = face.text.replace("\n", " ") or self.blank
        if metrics.horizontalAdvance(line) > room.width():
            line = metrics.elidedText(line, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, RIGHT if face.numeric else LEFT, line)
        if face.hit and not face.numeric:
            self._underline(painter, room, metrics, face.text, face.hit)

    def tone(self, index: Index, face: Face) -> str:
        """Colour of the text."""
        return "ink3" if face.quiet or not face.text else "ink"

    def _underline(self, painter: QPainter, room: QRect, metrics: QFontMetrics, text: str, hit: Marks) -> None:
        base = room.top() + (room.height() + metrics.ascent() - metrics.descent()) // 2 + metrics.descent()
        for at in hit:
            left = room.left() + metrics.horizontalAdvance(text[:at])
            width = min(metrics.horizontalAdvance(text[at]), room.right() - left)
            painter.fillRect(QRect(left, base, width, 2), self.theme.colour("indigo"))

    def _corner(self, painter: QPainter, rect: QRect, level: str) -> None:
        if level not in CORNERS:
            return
        right = rect.right() + (0 if self._ruled else 1)
        paint_fold(painter, self.theme.colour(CORNERS[level]), right, rect.top(), self.theme.px(FOLD))
