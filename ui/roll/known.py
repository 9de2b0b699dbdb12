"""Records of other forms, as a reference editor looks for them: through the desk's search."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from forms.masking import masked
from ui.roll.columns import class_of

if TYPE_CHECKING:
    from export.jobs.desk import Desk


@dataclass(frozen=True)
class Known:
    """A record that a reference may mean, with what tells namesakes apart."""

    id: str
    label: str
    detail: str


class KnownRecords:
    """The desk as a reference editor sees it."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk

    def found(self, form: str, typed: str) -> list[Known]:
        """Records that typed characters may mean, in the order of the form."""
        table = self._desk.tables[form]
        rows = self._desk.search(form, typed) if typed.strip() else range(min(len(table), 30))
        return [Known(table.ids[row], table.label(row, self._desk.tables), self._detail(form, row)) for row in rows]

    def label(self, form: str, record: str) -> str:
        """What people call a record; empty where there is none."""
        table = self._desk.tables[form]
        row = table.row_of(record)
        return table.label(row, self._desk.tables) if row is not None else ""

    def _detail(self, form: str, row: int) -> str:
        table = self._desk.tables[form]
        known = [name for name in ("id_number", "born_on") if name in table.form.fields][:1]
        parts = [masked(table.form.fields[name], table.text(row, name)) for name in known]
        if "grade" in table.form.fields:
            parts.insert(0, class_of(table, row))
        return "  ".join(filter(None, parts))
