"""Read a foreign book into the records of one form."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from export.foreign.captions import Captions
from export.foreign.header import Column, Header, find_header
from export.incoming import Incoming, Skipped
from export.reading.raw import Book, Raw, Sheet, address
from forms.checks.base import caption
from forms.form import Form
from forms.kinds import Choice, Decimal, Kind, Value
from forms.kinds.base import tidy
from forms.kinds.choices import ClassNo, grade_words
from forms.kinds.identity import birth_of, is_resident_id, sex_of
from forms.problems import Refusal, Wrong
from forms.table import Table

_TOTAL = re.compile(r"(合计|总计|小计|共计|累计|总数)[:：]?$|^(合|总|小)\s*计")
_NOTE = re.compile(r"^(注|备注|说明|填表说明|填表人|制表人|审核人|负责人|单位负责人|联系人)\s*[:：.、1]|^注\d?[.:：]")
_TITLE_CLASS = re.compile(
    r"([初高小]?[一二三四五六七八九]年级|[一二三四五六七八九])\s*[(（](\d{1,2}|[一二三四五六七八九十]+)[)）]\s*班"
)


def read_foreign(book: Book, form: Form, forms: Mapping[str, Form]) -> Incoming:
    """All records that the book's sheets hold for the form; Refusal where no sheet has a header that the form knows."""
    captions = Captions.of(form, forms)
    found = [(sheet, header) for sheet in book.sheets if (header := find_header(sheet.rows, captions))]
    if not found:
        raise Refusal("no_header", form=form.title, captions="、".join(f.zh for f in list(form.fields.values())[:5]))
    incoming = Incoming(Table(form))
    for sheet, header in found:
        _Reading(sheet, header, form, forms, incoming).take()
    return incoming


