"""From one sheet to one table, column by column, brought forward to the program's form where that is newer."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import compress

from export.seal import Strip
from export.seal.canon import column_texts, shown_text
from export.workbook.cells import cells_of
from export.workbook.layout import ID_KEY, letter
from export.workbook.locate import Place
from export.workbook.received import Received, Typed
from export.workbook.swift import Columns
from forms.form import Form
from forms.kinds import Reference
from forms.table import Table


class Intake:
    """One sheet on its way into a table."""

    def __init__(self, place: Place, columns: Sequence[Strip], carried: Form, form: Form, reader: Columns) -> None:
        """`columns` are those of the sheet below its head."""
        self._form, self._reader = form, reader
        filled = _filled(place, columns)
        self._columns = columns if all(filled) else [column.only(filled) for column in columns]
        known = {**place.columns, **_renamed_columns(place.columns, carried, form)}
        rows = list(compress(range(place.first, place.first + len(filled)), filled))
        self._place = replace(place, columns=known, rows=rows)

    def into(self, received: Received) -> None:
        """Add the table and what is to be said about it."""
        name, place = self._form.name, self._place
        received.forms[name], received.places[name] = self._form, place
        received.aside[name] = {letter(col): caption for col, caption in place.aside.items()}
        present = {key.partition(".")[0] for key in place.columns}
        received.missing[name] = tuple(field for field in self._form.fields if field not in present)
        received.tables[name] = table = Table(self._form, list(column_texts(self._raws(ID_KEY))))
        for field, kind in ((field.name, field.kind) for field in self._form.fields.values()):
            self._read(field, table)
            if isinstance(kind, Reference):
                received.typed |= {(name, row, field): typed for row, typed in self._typed(field, kind, table).items()}

    def _raws(self, key: str) -> Strip:
        col = self._place.columns.get(key)
        return self._columns[col] if col is not None else Strip((None,) * len(self._place.rows))

    def _read(self, field: str, table: Table) -> None:
        raws = self._raws(field)
        table.columns[field], wrong = self._reader.read(self._form.fields[field].kind, raws)
        for row, why in wrong.items():
            table.wrong[row, field], table.raw[row, field] = why, shown_text(raws.cells[row])

    def _typed(self, field: str, kind: Reference, table: Table) -> dict[int, Typed]:
        """What the visible columns of a reference say, by row. A row whose id is known says nothing new here."""
        columns = {by: self._raws(f"{field}.{by}").cells for by in kind.by}
        return {
            row: typed
            for row, value in enumerate(table.columns[field])
            if value is None
            and (typed := {by: shown_text(raws[row]) for by, raws in columns.items() if raws[row] not in (None, "")})
        }

    def doubts(self, received: Received) -> None:
        """In a changed workbook the visible columns of a reference may name somebody else than its hidden id."""
        table = received.tables[self._form.name]
        for field, kind in self._form.references.items():
            target = received.tables.get(kind.to)
            if target is not None:
                found = self._disagreeing(field, kind, table, target)
                received.doubtful |= {(self._form.name, row, field): typed for row, typed in found.items()}

    def _disagreeing(self, field: str, kind: Reference, table: Table, target: Table) -> dict[int, Typed]:
        rows = {name: row for row, name in enumerate(target.ids)}
        known = [by for by in kind.by if by in target.columns and f"{field}.{by}" in self._place.columns]
        words = {by: cells_of(target.form.fields[by].kind, target.columns[by]) for by in known}
        columns = {by: self._raws(f"{field}.{by}").cells for by in known}
        found: dict[int, Typed] = {}
        for row, value in enumerate(table.columns[field]):
            there = rows.get(value, -1) if isinstance(value, str) else -1
            typed = {by: shown_text(raws[row]) for by, raws in columns.items()}
            if there >= 0 and any(shown_text(words[by][there]) != text for by, text in typed.items()):
                found[row] = typed
        return found


def _filled(place: Place, columns: Sequence[Strip]) -> list[bool]:
    """Which rows hold a record: those with an id, or with anything in a column that is known."""
    ids = place.columns.get(ID_KEY)
    if ids is not None and columns[ids].distinct and not columns[ids].has_blanks:
        return [True] * len(columns[ids])
    known = (columns[col].cells for col in sorted(set(place.columns.values())))
    return [any(cell not in (None, "") for cell in cells) for cells in zip(*known, strict=True)]


def _renamed_columns(columns: Mapping[str, int], carried: Form, form: Form) -> dict[str, int]:
    """Columns under the names that today's form gives its fields."""
    if form is carried:
        return {}
    found: dict[str, int] = {}
    for key, col in columns.items():
        name, dot, by = key.partition(".")
        if name in form.renamed:
            found[f"{form.renamed[name]}{dot}{by}"] = col
    return found
