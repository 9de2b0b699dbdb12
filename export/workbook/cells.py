"""From a table to the cells of its sheet, column by column."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from export.reading.raw import Raw
from export.reading.text import one_break
from export.workbook.layout import ID_KEY, Column
from forms.kinds import Kind, Reference, Value
from forms.table import Table

LONGEST = 32_767
"""Excel's limit for a cell, in UTF-16 units."""
_IMPOSSIBLE = re.compile("[\ud800-\udfff\ufffe\uffff]")
"""Half surrogate pairs and non-characters, which XML does not take."""
Cells = list[Raw]


def cell_columns(table: Table, columns: Sequence[Column], tables: Mapping[str, Table]) -> list[Cells]:
    """One list of cells per column of the sheet; a text that could not be read stands as it was typed."""
    raws = _raws_by_field(table)
    return [
        _own(table, column, raws) if column.by is None and "." not in column.key else _referred(table, column, tables)
        for column in columns
    ]


def has_tints(table: Table) -> dict[str, set[int]]:
    """Rows of every field whose cells are tinted because they could not be read."""
    return {name: set(rows) for name, rows in _raws_by_field(table).items()}


def _raws_by_field(table: Table) -> dict[str, dict[int, str]]:
    found: dict[str, dict[int, str]] = {}
    for (row, name), text in table.raw.items():
        found.setdefault(name, {})[row] = text
    return found


def _own(table: Table, column: Column, raws: Mapping[str, Mapping[int, str]]) -> Cells:
    if column.key == ID_KEY:
        return [name or None for name in table.ids]
    field = table.form.fields[column.key]
    if isinstance(field.kind, Reference):
        return list[Raw](table.columns[column.key])  # pyright: ignore[reportArgumentType]
    cells = cells_of(field.kind, table.columns[column.key])
    for row, text in raws.get(column.key, {}).items():
        cells[row] = text
    return _fitting(cells)


def cells_of(kind: Kind, values: Iterable[Value]) -> Cells:
    """What the cells hold; each distinct value is worded once."""
    known: dict[Value, Raw] = {None: None}
    cell: Callable[[Value], Raw] = kind.cell
    return [known[value] if value in known else known.setdefault(value, cell(value)) for value in values]


def _referred(table: Table, column: Column, tables: Mapping[str, Table]) -> Cells:
    """The referred records' field; words that match no record stand in the first column as they were typed."""
    name, _, by = column.key.partition(".")
    kind = table.form.fields[name].kind
    assert isinstance(kind, Reference)
    target = tables.get(kind.to)
    words: Mapping[str, Raw] = {}
    if target is not None and by in target.columns:
        words = dict(zip(target.ids, cells_of(target.form.fields[by].kind, target.columns[by]), strict=True))
    cells: Cells = [words.get(value) if isinstance(value, str) else None for value in table.columns[name]]
    if by == kind.by[0]:
        for row, text in _raws_by_field(table).get(name, {}).items():
            cells[row] = text
    return _fitting(cells)


def _fitting(cells: Cells) -> Cells:
    """Cells that Excel takes: not too long, one kind of line end, and nothing that no file of its kind can hold."""
    texts = [cell for cell in cells if isinstance(cell, str)]
    whole = "".join(texts)
    if "\r" in whole or "_x000D_" in whole:
        cells = [one_break(cell) if isinstance(cell, str) else cell for cell in cells]
    if _IMPOSSIBLE.search(whole):
        cells = [_IMPOSSIBLE.sub("\ufffd", cell) if isinstance(cell, str) else cell for cell in cells]
    if max(map(len, texts), default=0) > LONGEST // 2:
        cells = [_short(cell) if isinstance(cell, str) else cell for cell in cells]
    return cells


def _short(text: str) -> str:
    return text.encode("utf-16-le")[: 2 * LONGEST].decode("utf-16-le", "ignore")