@dataclass
class _Reading:
    """One sheet being read into `incoming`."""

    sheet: Sheet
    header: Header
    form: Form
    forms: Mapping[str, Form]
    incoming: Incoming

    def take(self) -> None:
        rows = self._data_rows()
        start = len(self.incoming.table)
        table = self.incoming.table
        table.ids += [""] * len(rows)
        for name, column in table.columns.items():
            column += [None] * (len(table.ids) - len(column))
            table.columns[name] = column
        self.incoming.sheets += [self.sheet.name] * len(rows)
        self.incoming.rows += rows
        for column in self.header.columns:
            self._take_column(column, rows, start)
        self._name_the_lost(start)
        self._unknown_columns()
        self._class_of_title(start)
        self._follows_from_id(start)

    def _data_rows(self) -> list[int]:
        used = [column.index for column in self.header.columns]
        captions = self._row(self.header.last)
        rows: list[int] = []
        for index in range(self.header.last + 1, len(self.sheet.rows)):
            why = _no_record(self._row(index), used, captions)
            if why == "":
                rows.append(index)
            elif why:
                self.incoming.skipped.append(Skipped(self.sheet.name, index + 1, why))
        return rows

    def _row(self, index: int) -> Sequence[Raw]:
        return self.sheet.rows[index]

    def _take_column(self, column: Column, rows: list[int], start: int) -> None:
        name, by = column.target.field, column.target.by
        raws = [self._row(row)[column.index] if column.index < len(self._row(row)) else None for row in rows]
        self.incoming.columns.setdefault((self.sheet.name, name), column.index)
        self.incoming.given.add(name)
        if by is not None:
            self._take_reference(name, by, column, raws, start)
            return
        kind = self.form.fields[name].kind
        scaled = [_scaled(raw, kind, column.caption.factor) for raw in raws]
        values, wrong = kind.parse_column(scaled)
        self._keep(name, start, values, wrong, raws)
        if isinstance(kind, ClassNo):
            self._grade_of_class(raws, start)

    def _keep(self, name: str, start: int, values: list[Value], wrong: dict[int, Wrong], raws: list[Raw]) -> None:
        table = self.incoming.table
        table.columns[name][start:] = values
        for offset, why in wrong.items():
            table.wrong[start + offset, name] = why
            table.raw[start + offset, name] = _text(raws[offset])
            if why.code == "kind.digits_lost" and any(name in key for key in self.form.keys):
                self.incoming.lost.add(start + offset)

    def _take_reference(self, name: str, by: str, column: Column, raws: list[Raw], start: int) -> None:
        """Keep what names the other record; a lost ID number is a problem of this very cell."""
        target = self.forms[self.form.references[name].to].fields[by].kind
        values, wrong = target.parse_column(raws)
        self.incoming.columns[self.sheet.name, f"{name}.{by}"] = column.index
        for offset, value in enumerate(values):
            row = start + offset
            text = target.show(value) if offset not in wrong else _text(raws[offset])
            lost = offset in wrong and wrong[offset].code == "kind.digits_lost"
            if text and not lost:
                self.incoming.typed.setdefault((row, name), {})[by] = text
            if lost:
                said = {"field": caption(self.forms[self.form.references[name].to].fields[by])}
                self.incoming.table.wrong[row, name] = wrong[offset]._replace(params=wrong[offset].params | said)
                self.incoming.table.raw[row, name] = text
                self.incoming.lost.add(row)
                self.incoming.columns[self.sheet.name, name] = column.index

    def _name_the_lost(self, start: int) -> None:
        """A row whose number is lost is still called by its name."""
        for row, name in [spot for spot in self.incoming.table.wrong if spot[0] >= start]:
            words = self.incoming.typed.get((row, name))
            if words:
                self.incoming.table.raw[row, name] = " ".join([*words.values(), self.incoming.table.raw[row, name]])

    def _grade_of_class(self, raws: list[Raw], start: int) -> None:
        """A class column such as 三年级（1）班 also says the grade, where no column does."""
        grade = next((name for name in ("grade",) if name in self.form.fields), None)
        if grade is None or any(column.target.field == grade for column in self.header.columns):
            return
        kind = cast("Choice", self.form.fields[grade].kind)
        column = self.incoming.table.columns[grade]
        for offset, raw in enumerate(raws):
            column[start + offset] = kind.codes.find(grade_words(raw))
        self.incoming.given.add(grade)

    def _class_of_title(self, start: int) -> None:
        """石坪小学2026年秋季三年级（1）班学生花名册: the title or the sheet's name says what no column does."""
        given = {column.target.field for column in self.header.columns}
        if not {"grade", "class_no"} <= set(self.form.fields) or {"grade", "class_no"} & given:
            return
        above = [cell for row in self.sheet.rows[: self.header.first] for cell in row if isinstance(cell, str)]
        found = next(filter(None, map(_TITLE_CLASS.search, [*above, self.sheet.name])), None)
        grade = cast("Choice", self.form.fields["grade"].kind).codes.find(found[1]) if found else None
        number = self.form.fields["class_no"].kind.parse(found[0]) if found else None
        if grade is None or not isinstance(number, int):
            return
        table = self.incoming.table
        for row in range(start, len(table)):
            table.columns["grade"][row], table.columns["class_no"][row] = grade, number
        self.incoming.given |= {"grade", "class_no"}

    def _follows_from_id(self, start: int) -> None:
        """Birth date and sex follow from a sound ID number, where the list has no column for them."""
        fields, table = self.form.fields, self.incoming.table
        if "id_number" not in fields:
            return
        for name, of in (("born_on", birth_of), ("sex", sex_of)):
            if name in fields and not any(column.target.field == name for column in self.header.columns):
                for row in range(start, len(table)):
                    number = table.columns["id_number"][row]
                    if isinstance(number, str) and is_resident_id(number):
                        table.columns[name][row] = of(number)
                self.incoming.given.add(name)

    def _unknown_columns(self) -> None:
        for index, text in self.header.unknown:
            self.incoming.unknown.append((self.sheet.name, address(self.header.last, index), text))


def _no_record(cells: Sequence[Raw], used: Sequence[int], captions: Sequence[Raw]) -> str | None:
    """Why a row is no record: None for an empty one, "" where it is one after all."""
    texts = [_text(cell) for cell in cells if cell is not None]
    filled = [index for index in used if index < len(cells) and cells[index] is not None]
    if not texts:
        return None
    first = tidy(texts[0])
    if _TOTAL.search(first) and len(first) <= 6:
        return "total_row"
    if _NOTE.search(first) or (len(filled) == 0 and len(texts) == 1 and len(first) > 6):
        return "note_row"
    if filled and [cells[index] for index in filled] == [captions[index] for index in filled]:
        return "header_row"
    return "" if filled else None


def _scaled(raw: Raw, kind: Kind, factor: int) -> Raw:
    """An amount in 万元 as yuan, exact."""
    if factor == 1 or raw is None or not isinstance(kind, Decimal) or isinstance(raw, bool):
        return raw
    value = Decimal(places=6, min=kind.min, unit="").parse(raw)
    return (
        raw if isinstance(value, Wrong) or value is None else Decimal(places=6).show(int(cast("int", value)) * factor)
    )


def _text(raw: Raw) -> str:
    if isinstance(raw, float) and raw.is_integer():
        return f"{raw:.0f}" if abs(raw) < 10**15 else f"{raw:.5E}"
    return "" if raw is None else str(raw)
