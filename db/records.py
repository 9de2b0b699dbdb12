"""Records: read as tables, saved field by field as they are typed, and changed by the thousand in one action.

Every way of changing a record goes through here, so each is one transaction, noted in the journal, and refused where
the return is locked.
"""

import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple, cast

import sqlalchemy as sa

from db.cells import Cells, cell_json, cells_json, held, typed, why_unread
from db.journal import Action, Journal
from db.returns import Returns
from db.rows import Row, Rows
from db.session import Session
from db.steps import Insert, Remove, Step, Update
from db.tables import READERS, FormTable
from forms.form import Form
from forms.kinds import Raw
from forms.table import Table


class Saved(NamedTuple):
    """What was saved: the record's lasting id and the number of the change (of the last one where nothing changed)."""

    id: str
    seq: int


def new_id() -> str:
    """A lasting id."""
    return uuid.uuid4().hex


class Records:
    """The records of every form of one store."""

    def __init__(
        self, session: Session, journal: Journal, returns: Returns, forms: Mapping[str, Form], school: str
    ) -> None:
        self._session = session
        self._journal = journal
        self._returns = returns
        self._forms = forms
        self._school = school
        self._tables: dict[str, FormTable] = {}
        self._rows: dict[str, Rows] = {}
        self._selects: dict[tuple[str, str], str] = {}

    def table(self, form: str, period: str | None = "", *, gone: bool = False) -> Table:
        """The records of a form in a period, as columns in the order in which they were entered.

        `period` is "" for standing forms; None gives the records of all periods. `gone` looks into the recycle bin.
        """
        asked = self._forms[form]
        found = self._select(form, period, gone=gone)
        if not found:
            return Table(asked)
        stored = list(zip(*found, strict=True))
        kinds = [field.kind for field in asked.fields.values()]
        columns = {
            name: READERS[kind.stored_as](column)
            for name, kind, column in zip(asked.fields, kinds, stored[2:], strict=True)
        }
        table = Table(asked, list(stored[0]), columns)
        for row, text in enumerate(stored[1]):
            if text:
                _unread(table, row, json.loads(text))
        return table

    def one(self, form: str, record: str) -> Row | None:
        """One record with all its fields, wherever it is; None where there is none."""
        rows = self.rows(form)
        with self._session.reading():
            return rows.fetch(self._session.cursor, record, rows.fields)

    def count(self, form: str, period: str | None = "", *, gone: bool = False) -> int:
        """How many records there are."""
        table = self.of(form).table
        within = [table.c["_period"] == period] if period is not None else []
        with self._session.reading() as connection:
            asked = sa.select(sa.func.count()).select_from(table).where(table.c["_gone"] == int(gone), *within)
            return int(connection.execute(asked).scalar_one())

    def newest(self, form: str) -> int:
        """The largest number of a change that a record bears."""
        with self._session.reading() as connection:
            return connection.execute(sa.select(sa.func.max(self.of(form).table.c["_rev"]))).scalar() or 0

    def save(
        self, form: str, record: str | None, texts: Mapping[str, Raw], period: str, user: str, action: str
    ) -> Saved:
        """Save what was typed into some fields of a record; `None`, or an id that is not known, makes a new record.

        What cannot be read is kept as it was typed. Durable when this returns. Unchanged fields write nothing.
        """
        asked = self._forms[form]
        cells = {name: typed(asked.fields[name].kind, raw) for name, raw in texts.items()}
        with self._journal.act(action, user) as step:
            saved = record or new_id()
            seq = self._put(step, self.rows(form), saved, cells, period)
        return Saved(saved, seq or self._journal.head.seq)

    def apply(self, steps: Sequence[Step], action: str, user: str) -> list[str]:
        """Take many steps as one action: all or none. Returns the ids of the records, in the order of the steps."""
        ids: list[str] = []
        with self._journal.act(action, user) as step:
            for (form, kind), alike in groupby(steps, key=lambda s: (s.form, type(s))):
                rows = self.rows(form)
                if kind is Insert:
                    ids += self._insert(step, rows, cast("Iterable[Insert]", alike))
                else:
                    ids += [self._take(step, rows, one) for one in alike]
        return ids

    def mark(self, form: str, record: str, user: str, action: str, *, gone: bool) -> None:
        """Put a record into the recycle bin or take it out."""
        with self._journal.act(action, user) as step:
            self._mark(step, self.rows(form), record, gone=gone)

    def of(self, form: str) -> FormTable:
        """The table of a form."""
        if form not in self._tables:
            self._tables[form] = FormTable(self._forms[form])
        return self._tables[form]

    def rows(self, form: str) -> Rows:
        """The rows of a form."""
        if form not in self._rows:
            self._rows[form] = Rows(self._session, self.of(form), self._school)
        return self._rows[form]

    def _select(self, form: str, period: str | None, *, gone: bool) -> list[tuple[Any, ...]]:
        key = (form, "" if period is None else "_period")
        if key not in self._selects:
            # Put together by hand: SQLAlchemy needs longer for the words of eleven forms than the file for their rows.
            columns = ", ".join(map(self._session.quoted, ("_id", "_raw", *self._forms[form].fields)))
            within = "" if period is None else " AND _period = :period"
            table = self._session.quoted(self.of(form).name)
            asked = f"SELECT {columns} FROM {table} WHERE _gone = :gone{within} ORDER BY _order, _id"
            self._selects[key] = self._session.compiled(sa.text(asked))[0]
        values = (int(gone),) if period is None else (int(gone), period)
        with self._session.reading():
            return self._session.driver.execute(self._selects[key], values).fetchall()

    def _put(self, step: Action, rows: Rows, record: str, cells: Cells, period: str) -> int:
        before = rows.fetch(step.cursor, record, tuple(cells))
        if before is None:
            return self._new(step, rows, [(record, cells, period)])
        return self._change(step, rows, record, cells, before)

    def _change(self, step: Action, rows: Rows, record: str, cells: Cells, before: Row) -> int:
        """Change a record that is there; returns the number of the change, 0 where nothing is different."""
        changed = {name: cell for name, cell in cells.items() if cell != before.cells[name]}
        if not changed:
            return 0
        self._returns.touch(step, rows.form.name, before.period)
        seq = _note_changed(step, rows.form.name, record, before, changed)
        rows.update(step.cursor, record, cells, before, seq)
        return seq

    def _new(self, step: Action, rows: Rows, new: Sequence[tuple[str, Cells, str]]) -> int:
        """Put in records that are not there yet; returns the number of the last change."""
        form, made = rows.form.name, list[tuple[str, Cells, str, int, int]]()
        for period in {period for _, _, period in new}:
            self._returns.touch(step, form, period)
        for record, cells, period in new:
            order = rows.next_order(step.cursor)
            filled = {name: cell for name, cell in cells.items() if cell.value is not None or cell.raw is not None}
            text = cells_json(filled, {"_order": order, "_period": period})
            made.append((record, filled, period, order, step.note(form, record, "", None, text)))
        rows.insert(step.cursor, made)
        return made[-1][-1]

    def _insert(self, step: Action, rows: Rows, steps: Iterable[Insert]) -> list[str]:
        asked = [(one.id or new_id(), _cells(rows.form, one), one.period) for one in steps]
        known = rows.known(step.cursor, (record for record, _, _ in asked))
        fresh, again = dict[str, tuple[str, Cells, str]](), list[tuple[str, Cells, str]]()
        for one in asked:
            if one[0] in known or one[0] in fresh:
                again.append(one)
            else:
                fresh[one[0]] = one
        if fresh:
            self._new(step, rows, list(fresh.values()))
        for record, cells, period in again:
            self._mark(step, rows, record, gone=False)
            self._put(step, rows, record, cells, period)
        return [record for record, _, _ in asked]

    def _take(self, step: Action, rows: Rows, one: Step) -> str:
        if isinstance(one, Insert | Update):
            cells = _cells(rows.form, one)
            before = rows.fetch(step.cursor, one.id, tuple(cells))
            if before is None:
                raise KeyError(f"{rows.form.name} has no record {one.id}")
            self._change(step, rows, one.id, cells, before)
        else:
            self._mark(step, rows, one.id, gone=isinstance(one, Remove))
        return one.id

    def _mark(self, step: Action, rows: Rows, record: str, *, gone: bool) -> None:
        before = rows.fetch(step.cursor, record, ())
        if before is None:
            raise KeyError(f"{rows.form.name} has no record {record}")
        if before.gone == gone:
            return
        self._returns.touch(step, rows.form.name, before.period)
        seq = step.note(rows.form.name, record, "_gone", str(int(before.gone)), str(int(gone)))
        rows.mark(step.cursor, record, gone, seq)


def _note_changed(step: Action, form: str, record: str, before: Row, changed: Cells) -> int:
    """One row in the log: the field's name where it is one field, else all fields in one."""
    if len(changed) == 1:
        [(name, cell)] = changed.items()
        return step.note(form, record, name, cell_json(before.cells[name]), cell_json(cell))
    old = {name: before.cells[name] for name in changed}
    return step.note(form, record, "", cells_json(old), cells_json(changed))


def _cells(form: Form, step: Insert | Update) -> Cells:
    raw = step.raw
    names = {**step.values, **raw} if raw else step.values
    return {name: held(form.fields[name].kind, step.values.get(name), raw.get(name)) for name in names}


def _unread(table: Table, row: int, raws: Mapping[str, str]) -> None:
    """Show again what could not be read, and why."""
    for name, raw in raws.items():
        if name in table.columns:
            table.wrong[row, name] = why_unread(table.form.fields[name].kind, raw)
            table.raw[row, name] = raw
