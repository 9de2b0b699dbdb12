"""Finds a victim for every kind of fault and spoils it; a record that touches a spoilt one is left alone from then."""

from collections.abc import Iterable, Iterator, Mapping

from forms.checks.base import rows_where, test
from forms.kinds import Value
from forms.practice.dice import Dice
from forms.practice.faults.fault import Change, Fault, Likeness, Planted
from forms.practice.make import PracticeSchool
from forms.problems import Wrong
from forms.table import Record, Table

TRIES = 40
"""Victims that are looked at before a kind of fault is given up for a school."""


def plant_all(school: PracticeSchool, faults: Iterable[Fault], seed: int) -> list[Planted]:
    """Plants each fault once where it fits; which record it hits follows from the seed and the school."""
    gardener = _Gardener(school, Dice(seed, school.code, "faults"))
    order = {form: place for place, form in enumerate(school.tables)}
    found = gardener.planted(faults)
    return sorted(found, key=lambda one: (order[one.form], one.row))


class _Gardener:
    """Plants the faults of one school."""

    def __init__(self, school: PracticeSchool, dice: Dice) -> None:
        self._tables, self._dice = school.tables, dice
        self._taken: set[str] = set()

    def planted(self, faults: Iterable[Fault]) -> Iterator[Planted]:
        """In an order of the dice, so that small schools do not always get the same few."""
        for fault in self._dice.shuffled(faults):
            table = self._tables[fault.form]
            found = self._victim(fault, table)
            if found is None:
                continue
            row, earlier = found
            self._spoil(fault, table, row, earlier)
            self._taken |= self._touched(table, row) | ({table.ids[earlier]} if earlier is not None else set())
            yield Planted(fault.form, table.ids[row], row, fault.field, fault.code)

    def _victim(self, fault: Fault, table: Table) -> tuple[int, int | None] | None:
        """A record that fits, and the earlier one with which it is confused where the fault asks for that."""
        rows = rows_where(table, fault.when)
        for _ in range(min(TRIES, 3 * len(rows))):
            row = self._dice.pick(rows)
            if self._free(fault, table, row) and self._pupil_fits(fault, table, row):
                if fault.like is None:
                    return row, None
                earlier = self._earlier(fault.like, table, row)
                if earlier is not None:
                    return row, earlier
        return None

    def _free(self, fault: Fault, table: Table, row: int) -> bool:
        fits = fault.fits is None or fault.fits(table.record(row))
        return fits and self._taken.isdisjoint(self._touched(table, row))

    def _touched(self, table: Table, row: int) -> set[str]:
        """The record and the pupil whom it is about."""
        pupil = table.columns["student"][row] if "student" in table.columns else None
        return {table.ids[row], *([str(pupil)] if pupil else [])}

    def _pupil_fits(self, fault: Fault, table: Table, row: int) -> bool:
        if not fault.pupil:
            return True
        students, there = self._tables["student"], self._pupil_row(table, row)
        return there is not None and all(
            test(condition, students.form.fields[name])(students.columns[name][there])
            for name, condition in fault.pupil.items()
        )

    def _pupil_row(self, table: Table, row: int) -> int | None:
        return self._tables["student"].row_of(str(table.columns["student"][row]))

    def _earlier(self, like: Likeness, table: Table, row: int) -> int | None:
        before = (other for other in range(row - 1, -1, -1) if table.ids[other] not in self._taken)
        return next((other for other in before if like(table, other, row)), None)

    def _spoil(self, fault: Fault, table: Table, row: int, earlier: int | None) -> None:
        record = table.record(row)
        _put(table, row, fault.put, record)
        if fault.put_pupil:
            there = self._pupil_row(table, row)
            assert there is not None
            _put(self._tables["student"], there, fault.put_pupil, record)
        if earlier is not None:
            _put(table, row, {name: table.columns[name][earlier] for name in fault.take}, record)
        if fault.text is not None:
            write(table, row, fault.field, fault.text(record) if callable(fault.text) else fault.text)


def _put(table: Table, row: int, changes: Mapping[str, Change], record: Record) -> None:
    for name, change in changes.items():
        value: Value = change(record) if callable(change) else change
        table.columns[name][row] = value


def write(table: Table, row: int, name: str, text: str) -> None:
    """Puts a text into a field as if somebody had typed it: read if it can be read, kept as it stands if not."""
    value = table.form.fields[name].kind.parse(text)
    if isinstance(value, Wrong):
        table.columns[name][row] = None
        table.wrong[row, name], table.raw[row, name] = value, text
    else:
        table.columns[name][row] = value
