"""What a list of problems shows, as plain rows read from the desk; filters are functions of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from export.jobs.desk import Desk
from export.jobs.standing import Item
from export.jobs.whereabouts import class_of, second_line
from forms.problems import Language

State = Literal["error", "reminder", "done"]
NIL = "form.not_filled"
"""Nothing filled and nothing confirmed: a reminder that is settled by confirming."""


class Row:
    """One problem as people read it. There may be thousands: what is read of one is worked out when it is looked at."""

    def __init__(self, item: Item, desk: Desk) -> None:
        self.item = item
        self._tables = desk.tables
        self._lang: Language = desk.session.language

    @property
    def key(self) -> str:
        """Stable name of the problem."""
        return self.item.problem.key

    @property
    def reason(self) -> str:
        """What a reminder was explained with."""
        return self.item.reason

    @property
    def state(self) -> State:
        """How it stands."""
        if self.item.problem.level == "error":
            return "error"
        return "done" if self.item.reason else "reminder"

    @cached_property
    def form(self) -> str:
        """Title of the form."""
        return self._tables[self.item.problem.form].form.title[self._lang]

    @cached_property
    def field(self) -> str:
        """Caption of the field, "" where the record as a whole is meant."""
        field = self._tables[self.item.problem.form].form.fields.get(self.item.problem.field or "")
        return "" if field is None else (field.zh if self._lang == "zh" else field.en)

    @cached_property
    def who(self) -> str:
        """The record, or the form where that is meant."""
        return self.item.label or self.form

    @cached_property
    def where(self) -> str:
        """What stands below the name: the class, or a number that may be shown."""
        return second_line(self._tables, self.item.problem.form, self.item.problem.row, self._lang)

    @cached_property
    def group(self) -> str:
        """Class of the pupil, for the filter; "" for what has none."""
        return class_of(self._tables, self.item.problem.form, self.item.problem.row)

    @cached_property
    def message(self) -> str:
        """What is wrong and what to do, in one."""
        return self.item.message

    @property
    def what(self) -> str:
        """What is wrong."""
        return split(self.message)[0]

    @property
    def how(self) -> str:
        """What to do, the rest of the sentence; the field where it says no more."""
        return split(self.message)[1] or self.field

    @property
    def is_nil(self) -> bool:
        """Whether confirming that there is nothing to report settles it."""
        return self.item.problem.code == NIL

    @property
    def takes_reason(self) -> bool:
        """Whether a reason may be written."""
        return self.item.problem.level == "reminder" and not self.is_nil


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows are shown."""

    state: str = "all"
    form: str = ""
    group: str = ""

    def takes(self, row: Row) -> bool:
        """Whether a row is wanted; `all` shows every state."""
        return self.state in ("all", row.state) and self.within(row)

    def within(self, row: Row) -> bool:
        """Whether a row is of the form and the class that are wanted, whatever its state."""
        return (not self.form or row.item.problem.form == self.form) and (not self.group or row.group == self.group)


def rows_of(desk: Desk) -> list[Row]:
    """All problems, errors first, otherwise in the order of forms and records."""
    rows = [Row(item, desk) for item in desk.problems()]
    return sorted(rows, key=lambda row: row.item.problem.level != "error")


def counts(rows: Iterable[Row]) -> dict[str, int]:
    """How many rows each segment has."""
    found = {"all": 0, "error": 0, "reminder": 0, "done": 0}
    for row in rows:
        found["all"] += 1
        found[row.state] += 1
    return found


def alike(rows: Iterable[Row], row: Row) -> list[Row]:
    """Other reminders of the same kind that nobody has explained yet."""
    code, form = row.item.problem.code, row.item.problem.form
    return [
        other
        for other in rows
        if (other.item.problem.code, other.item.problem.form) == (code, form)
        and other.state == "reminder" and other.key != row.key
    ]  # fmt: skip


def same_kind(rows: Sequence[Row]) -> bool:
    """Whether all rows are of one kind, so that one reason may fit all of them."""
    return len({(row.item.problem.code, row.item.problem.form) for row in rows}) == 1


def split(sentence: str) -> tuple[str, str]:
    """What is wrong, and what to do: the first sentence and the rest of it, without its last full stop."""
    for mark in ("。", "；", ". "):
        what, found, how = sentence.partition(mark)
        if found and how:
            return what, how.removesuffix("。").removesuffix(".")
    return sentence.removesuffix("。").removesuffix("."), ""
