"""Many records of the roll at once: a pasted rectangle, a column filled down, records removed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from forms.form import Form
from ui.roll.model import RollModel
from ui.roll.table import FrozenTable
from ui.translation import counted

if TYPE_CHECKING:
    from ui.page import Page


class Bulk(QObject):
    """What is done to the records that are selected in the table."""

    done = Signal(str, str)
    """A sentence about what was done, and its tone."""

    def __init__(self, page: "Page", form: Form, model: RollModel, table: FrozenTable) -> None:
        super().__init__(page)
        self._desk, self._is_done = page.desk, page.is_done
        self._form, self._model, self._table = form, model, table

    def paste(self) -> None:
        """Lay the copied rectangle over the shown cells from the current one on; rows below the last are left out."""
        words, index = QGuiApplication.clipboard().text(), self._table.left.selectionModel().currentIndex()
        if not index.isValid() or self._model.column(index.column()) is None or not words.strip():
            return
        shown = [one.field for one in self._model.columns[index.column() - 1 :]]
        records = [self._model.record(line) for line in range(index.row(), self._model.rowCount())]
        made = self._desk.preview_cells(self._form.name, words, shown, records[: words.rstrip("\n").count("\n") + 1])
        rows = [(record, texts) for record, texts in made.rows if record is not None]
        if rows and not self._is_done(lambda: self._desk.apply_cells(self._form.name, rows, self.tr("Paste"))):
            return
        said = self.tr("Pasted: {taken} cells taken, {tidied} tidied, {refused} not read")
        counts = {fate: made.count(fate) for fate in ("taken", "tidied", "refused")}
        self.done.emit(said.format(**counts), "amber" if counts["refused"] else "jade")

    def fill_down(self) -> None:
        """Give the selected records what stands in the first of them, in the current column."""
        column = self._model.column(self._table.left.selectionModel().currentIndex().column())
        selected, held = self._table.selected(), self._desk.tables[self._form.name]
        if column is None or len(selected) < 2:
            return
        first = held.row_of(selected[0])
        assert first is not None
        texts = {field: held.text(first, field) for field in column.fields}
        rows = [(one, texts) for one in selected[1:]]
        if not self._is_done(lambda: self._desk.apply_cells(self._form.name, rows, self.tr("Fill down"))):
            return
        words = self.tr("{count} records filled; Ctrl+Z takes it back.")
        self.done.emit(counted(words, count=len(selected) - 1), "jade")

    def remove(self) -> None:
        """Put the selected records into the recycle bin."""
        selected = self._table.selected()
        if selected and self._is_done(lambda: self._desk.remove(self._form.name, *selected)):
            self.done.emit(self.tr("Moved to the recycle bin; Ctrl+Z brings it back."), "ink")
