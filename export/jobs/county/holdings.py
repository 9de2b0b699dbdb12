"""What a county holds of one school, opened again: its tables by the forms that it sent, and where every row stood."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from db.county.sent import PartRef
from db.county.store import CountyStore
from export.delivery import Where, records_of, table_of
from export.delivery.digest import digest_of
from export.delivery.forward import forward
from export.jobs.county.period import period_of
from forms.form import Form
from forms.library import Library
from forms.load import form_from
from forms.table import Table


@dataclass(frozen=True)
class Holding:
    """The records of one school that count."""

    school: str
    tables: Mapping[str, Table] = field(default_factory=dict[str, Table])
    places: Mapping[str, Where] = field(default_factory=dict[str, Where])
    deliveries: Mapping[str, int] = field(default_factory=dict[str, int])
    """Form → the delivery from which its records are."""
    states: Mapping[str, str] = field(default_factory=dict[str, str])
    """Form → how far the school says it is, in that delivery: filled, nil or empty."""

    def cell(self, form: str, row: int, name: str) -> tuple[str, str]:
        """Sheet and cell of a field, also where the file is older and calls the field by its former name."""
        place, former = self.places[form], {new: old for old, new in self.tables[form].form.renamed.items()}
        there = {key.partition(".")[0] for key in place.columns}
        return place.sheet, place.cell(row, name if name in there else former.get(name, name))


class Holdings:
    """Opens what a store holds; definitions that many schools sent alike are loaded once."""

    def __init__(self, store: CountyStore, library: Library) -> None:
        self._store, self._library = store, library
        self._forms: dict[str, Form] = {}

    @cached_property
    def _shipped(self) -> dict[str, Form]:
        texts = ((form.packed, form) for form in self._library.forms.values())
        return {digest_of(text): form for text, form in texts}

    def of(self, school: str, period: str = "") -> Holding:
        """Everything of a school that counts in a period, the county's current one where none is named."""
        found = self._store.current_parts(school, period or period_of(self._store).code)
        records = {name: records_of(content, self.form(part.definition)) for name, (part, content) in found.items()}
        tables = {name: forward(table, self._today(table.form)) for name, (table, _) in records.items()}
        places = {name: place for name, (_, place) in records.items()}
        deliveries = {name: part.delivery for name, (part, _) in found.items()}
        return Holding(school, tables, places, deliveries, {name: part.state for name, (part, _) in found.items()})

    def one(self, part: PartRef) -> Table:
        """The records of one form of one school."""
        table = table_of(self._store.payload(part), self.form(part.definition))
        return forward(table, self._today(table.form))

    def _today(self, form: Form) -> Form:
        """The program's own form where it is newer than the one that a school sent."""
        own = self._library.forms.get(form.name)
        return own if own is not None and own.version > form.version else form

    def form(self, definition: str) -> Form:
        """A form by the digest of its definition."""
        if definition not in self._forms:
            shipped = self._shipped.get(definition)
            text = "" if shipped else self._store.definition(definition)
            self._forms[definition] = shipped or form_from(json.loads(text), foreign=True)
        return self._forms[definition]
