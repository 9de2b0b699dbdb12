"""What the home page says in five seconds: how far, what is wrong, what to do next, and the school's own numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from export.jobs.standing import Item
from forms.form import Form
from forms.kinds import Choice
from forms.periods import Period
from forms.roll import roll_on
from forms.table import Table


@dataclass(frozen=True, slots=True)
class Completeness:
    """How far one form is."""

    form: str
    records: int
    required_filled: int
    """Records in which nothing required is missing."""
    errors: int
    reminders: int
    """Reminders without a reason; the explained ones need nothing more."""
    explained: int
    state: str
    """empty, filling, checked, approved, exported."""
    state_zh: str
    nil: bool
    """Somebody confirmed that there is nothing to report."""
    who: str = ""
    at: str = ""
    """By whom and when the state was set."""

    @property
    def lacking(self) -> int:
        """Records in which something required is missing."""
        return self.records - self.required_filled

    @property
    def is_filled(self) -> bool:
        """Whether the form needs no more filling: every record whole, or nothing to report."""
        return self.nil or (self.records > 0 and not self.lacking)


@dataclass(frozen=True, slots=True)
class GradeCount:
    """Pupils of one grade."""

    grade: str
    zh: str
    boys: int
    girls: int

    @property
    def pupils(self) -> int:
        """Boys and girls."""
        return self.boys + self.girls


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was done last: a backup, an export."""

    at: str
    file: str
    change: int = 0
    """Number of the store's last change at that time."""
    revision: int = 0
    check_code: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """The return of the period as a whole."""

    period: Period
    deadline: str
    """Day (ISO) by which the county wants it; "" where nobody said."""
    forms: int
    filled: int
    errors: int
    reminders: int
    """Reminders without a reason."""
    lacking: int
    """Records in which something required is missing."""
    step: str
    """What is to be done now: fill, check, approve, export, done."""
    next: Item | None
    """The first thing to put right."""


@dataclass(frozen=True, slots=True)
class Summary:
    """All of the home page."""

    due: Due
    forms: dict[str, Completeness]
    grades: list[GradeCount]
    pupils: int
    girls: int
    boarders: int
    left_behind: int
    aided: int
    attention: list[Item]
    """What stands, errors first."""
    last_backup: Event | None
    last_export: Event | None
    unsent: int
    """Changes since the last export."""


def completeness(table: Table, items: list[Item], state: tuple[str, str, bool, str, str]) -> Completeness:
    """How far a form is, from its problems and its state (state, its word, nil, who, when)."""
    missing = _missing_codes(table.form)
    lacking = {item.problem.row for item in items if item.problem.code in missing}
    lacking |= {row for row, name in table.wrong if table.form.fields[name].required}
    errors = sum(item.problem.level == "error" for item in items)
    standing = sum(item.stands for item in items) - errors
    word, zh, nil, who, at = state
    return Completeness(
        table.form.name, len(table), len(table) - len(lacking - {-1}), errors, standing,
        len(items) - errors - standing, word, zh, nil, who, at,
    )  # fmt: skip


def _missing_codes(form: Form) -> set[str]:
    conditional = {rule.code for rule in form.checks if rule.name == "required_if" and rule.level == "error"}
    return {"required", *conditional}


def pupils_now(tables: Mapping[str, Table], period: Period) -> list[int]:
    """Rows of the pupils who are at the school once all movements of the period have happened."""
    students, movements = tables["student"], tables["movement"]
    kinds = cast("Choice", movements.form.fields["kind"].kind).codes
    return roll_on(period.ends, students, movements, kinds)


def by_grade(students: Table, rows: list[int]) -> list[GradeCount]:
    """Boys and girls of each grade that has pupils, in the order of the grades."""
    options = cast("Choice", students.form.fields["grade"].kind).codes.options
    counts: dict[object, list[int]] = {}
    for row in rows:
        sex = students.columns["sex"][row]
        if sex in ("1", "2"):
            counts.setdefault(students.columns["grade"][row], [0, 0])[sex == "2"] += 1
    return [GradeCount(o.code, o.zh, *counts[o.code]) for o in options if o.code in counts]
