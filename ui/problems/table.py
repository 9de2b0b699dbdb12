"""The table of problems: rows of two lines; Enter acts, F2 writes a reason, a double click goes to the record."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from ui.parts import plain
from ui.problems.model import FORM, GO, LEVEL, REASON, WHAT, WHO, Index, ProblemModel
from ui.problems.paint import CompactPaint, ProblemPaint
from ui.problems.reason import ReasonEditor
from ui.problems.rows import Row
from ui.theme import Theme

WIDE = {LEVEL: 84, FORM: 84, WHO: 118, REASON: 224, GO: 58}
"""px at 100 %; the problem takes what is left."""
NARROW = {LEVEL: 36, FORM: 128, WHO: 176, REASON: 190, GO: 56}
"""The same where a problem has one line."""
SHARES = {WHO: 0.08, REASON: 0.3}
ROOMY = 1000
"""Of every px beyond this width, columns get these shares."""


class ProblemTable(QTableView):
    """Selection by rows, several at once; the current cell says what Enter does."""

    opened = Signal(object)
    """Go to a row's record."""
    confirmed = Signal(object)
    """Nothing to report: a Row whose form stays empty."""
    picked = Signal()
    """Other rows are selected."""

    def __init__(
        self, theme: Theme, model: ProblemModel, reasons: Callable[[Row], Sequence[str]], *, compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._theme, self._model = theme, model
        self._wide = NARROW if compact else WIDE
        self.paint = (CompactPaint if compact else ProblemPaint)(theme, reasons, self)
        self.setModel(model)
        self.setItemDelegate(self.paint)
        plain(self, self.tr("Problems"), WHAT)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self._measure()
        self._connect()

    @property
    def rows(self) -> list[Row]:
        """The selected rows, from above."""
        return [self._model.rows[index.row()] for index in sorted(self.selectionModel().selectedRows())]

    @property
    def current(self) -> Row | None:
        """The row in which the cursor stands."""
        at = self.currentIndex().row()
        return self._model.rows[at] if 0 <= at < len(self._model.rows) else None

    def go(self, line: int, column: int = WHAT) -> None:
        """Put the cursor into a row."""
        index = self._model.index(line, column)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)

    def write(self, line: int, *, with_list: bool = False) -> bool:
        """Open the editor of a row's reason; False where none may be written."""
        index = self._model.index(line, REASON)
        if not self._model.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        if self.currentIndex() != index:
            self.go(line, REASON)
        if not self.is_editing:
            self.edit(index)
        editor = self.indexWidget(index) or self.viewport().findChild(ReasonEditor)
        if with_list and isinstance(editor, ReasonEditor):
            editor.showPopup()
        return True

    def fit_rows(self) -> None:
        """Give each row in sight the height that its sentence needs; the others get it when they come in sight."""
        wide = self.viewport().width() - sum(self.columnWidth(column) for column in self._wide)
        line, bottom = max(0, self.rowAt(0)), self.viewport().height()
        while line < len(self._model.rows) and self.rowViewportPosition(line) <= bottom:
            high = self.paint.high(self._model.rows[line], wide)
            if high != self.rowHeight(line):
                self.setRowHeight(line, high)
            line += 1

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        if self._model.rowCount():
            return
        painter = QPainter(self.viewport())
        painter.setPen(self._theme.colour("ink2"))
        painter.setFont(self._theme.font())
        words = self.tr("Nothing waits here.") if self._model.all_rows else self.tr("No problems were found.")
        box = self.viewport().rect().adjusted(0, self._theme.px(32), 0, 0)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop), words)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if self.is_editing:
            event.accept()  # what the editor of a reason left over
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._act(self.currentIndex())
        elif event.key() == Qt.Key.Key_F2:
            self.write(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        super().mouseMoveEvent(event)
        is_link = self.indexAt(event.position().toPoint()).column() == GO
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if is_link else Qt.CursorShape.ArrowCursor)

    def _measure(self) -> None:
        self.verticalHeader().setMinimumSectionSize(self._theme.px(26))
        self.verticalHeader().setDefaultSectionSize(self._theme.px(self.paint.row_high))
        self.horizontalHeader().setFixedHeight(self._theme.px(self.paint.head_high))
        self._fit_columns()

    def _fit_columns(self) -> None:
        """What is written and named gets some of the room that a wide screen has; words never lose their end."""
        theme = self._theme
        more = max(0, self.width() - theme.px(ROOMY))
        words = {
            GO: (self._model.headerData(GO, Qt.Orientation.Horizontal) or "", *self._model.deeds()),
            LEVEL: () if self._model.compact else self._model.levels(),
        }
        for column, wide in self._wide.items():
            asked = [theme.metrics().horizontalAdvance(word) for word in words.get(column, ())]
            sign = theme.px(46 if column == LEVEL else 18)
            share = int(more * SHARES.get(column, 0))
            self.setColumnWidth(column, max([theme.px(wide), *(one + sign for one in asked)]) + share)
        self.fit_rows()

    def _connect(self) -> None:
        self._model.modelReset.connect(self.fit_rows)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.fit_rows())
        self.selectionModel().selectionChanged.connect(lambda *_: self.picked.emit())
        self.selectionModel().currentChanged.connect(self._entered)
        self.clicked.connect(self._pressed)
        self.doubleClicked.connect(self._double)
        self._theme.changed.connect(self._measure)
        self.paint.stepped.connect(self._step)
        self.paint.closeEditor.connect(lambda *_: QTimer.singleShot(0, self, self.setFocus))

    def _entered(self, current: Index, _previous: Index) -> None:
        """A reason is open before its first key, so that no input method loses a letter."""
        if current.column() == REASON and self.hasFocus() and len(self.selectionModel().selectedRows()) <= 1:
            line = current.row()
            QTimer.singleShot(0, self, lambda: self._write_if_there(line))

    def _write_if_there(self, line: int) -> None:
        index = self.currentIndex()
        is_one = len(self.selectionModel().selectedRows()) <= 1
        if index.row() == line and index.column() == REASON and is_one and not self.is_editing:
            self.write(line)

    @property
    def is_editing(self) -> bool:
        """Whether a reason is being written."""
        return self.state() == QAbstractItemView.State.EditingState

    def _pressed(self, index: QModelIndex) -> None:
        if len(self.selectionModel().selectedRows()) > 1:
            return
        row = self._model.rows[index.row()]
        if index.column() == GO or (index.column() == REASON and row.is_nil):
            self._act(index)
        elif index.column() == REASON:
            self.write(index.row(), with_list=not row.reason)

    def _double(self, index: QModelIndex) -> None:
        if index.column() not in (REASON, GO):
            self.opened.emit(self._model.rows[index.row()])

    def _act(self, index: Index) -> None:
        if not index.isValid():
            return
        row = self._model.rows[index.row()]
        if index.column() == REASON and row.is_nil and not self._model.is_locked:
            self.confirmed.emit(row)
        elif index.column() != REASON or not self.write(index.row()):
            self.opened.emit(row)

    def _step(self, by: int) -> None:
        """From one reason to the next, past what takes none."""
        line = self.currentIndex().row() + by
        while 0 <= line < len(self._model.rows) and not self._model.rows[line].takes_reason:
            line += by
        if 0 <= line < len(self._model.rows):
            self.setFocus()
            self.go(line, REASON)
