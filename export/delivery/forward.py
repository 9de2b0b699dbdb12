"""Bring records forward to a newer definition of their form, as a reader of the workbook would have done."""

from export.seal import Strip
from export.workbook.cells import cells_of
from export.workbook.swift import Columns
from forms.form import Form
from forms.kinds import Raw, Reference
from forms.table import Table


def forward(table: Table, form: Form) -> Table:
    """The same records under today's form: renamed fields follow, what a kind reads otherwise is read again."""
    if form is table.form:
        return table
    before = {new: old for old, new in form.renamed.items()}
    moved, reader = Table(form, table.ids), Columns()
    for name in form.fields:
        old = name if name in table.form.fields else before.get(name, "")
        if old in table.form.fields:
            _move(table, old, moved, name, reader)
    return moved


def _move(table: Table, old: str, moved: Table, name: str, reader: Columns) -> None:
    texts = {row: text for (row, field), text in table.raw.items() if field == old}
    was, kind = table.form.fields[old].kind, moved.form.fields[name].kind
    if was == kind or isinstance(kind, Reference):
        moved.columns[name] = table.columns[old]
        moved.raw |= {(row, name): text for row, text in texts.items()}
        moved.wrong |= {(row, name): table.wrong[row, old] for row in texts}
        return
    cells: list[Raw] = cells_of(was, table.columns[old])
    for row, text in texts.items():
        cells[row] = text
    moved.columns[name], wrong = reader.read(kind, Strip(cells))
    moved.wrong |= {(row, name): why for row, why in wrong.items()}
    moved.raw |= {(row, name): str(cells[row]) for row in wrong}
