"""What the home page says in five seconds: how far, what is wrong, what to do next, and the school's own numbers."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal, cast

from db.returns import Return
from export.jobs.milestones import Event, Milestones
from export.jobs.standing import Item
from forms.form import Form
from forms.kinds import Choice
from forms.periods import Period
from forms.roll import roll_on
from forms.table import Table

ATTENTION = 50
"""Items of the list of what needs attention."""
BOY, GIRL = "1", "2"
BOARDER = "2"
LEFT_BEHIND = ("1", "2")
"""One parent away, both parents away."""
Step = Literal["fill", "check", "approve", "export", "done"]


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
    en: str = ""

    @property
    def pupils(self) -> int:
        """Boys and girls."""
        return self.boys + self.girls


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
    step: Step
    """What is to be done now."""
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


def completeness(table: Table, items: Sequence[Item], state: Return) -> Completeness:
    """How far a form is, from its problems and the state of its return."""
    errors = sum(item.problem.level == "error" for item in items)
    standing = sum(item.stands for item in items) - errors
    return Completeness(
        table.form.name, len(table), len(table) - len(lacking(table, items)), errors, standing,
        len(items) - errors - standing, state.state.value, state.state.zh, state.nil_confirmed, state.who, state.at,
    )  # fmt: skip


def lacking(table: Table, items: Sequence[Item]) -> set[int]:
    """Rows in which something required is blank or cannot be read, also what only some records must have."""
    missing = _missing_codes(table.form)
    blank = {item.problem.row for item in items if item.problem.code in missing}
    return (blank | {row for row, name in table.wrong if table.form.fields[name].required}) - {-1}


def due(period: Period, deadline: str, forms: Mapping[str, Completeness], items: Sequence[Item]) -> Due:
    """What is left of a period's return and what to do now."""
    filled = sum(one.is_filled for one in forms.values())
    errors, reminders = sum(one.errors for one in forms.values()), sum(one.reminders for one in forms.values())
    step: Step = "fill" if filled < len(forms) else ("check" if errors or reminders else "approve")
    states = {one.state for one in forms.values()}
    if states <= {"approved", "exported"}:
        step = "export" if "approved" in states else "done"
    lacking = sum(one.lacking for one in forms.values())
    return Due(period, deadline, len(forms), filled, errors, reminders, lacking, step, next(_standing(items), None))


def summary(tables: Mapping[str, Table], due: Due, forms: dict[str, Completeness], items: Sequence[Item],
            milestones: Milestones) -> Summary:  # fmt: skip
    """All of the home page."""
    period, students = due.period, tables["student"]
    rows, columns = pupils_now(tables, period), students.columns
    return Summary(
        due, forms, by_grade(students, rows), len(rows),
        girls=sum(columns["sex"][row] == GIRL for row in rows),
        boarders=sum(columns["boards"][row] == BOARDER for row in rows),
        left_behind=sum(columns["left_behind"][row] in LEFT_BEHIND for row in rows),
        aided=len({id_ for id_ in tables["subsidy"].columns["student"] if id_}),
        attention=list(islice(_standing(items), ATTENTION)), last_backup=milestones.backup,
        last_export=milestones.export(period.code), unsent=milestones.unsent(period.code),
    )  # fmt: skip


def _standing(items: Sequence[Item]) -> Iterator[Item]:
    """What somebody must act on, errors first."""
    yield from (item for item in items if item.problem.level == "error")
    yield from (item for item in items if item.problem.level != "error" and item.stands)


def _missing_codes(form: Form) -> set[str]:
    conditional = {rule.code for rule in form.checks if rule.name == "required_if" and rule.level == "error"}
    return {"required", *conditional}


def pupils_now(tables: Mapping[str, Table], period: Period) -> list[int]:
    """Rows of the pupils who are at the school once all movements of the period have happened."""
    students, movements = tables["student"], tables["movement"]
    kinds = cast("Choice", movements.form.fields["kind"].kind).codes
    return roll_on(period.ends, students, movements, kinds)


def by_grade(students: Table, rows: Sequence[int]) -> list[GradeCount]:
    """Boys and girls of each grade that has pupils, in the order of the grades."""
    options = cast("Choice", students.form.fields["grade"].kind).codes.options
    sex, grades = students.columns["sex"], students.columns["grade"]
    counted = Counter((grades[row], sex[row]) for row in rows)
    present = {grade for grade, _ in counted}
    return [
        GradeCount(o.code, o.zh, counted[o.code, BOY], counted[o.code, GIRL], o.en)
        for o in options
        if o.code in present
    ]
