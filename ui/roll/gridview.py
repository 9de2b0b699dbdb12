"""The cells of the entry grid: numbered rows, headers with rules, and the keys that people know from WPS.

The editor of a text cell opens before the first key, so that an input method finds it and no letter is lost. While
nothing is typed in it, arrows and Ctrl keys work as if it were closed.
"""

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
)  # fmt: skip
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from forms.form import Field
from ui.editors import LineEditor, NoteEditor, Setting
from ui.editors.choice import PickEditor
from ui.editors.place import PlaceEditor
from ui.roll.cells import CellDelegate
from ui.roll.columns import column_width
from ui.roll.gridmodel import GridModel, Index, rule_of
from ui.roll.jumps import KEYS, STEPS, jump, ring
from ui.roll.model import Face
from ui.roll.path import END, ENTER, TAB, Path
from ui.roll.stops import Stops
from ui.theme import Theme
from ui.translation import said

ROW, HEAD = 28, 44
IME_KINDS = ("text", "name", "note")
ENTERS, TABS = (Qt.Key.Key_Return, Qt.Key.Key_Enter), (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
KEYPAD_OR_SHIFT = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
LEFT_ALONE = (*KEYS, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Delete)
SAME, ALL = "Ctrl+'", "Ctrl+A"
COMMANDS = {
    "Ctrl+V": "paste", "Ctrl+D": "fill_down", "Ctrl+Z": "undo", "Ctrl+Y": "redo", "Ctrl+C": "copy", "Ctrl+X": "cut",
    SAME: "same", "Ctrl+;": "today",
}  # fmt: skip
LINES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
"""Keys that mean nothing within one line of text: they keep it and go to another row."""
AT_ONE = (*ENTERS, *TABS, Qt.Key.Key_F2, Qt.Key.Key_Backspace)
"""Keys that mean one cell, also where several are selected."""


class RuleHeader(QHeaderView):
    """Two lines: the caption, and what the column wants."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(super().sizeHint().width(), self._theme.px(HEAD))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802
        model, theme = self.model(), self._theme
        field = model.field(section) if isinstance(model, GridModel) else None
        painter.save()
        painter.fillRect(rect, theme.colour("paper2"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("line"))
        painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), theme.colour("line"))
        if field is not None:
            self._words(painter, rect, field)
        painter.restore()

    def _words(self, painter: QPainter, rect: QRect, field: Field) -> None:
        theme = self._theme
        numeric = field.kind.name in ("decimal", "integer", "money")
        side = Qt.AlignmentFlag.AlignRight if numeric else Qt.AlignmentFlag.AlignLeft
        room = rect.adjusted(theme.px(14 if not numeric else 8), theme.px(4), -theme.px(6), -theme.px(4))
        rule = rule_of(field)
        painter.setFont(theme.font(13, bold=True))
        painter.setPen(theme.colour("ink"))
        at = Qt.AlignmentFlag.AlignTop if rule else Qt.AlignmentFlag.AlignVCenter
        caption = painter.fontMetrics().elidedText(said(field), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(side | at), caption)
        if field.required:
            painter.setPen(theme.colour("seal"))
            painter.drawText(room.translated(theme.px(-9), theme.px(2 if rule else 1)), int(at), "*")
        painter.setFont(theme.font(12))
        painter.setPen(theme.colour("ink3"))
        painter.drawText(room, int(side | Qt.AlignmentFlag.AlignBottom), rule)


class GridDelegate(CellDelegate):
    """Blank cells are blank: in a grid that is still being filled a dash would be noise."""

    glyphs = -1
    blank = ""

    def tone(self, index: Index, face: Face) -> str:
        """What nobody typed is quieter, and still easy to read."""
        return "ink2" if face.quiet else "ink"


class GridView(QTableView):
    """Cells to type in."""

    asked = Signal(str)
    """paste, fill_down, undo, redo, copy, cut, clear, same, today."""
    at_cell = Signal(QModelIndex)

    def __init__(self, model: GridModel, setting: Setting, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid, self._theme, self._pace, self._stops = model, theme, setting.pace, Stops(self)
        self.path, self._is_going = Path(model.draft), False
        self._is_round, self._is_across = False, False
        self.setModel(model)
        self.selectionModel().selectionChanged.connect(self._select_anew)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setAccessibleName(self.tr("Entry grid"))
        self.setHorizontalHeader(RuleHeader(theme, self))
        self.cells = GridDelegate(model.field, setting, theme, self, ruled=True)
        self.cells.went = self.go_on
        self.cells.first = self._first
        self.cells.whole = lambda index: str(index.data(Qt.ItemDataRole.EditRole) or "")
        self.setItemDelegate(self.cells)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )  # fmt: skip
        numbers = self.verticalHeader()
        numbers.setDefaultSectionSize(theme.px(ROW))
        numbers.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        numbers.setFixedWidth(theme.px(46))
        numbers.setProperty("part", "numbers")
        numbers.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.fit()

    def fit(self) -> None:
        """Give every column its width."""
        metrics, rules = self._theme.metrics(13, bold=True), self._theme.metrics(12)
        for section in range(self._grid.columnCount()):
            field = self._grid.field(section)
            if field is not None:
                words = max(metrics.horizontalAdvance(said(field)), rules.horizontalAdvance(rule_of(field)))
                wide = max(self._theme.px(column_width(field)), words + self._theme.px(26))
                self.setColumnWidth(section, wide)

    # ── moving ──────────────────────────────────────────────────────────────────────────────────────────────────

    def go(self, row: int, column: int, *, extend: bool = False) -> None:
        """Make a cell current."""
        row, column = min(max(row, 0), self._grid.rowCount() - 1), min(max(column, 0), self._grid.columnCount() - 1)
        index = self._grid.index(row, column)
        if not extend:
            self._is_going = True
            self.setCurrentIndex(index)  # the view's own: what Shift selects next begins here
            self._is_going = False
            return
        chosen, flag = self.selectionModel(), QItemSelectionModel.SelectionFlag
        chosen.select(QItemSelection(self._grid.index(*self._begun()), index), flag.ClearAndSelect)
        chosen.setCurrentIndex(index, flag.NoUpdate)

    def selectionCommand(self, index: Index, event: QEvent | None = None) -> QItemSelectionModel.SelectionFlag:  # noqa: N802
        """As Qt's, but a cell that is gone to is the only one, whatever key is held down at the moment."""
        if self._is_going:
            return QItemSelectionModel.SelectionFlag.ClearAndSelect
        return super().selectionCommand(index, event)

    def _begun(self) -> tuple[int, int]:
        """The cell with which the selection began: in WPS that is the one that is typed in."""
        (top, bottom, left, right), at = self.area(), self.currentIndex()
        return (top if at.row() == bottom else bottom), (left if at.column() == right else right)

    @property
    def _is_area(self) -> bool:
        return sum(one.width() * one.height() for one in self.selectionModel().selection().toList()) > 1

    def _select_anew(self) -> None:
        self._is_round = False

    def _to_begun(self) -> None:
        """Of several selected cells keys mean the one with which the selection began; all of them stay selected."""
        if self._is_area and not self._is_round:
            self._go_within(*self._begun())

    def _go_within(self, row: int, column: int) -> None:
        self._is_round = True
        self.selectionModel().setCurrentIndex(self._grid.index(row, column), QItemSelectionModel.SelectionFlag.NoUpdate)

    def _go_round(self, key: str, step: int) -> None:
        """Enter goes down the selected cells, column by column, Tab across them, and round again, as in WPS."""
        if key != END:
            self._is_across = key == TAB
        self._to_begun()
        at = self.currentIndex()
        self._go_within(*ring((at.row(), at.column()), self.area(), step, is_across=self._is_across))

    def scrollTo(  # noqa: N802
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """What follows a cell is seen with it: columns do not creep along with the cursor, they turn as pages do."""
        left, wide = self.columnViewportPosition(index.column()), self.viewport().width()
        if left < 0 or left + self.columnWidth(index.column()) > wide:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() + left - wide // 4)
        super().scrollTo(index, hint)
        self._stops.show(index.column())

    def updateGeometries(self) -> None:  # noqa: N802
        value = self.horizontalScrollBar().value()
        super().updateGeometries()
        self._stops.widen(value)

    def area(self) -> tuple[int, int, int, int]:
        """The selected rectangle: first and last row, first and last column."""
        cells = self.selectionModel().selectedIndexes() or [self.currentIndex()]
        rows, columns = [cell.row() for cell in cells], [cell.column() for cell in cells]
        return min(rows), max(rows), min(columns), max(columns)

    def go_on(self, key: str = END, step: int = 1) -> None:
        """To the next cell that a person must fill, or back; where several are selected, to the next of them."""
        at = self.currentIndex()
        if self._is_area:
            self._go_round(key, step)
        elif at.isValid():
            row, field = self.path.after(self._grid.spot(at), self._grid.fields, key, step)
            self.go(row, self._grid.fields.index(field))

    def begin(self, row: int) -> None:
        """Put the cursor where a row begins."""
        self.path.is_down = False
        self.go(row, self._grid.fields.index(self.path.first(self._grid.fields)))
        self.setFocus()

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802
        super().currentChanged(current, previous)
        self.updateMicroFocus()  # candidates of an input method stand below this cell from their first letter on
        self.at_cell.emit(self.currentIndex())
        if current.isValid():
            self.path.arrive(self._grid.spot(current))
            QTimer.singleShot(0, self, self.open_early)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """As in every view, but the current cell alone is drawn anew: the cursor comes and goes with each editor."""
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, self.currentIndex().isValid())
        self.update(self.currentIndex())
        QTimer.singleShot(0, self, self.open_early)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        self.update(self.currentIndex())

    def open_early(self) -> None:
        """Open the editor of a text cell before the first key, unless an area is being selected; not so when keys go
        round in it already.
        """
        index = self.currentIndex()
        field = self._grid.field(index.column()) if index.isValid() else None
        single = self._is_round or not self._is_area
        if field is None or field.kind.name not in IME_KINDS or not single or not self.hasFocus():
            return
        if self.state() == QAbstractItemView.State.NoState and self.edit(
            index, QAbstractItemView.EditTrigger.AllEditTriggers, QEvent(QEvent.Type.None_)
        ):
            editor = self.indexWidget(index) or self.focusWidget()
            if isinstance(editor, LineEditor):
                editor.setProperty("early", True)

    def _first(self, editor: QWidget, event: QKeyEvent) -> bool:
        """Keys that an editor leaves to the grid while nothing is typed in it."""
        untouched = bool(editor.property("early")) and isinstance(editor, LineEditor) and not editor.is_touched
        keys = QKeySequence(event.keyCombination()).toString()
        if event.key() == Qt.Key.Key_F2:
            editor.setProperty("early", False)  # from now on arrows walk in the text
            return False
        if isinstance(editor, PlaceEditor) and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            return False  # they choose a village
        if event.key() in LINES and not event.modifiers() & ~KEYPAD_OR_SHIFT and _is_plain(editor):
            self.cells.finish()
            self.setFocus()
            self.keyPressEvent(event)
            return True
        is_given = keys == "Ctrl+V" and _is_rectangle(editor)
        if keys == SAME or is_given or (untouched and (keys in COMMANDS or keys == ALL or event.key() in LEFT_ALONE)):
            self.cells.closeEditor.emit(editor, CellDelegate.EndEditHint.NoHint)
            self.setFocus()
            self.keyPressEvent(event)
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter and Tab go on, Shift and Backspace in a blank cell back; Delete empties; the rest is Qt's."""
        keys, key = QKeySequence(event.keyCombination()).toString(), event.key()
        at, plain = self.currentIndex(), not event.modifiers() & ~KEYPAD_OR_SHIFT
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        back = key == Qt.Key.Key_Backtab or shift
        if keys in (SAME, "Ctrl+;") or (plain and (key in AT_ONE or (event.text().isprintable() and event.text()))):
            self._to_begun()
            at = self.currentIndex()
        if keys in COMMANDS:
            self.asked.emit(COMMANDS[keys])
        elif key == Qt.Key.Key_Delete:
            self.asked.emit("clear")
        elif key in (*ENTERS, *TABS) and plain:
            if back or not self._pace.is_habit(event):
                self.go_on(TAB if key in TABS else ENTER, -1 if back else 1)
        elif key == Qt.Key.Key_Backspace and plain and at.isValid() and not at.data(Qt.ItemDataRole.EditRole):
            self.go_on(TAB, -1)
        elif key == Qt.Key.Key_Backspace and plain and at.isValid():
            self.edit(at)
            if isinstance(self.cells.editor, LineEditor):
                self.cells.editor.selectAll()
                self.cells.editor.del_()
        elif key in KEYS and event.modifiers() & Qt.KeyboardModifier.ControlModifier and at.isValid():
            size = self._last_row() + 1 if key == Qt.Key.Key_End else self._grid.rowCount(), self._grid.columnCount()
            self.go(*jump(key, (at.row(), at.column()), size, self._is_filled), extend=shift)
        elif key == Qt.Key.Key_Down and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self._open_list()
        elif key == Qt.Key.Key_F2:
            self.edit(at)
            self._walk_in_text()
        elif not (event.isAutoRepeat() and event.text().isprintable() and event.text()):
            if key in STEPS and plain:
                self.path.is_down = key in (Qt.Key.Key_Up, Qt.Key.Key_Down)
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802
        """Words go where digits would."""
        self._to_begun()
        super().inputMethodEvent(event)
        QTimer.singleShot(0, self, lambda: QGuiApplication.inputMethod().update(Qt.InputMethodQuery.ImQueryAll))

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> object:  # noqa: N802
        """Where no editor is open yet, Qt says where the cell is below the headers, and is asked for it in the view."""
        told = super().inputMethodQuery(query)
        is_cell = isinstance(told, QRect) and self.cells.editor is None
        return told.translated(self.viewport().pos()) if is_cell else told

    def _last_row(self) -> int:
        return max(self._grid.draft.filled(), default=0)

    def _is_filled(self, row: int, column: int) -> bool:
        return bool(self._grid.draft.text(row, self._grid.fields[column]))

    def _walk_in_text(self) -> None:
        if isinstance(self.cells.editor, LineEditor):
            self.cells.editor.walk_in()

    def _open_list(self) -> None:
        """Alt+↓ shows what can be chosen."""
        self._to_begun()
        field = self._grid.field(self.currentIndex().column())
        if field is not None and field.kind.name not in IME_KINDS:
            self.edit(self.currentIndex())
            if isinstance(self.cells.editor, PickEditor):
                self.cells.editor.open_list()

    def event(self, event: QEvent) -> bool:
        """Tab belongs to the cells; the grid's own Ctrl keys are not the window's while it has the focus."""
        if isinstance(event, QKeyEvent):
            keys = QKeySequence(event.keyCombination()).toString()
            if event.type() == QEvent.Type.ShortcutOverride and keys in COMMANDS:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and event.key() in TABS:
                self.keyPressEvent(event)
                return True
        return super().event(event)


def _is_plain(editor: QWidget) -> bool:
    """Whether an editor is one line without a list, and no input method has the keys."""
    return isinstance(editor, LineEditor) and not isinstance(editor, PickEditor) and not editor.is_composing


def _is_rectangle(editor: QWidget) -> bool:
    """Whether the clipboard holds several cells: they are laid over the grid, never into a line of text."""
    words = QGuiApplication.clipboard().text().rstrip("\r\n")
    return "\t" in words or ("\n" in words and not isinstance(editor, NoteEditor))
