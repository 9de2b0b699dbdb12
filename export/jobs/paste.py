"""A rectangle out of a spreadsheet, laid over records: what each cell would become, before anything is written."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from forms.form import Form
from forms.matching import Called
from forms.problems import Wrong
from forms.table import Table

Fate = Literal["same", "taken", "tidied", "refused"]
Say = Callable[[str, Mapping[str, object]], str]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the rectangle and what becomes of it."""

    row: int
    """Row of the rectangle, counted from 0."""
    field: str
    record: str | None
    """Lasting id of the record it is laid over; None for a new one."""
    raw: str
    """What was copied."""
    text: str
    """What will be shown: the tidied value, or the raw text where it cannot be read."""
    before: str
    fate: Fate
    """same: nothing changes; taken: as it was; tidied: read and shown in another way (2018.3.5 → 2018-03-05); refused:
    cannot be read. A refused cell is kept as it was copied and stays a problem until somebody puts it right."""
    message: str = ""
    fix: str | None = None


@dataclass(frozen=True)
class Rectangle:
    """What pasting would do."""

    form: str
    cells: list[Cell]
    rows: list[tuple[str | None, dict[str, str]]]
    """Record and texts, to be applied as one action."""

    def count(self, fate: Fate) -> int:
        """How many cells meet this fate."""
        return sum(cell.fate == fate for cell in self.cells)

    @property
    def new(self) -> int:
        """How many records would be added."""
        return sum(record is None for record, _ in self.rows)


def clipboard(text: str) -> list[list[str]]:
    """The cells of a copied rectangle: tabs between cells, quotes around a cell that holds line breaks."""
    lines = io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n"), newline="")
    rows = [list(row) for row in csv.reader(lines, dialect="excel-tab")]
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    return rows


def lay(
    table: Table, cells: Sequence[Sequence[str]], fields: Sequence[str], records: Sequence[str | None],
    called: Mapping[str, Called], say: Say,
) -> Rectangle:  # fmt: skip
    """Lay a rectangle over records, field by field from left to right; rows beyond the records make new ones.

    A single row over several records fills them all, as spreadsheets do. Columns beyond the fields are left out.
    `called` knows the records that references may name; `say` makes a sentence of a code and its parameters.
    """
    if len(cells) == 1 and len(records) > 1:
        cells = [cells[0]] * len(records)
    found, rows = list[Cell](), list[tuple[str | None, dict[str, str]]]()
    read = _reader(table.form, say)
    for at, line in enumerate(cells):
        record = records[at] if at < len(records) else None
        if record is None and not any(cell.strip() for cell in line):
            continue
        texts = dict(zip(fields, line, strict=False))
        rows.append((record, texts))
        row = table.row_of(record) if record else None
        for name, raw in texts.items():
            before = table.text(row, name) if row is not None else ""
            if name in called and (meant := called[name].find(raw)):
                is_same = meant == before
                found.append(Cell(at, name, record, raw, raw, raw if is_same else "", "same" if is_same else "taken"))
                continue
            text, fate, message, fix = read(name, raw)
            fate = "same" if fate != "refused" and text == before else fate
            found.append(Cell(at, name, record, raw, text, before, fate, message, fix))
    return Rectangle(table.form.name, found, rows)


def _reader(form: Form, say: Say) -> Callable[[str, str], tuple[str, Fate, str, str | None]]:
    """Reads a field's text: what will be shown, its fate, the sentence and the fix where it is refused. A class has
    the same words in most of its cells, so each is read only once.
    """

    @cache
    def read(name: str, raw: str) -> tuple[str, Fate, str, str | None]:
        field = form.fields[name]
        value = field.kind.parse(raw)
        if isinstance(value, Wrong):
            message = say(value.code, {"field": {"zh": field.zh, "en": field.en}, **value.params})
            return raw, "refused", message, value.fix
        text = field.kind.show(value)
        return text, "taken" if text == raw.strip() else "tidied", "", None

    return read
