"""Undo and redo out of the journal, so that they survive a restart. Taking back is itself a change that is noted.

An undo names the action that it takes back, a redo the undo. Walking back from the newest change, an action counts if
nothing newer took it back. The log is read only as far back as that takes.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, cast

import sqlalchemy as sa

from db.cells import Cells, cell_from, cell_json, cells_json
from db.fixed import CHANGE
from db.journal import Action, ActionKind, Change, Journal
from db.records import Records
from db.returns import Returns
from db.rows import Row, Rows
from forms.form import Form

STRETCH = 2000
"""Changes to read back at a time."""


class Done(NamedTuple):
    """An action as people see it in the list of steps."""

    id: int
    kind: ActionKind
    name: str
    user: str
    at: str
    is_undone: bool


class First(NamedTuple):
    """The first change of an action, which stands for it."""

    action: int
    kind: ActionKind
    undoes: int | None
    name: str
    user: str
    at: str


class Trail:
    """The actions, newest first, read back only as far as somebody looks, and remembered."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._epoch = -1
        self._firsts: list[First] = []
        self._from = self._to = 0
        """The stretch of changes that is known: after `_from`, up to `_to`."""

    def __iter__(self) -> Iterator[First]:
        self._catch_up()
        at = 1
        while True:
            while at <= len(self._firsts):
                yield self._firsts[-at]
                at += 1
            if self._from == 0:
                return
            below = max(0, self._from - STRETCH)
            self._firsts[:0] = self._read(below, self._from)
            self._from = below

    def _catch_up(self) -> None:
        head = self._journal.head.seq
        if self._epoch != self._journal.session.epoch:
            self._epoch, self._firsts, self._from, self._to = self._journal.session.epoch, [], head, head
        self._firsts += self._read(self._to, head)
        self._to = head

    def _read(self, after: int, up_to: int) -> list[First]:
        """The actions that begin in a stretch, oldest first: their first change bears their number."""
        if after == up_to:
            return []
        names = (CHANGE.c[name] for name in First._fields)
        within = (CHANGE.c.seq > after, CHANGE.c.seq <= up_to, CHANGE.c.seq == CHANGE.c.action)
        with self._journal.session.reading() as connection:
            return [First(*row) for row in connection.execute(sa.select(*names).where(*within).order_by(CHANGE.c.seq))]


class Undo:
    """What can be taken back and brought forth again."""

    def __init__(self, journal: Journal, records: Records, returns: Returns, forms: Mapping[str, Form]) -> None:
        self._journal = journal
        self._records = records
        self._returns = returns
        self._forms = forms
        self._trail = Trail(journal)

    def next_undo(self) -> str | None:
        """Name of the action that `undo` would take back."""
        found = self._undoable()
        return found.name if found else None

    def next_redo(self) -> str | None:
        """Name of the action that `redo` would bring forth."""
        found = self._redoable()
        return found.name if found else None

    def undo(self, user: str) -> str | None:
        """Take back the last action; its name, or None where there is none. Raises Refusal in a locked return."""
        return self._revert(self._undoable(), "undo", user)

    def redo(self, user: str) -> str | None:
        """Bring forth what was undone last, unless something else was done since."""
        return self._revert(self._redoable(), "redo", user)

    def actions(self, limit: int) -> list[Done]:
        """The last steps, newest first."""
        found: list[Done] = []
        reverted: set[int] = set()
        for first in self._trail:
            if len(found) == limit:
                break
            if first.undoes is not None and first.action not in reverted:
                reverted.add(first.undoes)
            if first.kind != "bar":
                is_undone = first.action in reverted
                found.append(Done(first.action, first.kind, first.name, first.user, first.at, is_undone))
        return found

    def _undoable(self) -> First | None:
        for first in self._standing():
            if first.kind in ("do", "redo"):
                return first
        return None

    def _redoable(self) -> First | None:
        for first in self._standing():
            if first.kind in ("do", "undo"):
                return first if first.kind == "undo" else None
        return None

    def _standing(self) -> Iterator[First]:
        """The actions that nothing newer took back, newest first, up to the last bar.

        A redo stands for the action that it brought forth, so that action is not met a second time.
        """
        reverted: set[int] = set()
        for first in self._trail:
            if first.kind == "bar":
                return
            if first.action in reverted:
                continue
            if first.undoes is not None:
                reverted.add(first.undoes)
            yield first

    def _revert(self, first: First | None, kind: ActionKind, user: str) -> str | None:
        if first is None:
            return None
        changes = self._journal.changes(CHANGE.c.action == first.action, newest_first=True)
        with self._journal.act(first.name, user, kind, first.action) as step:
            for change in changes:
                if not change.form.startswith("_") and change.form in self._forms:
                    self._take_back(step, change)
        return first.name

    def _take_back(self, step: Action, change: Change) -> None:
        rows = self._records.rows(change.form)
        before = rows.fetch(step.cursor, change.record, rows.fields)
        if change.old is None:
            _erase(step, rows, change, before, self._returns)
        elif change.new is None:
            self._put_back(step, rows, change)
        elif before is not None:
            self._returns.touch(step, change.form, before.period)
            _set_back(step, rows, change, before)

    def _put_back(self, step: Action, rows: Rows, change: Change) -> None:
        content = cast("dict[str, Any]", json.loads(change.old or "{}"))
        order, period = int(content.pop("_order")), str(content.pop("_period"))
        cells = _known_cells(rows, content)
        self._returns.touch(step, change.form, period)
        seq = step.note(change.form, change.record, "", None, change.old)
        rows.insert(step.cursor, [(change.record, cells, period, order, seq)])


def _erase(step: Action, rows: Rows, change: Change, before: Row | None, returns: Returns) -> None:
    if before is None:
        return
    returns.touch(step, change.form, before.period)
    filled = {name: cell for name, cell in before.cells.items() if cell.value is not None or cell.raw is not None}
    was = cells_json(filled, {"_order": before.order, "_period": before.period})
    step.note(change.form, change.record, "", was, None)
    rows.erase(step.cursor, change.record)


def _set_back(step: Action, rows: Rows, change: Change, before: Row) -> None:
    if change.field == "_gone":
        seq = step.note(change.form, change.record, "_gone", change.new, change.old)
        rows.mark(step.cursor, change.record, change.old == "1", seq)
        return
    old = json.loads(change.old or "null")
    cells = _known_cells(rows, {change.field: old} if change.field else cast("dict[str, Any]", old))
    if not cells:
        return
    was = {name: before.cells[name] for name in cells}
    if change.field:
        [name] = cells
        seq = step.note(change.form, change.record, name, cell_json(was[name]), cell_json(cells[name]))
    else:
        seq = step.note(change.form, change.record, "", cells_json(was), cells_json(cells))
    rows.update(step.cursor, change.record, {**before.cells, **cells}, before, seq)


def _known_cells(rows: Rows, content: Mapping[str, Any]) -> Cells:
    """Cells by the names that the form uses today; fields that it asks no more are left alone."""
    renamed = rows.form.renamed
    today = {renamed.get(name, name): data for name, data in content.items()}
    return {name: cell_from(data) for name, data in today.items() if name in rows.form.fields}
