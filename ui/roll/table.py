"""The frozen table: two views on one model, so that the name stays while the other columns scroll."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QWidget

from forms.form import Field, Form
from ui.editors import LineEditor, Setting
from ui.parts import Line
from ui.roll.cells import CellDelegate
from ui.roll.header import FilterHeader
from ui.roll.lines import LinesView
from ui.roll.model import HEAD, LABEL, RollModel
from ui.theme import Theme
from ui.translation import said

ROW = 30
GLYPH_WIDE = 34


class FrozenTable(QWidget):
    """Glyph and name to the left, everything else to the right; one selection, one vertical scroll."""

    chosen = Signal(str)
    """Lasting id of the record that has become current; "" where none is."""
    opened = Signal(str, str)
    """Record and field that somebody wants to work on."""
    keyed = Signal(QKeyEvent)

    def __init__(
        self, model: RollModel, form: Form, setting: Setting, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model, self._form, self._theme = model, form, theme
        self._sought = -1
        """The column that somebody was led to, until the sideways bar is used."""
        self.widths: dict[str, int] = {}
        """Columns that somebody has dragged: px at 100 %."""
        self.left, self.right = self._view(bar=True), self._view()
        self.right.setSelectionModel(self.left.selectionModel())
        self.cells = CellDelegate(self._field_of, setting, theme, self.right)
        self.right.setItemDelegate(self.cells)
        self.headers = (FilterHeader(theme, self.left), FilterHeader(theme, self.right))
        for view, header in zip((self.left, self.right), self.headers, strict=True):
            view.setHorizontalHeader(header)
            header.setSectionResizeMode(header.ResizeMode.Interactive)
        self._lay_out()
        self._join()

    def _view(self, *, bar: bool = False) -> LinesView:
        view = LinesView(self._model, self._theme, self, bar=bar)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setShowGrid(False)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setWordWrap(False)
        view.verticalHeader().hide()
        view.verticalHeader().setSectionResizeMode(view.verticalHeader().ResizeMode.Fixed)
        view.verticalHeader().setDefaultSectionSize(self._theme.px(ROW))
        view.setTabKeyNavigation(False)
        view.setAccessibleName(said(self._form))
        view.installEventFilter(self)
        return view

    def _lay_out(self) -> None:
        self.left.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.left.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.right.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        edge = Line(self, upright=True)
        edge.setProperty("line", "edge")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.left)
        row.addWidget(edge)
        row.addWidget(self.right, 1)

    def _join(self) -> None:
        bars = self.left.verticalScrollBar(), self.right.verticalScrollBar()
        bars[0].valueChanged.connect(bars[1].setValue)
        bars[1].valueChanged.connect(bars[0].setValue)
        self.left.selectionModel().currentRowChanged.connect(self._tell)
        for view in (self.left, self.right):
            view.doubleClicked.connect(self._open)
        self._model.modelReset.connect(self._after_reset)
        across = self.right.horizontalScrollBar()
        across.actionTriggered.connect(self._let_go)
        across.rangeChanged.connect(self._keep_sought)
        across.rangeChanged.connect(lambda _least, most: across.setEnabled(most > 0))

    # ── what is shown ───────────────────────────────────────────────────────────────────────────────────────────

    def show_columns(self) -> None:
        """Fit widths and filters to the columns of the model."""
        theme, count = self._theme, self._model.columnCount()
        for section in range(count):
            column = self._model.column(section)
            width = theme.px(self.widths.get(column.field, column.width) if column else GLYPH_WIDE)
            for view, own in ((self.left, section < HEAD), (self.right, section >= HEAD)):
                view.setColumnHidden(section, not own)
                view.setColumnWidth(section, width)
        self.headers[0].show_filters(range(LABEL, min(HEAD, count)))
        self.headers[1].show_filters(range(HEAD, count))
        self.fit_names()
        self._even_bottoms()

    def fit_names(self) -> None:
        """Names are never cut off, within reason."""
        model, count = self._model, self._model.columnCount()
        if count <= LABEL:
            return
        texts = model.labels()
        metrics = self._theme.metrics()
        caption = self._theme.metrics(bold=True).horizontalAdvance(model.columns[0].caption)
        wide = max((metrics.horizontalAdvance(text) for text in sorted(texts, key=len)[-40:]), default=0)
        wide = max(wide, caption)
        least, most = self._theme.px(84), self._theme.px(220)
        self.left.setColumnWidth(LABEL, min(max(wide + self._theme.px(18), least), most))
        self.left.setFixedWidth(sum(self.left.columnWidth(section) for section in range(min(HEAD, count))))

    def _even_bottoms(self) -> None:
        """The left view ends where the right one does, above the scroll bar."""
        self.left.setViewportMargins(0, 0, 0, 0)
        height = self.right.horizontalScrollBar().sizeHint().height()
        self.left.setStyleSheet(f"QTableView {{ padding-bottom: 0px; margin-bottom: {height}px }}")

    def _after_reset(self) -> None:
        self.left.setCurrentIndex(QModelIndex())

    @property
    def current(self) -> str:
        """The current record; "" where none is."""
        index = self.left.selectionModel().currentIndex()
        return self._model.record(index.row()) if index.isValid() else ""

    @property
    def current_field(self) -> str:
        """The field of the current cell."""
        column = self._model.column(self.left.selectionModel().currentIndex().column())
        return column.field if column else self._form.label[0]

    def selected(self) -> list[str]:
        """The selected records, from top to bottom."""
        return [self._model.record(line) for line in sorted(self.left.chosen())]

    def selected_count(self) -> int:
        """How many are selected."""
        return len(self.left.chosen())

    def go(self, record: str, field: str = "") -> bool:
        """Make a record current; whether it is shown at all."""
        line = self._model.line_of(record)
        if line < 0:
            return False
        section = self._model.section_of(field) if field else self.left.selectionModel().currentIndex().column()
        self.go_line(line, max(section, LABEL))
        return True

    def go_line(self, line: int, section: int = LABEL) -> None:
        """Make a line current and bring it into sight."""
        index = self._model.index(line, section)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.left.selectionModel().setCurrentIndex(index, flags)
        view = self.right if section >= HEAD else self.left
        view.scrollTo(index)
        self._sought = section if section >= HEAD else -1
        self.left.verticalScrollBar().setValue(view.verticalScrollBar().value())

    def _let_go(self, _action: int) -> None:
        self._sought = -1

    def _keep_sought(self, _least: int, _most: int) -> None:
        """The room became another after somebody was led to a column, as when the page is laid out only then."""
        current = self.left.selectionModel().currentIndex()
        if current.isValid() and HEAD <= self._sought < self._model.columnCount():
            self.right.scrollTo(current.siblingAtColumn(self._sought))

    def step(self, by: int) -> bool:
        """Go to the next or previous line; whether there is one."""
        line = self.left.selectionModel().currentIndex().row() + by
        if not 0 <= line < self._model.rowCount():
            return False
        self.go_line(line, max(self.left.selectionModel().currentIndex().column(), LABEL))
        return True

    def edit_current(self) -> None:
        """Edit the current cell in place, or in the card where it shows several fields."""
        index = self.left.selectionModel().currentIndex()
        if not index.isValid():
            return
        if index.column() >= HEAD and self._model.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.right.setFocus()
            self.right.edit(index)
            if isinstance(self.cells.editor, LineEditor):
                self.cells.editor.walk_in()
        else:
            self._open(index)

    def _field_of(self, section: int) -> Field | None:
        column = self._model.column(section)
        return self._form.fields[column.field] if column else None

    def _open(self, index: QModelIndex) -> None:
        column = self._model.column(index.column())
        self.opened.emit(self._model.record(index.row()), column.field if column else self._form.label[0])

    def _tell(self, current: QModelIndex, _before: QModelIndex) -> None:
        self.chosen.emit(self._model.record(current.row()) if current.isValid() else "")

    # ── Qt ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Keys of a list that Qt's views would take for themselves; sideways keys cross the frozen edge."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched in (self.left, self.right):
            if event.key() == Qt.Key.Key_F2:
                self.edit_current()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
                self._open(self.left.selectionModel().currentIndex())
                return True
            if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self._cross(event.key() == Qt.Key.Key_Right):
                return True
            self.keyed.emit(event)
            return event.isAccepted() and event.text() != "" and event.text().isprintable()
        return super().eventFilter(watched, event)

    def _cross(self, right: bool) -> bool:
        index = self.left.selectionModel().currentIndex()
        section = index.column() + (1 if right else -1)
        if not index.isValid() or not LABEL <= section < self._model.columnCount():
            return True
        self.go_line(index.row(), section)
        (self.right if section >= HEAD else self.left).setFocus()
        return True

    def row_at(self, point: QPoint) -> int:
        """The line under a point of the right view; −1 below the last."""
        return self.right.rowAt(point.y())
