"""The rows of one form's table: read, put in, changed, taken out, by statements that are compiled once.

This is the path of every keystroke, so it speaks to the driver's cursor; what the statements say comes from SQLAlchemy.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple, cast

import sqlalchemy as sa

from db.cells import BLANK, Cell, Cells
from db.session import Session
from db.sqlite import Cursor
from db.tables import FormTable, bound, plain

Statement = tuple[str, tuple[str, ...]]


class Row(NamedTuple):
    """A record as it is stored, with the fields that were asked for."""

    cells: Cells
    raws: dict[str, str]
    """Every unread text of the record, whatever fields were asked for."""
    period: str
    gone: bool
    order: int


class Rows:
    """The rows of one form."""

    def __init__(self, session: Session, made: FormTable, school: str) -> None:
        self.form = made.form
        self.fields = tuple(made.form.fields)
        self._session = session
        self._made = made
        self._school = school
        self._statements: dict[tuple[str, ...], Statement] = {}
        self._order = 0
        self._epoch = -1

    def fetch(self, cursor: Cursor, record: str, fields: tuple[str, ...]) -> Row | None:
        """A record with some of its fields, or None where there is none."""
        found = cursor.execute(self._sql("fetch", fields)[0], (record,)).fetchone()
        if found is None:
            return None
        raws = cast("dict[str, str]", json.loads(found[0])) if found[0] else {}
        kinds = self.form.fields
        cells = {
            name: Cell(None, raws[name]) if name in raws else Cell(plain(kinds[name].kind, stored))
            for name, stored in zip(fields, found[4:], strict=True)
        }
        return Row(cells, raws, str(found[1]), bool(found[2]), int(found[3]))

    def insert(self, cursor: Cursor, new: Sequence[tuple[str, Cells, str, int, int]]) -> None:
        """Put in records: id, cells, period, order, number of the change."""
        sql, order = self._sql("insert", ())
        rows = (self._whole(order, *record) for record in new)
        if len(new) == 1:
            cursor.execute(sql, next(rows))
        else:
            cursor.executemany(sql, list(rows))

    def update(self, cursor: Cursor, record: str, cells: Cells, before: Row, seq: int) -> None:
        """Change some fields of a record."""
        raws = {name: raw for name, raw in before.raws.items() if name not in cells}
        raws.update((name, cell.raw) for name, cell in cells.items() if cell.raw is not None)
        values = [bound(cell.value) for cell in cells.values()]
        if raws == before.raws:
            cursor.execute(self._sql("update", tuple(cells))[0], (*values, seq, record))
        else:
            cursor.execute(self._sql("update_raw", tuple(cells))[0], (*values, seq, _raw_text(raws), record))

    def mark(self, cursor: Cursor, record: str, gone: bool, seq: int) -> None:
        """Put a record into the recycle bin or take it out."""
        cursor.execute(self._sql("mark", ())[0], (int(gone), seq, record))

    def erase(self, cursor: Cursor, record: str) -> None:
        """Take a record out for good (the log still has it)."""
        cursor.execute(self._sql("erase", ())[0], (record,))

    def known(self, cursor: Cursor, records: Iterable[str]) -> set[str]:
        """Which of these ids have a row."""
        sql = self._sql("known", ())[0]
        return {record for record in records if cursor.execute(sql, (record,)).fetchone()}

    def next_order(self, cursor: Cursor) -> int:
        """The place of the next new record: after all others."""
        if self._epoch != self._session.epoch:
            found = cursor.execute(self._sql("last_order", ())[0]).fetchone()
            self._order = int(found[0] or 0) if found else 0
            self._epoch = self._session.epoch
        self._order += 1
        return self._order

    def _whole(
        self, order: tuple[str, ...], record: str, cells: Cells, period: str, place: int, seq: int
    ) -> list[object]:
        raws = {name: cell.raw for name, cell in cells.items() if cell.raw is not None}
        system: dict[str, object] = {
            "_id": record, "_school": self._school, "_period": period, "_rev": seq, "_gone": 0, "_order": place,
            "_raw": _raw_text(raws),
        }  # fmt: skip
        return [system[name] if name in system else bound(cells.get(name, BLANK).value) for name in order]

    def _sql(self, what: str, fields: tuple[str, ...]) -> Statement:
        key = (what, *fields)
        found = self._statements.get(key)
        if found is None:
            found = self._statements[key] = self._session.compiled(_STATEMENTS[what](self._made.table, fields))
        return found


def _fetch(table: sa.Table, fields: tuple[str, ...]) -> sa.Executable:
    system = (table.c[name] for name in ("_raw", "_period", "_gone", "_order"))
    return sa.select(*system, *(table.c[name] for name in fields)).where(_is_it(table))


def _is_it(table: sa.Table) -> sa.ColumnElement[bool]:
    return table.c["_id"] == sa.bindparam("record")


def _ordered(table: sa.Table, fields: tuple[str, ...]) -> sa.Executable:
    values: list[tuple[Any, Any]] = [(table.c[name], sa.bindparam(f"to_{name}")) for name in fields]
    return sa.update(table).where(_is_it(table)).ordered_values(*values)


_STATEMENTS: dict[str, Callable[[sa.Table, tuple[str, ...]], sa.Executable]] = {
    "fetch": _fetch,
    "insert": lambda table, _: sa.insert(table),
    "update": lambda table, fields: _ordered(table, (*fields, "_rev")),
    "update_raw": lambda table, fields: _ordered(table, (*fields, "_rev", "_raw")),
    "mark": lambda table, _: _ordered(table, ("_gone", "_rev")),
    "erase": lambda table, _: sa.delete(table).where(_is_it(table)),
    "known": lambda table, _: sa.select(table.c["_id"]).where(_is_it(table)),
    "last_order": lambda table, _: sa.select(sa.func.max(table.c["_order"])),
}


def _raw_text(raws: dict[str, Any]) -> str | None:
    return json.dumps(raws, ensure_ascii=False) if raws else None
