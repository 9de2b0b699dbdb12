"""Bring the tables of the forms up to date when a store is opened: new forms, new fields, renamed fields, changed
kinds.

Everything happens in one exclusive transaction or not at all. A field that a form asks no more keeps its column. A
field that changed its kind is read anew from the text that people saw, and the old column is kept under another name,
because 5 元 must never become 5 分. For that, the store keeps the definition of every form as it saw it last.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, cast

import sqlalchemy as sa

from db import sqlite
from db.cells import Cell, typed
from db.journal import Action, Journal
from db.settings import Settings, put
from db.tables import FormTable, bound, plain
from forms.form import Field, Form
from forms.load import form_from

FINGERPRINT = "shape"
Seen = Mapping[str, Any]
"""What the store remembers of a form: its `definition`, and of which kind each of its `columns` is."""


def bring_up_to_date(journal: Journal, settings: Settings, forms: Mapping[str, Form]) -> None:
    """Make the tables fit the forms; does nothing, quickly, where they do."""
    wanted = fingerprint(forms)
    if settings.get(FINGERPRINT) == wanted:
        return
    seen = {name: cast("Seen", json.loads(settings.get(f"form:{name}") or "{}")) for name in forms}
    with journal.act("更新表格", "", "note", exclusive=True) as step:
        for name, form in forms.items():
            _fit(step, FormTable(form), seen[name])
            columns = {**seen[name].get("columns", {}), **{field.name: sort(field) for field in form.fields.values()}}
            remembered = {"definition": form.as_dict(), "columns": columns}
            put(step.connection, f"form:{name}", json.dumps(remembered, ensure_ascii=False))
        put(step.connection, FINGERPRINT, wanted)


def fingerprint(forms: Mapping[str, Form]) -> str:
    """Changes exactly when a table must be changed."""
    shapes = [
        [name, [[field.name, sort(field)] for field in form.fields.values()], FormTable(form).indexed,
         sorted(form.renamed.items())]
        for name, form in forms.items()
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(shapes).encode()).hexdigest()


def sort(field: Field) -> str:
    """What decides how a field's stored value is to be understood: its kind, and the places of a decimal."""
    return f"{field.kind.name} {getattr(field.kind, 'places', '')}".strip()


def _fit(step: Action, made: FormTable, seen: Seen) -> None:
    there = sqlite.columns(step.cursor, made.name)
    if not there:
        made.table.create(step.connection)
        return
    known = dict(cast("Mapping[str, str]", seen.get("columns", {})))
    for old, new in made.form.renamed.items():
        if old in there and new not in there:
            _rename(step, made, old, new)
            there[there.index(old)] = new
            known[new] = known.pop(old, "")
    for name, field in made.form.fields.items():
        if name not in there:
            _add(step, made, name)
        elif known.get(name) != sort(field):
            _convert(step, made, name, _kind_before(seen, made.form, name))
    for index in made.table.indexes:
        index.create(step.connection, checkfirst=True)


def _kind_before(seen: Seen, form: Form, name: str) -> Field | None:
    """The field as it was before, by today's or yesterday's name."""
    if "definition" not in seen:
        return None
    before = form_from(seen["definition"], foreign=True)
    names = [name, *(old for old, new in form.renamed.items() if new == name)]
    return next((before.fields[old] for old in names if old in before.fields), None)


def _add(step: Action, made: FormTable, name: str) -> None:
    column = made.column(name)
    kind = column.type.compile(step.connection.dialect)
    _alter(step, made, f"ADD COLUMN {_quoted(step, name)} {kind}")


def _rename(step: Action, made: FormTable, old: str, new: str) -> None:
    _alter(step, made, f"RENAME COLUMN {_quoted(step, old)} TO {_quoted(step, new)}")
    table = sa.table(made.name, sa.column("_id"), sa.column("_raw"))
    for record, text in _raw_texts(step, table):
        raws = json.loads(text)
        if old in raws:
            raws[new] = raws.pop(old)
            changed = json.dumps(raws, ensure_ascii=False)
            step.connection.execute(sa.update(table).where(table.c["_id"] == record).values({"_raw": changed}))


def _convert(step: Action, made: FormTable, name: str, before: Field | None) -> None:
    """Set the old column aside and read its content anew by the new kind. Undo may not reach behind this."""
    step.kind = "bar"
    kinds = (json.dumps(before and sort(before)), json.dumps(sort(made.form.fields[name])))
    seq = step.note(made.form.name, "", name, *kinds)
    aside = f"_was_{seq}_{name}"
    _alter(step, made, f"RENAME COLUMN {_quoted(step, name)} TO {_quoted(step, aside)}")
    _add(step, made, name)
    if before is None:
        return
    table = sa.table(made.name, *map(sa.column, ("_id", "_raw", "_rev", aside, name)))
    asked = sa.select(table.c["_id"], table.c["_raw"], table.c[aside])
    for record, text, stored in step.connection.execute(asked).all():
        raws = cast("dict[str, str]", json.loads(text)) if text else {}
        seen = raws.pop(name, None) or before.kind.show(plain(before.kind, stored))
        cell = typed(made.form.fields[name].kind, seen) if seen else Cell()
        if cell.raw is not None:
            raws[name] = cell.raw
        values = {name: bound(cell.value), "_raw": json.dumps(raws, ensure_ascii=False) if raws else None, "_rev": seq}
        if seen:
            step.connection.execute(sa.update(table).where(table.c["_id"] == record).values(values))


def _raw_texts(step: Action, table: sa.TableClause) -> list[tuple[str, str]]:
    asked = sa.select(table.c["_id"], table.c["_raw"]).where(table.c["_raw"].is_not(None))
    return [(str(record), str(text)) for record, text in step.connection.execute(asked)]


def _alter(step: Action, made: FormTable, how: str) -> None:
    step.connection.exec_driver_sql(f"ALTER TABLE {_quoted(step, made.name)} {how}")


def _quoted(step: Action, name: str) -> str:
    return step.connection.dialect.identifier_preparer.quote(name)
