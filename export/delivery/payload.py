"""The records of one form as bytes: columns of plain values, lasting ids, what could not be read, and where all stood.

The bytes below the compression are canonical: whether the records came from a workbook's compact copy or from its
cells, equal content gives equal bytes. A column with few distinct values is a short list of them and one character a
record; that is small, and quick to take apart.
"""

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from export.reading.raw import column as letters_of
from export.seal.canon import as_bytes
from export.workbook.locate import Place
from forms.form import Form
from forms.kinds import Reference, Value
from forms.problems import Wrong
from forms.table import Table

LEVEL = 1
"""Of zlib: the quickest."""
SIGNS = "".join(map(chr, range(35, 92))) + "".join(map(chr, range(93, 127)))
"""What stands for a column's distinct values: printable, and nothing that JSON escapes."""
Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Where:
    """Where the records stood in the file."""

    sheet: str
    rows: Sequence[int]
    """The sheet's row of every record, as a person counts, from 1."""
    columns: Mapping[str, int]
    """Lasting name of a column → its place, from 0; of a reference, `student.id_number`."""

    def cell(self, row: int, field: str) -> str:
        """The address of a record's field, B7; of its row's first cell where the field has no column."""
        own = (col for key, col in self.columns.items() if key.partition(".")[0] == field and "." in key)
        col = next(own, self.columns.get(field, 0))
        return f"{letters_of(col)}{self.rows[row]}"


def payload_of(table: Table, place: Place) -> bytes:
    """A table with its place as compressed bytes."""
    return compressed(content_of(table, place))


def compressed(content: bytes) -> bytes:
    """A content as it is kept."""
    return zlib.compress(content, LEVEL)


def content_of(table: Table, place: Place) -> bytes:
    """The same before it is compressed: what digests are made of."""
    order = {name: number for number, name in enumerate(table.form.fields)}
    filled = {name: values for name, values in table.columns.items() if values.count(None) < len(values)}
    raw = sorted(table.raw.items(), key=lambda item: (item[0][0], order[item[0][1]]))
    data = {
        "form": table.form.name, "sheet": place.sheet, "at": place.columns, "rows": _rows(place.rows), "ids": table.ids,
        "columns": {name: _column(values) for name, values in filled.items()},
        "raw": [[row, name, text] for (row, name), text in raw],
    }  # fmt: skip
    return as_bytes(json.dumps(data, ensure_ascii=False, separators=(",", ":")))


def _rows(rows: Sequence[int]) -> list[int] | int:
    """The number of the first row where they follow each other, as they do unless somebody tore them apart."""
    first = rows[0] if rows else 0
    return first if list(rows) == list(range(first, first + len(rows))) else list(rows)


def _column(values: Sequence[Value]) -> object:
    distinct = dict.fromkeys(values)
    if len(distinct) > len(SIGNS) or 2 * len(distinct) > len(values):
        return values
    if len(distinct) == 1:
        return {"all": values[0]}
    signs = dict(zip(distinct, SIGNS, strict=False))
    return {"of": list(distinct), "is": "".join(map(signs.__getitem__, values))}


def unpacked(payload: bytes) -> Data:
    """The data of a payload that this program packed itself."""
    return read_content(zlib.decompress(payload))


def read_content(content: bytes) -> Data:
    """The data of a content."""
    return cast("Data", json.loads(content.decode("utf-8", "surrogatepass")))


def table_of(payload: bytes, form: Form) -> Table:
    """The records of a payload, by the form by which they were read."""
    return table_from(unpacked(payload), form)


def place_of(payload: bytes) -> Where:
    """Where the records of a payload stood."""
    place = place_from(unpacked(payload))
    return Where(place.sheet, [row + 1 for row in place.rows], place.columns)


def table_from(data: Data, form: Form) -> Table:
    """The records of a content."""
    ids = cast("list[str]", data["ids"])
    columns = {
        name: _values(column, len(ids), listed=form.fields[name].kind.stored_as == "list")
        for name, column in cast("Mapping[str, object]", data["columns"]).items()
    }
    table = Table(form, ids, columns)
    for row, name, text in cast("Sequence[tuple[int, str, str]]", data["raw"]):
        table.raw[row, name], table.wrong[row, name] = text, _why(form, name, text)
    return table


def _why(form: Form, name: str, text: str) -> Wrong:
    """Why a text could not be read; of a reference, that no record answers to it."""
    kind = form.fields[name].kind
    if isinstance(kind, Reference):
        return Wrong("kind.not_on_record", {"text": text.split(" ", maxsplit=1)[0]})
    wrong = kind.parse(text)
    if not isinstance(wrong, Wrong):
        raise ValueError(f"{form.name}.{name} holds a text as unreadable that can be read")
    return wrong


def _values(column: object, records: int, *, listed: bool) -> list[Value]:
    """A column as it was; choices are tuples, which JSON does not know."""
    if isinstance(column, list):
        values = cast("list[Value]", column)
        return [_tuple(value) for value in values] if listed else values
    parts = cast("Data", column)
    if "all" in parts:
        return [_tuple(parts["all"]) if listed else parts["all"]] * records
    known = list(map(_tuple, parts["of"])) if listed else cast("list[Value]", parts["of"])
    return list(map(dict(zip(SIGNS, known, strict=False)).__getitem__, cast("str", parts["is"])))


def _tuple(value: object) -> Value:
    return tuple(cast("list[str]", value)) if isinstance(value, list) else cast("Value", value)


def place_from(data: Data) -> Place:
    """Where the records of a content stood, as the readers of workbooks say it."""
    rows = cast("list[int] | int", data["rows"])
    every = rows if isinstance(rows, list) else range(rows, rows + len(data["ids"]))
    first = every[0] if every else 0
    return Place(str(data["sheet"]), data["at"], first, -1, {}, (), every)
