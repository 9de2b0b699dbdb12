"""Whether an item of a slip has been put right, looked up in the school's own records every time it is asked."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cached_property

from export.slip import SlipItem
from forms.codelists import CodeList
from forms.kinds import Choice
from forms.periods import Period
from forms.roll import moves_by_pupil, roll_on
from forms.table import Table

ARRIVALS = frozenset({"12", "13", "14", "19"})
"""Kinds of 学籍异动 with which a pupil comes from another school."""


@dataclass(frozen=True)
class Recheck:
    """A school's records as they stand now."""

    tables: Mapping[str, Table]
    period: Period
    standing: Set[str]
    """Keys of the problems that stand (`Problem.key`)."""
    revision: int
    """The school's last export of the period, or the one that is being made; 0 where there is none."""

    def is_fixed(self, item: SlipItem, looked_at: int) -> bool:
        """Whether the item needs nobody any more; `looked_at` is the export that the slip is about."""
        if item.kind == "file":
            return self.revision > looked_at
        if item.kind == "problem":
            return not self._stands(item)
        if item.kind == "enter":
            return self._entered(item)
        return self._left(item)

    def found(self, item: SlipItem) -> bool:
        """Whether the record is still there."""
        table = self.tables.get(item.form)
        return table is not None and table.row_of(item.record) is not None

    def _stands(self, item: SlipItem) -> bool:
        """A row that had no lasting id in the workbook is known by its problem alone."""
        if item.record:
            return item.id in self.standing
        code, form, field = item.code, item.form, item.field
        return any(key.startswith(f"{code}|{form}|") and key.endswith(f"|{field}") for key in self.standing)

    def _pupils(self, item: SlipItem) -> list[str]:
        """The pupil in question; one that the school did not have yet is known by its name."""
        students = self.tables["student"]
        if item.record:
            return [item.record] if students.row_of(item.record) is not None else []
        return [id_ for id_, name in zip(students.ids, students.columns["name"], strict=True) if name == item.label]

    def _entered(self, item: SlipItem) -> bool:
        """Its coming is on record; or the record is gone, for then nobody came."""
        pupils = self._pupils(item)
        if item.record and not pupils:
            return True
        moves = moves_by_pupil(self.tables["movement"], self._kinds)
        return any(move.kind in ARRIVALS for pupil in pupils for move in moves.get(pupil, ()))

    def _left(self, item: SlipItem) -> bool:
        """It is on the roll no more."""
        pupils = self._pupils(item)
        return bool(item.record or pupils) and self._present.isdisjoint(pupils)

    @cached_property
    def _present(self) -> frozenset[str]:
        """Pupils on the roll on the last day of the period."""
        students, movements = self.tables["student"], self.tables["movement"]
        return frozenset(students.ids[row] for row in roll_on(self.period.ends, students, movements, self._kinds))

    @property
    def _kinds(self) -> CodeList:
        """What each kind of movement does to the roll."""
        kind = self.tables["movement"].form.fields["kind"].kind
        assert isinstance(kind, Choice)
        return kind.codes
