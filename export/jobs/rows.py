"""Tables in memory, kept in step with the store: one cell put, one record added, or all that an undo changed.

A window holds on to its tables, so they are changed in place and never replaced.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from db.cells import Cell, why_unread
from forms.table import Table


@dataclass
class Moved:
    """What is different in a table: which records changed, came or went, and in which fields."""

    records: set[str] = field(default_factory=set[str])
    fields: set[str] = field(default_factory=set[str])
    is_other_set: bool = False
    """Records came or went, or stand elsewhere."""

    def __bool__(self) -> bool:
        """Whether anything is different."""
        return bool(self.records) or self.is_other_set


def put(table: Table, row: int, cells: Mapping[str, Cell]) -> None:
    """Hold in a row what the store now holds."""
    for name, (value, raw) in cells.items():
        table.wrong.pop((row, name), None)
        table.raw.pop((row, name), None)
        if raw is not None:
            table.wrong[row, name] = why_unread(table.form.fields[name].kind, raw)
            table.raw[row, name] = raw
        table.columns[name][row] = value


def append(table: Table, id_: str, cells: Mapping[str, Cell]) -> int:
    """A new record at the end; returns its row."""
    table.ids.append(id_)
    for column in table.columns.values():
        column.append(None)
    put(table, len(table) - 1, cells)
    return len(table) - 1


def drop(table: Table, row: int) -> None:
    """Take a record out; those below move up."""
    del table.ids[row]
    for column in table.columns.values():
        del column[row]
    for spots in (table.wrong, table.raw):
        moved = {(at - (at > row), name): kept for (at, name), kept in spots.items() if at != row}
        spots.clear()
        spots.update(moved)  # pyright: ignore[reportArgumentType, reportCallIssue]
    table.row_of("")  # so that the table notices: its rows are known anew whenever their number changes


def follow(table: Table, fresh: Table) -> Moved:
    """Make a table equal to what was just read from the store; says what became different."""
    moved = Moved(is_other_set=table.ids != fresh.ids)
    moved.records |= {*table.ids} ^ {*fresh.ids}
    there = {id_: row for row, id_ in enumerate(fresh.ids)}
    pairs = [(row, there[id_]) for row, id_ in enumerate(table.ids) if id_ in there]
    for name, column in fresh.columns.items():
        old = table.columns[name]
        if moved.is_other_set or old != column:
            different = [fresh.ids[new] for was, new in pairs if old[was] != column[new]]
            if different:
                moved.records.update(different)
                moved.fields.add(name)
    for id_, name in _unread_changes(table, fresh, pairs):
        moved.records.add(id_)
        moved.fields.add(name)
    if moved:
        _replace(table, fresh)
    return moved


def _unread_changes(table: Table, fresh: Table, pairs: list[tuple[int, int]]) -> Iterator[tuple[str, str]]:
    """Records and fields whose unread text came, went or became another."""
    if not (table.raw or fresh.raw):
        return
    for was, new in pairs:
        for name in table.form.fields:
            if table.raw.get((was, name)) != fresh.raw.get((new, name)):
                yield fresh.ids[new], name


def _replace(table: Table, fresh: Table) -> None:
    table.ids.clear()
    table.row_of("")  # as in `drop`
    table.ids.extend(fresh.ids)
    for name, column in fresh.columns.items():
        table.columns[name][:] = column
    for spots, others in ((table.wrong, fresh.wrong), (table.raw, fresh.raw)):
        spots.clear()
        spots.update(others)  # pyright: ignore[reportArgumentType, reportCallIssue]
