"""The view of a roll, which draws its lines itself.

Qt would ask a delegate cell by cell, and the model four questions for each: a screen of three hundred cells would take
longer than the answer to a letter may.
"""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from ui.roll.brush import Brush, Cell
from ui.roll.model import GLYPH, RollModel
from ui.roll.stops import Stops
from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex


class LinesView(QTableView):
    """A table of which each line is drawn at once. All lines are equally high."""

    def __init__(self, model: RollModel, theme: Theme, parent: QWidget | None = None, *, bar: bool = False) -> None:
        super().__init__(parent)
        self._model, self._theme, self._bar = model, theme, bar
        self._brush = Brush(theme, self.font(), bar=bar)
        self._stops = Stops(self)
        self.setModel(model)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # nothing below is painted for each letter

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The lines that have become visible or read otherwise."""
        asked, high = event.rect(), self.verticalHeader().defaultSectionSize()
        cells, first = self._cells(asked), self.rowAt(asked.top())
        painter = QPainter(self.viewport())
        if not cells or first < 0:
            painter.fillRect(asked, self._theme.colour("paper"))
            return
        top = self.rowViewportPosition(first)
        last = min(self._model.rowCount(), first + (asked.bottom() - top) // high + 1)
        chosen, current, brush = self.chosen(), self._current(), self._now()
        if (below := top + (last - first) * high) <= asked.bottom():
            painter.fillRect(
                asked.left(), below, asked.width(), asked.bottom() + 1 - below, self._theme.colour("paper")
            )
        brush.begin(painter)
        for line in range(first, last):
            at = top + (line - first) * high
            brush.line(painter, self._model.faces(line), cells, at, high, asked.right(), chosen=line in chosen)
            if line == current.row():
                self._edge(painter, cells, current.column(), at, high)
        painter.end()

    def updateGeometries(self) -> None:  # noqa: N802
        """As Qt's, but the sideways bar reaches one stop further."""
        value = self.horizontalScrollBar().value()
        super().updateGeometries()
        self._stops.widen(value)

    def scrollTo(  # noqa: N802
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """As Qt's, but a column begins at the left edge."""
        super().scrollTo(index, hint)
        self._stops.show(index.column())

    def _cells(self, asked: QRect) -> list[Cell]:
        """The shown columns that an area touches."""
        header, found = self.horizontalHeader(), list[Cell]()
        for section in range(header.count()):
            width = header.sectionSize(section)  # 0 where it is hidden
            left = header.sectionViewportPosition(section) if width else 0
            if width and left <= asked.right() and left + width > asked.left():
                found.append(Cell(section, left, width))
        return found

    def chosen(self) -> set[int]:
        """The selected lines."""
        chosen = self.selectionModel().selection()
        ranges = (chosen.at(number) for number in range(chosen.count()))
        return {line for one in ranges for line in range(one.top(), one.bottom() + 1)}

    def _current(self) -> QModelIndex:
        """The cell with an edge around it; none where the cursor is elsewhere."""
        return self.currentIndex() if self.hasFocus() or self.viewport().hasFocus() else QModelIndex()

    def _edge(self, painter: QPainter, cells: list[Cell], section: int, top: int, high: int) -> None:
        for cell in cells:
            if cell.section == section != GLYPH:
                self._brush.edge(painter, cell, top, high)

    def _now(self) -> Brush:
        """The brush of this scheme, zoom and font."""
        theme, font = self._theme, self.font()
        if self._brush.made_for != (theme.scheme, theme.zoom, font.key()):
            self._brush = Brush(theme, font, bar=self._bar)
        return self._brush
