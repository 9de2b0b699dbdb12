"""What a file would do to the ledger, row by row, before anything is done."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from export.findings import Located
from export.jobs.desk import Desk
from export.jobs.take_in import Import, problems
from export.plan import Plan, Step
from forms.form import Form
from forms.masking import masked
from forms.table import Table


@dataclass
class Sheet:
    """One form's part of a file."""

    plan: Plan
    problems: list[Located]
    wrong: dict[tuple[int, str], Located]
    """(row, field) → what is wrong with that cell."""

    @property
    def form(self) -> Form:
        """What it fills."""
        return self.plan.incoming.table.form

    @property
    def fields(self) -> list[str]:
        """Fields that the file gives, in the order of the form."""
        return [name for name in self.form.fields if name in self.plan.incoming.given]


@dataclass
class Preview:
    """A file that has been read and not yet taken in."""

    path: Path
    made: Import
    sheets: dict[str, Sheet]

    @property
    def is_ours(self) -> bool:
        """A workbook of this program; it says itself which forms it holds."""
        return self.made.meta is not None

    def count(self, *fates: str) -> int:
        """Records of all forms with one of these fates."""
        return sum(step.fate in fates for sheet in self.sheets.values() for step in sheet.plan.steps)

    @property
    def classes(self) -> int:
        """Classes that would be made along with the pupils in them."""
        return sum(step.fate == "new" for step in self.made.classes.steps) if self.made.classes else 0


def look_into(desk: Desk, path: Path, form: str | None = None) -> Preview:
    """Read a file and say what it would do; `form` where a person chose it. Refusal `is_slip`: open it as one."""
    made = desk.preview(path, form)
    return Preview(path, made, {plan.incoming.table.form.name: _sheet(desk, plan, made) for plan in made.plans})


def _sheet(desk: Desk, plan: Plan, made: Import) -> Sheet:
    found = problems(plan, desk.tables, desk.session, made.period)
    wrong = {(one.problem.row, one.problem.field or ""): one for one in found}
    return Sheet(plan, found, wrong)


def cell_text(sheet: Sheet, tables: Mapping[str, Table], step: Step, name: str) -> tuple[str, str]:
    """What a cell says, before and after; before is "" where nothing changes. Numbers of persons are masked."""
    incoming, field = sheet.plan.incoming, sheet.form.fields[name]
    before, after = step.changes.get(name, ("", incoming.table.text(step.row, name)))
    if name in sheet.form.references:
        words = incoming.typed.get((step.row, name), {})
        after = words.get("name") or _named(sheet, tables, name, after) or " ".join(words.values())
        before = _named(sheet, tables, name, before)
    return masked(field, before), masked(field, after)


def is_change(step: Step, name: str) -> bool:
    """Whether the file says something else than the ledger here."""
    return name in step.changes


def label(sheet: Sheet, tables: Mapping[str, Table], row: int) -> str:
    """How people call a record that comes."""
    incoming = sheet.plan.incoming
    found = incoming.table.label(row, tables)
    words = (incoming.typed.get((row, name), {}).get("name", "") for name in sheet.form.references)
    return found or next((word for word in words if word), "")


def place(sheet: Sheet, row: int) -> tuple[str, int]:
    """Where a record stands in the file: the sheet, and its line counted from 1."""
    incoming = sheet.plan.incoming
    return incoming.sheets[row], incoming.rows[row] + 1


def _named(sheet: Sheet, tables: Mapping[str, Table], name: str, id_: str) -> str:
    other = tables.get(sheet.form.references[name].to)
    there = other.row_of(id_) if other is not None and id_ else None
    return other.label(there, tables) if other is not None and there is not None else ""
