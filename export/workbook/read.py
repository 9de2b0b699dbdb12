"""Take a workbook of ours back in by the forms that it carries, even those that this program never shipped."""

import json
import re
from collections.abc import Mapping
from typing import cast

from export.reading.raw import Book, Sheet
from export.seal.canon import shown_text
from export.workbook.carry import TINKERED
from export.workbook.intake import Intake
from export.workbook.layout import REASONS, columns_of, sheet_names
from export.workbook.locate import Bodies, Place, place_of
from export.workbook.package import Meta, Reason
from export.workbook.reasons import COLUMNS as REASON_COLUMNS
from export.workbook.received import Received
from export.workbook.swift import Columns
from export.workbook.verdict import definitions_of, says_of, verdict_of
from forms.form import Form
from forms.kinds import Code
from forms.library import Library
from forms.load import form_from

__all__ = ["Received", "Receiver"]

Forms = Mapping[str, Form]
ENOUGH = 500
"""Definitions that are remembered."""


class Receiver:
    """Reads workbooks with one library; definitions that many workbooks carry alike are loaded once."""

    def __init__(self, library: Library) -> None:
        self._shipped = library.forms
        self._known: dict[str, Form | None] = {form.packed: form for form in library.forms.values()}
        self._columns: dict[tuple[int, ...], Mapping[str, str]] = {}
        self._reader = Columns()

    def is_ours(self, book: Book) -> bool:
        """Whether the workbook says that this program made it."""
        return "meta" in says_of(book)

    def receive(self, book: Book) -> Received:
        """Everything in the workbook. Never raises over its content: what cannot be made out is named."""
        bodies = Bodies()
        received = Received(meta_in(says_of(book)), verdict_of(book, bodies))
        carried = self._carried(book, received)
        intakes: list[Intake] = []
        names = sheet_names(carried)
        for form in carried.values():
            found = _find(book, names[form.name], self._captions(form, carried))
            if found is None:
                received.unread.append(form.name)
            else:
                sheet, place = found
                columns = bodies.columns(sheet, place.first)
                intakes.append(Intake(place, columns, form, self.today(form), self._reader))
                intakes[-1].into(received)
        if received.verdict.state != "intact":
            for intake in intakes:
                intake.doubts(received)
        received.reasons = _reasons(book)
        return received

    def _carried(self, book: Book, received: Received) -> dict[str, Form]:
        """The forms that the workbook carries; without any, those of the program whose sheets it has."""
        texts = definitions_of(book)
        if not texts:
            names = sheet_names(self._shipped)
            return {name: form for name, form in self._shipped.items() if book.sheet(names[name])}
        loaded = [(name, self.form(text)) for name, text in texts.items()]
        received.unread += [name for name, form in loaded if form is None]
        return {form.name: form for _, form in loaded if form is not None}

    def _captions(self, form: Form, carried: Forms) -> Mapping[str, str]:
        """The columns of a form's sheet. They depend on the forms that it refers to."""
        targets = {kind.to: carried.get(kind.to, self._shipped.get(kind.to)) for kind in form.references.values()}
        key = (id(form), *map(id, targets.values()))
        if key not in self._columns:
            forms = {name: target for name, target in targets.items() if target is not None}
            self._columns[key] = {column.key: column.caption for column in columns_of(form, forms)}
        return self._columns[key]

    def form(self, text: str) -> Form | None:
        """The form of a packed definition, None where it is broken."""
        if text not in self._known:
            if len(self._known) > ENOUGH:
                self._forget()
            self._known[text] = _loaded(text)
        return self._known[text]

    def _forget(self) -> None:
        """Strange workbooks may bring any number of forms: keep only the program's own."""
        self._known = {form.packed: form for form in self._shipped.values()}
        self._columns.clear()

    def today(self, form: Form) -> Form:
        """The program's own form where it is newer than the workbook's."""
        own = self._shipped.get(form.name)
        return own if own is not None and own.version > form.version else form


def _loaded(text: str) -> Form | None:
    """A form from its JSON text; None where it is broken or of kinds that this program does not know."""
    try:
        form = form_from(json.loads(text), foreign=True)
        for kind in (field.kind for field in form.fields.values()):
            if isinstance(kind, Code):
                re.compile(kind.pattern)
    except (*TINKERED, re.error):
        return None
    return form


def meta_in(says: Mapping[str, str]) -> Meta:
    """What a workbook says of itself, however strange."""
    try:
        return Meta.read(cast("Mapping[str, object]", json.loads(says.get("meta", "{}"))))
    except TINKERED:
        return Meta()


def _find(book: Book, name: str, captions: Mapping[str, str]) -> tuple[Sheet, Place] | None:
    """A form's sheet: the one of its name, otherwise (somebody renamed the tab) the one that lacks least of it."""
    named = book.sheet(name)
    sheets = [named] if named else [sheet for sheet in book.sheets if not sheet.name.startswith("_")]
    found = [(sheet, place) for sheet in sheets if (place := place_of(sheet, captions)) is not None]
    return min(found, key=lambda pair: len(pair[1].missing), default=None)


def _reasons(book: Book) -> list[Reason]:
    sheet = book.sheet(REASONS)
    place = place_of(sheet, {column.key: column.caption for column in REASON_COLUMNS}) if sheet else None
    if sheet is None or place is None:
        return []
    rows = ({key: shown_text(row[col]) for key, col in place.columns.items()} for row in sheet.rows[place.first :])
    return [
        Reason(row["key"], row.get("text", ""), row.get("who", ""), row.get("sentence", ""))
        for row in rows
        if row.get("key")
    ]
