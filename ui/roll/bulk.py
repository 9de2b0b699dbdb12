"""Many cells of the roll at once: a pasted rectangle, a column filled down. Each is one step for undo."""

from typing import TYPE_CHECKING

from forms.form import Form
from ui.roll.model import RollModel
from ui.roll.table import FrozenTable

if TYPE_CHECKING:
    from export.jobs.desk import Desk
    from export.jobs.paste import Rectangle


def paste(desk: "Desk", form: Form, model: RollModel, table: FrozenTable, words: str, name: str) -> "Rectangle | None":
    """Lay a copied rectangle over the shown cells from the current one on; rows below the last are left out."""
    index = table.left.selectionModel().currentIndex()
    column = model.column(index.column()) if index.isValid() else None
    if column is None or not words.strip():
        return None
    shown = [one.field for one in model.columns[index.column() - 1 :]]
    records = [model.record(line) for line in range(index.row(), model.rowCount())]
    made = desk.preview_cells(form.name, words, shown, records[: words.rstrip("\n").count("\n") + 1])
    rows = [(record, texts) for record, texts in made.rows if record is not None]
    if rows:
        desk.apply_cells(form.name, rows, name)
    return made


def fill_down(desk: "Desk", form: Form, model: RollModel, table: FrozenTable, name: str) -> int:
    """Give the selected records what stands in the first of them, in the current column; how many were changed."""
    column = model.column(table.left.selectionModel().currentIndex().column())
    selected = table.selected()
    if column is None or len(selected) < 2:
        return 0
    held = desk.tables[form.name]
    first = held.row_of(selected[0])
    assert first is not None
    texts = {field: held.text(first, field) for field in column.fields}
    desk.apply_cells(form.name, [(record, texts) for record in selected[1:]], name)
    return len(selected) - 1
