"""The problems of one form, found once and then only where something changed.

The law, held by a test: after any changes these are exactly the problems that `forms.checks.check` finds anew.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from forms.checks import Context, of_rule, required, rules_of, unread
from forms.checks.reach import Reach, Spot, reach
from forms.form import Form, Rule
from forms.problems import Problem
from forms.table import Table

Found = dict[str, list[Problem]]
"""Problems by the record's lasting id."""


@dataclass
class Changed:
    """What became different since the problems were found last, over all forms."""

    records: dict[str, set[str]] = field(default_factory=dict[str, "set[str]"])
    """Form → records that changed, came or went."""
    spots: set[Spot] = field(default_factory=set[Spot])
    """Form and field; the field "" where records came or went or stand elsewhere."""

    def add(self, form: str, records: Iterable[str], fields: Iterable[str]) -> None:
        """Some fields of some records."""
        self.records.setdefault(form, set()).update(records)
        self.spots.update((form, name) for name in fields)


class Watched:
    """One rule, how far it looks, and what it found."""

    def __init__(self, rule: Rule, form: Form, forms: Mapping[str, Form]) -> None:
        self.rule = rule
        self.reach: Reach = reach(rule, form, forms)
        self.found: Found = {}

    def concerned(self, table: Table, changed: Changed) -> set[str] | None:
        """The records that must be looked at again; None for all of them."""
        own = changed.records.get(table.form.name, set())
        if self.reach.scope == "record":
            return own
        if not self.reach.wide.isdisjoint(changed.spots):
            return None
        if self.reach.scope == "form":
            return None if self.found and not self.reach.told.isdisjoint(changed.spots) else set()
        return own.union(*(self._pointing(table, name, changed) for name in self.reach.links))

    def _pointing(self, table: Table, reference: str, changed: Changed) -> set[str]:
        to, fields = table.form.references[reference].to, self.reach.links[reference]
        theirs = changed.records.get(to)
        if not theirs or not any((to, name) in changed.spots for name in ("", *fields)):
            return set()
        return {id_ for id_, there in zip(table.ids, table.columns[reference], strict=True) if there in theirs}


class Upkeep:
    """All problems of one form's records."""

    def __init__(self, table: Table, forms: Mapping[str, Form]) -> None:
        self._table = table
        self._places = {name: place for place, name in enumerate(table.form.fields)}
        self._watched = [Watched(rule, table.form, forms) for rule in rules_of(table.form)]
        self._plain: Found = {}
        """What is unread or missing."""
        self.problems: Found = {}
        """All problems of each record that has any, in the order of its fields."""

    def begin(self, context: Context) -> None:
        """Look at everything."""
        self._plain = _by_record((*unread(self._table), *required(self._table)))
        for watched in self._watched:
            watched.found = _by_record(of_rule(watched.rule, self._table, context))
        self.problems = {}
        self._join(self._table.ids)

    def follow(self, changed: Changed, context: Context) -> bool:
        """Look again where something changed; whether the problems are others now."""
        name, table = self._table.form.name, self._table
        own = changed.records.get(name, set())
        some = _Some(table)
        again = set(own)
        _replace(self._plain, own, (*unread(some.of(own)), *required(some.of(own))) if own else ())
        for watched in self._watched:
            concerned = watched.concerned(table, changed)
            if concerned is None:
                again.update(watched.found)
                watched.found = _by_record(of_rule(watched.rule, table, context))
                again.update(watched.found)
            elif concerned:
                _replace(watched.found, concerned, of_rule(watched.rule, some.of(concerned), context))
                again |= concerned
        if (name, "") in changed.spots:
            again |= self._elsewhere()
        return self._join(again)

    def _elsewhere(self) -> set[str]:
        """Records whose row is another one now."""
        row_of = self._table.row_of
        return {id_ for id_, problems in self.problems.items() if problems[0].row != row_of(id_)}

    def _join(self, ids: Iterable[str]) -> bool:
        """Put together what was found about some records."""
        is_other = False
        sources = [self._plain, *(watched.found for watched in self._watched)]
        for id_ in ids:
            found = [problem for source in sources if id_ in source for problem in source[id_]]
            row = self._table.row_of(id_) if found else None
            joined = [] if row is None else self._in_order(found, row)
            if joined != self.problems.get(id_, []):
                is_other = True
            if joined:
                self.problems[id_] = joined
            else:
                self.problems.pop(id_, None)
        return is_other

    def _in_order(self, found: list[Problem], row: int) -> list[Problem]:
        placed = [problem if problem.row == row else problem.at_row(row) for problem in found]
        return sorted(placed, key=lambda problem: self._places.get(problem.field or "", -1))


class _Some:
    """Parts of a table, cut out once for all rules that want the same records."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._cut: dict[frozenset[str], Table] = {}

    def of(self, ids: set[str]) -> Table:
        """A table of these records, those left out that are gone."""
        key = frozenset(ids)
        if key not in self._cut:
            self._cut[key] = self._part(ids)
        return self._cut[key]

    def _part(self, ids: set[str]) -> Table:
        table = self._table
        rows = sorted(row for row in map(table.row_of, ids) if row is not None)
        if len(rows) == len(table):
            return table
        columns = {name: [column[row] for row in rows] for name, column in table.columns.items()}
        part = Table(table.form, [table.ids[row] for row in rows], columns)
        if table.wrong:
            for at, row in enumerate(rows):
                for name in columns:
                    if (row, name) in table.wrong:
                        part.wrong[at, name], part.raw[at, name] = table.wrong[row, name], table.raw[row, name]
        return part


def _by_record(problems: Iterable[Problem]) -> Found:
    found: Found = {}
    for problem in problems:
        found.setdefault(problem.record, []).append(problem)
    return found


def _replace(found: Found, ids: Iterable[str], problems: Iterable[Problem]) -> None:
    for id_ in ids:
        found.pop(id_, None)
    for problem in problems:
        found.setdefault(problem.record, []).append(problem)
