"""Tables in memory, kept in step with the store: one cell put, one record added, or all that an undo changed.

A window holds on to its tables, so they are changed in place and never replaced.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from db.cells import Cell
from forms.problems import Wrong
from forms.table import Table


@dataclass
class Moved:
    """What is different in a table: which records, which fields; or which records there are and where they stand."""

    records: set[str] = field(default_factory=set[str])
    fields: set[str] = field(default_factory=set[str])
    is_reordered: bool = False
    """Records came or went elsewhere than at the end."""
    added: list[str] = field(default_factory=list[str])
    """Records that came at the end."""

    def __bool__(self) -> bool:
        """Whether anything is different."""
        return bool(self.records or self.added or self.is_reordered)


def put(table: Table, row: int, cells: Mapping[str, Cell]) -> None:
    """Hold in a row what the store now holds."""
    for name, (value, raw) in cells.items():
        table.wrong.pop((row, name), None)
        table.raw.pop((row, name), None)
        if raw is not None:
            read = table.form.fields[name].kind.parse(raw)
            if isinstance(read, Wrong):
                table.wrong[row, name] = read
                table.raw[row, name] = raw
            else:
                value = read
        table.columns[name][row] = value


def append(table: Table, id_: str, cells: Mapping[str, Cell]) -> int:
    """A new record at the end; returns its row."""
    table.ids.append(id_)
    for column in table.columns.values():
        column.append(None)
    put(table, len(table) - 1, {**cells})
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
    known = len(table)
    if fresh.ids[:known] != table.ids:
        _replace(table, fresh)
        return Moved(is_reordered=True)
    moved = Moved(added=fresh.ids[known:])
    rows: set[int] = set()
    for name, column in fresh.columns.items():
        old = table.columns[name]
        if old != column[:known]:
            rows.update(row for row in range(known) if old[row] != column[row])
            moved.fields.add(name)
        old[:] = column
    for old, new in ((table.wrong, fresh.wrong), (table.raw, fresh.raw)):
        for row, name in {spot for spot, _ in {*_items(old)} ^ {*_items(new)}}:
            if row < known:
                rows.add(row)
                moved.fields.add(name)
    table.ids[:] = fresh.ids
    _replace_unread(table, fresh)
    moved.records = {table.ids[row] for row in rows}
    return moved


def _items(spots: Mapping[tuple[int, str], object]) -> set[tuple[tuple[int, str], str]]:
    return {(spot, repr(kept)) for spot, kept in spots.items()}


def _replace(table: Table, fresh: Table) -> None:
    table.ids.clear()
    table.row_of("")
    table.ids.extend(fresh.ids)
    for name, column in fresh.columns.items():
        table.columns[name][:] = column
    _replace_unread(table, fresh)


def _replace_unread(table: Table, fresh: Table) -> None:
    table.wrong.clear()
    table.wrong.update(fresh.wrong)
    table.raw.clear()
    table.raw.update(fresh.raw)
