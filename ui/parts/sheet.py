"""The list of which pages are made, a school's and a county's: cells that say what they mean, painted in one way.

A page hands over columns and lines; a line has a key, so that selection and place survive a new reading. A line may be
a heading over the lines below it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nlargest
from typing import NamedTuple, cast

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from ui.parts import FOLD, GLYPHS, draw_icon, paint_empty, paint_fold, paint_ground, plain
from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
FREE, LOOKED = 240, 8
"""What the widest free column keeps for itself when others grow (px at 100 %), and how many long words are measured."""
ROLE = int(Qt.ItemDataRole.UserRole) + 1
PAD, FIRST, AIR = 8, 16, 40
"""px beside the words of a cell, at the list's edge, and what a column gets beyond its need where there is room."""


class Column(NamedTuple):
    """A column: its caption, its width in px at 100 % (0 takes what is left), and whether numbers stand in it."""

    caption: str
    wide: int
    right: bool = False


class Chip(NamedTuple):
    """A few words behind a heading's own, with a state's sign or an icon."""

    glyph: str
    words: str
    tone: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, and how it is meant."""

    words: str = ""
    tone: str = "ink"
    glyph: str = ""
    """A state of GLYPHS, or the name of an icon."""
    tint: str = ""
    """A ground: seal_tint, amber_tint, indigo_tint, paper2."""
    bold: bool = False
    corner: bool = False
    """A triangle in the corner: something is wrong here."""
    size: int = 14
    tip: str = ""
    aside: str = ""
    """Of two lines: what stands at the end of the first one."""
    aside_tone: str = "ink2"
    chips: tuple[Chip, ...] = ()
    """Of a heading: what is said of the lines below it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row, or a heading over the rows below it: then it has one cell that runs over all columns."""

    key: str
    cells: tuple[Cell, ...]
    heading: bool = False


class SheetModel(QAbstractTableModel):
    """Lines of cells."""

    def __init__(self, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns, self.lines = list(columns), list[Line]()

    def show_lines(self, lines: Sequence[Line], columns: Sequence[Column] | None = None) -> None:
        """Show other lines, where they are others."""
        wanted = self.columns if columns is None else list(columns)
        if lines != self.lines or wanted != self.columns:
            self.beginResetModel()
            self.lines, self.columns = list(lines), wanted
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(self.columns)

    def cell(self, index: Index) -> Cell:
        """The cell of a place; an empty one beside a heading."""
        cells = self.lines[index.row()].cells
        return cells[index.column()] if index.column() < len(cells) else Cell()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        cell = self.cell(index)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            behind = "　".join(chip.words for chip in cell.chips)
            return "\n".join(filter(None, (cell.words, cell.aside, behind)))
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell.tip or None
        return cell if role == ROLE else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: N802
        if orientation == Qt.Orientation.Horizontal and section < len(self.columns):
            column = self.columns[section]
            if role == Qt.ItemDataRole.DisplayRole:
                return column.caption
            if role == Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.lines[index.row()].heading:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class SheetPaint(QStyledItemDelegate):
    """Draws cells: ground, tint, glyph, words."""

    def __init__(self, theme: Theme, model: SheetModel, high: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._model, self._high = theme, model, high

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        return QSize(0, self._theme.px(self._high))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell; a heading is painted once, over the whole row."""
        painter.save()
        line, cell, theme = self._model.lines[index.row()], self._model.cell(index), self._theme
        rect = paint_ground(painter, theme, option, first=index.column() == 0)
        inner = rect.adjusted(0, 0, 0, -1)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # pyright: ignore[reportAttributeAccessIssue]
        if line.heading:
            painter.fillRect(inner, theme.colour("paper2"))
        elif cell.tint and not (chosen and cell.tint == "paper2"):
            painter.fillRect(inner, theme.colour(cell.tint))
        if cell.corner:
            paint_fold(painter, theme.colour("seal_fill"), inner.right() + 1, inner.top(), theme.px(FOLD))
        left = theme.px(FIRST if index.column() == 0 else PAD)
        at = inner.adjusted(left, 0, -theme.px(PAD), 0)
        if cell.glyph:
            icon, token = GLYPHS.get(cell.glyph, (cell.glyph, cell.tone))
            draw_icon(painter, theme, icon, token, QRect(at.left(), at.top(), theme.px(16), at.height()), 15)
            at.adjust(theme.px(21), 0, 0, 0)
        painter.setPen(theme.colour(cell.tone))
        painter.setFont(theme.font(cell.size, bold=cell.bold))
        right = self._model.columns[index.column()].right and not line.heading
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        if "\n" in cell.words:
            self._two_lines(painter, at, cell)
            painter.restore()
            return
        metrics = theme.metrics(cell.size, bold=cell.bold)
        room = at if not line.heading else at.adjusted(0, 0, 4000, 0)
        words = metrics.elidedText(cell.words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter), words)
        if cell.chips:
            self._chips(painter, room.adjusted(metrics.horizontalAdvance(words) + theme.px(FIRST), 0, 0, 0), cell)
        painter.restore()

    def _chips(self, painter: QPainter, at: QRect, cell: Cell) -> None:
        theme = self._theme
        painter.setFont(theme.font(13))
        for chip in cell.chips:
            if chip.glyph:
                icon, token = GLYPHS.get(chip.glyph, (chip.glyph, chip.tone))
                draw_icon(painter, theme, icon, token, QRect(at.left(), at.top(), theme.px(15), at.height()), 14)
                at.adjust(theme.px(19), 0, 0, 0)
            painter.setPen(theme.colour(chip.tone))
            painter.drawText(at, int(Qt.AlignmentFlag.AlignVCenter), chip.words)
            at.adjust(theme.metrics(13).horizontalAdvance(chip.words) + theme.px(FIRST), 0, 0, 0)

    def _two_lines(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        """The subject, and below it what is said of it."""
        theme = self._theme
        first, _, second = cell.words.partition("\n")
        half = rect.height() // 2
        painter.setPen(theme.colour(cell.aside_tone))
        painter.setFont(theme.font(13))
        top = QRect(rect.left(), rect.top() + 4, rect.width(), half - 4)
        painter.drawText(top, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), cell.aside)
        taken = theme.metrics(13).horizontalAdvance(cell.aside) + theme.px(PAD) if cell.aside else 0
        for words, top, size, bold, tone, room in (
            (first, 4, cell.size, cell.bold, cell.tone, rect.width() - taken),
            (second, half, 13, False, "ink2", rect.width()),
        ):
            painter.setPen(theme.colour(tone))
            painter.setFont(theme.font(size, bold=bold))
            box = QRect(rect.left(), rect.top() + top, room, half - 4)
            shown = theme.metrics(size, bold=bold).elidedText(words, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), shown)


