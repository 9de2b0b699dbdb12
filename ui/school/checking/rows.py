"""What the table of problems shows, as plain rows read from the desk; filters are functions of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from export.jobs.desk import Desk
from export.jobs.standing import Item
from export.jobs.whereabouts import class_of, second_line

State = Literal["error", "reminder", "done"]
NIL = "form.not_filled"
"""Nothing filled and nothing confirmed: a reminder that is settled by confirming."""


@dataclass(frozen=True, slots=True)
class Row:
    """One problem as people read it."""

    item: Item
    state: State
    form: str
    """Title of the form."""
    who: str
    where: str
    """Second line below the name: the class, or a number that may be shown."""
    group: str
    """Class of the pupil, for the filter; "" for what has none."""
    what: str
    how: str
    """What to do, the rest of the sentence."""
    reason: str

    @property
    def key(self) -> str:
        """Stable name of the problem."""
        return self.item.problem.key

    @property
    def is_nil(self) -> bool:
        """Whether confirming that there is nothing to report settles it."""
        return self.item.problem.code == NIL

    @property
    def takes_reason(self) -> bool:
        """Whether a reason may be written."""
        return self.item.problem.level == "reminder" and not self.is_nil

    def with_reason(self, reason: str) -> "Row":
        """The row as it is once a reason was written or taken back."""
        return replace(self, reason=reason, state="done" if reason else "reminder")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows are shown."""

    state: str = "all"
    form: str = ""
    group: str = ""

    def takes(self, row: Row) -> bool:
        """Whether a row is wanted; `all` shows every state."""
        return (
            self.state in ("all", row.state)
            and (not self.form or row.item.problem.form == self.form)
            and (not self.group or row.group == self.group)
        )


def rows_of(desk: Desk) -> list[Row]:
    """All problems, errors first, otherwise in the order of forms and records."""
    rows = [_row(desk, item) for item in desk.problems()]
    return sorted(rows, key=lambda row: row.item.problem.level != "error")


def counts(rows: Sequence[Row]) -> dict[str, int]:
    """How many rows each segment has."""
    found = {"all": len(rows), "error": 0, "reminder": 0, "done": 0}
    for row in rows:
        found[row.state] += 1
    return found


def alike(rows: Iterable[Row], row: Row) -> list[Row]:
    """Other reminders of the same kind that nobody has explained yet."""
    code, form = row.item.problem.code, row.item.problem.form
    return [
        other
        for other in rows
        if other.state == "reminder" and other.key != row.key
        and (other.item.problem.code, other.item.problem.form) == (code, form)
    ]  # fmt: skip


def _row(desk: Desk, item: Item) -> Row:
    problem, tables = item.problem, desk.tables
    form = tables[problem.form].form
    lang = desk.session.language
    what, how = split(item.message)
    field = form.fields.get(problem.field or "")
    rule = (field.zh if lang == "zh" else field.en) if field else ""
    state: State = "error" if problem.level == "error" else ("done" if item.reason else "reminder")
    return Row(
        item, state, form.title[lang], item.label or form.title[lang], second_line(tables, problem.form, problem.row),
        class_of(tables, problem.form, problem.row), what, how or rule, item.reason,
    )  # fmt: skip


def split(sentence: str) -> tuple[str, str]:
    """What is wrong, and what to do: the first sentence and the rest of it, without its last full stop."""
    for mark in ("。", "；", ". "):
        what, found, how = sentence.partition(mark)
        if found and how:
            return what, how.removesuffix("。").removesuffix(".")
    return sentence.removesuffix("。").removesuffix("."), ""
