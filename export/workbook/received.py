"""What came out of a workbook: tables, reasons, the seal's verdict, and the cell in which every value stood."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from export.plan import resolve
from export.seal import Verdict
from export.workbook.locate import Place
from export.workbook.package import Meta, Reason
from forms.form import Form
from forms.kinds import Reference
from forms.table import Table

Spot = tuple[str, int, str]
"""Form, row of its table, field."""
Typed = dict[str, str]
"""Field of the referred record → what stands in the cell."""


@dataclass
class Received:
    """What a workbook holds. What could not be made out is named, never dropped in silence."""

    meta: Meta
    verdict: Verdict
    tables: dict[str, Table] = field(default_factory=dict[str, Table])
    places: dict[str, Place] = field(default_factory=dict[str, Place])
    forms: dict[str, Form] = field(default_factory=dict[str, Form])
    """The forms by which the tables were read: the program's own where it is newer, otherwise the workbook's."""
    reasons: list[Reason] = field(default_factory=list[Reason])
    typed: dict[Spot, Typed] = field(default_factory=dict[Spot, Typed])
    """References without a lasting id: what was typed into their columns, still to be matched with records."""
    doubtful: dict[Spot, Typed] = field(default_factory=dict[Spot, Typed])
    """References whose columns were changed so that they no longer name the record of the hidden id."""
    aside: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])
    """Form → columns that it does not know: letter and caption. They are not read."""
    missing: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    """Form → fields without a column."""
    unread: list[str] = field(default_factory=list[str])
    """Forms whose definition or sheet could not be made out."""

    def cell(self, form: str, row: int, name: str) -> str:
        """The address of a field, D12; of a reference, its first visible column. "" where it has no column."""
        place, known = self.places[form], self.forms[form].fields.get(name)
        if known is not None and isinstance(known.kind, Reference):
            return place.address(row, f"{name}.{known.kind.by[0]}") or place.address(row, name)
        return place.address(row, name)

    def settle(self, tables: Mapping[str, Table]) -> None:
        """Turn what was typed into references into lasting ids, or into problems of those cells."""
        for name, table in tables.items():
            typed = {(row, field): words for (form, row, field), words in self.typed.items() if form == name}
            if typed:
                resolve(table, typed, tables)