class Sheet(QTableView):
    """Such a list; Enter and a double click open a line."""

    picked = Signal(str)
    """Key of the line that was chosen."""
    opened = Signal(str)

    def __init__(
        self, theme: Theme, name: str, columns: Sequence[Column], *, high: int = 28, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._high, self._empty = theme, high, ""
        self._needs = [0] * len(columns)
        self.sheet = SheetModel(columns, self)
        self.setModel(self.sheet)
        self.setItemDelegate(SheetPaint(theme, self.sheet, high, self))
        plain(self, name, None)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(self._chose)
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        theme.changed.connect(self._measure)
        self._measure()

    @property
    def key(self) -> str:
        """Key of the chosen line."""
        at = self.currentIndex().row()
        return self.sheet.lines[at].key if 0 <= at < len(self.sheet.lines) else ""

    def show_lines(self, lines: Sequence[Line], columns: Sequence[Column] | None = None, empty: str = "") -> None:
        """Show other lines; the chosen one stays chosen where it is still there."""
        key, at = self.key, self.currentIndex().row()
        self._empty = empty
        self.sheet.show_lines(lines, columns)
        self.clearSpans()
        self.updateGeometries()
        for row, line in enumerate(lines):
            if line.heading:
                self.setSpan(row, 0, 1, max(len(self.sheet.columns), 2))
        self._needs = [self._need(at) for at in range(len(self.sheet.columns))]
        self._measure()
        if not self.go(key):
            self._near(at)

    def go(self, key: str) -> bool:
        """Choose the line of a key; False where there is none."""
        row = next((row for row, line in enumerate(self.sheet.lines) if line.key == key and not line.heading), -1)
        if row < 0 or not key:
            return False
        self._choose(row)
        return True

    def show_from(self, heading: str) -> None:
        """Bring a heading to the top, and choose the first line below it."""
        row = next((row for row, line in enumerate(self.sheet.lines) if line.key == heading), -1)
        if row >= 0:
            self._near(row)
            self.scrollTo(self.sheet.index(row, 0), QAbstractItemView.ScrollHint.PositionAtTop)

    def step(self, by: int) -> bool:
        """Choose the next line or the one before; False at the end."""
        at = self.currentIndex().row() + by
        while 0 <= at < len(self.sheet.lines):
            if not self.sheet.lines[at].heading:
                self._choose(at)
                return True
            at += by
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: object) -> None:  # noqa: N802
        super().paintEvent(event)  # pyright: ignore[reportArgumentType]
        if not self.sheet.lines and self._empty:
            paint_empty(self, self._theme, self._empty)

    def resizeEvent(self, event: object) -> None:  # noqa: N802
        super().resizeEvent(event)  # pyright: ignore[reportArgumentType]
        self._measure()

    def _near(self, row: int) -> None:
        for at in (*range(max(row, 0), len(self.sheet.lines)), *range(min(row, len(self.sheet.lines)))):
            if not self.sheet.lines[at].heading:
                self._choose(at)
                return

    def _choose(self, row: int) -> None:
        index = self.sheet.index(row, 0)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)

    def _chose(self, current: Index, _before: Index) -> None:
        if current.isValid() and not self.sheet.lines[current.row()].heading:
            self.picked.emit(self.sheet.lines[current.row()].key)

    def _open(self, row: int) -> None:
        if 0 <= row < len(self.sheet.lines) and not self.sheet.lines[row].heading:
            self.opened.emit(self.sheet.lines[row].key)

    def _measure(self) -> None:
        theme = self._theme
        self.verticalHeader().setMinimumSectionSize(theme.px(20))
        self.verticalHeader().setDefaultSectionSize(theme.px(self._high))
        self.horizontalHeader().setFixedHeight(theme.px(32))
        wide = self._wide()
        free = [at for at, column in enumerate(self.sheet.columns) if not column.wide]
        room, least = self.viewport().width() - sum(wide), theme.px(120) * len(free)
        left, policy = max(room, least), Qt.ScrollBarPolicy  # rather scroll than hide words
        self.setHorizontalScrollBarPolicy(policy.ScrollBarAsNeeded if room < least else policy.ScrollBarAlwaysOff)
        for at, width in enumerate(wide):
            self.setColumnWidth(at, width or left // len(free))

    def _wide(self) -> list[int]:
        """Widths of the columns, 0 for those that share the rest: captions are never cut, words while there is room."""
        theme, columns = self._theme, self.sheet.columns
        head = theme.metrics(13, bold=True)
        captions = [head.horizontalAdvance(column.caption) + self._pads(at) for at, column in enumerate(columns)]
        least = [max(theme.px(one.wide), need) if one.wide else 0 for one, need in zip(columns, captions, strict=True)]
        free = [min(self._needs[at], theme.px(FREE)) for at, wide in enumerate(least) if not wide]
        spare = self.viewport().width() - sum(least) - sum(free)
        for at, wide in enumerate(least):
            more = min(self._needs[at] - wide, spare) if wide else 0
            if more > 0:
                least[at], spare = wide + more, spare - more
        beyond = spare + sum(free) - sum(self._needs[at] for at, wide in enumerate(least) if not wide)
        air = max(min(beyond // max(2 * len(least), 1), theme.px(AIR)), 0)  # only what no words want
        return [wide + air if wide else 0 for wide in least]

    def _pads(self, at: int) -> int:
        is_last = at == len(self.sheet.columns) - 1
        return self._theme.px((FIRST if at == 0 else PAD) + (FIRST if is_last else PAD))

    def _need(self, at: int) -> int:
        """How wide a column's longest words are."""
        theme, said = self._theme, {line.cells[at] for line in self.sheet.lines if at < len(line.cells) > 1}
        longest = nlargest(LOOKED, said, key=lambda cell: max(len(words) for words in cell.words.split("\n")))
        wide = [
            theme.metrics(size, bold=bold).horizontalAdvance(words) + theme.px(21 if cell.glyph else 0)
            for cell in longest
            for words, size, bold in zip(cell.words.split("\n"), (cell.size, 13), (cell.bold, False), strict=False)
        ]
        return max(wide, default=0) + self._pads(at) + theme.px(2)  # what is drawn is a little wider than measured


def words_in(cells: Sequence[object]) -> tuple[Cell, ...]:
    """Plain texts as cells; a Cell stays as it is."""
    return tuple(cell if isinstance(cell, Cell) else Cell(str(cast("object", cell))) for cell in cells)
