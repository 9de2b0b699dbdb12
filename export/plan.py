"""What an import would do to each record, before it does anything: new, changed, same, problem."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal
from uuid import uuid4

from export.incoming import Incoming
from forms.kinds import Value
from forms.problems import Wrong
from forms.table import Table

Fate = Literal["new", "changed", "same", "problem"]


@dataclass(frozen=True)
class Step:
    """One record's fate."""

    fate: Fate
    row: int
    """Index in the incoming table."""
    id: str
    """Lasting id of the record that is meant, or the one that a new record gets; "" for a problem."""
    changes: Mapping[str, tuple[str, str]] = field(default_factory=dict[str, "tuple[str, str]"])
    """Field → text before and after, for what the file says differently."""
    repeated: bool = False
    """The file has the same record further up."""


@dataclass
class Plan:
    """What importing one file's records of one form would do."""

    incoming: Incoming
    steps: list[Step]

    def count(self, fate: Fate) -> int:
        """How many records meet this fate."""
        return sum(step.fate == fate for step in self.steps)

    def taken(self) -> Iterator[Step]:
        """Steps that write something."""
        return (step for step in self.steps if step.fate in ("new", "changed"))

    def written(self, step: Step) -> tuple[dict[str, Value], dict[str, str]]:
        """What a step writes: plain values by field, and the texts that could not be read as they stood."""
        table, row = self.incoming.table, step.row
        names = step.changes if step.fate == "changed" else self.incoming.given
        raw = {name: table.raw[row, name] for name in names if (row, name) in table.raw}
        values: dict[str, Value] = {n: value for n in names if (value := table.columns[n][row]) is not None}
        return values, raw

    def afterwards(self, own: Table) -> Table:
        """The store's table as it would be with the new records, for forms that refer to them."""
        table, new = self.incoming.table, [step for step in self.steps if step.fate == "new"]
        rows = [step.row for step in new]
        columns = {name: [*own.columns[name], *(table.columns[name][row] for row in rows)] for name in own.form.fields}
        return Table(own.form, [*own.ids, *(step.id for step in new)], columns)


def plan(incoming: Incoming, tables: Mapping[str, Table]) -> Plan:
    """Match each incoming record with the store's own and say what would happen.

    A record is known again by its lasting id, otherwise by the form's natural keys in their order. A blank cell never
    erases what the store knows, and a text that cannot be read never replaces it. References typed as words are
    resolved here, with the records at hand.
    """
    table = incoming.table
    resolve(table, incoming.typed, tables)
    own = tables.get(table.form.name) or Table(table.form)
    matcher = _Matcher(own)
    met: set[str] = set()
    steps: list[Step] = []
    for row in range(len(table)):
        step = _step(incoming, own, matcher, row)
        if step.id and step.id in met:
            step = Step("problem", row, "", repeated=True)
        met.add(step.id)
        if step.fate == "new":
            matcher.learn(table, row, step.id)
        steps.append(step)
    return Plan(incoming, steps)


def _step(incoming: Incoming, own: Table, matcher: "_Matcher", row: int) -> Step:
    table = incoming.table
    if row in incoming.lost or any((row, name) in table.wrong for name in table.form.references):
        return Step("problem", row, "")
    id_ = matcher.find(table, row)
    if id_ is None:
        return Step("new", row, table.ids[row] or uuid4().hex)
    there = own.row_of(id_)
    changes = _changes(incoming, row, own, there) if there is not None else {}
    return Step("changed" if changes else "same", row, id_, changes)


def _changes(incoming: Incoming, row: int, own: Table, there: int) -> dict[str, tuple[str, str]]:
    table = incoming.table
    changes: dict[str, tuple[str, str]] = {}
    for name in table.form.fields:
        if name in incoming.given and (after := table.text(row, name)):
            before = own.text(there, name)
            unread = (row, name) in table.wrong
            if after != before and not (unread and own.columns[name][there] is not None):
                changes[name] = (before, after)
    return changes


class _Matcher:
    """Knows the store's records by lasting id and by every natural key."""

    def __init__(self, own: Table) -> None:
        self._keys = own.form.keys
        self._known: dict[tuple[int, tuple[Value, ...]], str] = {}
        self._keyed: set[str] = set()
        """Records whose best key is known; another best key then means another record."""
        self._ids = set(own.ids)
        self._single = own.ids[0] if own.form.single and own.ids else None
        for row, id_ in enumerate(own.ids):
            self.learn(own, row, id_)

    def learn(self, table: Table, row: int, id_: str) -> None:
        """Remember a record's natural keys; the first to have a key keeps it."""
        for number, values in self._values(table, row):
            self._known.setdefault((number, values), id_)
            if number == 0:
                self._keyed.add(id_)

    def find(self, table: Table, row: int) -> str | None:
        """The lasting id of the record that is meant, None for a new one."""
        if table.ids[row] and table.ids[row] in self._ids:
            return table.ids[row]
        if self._single is not None:
            return self._single
        keyed = False
        for number, values in self._values(table, row):
            id_ = self._known.get((number, values))
            if id_ is not None and not (keyed and id_ in self._keyed):
                return id_
            keyed = keyed or number == 0
        return None

    def _values(self, table: Table, row: int) -> Iterator[tuple[int, tuple[Value, ...]]]:
        for number, key in enumerate(self._keys):
            values = tuple(table.columns[name][row] for name in key)
            if None not in values:
                yield number, values


def resolve(table: Table, typed: Mapping[tuple[int, str], Mapping[str, str]], tables: Mapping[str, Table]) -> None:
    """Turn words that name another record (ID number, name) into its lasting id, or into a problem of that cell."""
    for name, reference in table.form.references.items():
        other = tables.get(reference.to)
        finder = _Finder(other, reference.by) if other is not None else None
        for row in range(len(table)):
            words = typed.get((row, name))
            if words and table.columns[name][row] is None and (row, name) not in table.wrong:
                _point(table, row, name, words, finder)


def _point(table: Table, row: int, name: str, words: Mapping[str, str], finder: "_Finder | None") -> None:
    id_ = finder.find(words) if finder else None
    if id_ is not None:
        table.columns[name][row] = id_
        return
    text = " ".join(reversed([words[by] for by in _order(words, table, name)]))
    table.raw[row, name] = text
    table.wrong[row, name] = Wrong("kind.not_on_record", {"text": text.split(" ", maxsplit=1)[0]})


def _order(words: Mapping[str, str], table: Table, name: str) -> list[str]:
    """The typed fields as the reference orders them: the ID number first, the name last."""
    return [by for by in table.form.references[name].by if by in words]


class _Finder:
    """Finds a record by what people write about it: the first field decides alone, the others only where unique."""

    def __init__(self, other: Table, by: tuple[str, ...]) -> None:
        self._by = by
        self._known: dict[str, dict[str, list[str]]] = {}
        for name in by:
            known = self._known.setdefault(name, {})
            for row, id_ in enumerate(other.ids):
                known.setdefault(other.text(row, name), []).append(id_)

    def find(self, words: Mapping[str, str]) -> str | None:
        """The only record that the words fit, None where there is none or more than one."""
        first = words.get(self._by[0])
        if first:
            ids = self._known[self._by[0]].get(first, [])
            return ids[0] if len(ids) == 1 else None
        for name in self._by[1:]:
            ids = self._known[name].get(words.get(name, ""), [])
            if len(ids) == 1:
                return ids[0]
        return None
