"""Editing in a cell: the same editors as in the card, given to Qt's views by a delegate."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QStyleOptionViewItem, QWidget

from forms.form import Field
from ui.editors import LineEditor, NoteEditor, Setting, editor_for
from ui.editors.choice import PickEditor
from ui.editors.line import AWAY
from ui.roll.paint import CellPaint
from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
FieldOf = Callable[[int], Field | None]
"""Column → the field that is edited there."""


class CellDelegate(CellPaint):
    """Makes editors in cells. Enter and Tab keep what was typed and go on; Esc brings back what was there."""

    def __init__(
        self, field_of: FieldOf, setting: Setting, theme: Theme, parent: QWidget, *, ruled: bool = False
    ) -> None:
        super().__init__(theme, parent, ruled=ruled)
        self._field_of, self._setting = field_of, setting
        self.went: Callable[[str, int], None] | None = None
        """Told after Enter, Tab or a complete text: how the cell was left, and +1 on or −1 back."""
        self.editor: QWidget | None = None
        """The editor that is open."""
        self.first: Callable[[QWidget, QKeyEvent], bool] | None = None
        """Asked before an editor gets a key; true where the key is done with."""
        self.whole: Callable[[Index], str] | None = None
        """The whole of a masked number, where one may work inside it."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: N802
        """The editor of the field's kind."""
        field = self._field_of(index.column())
        assert field is not None
        editor = editor_for(field, self._setting, parent)
        editor.setProperty("cell", True)
        editor.moved.connect(lambda step: self._finish(editor, "end", step))
        at = QPersistentModelIndex(index)  # pyright: ignore[reportArgumentType, reportCallIssue]
        editor.reveal_asked.connect(lambda: self._reveal(editor, at))
        self.editor = editor
        if isinstance(editor, NoteEditor):
            editor.setFixedHeight(max(option.rect.height(), editor.height()))  # pyright: ignore[reportAttributeAccessIssue]
        return editor

    def destroyEditor(self, editor: QWidget, index: Index) -> None:  # noqa: N802
        """The editor has done its work."""
        if self.editor is editor:
            self.editor = None
        super().destroyEditor(editor, index)

    def finish(self) -> None:
        """Keep what is typed in the open editor, and close it."""
        if self.editor is not None:
            if isinstance(self.editor, LineEditor):
                self.editor.end_composition()
            self.commitData.emit(self.editor)
            self.closeEditor.emit(self.editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def _reveal(self, editor: LineEditor | NoteEditor, at: Index) -> None:
        if self.whole is not None and isinstance(editor, LineEditor):
            editor.reveal(self.whole(at))

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802
        """What stands in the cell, ready to be typed over. Private texts stay masked.

        Qt asks again whenever the model's data change; somebody who is typing is not disturbed.
        """
        touched = (editor.is_touched or editor.is_proposed) if isinstance(editor, LineEditor) else False
        kept = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, (LineEditor, NoteEditor)) and not touched and editor.property("shown") != kept:
            editor.setProperty("shown", kept)
            editor.show_text(kept)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:  # noqa: N802
        """What was typed, settled."""
        if isinstance(editor, (LineEditor, NoteEditor)):
            editor.settle()
            model.setData(index, editor.value_text().strip(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802
        """The editor fills its cell."""
        editor.setGeometry(option.rect)  # pyright: ignore[reportAttributeAccessIssue]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Enter, Tab and Esc belong to the cell, unless a list is open: then Esc closes only that.

        An editor stays open while another program is looked at: Qt would close it, and the rest of a number that is
        typed after coming back would replace its beginning.
        """
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut and event.reason() in AWAY:
            return False
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or not isinstance(watched, QWidget):
            return super().eventFilter(watched, event)
        if self.first is not None and self.first(watched, event):
            return True
        key, back = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key == Qt.Key.Key_Escape and isinstance(watched, PickEditor) and watched.is_open:
            return False
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self._pressed(watched, event, "enter", -1 if back else 1)
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return self._pressed(watched, event, "tab", -1 if back or key == Qt.Key.Key_Backtab else 1)
        if key == Qt.Key.Key_Escape:
            self.closeEditor.emit(watched, QAbstractItemDelegate.EndEditHint.RevertModelCache)
            return True
        return False

    def _pressed(self, editor: QWidget, event: QKeyEvent, key: str, step: int) -> bool:
        untouched = isinstance(editor, LineEditor) and not editor.isModified()
        if step > 0 and self._setting.pace.is_habit(event) and untouched:
            return True
        return self._finish(editor, key, step)

    def _finish(self, editor: QWidget, key: str, step: int) -> bool:
        if isinstance(editor, LineEditor) and step > 0:
            editor.accept()
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        if self.went is not None:
            self.went(key, step)
        return True
