"""A problem as a person is told it: its place, its sentence with the record's name, what the checks may look at."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from forms.checks import Context
from forms.kinds import Choice
from forms.library import Library
from forms.periods import Period
from forms.problems import Language, Problem
from forms.roll import roll_on
from forms.table import Table


@dataclass(frozen=True, slots=True)
class Located:
    """A problem with the place where a person finds it."""

    sheet: str
    cell: str
    problem: Problem
    message: str
    reason: str = ""
    """What the school explained a reminder with."""

    @property
    def stands(self) -> bool:
        """Whether somebody must still act: an error, or a reminder without a reason."""
        return self.problem.level == "error" or not self.reason

    def packed(self) -> tuple[object, ...]:
        """As plain containers; the sentence is made already, so what it was made from stays behind."""
        p = self.problem
        nothing: dict[str, object] = {}
        problem = (p.code, p.level, p.form, p.field, p.row, p.record, nothing, p.fix)
        return self.sheet, self.cell, problem, self.message, self.reason

    @classmethod
    def unpacked(cls, packed: tuple[Any, ...]) -> "Located":
        """The inverse of `packed`."""
        sheet, cell, problem, message, reason = packed
        return cls(sheet, cell, Problem(*problem), message, reason)

    def as_dict(self) -> dict[str, object]:
        """For JSON."""
        problem = self.problem
        data: dict[str, object] = {
            "sheet": self.sheet, "cell": self.cell, "form": problem.form, "field": problem.field,
            "code": problem.code, "level": problem.level, "message": self.message,
        }  # fmt: skip
        return data | ({"fix": problem.fix} if problem.fix else {}) | ({"reason": self.reason} if self.reason else {})


def sentence(problem: Problem, table: Table, tables: Mapping[str, Table], library: Library, lang: Language) -> str:
    """The problem's sentence, with the record's name before it, so that it can be read out on the phone."""
    text = library.catalogue.sentence(problem, lang)
    label = table.label(problem.row, tables) if problem.row >= 0 else ""
    return f"{label}：{text}" if label and lang == "zh" else (f"{label}: {text}" if label else text)


def on_roll(tables: Mapping[str, Table], period: str) -> int:
    """How many pupils are at the school at the end of a period."""
    students, movements = tables.get("student"), tables.get("movement")
    if students is None or movements is None or not period:
        return 0
    kinds = cast("Choice", movements.form.fields["kind"].kind).codes
    return len(roll_on(Period.read(period).ends, students, movements, kinds))


def context_of(tables: Mapping[str, Table], library: Library, period: str, states: Mapping[str, str]) -> Context:
    """What the checks may look at; a workbook without a period is checked as of the current school year's beginning."""
    division = next(iter(tables["school"].columns["division"]), None) if "school" in tables else None
    at = Period.read(period) if period else Period.read(f"{Period.on(date.today()).year}-1")
    return Context(at, library.standards, tables, str(division or ""), states)
