"""The table of schools: arrows walk over the values, Enter opens where one came from, the space bar sorts."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

from forms.indicators import Indicator, Reading
from ui.county.indicators.figures import Figures, Row
from ui.county.indicators.header import GaugeHeader
from ui.county.indicators.model import FIRST, Index, IndicatorModel
from ui.county.indicators.paint import HIGH, IndicatorPaint
from ui.theme import Theme

NAME_WIDE, PUPILS_WIDE, LAST_WIDE = 150, 56, 64
ITEM_WIDE, ITEM_MOST = 84, 128
MARKED = ("fail", "floor")


class IndicatorTable(QTableView):
    """One cell is chosen: a school and an item."""

    picked = Signal()
    """Another school or another item is chosen."""
    opened = Signal()
    """Where the chosen value came from."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._item = FIRST
        self.figures_model = IndicatorModel(self)
        self.setModel(self.figures_model)
        self._dress()
        self.header = GaugeHeader(theme, self.figures_model, lambda: self._item, self)
        self.setHorizontalHeader(self.header)
        self.setItemDelegate(IndicatorPaint(theme, self.figures_model, self.currentIndex, self))
        self.header.sectionClicked.connect(self._clicked)
        self.selectionModel().currentChanged.connect(self._chose)
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        theme.changed.connect(self._measure)

    def _dress(self) -> None:
        self.setAccessibleName(self.tr("Indicators of schools"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()

    # ── what is chosen ──────────────────────────────────────────────────────────────────────────────────────────

    @property
    def row(self) -> Row | None:
        """The chosen school."""
        at, rows = self.currentIndex().row(), self.figures_model.rows
        return rows[at] if 0 <= at < len(rows) else None

    @property
    def item(self) -> Indicator | None:
        """The chosen item: that of the column, or the last one that was."""
        return self.figures_model.item(self._item)

    @property
    def reading(self) -> Reading | None:
        """What the chosen school has of the chosen item."""
        return self.figures_model.reading(self.currentIndex().row(), self._item)

    def show_figures(self, figures: Figures) -> None:
        """Show other figures; school and item stay chosen where they are still there."""
        code = self.row.code if self.row else ""
        self.figures_model.show_figures(figures)
        self._item = min(self._item, max(FIRST, self.figures_model.last - 1))
        self._measure()
        if not self.go(code) and figures.rows:
            self.go(figures.rows[0].code)
        self.header.viewport().update()

    def go(self, code: str, column: int = -1) -> bool:
        """Choose a school, at a column or at the chosen item; False where it is not there."""
        row = self.figures_model.row_of(code)
        if row < 0:
            return False
        self.setCurrentIndex(self.figures_model.index(row, self._item if column < 0 else column))
        return True

    def step_item(self, by: int) -> None:
        """The item beside the chosen one, and round again."""
        items = self.figures_model.last - FIRST
        self._item = FIRST + (self._item - FIRST + by) % items
        at = self.currentIndex()
        if at.isValid() and at.column() != self._item:
            self.setCurrentIndex(self.figures_model.index(at.row(), self._item))
        else:
            self._tell()

    def step_problem(self, *, back: bool = False) -> bool:
        """The next value that does not reach its standard; False after the last one."""
        model, by = self.figures_model, -1 if back else 1
        items, at = model.last - FIRST, self.currentIndex()
        place = at.row() * items + min(max(at.column() - FIRST, -1), items)
        while 0 <= (place := place + by) < len(model.rows) * items:
            row, column = divmod(place, items)
            reading = model.reading(row, FIRST + column)
            if reading is not None and reading.mark in MARKED:
                self.setCurrentIndex(model.index(row, FIRST + column))
                return True
        return False

    # ── keys and mouse ──────────────────────────────────────────────────────────────────────────────────────────

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self._sort(self.currentIndex().column())
        else:
            super().keyPressEvent(event)

    def _clicked(self, column: int) -> None:
        if self.figures_model.item(column) and column != self._item:
            self._item = column
            if not self.go(self.row.code if self.row else "", column):
                self._tell()
        else:
            self._sort(column)

    def _sort(self, column: int) -> None:
        code = self.row.code if self.row else ""
        self.figures_model.sort_by(column)
        self.go(code, column)

    def _chose(self, current: Index, before: QModelIndex) -> None:
        for index in (current, before):
            self._paint_row(index.row())
        if self.figures_model.item(current.column()) and current.column() != self._item:
            self._item = current.column()
            self.header.viewport().update()
        self.picked.emit()

    def _paint_row(self, row: int) -> None:
        """Only what has changed: a large table is slow to paint."""
        if row >= 0:
            top = self.rowViewportPosition(row)
            self.viewport().update(0, top, self.viewport().width(), self.rowHeight(row))

    def _tell(self) -> None:
        self.header.viewport().update()
        self.picked.emit()

    # ── measures ────────────────────────────────────────────────────────────────────────────────────────────────

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        theme, last = self._theme, self.figures_model.last
        self.verticalHeader().setMinimumSectionSize(theme.px(20))
        self.verticalHeader().setDefaultSectionSize(theme.px(HIGH))
        items = last - FIRST
        fixed = theme.px(PUPILS_WIDE) + theme.px(LAST_WIDE)
        wide = self.viewport().width() - fixed
        each = (wide - theme.px(NAME_WIDE * 5 // 4)) // items
        each = min(max(each, theme.px(ITEM_WIDE)), theme.px(ITEM_MOST))
        widths = [max(wide - each * items, theme.px(NAME_WIDE)), theme.px(PUPILS_WIDE), *[each] * items,
                  theme.px(LAST_WIDE)]  # fmt: skip
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        if self.figures_model.rows or self.figures_model.figures is None:
            return
        painter = QPainter(self.viewport())
        painter.setPen(self._theme.colour("ink2"))
        painter.setFont(self._theme.font())
        box = self.viewport().rect().adjusted(24, self._theme.px(40), -24, 0)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(box, int(flags), self.tr("No figures yet. They come with the first files of the schools."))
