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
from forms.kinds import Kind, Reference, Value
from forms.problems import Wrong
from forms.table import Table

LEVEL = 1
"""Of zlib: the quickest."""
SIGNS = "".join(map(chr, range(35, 92))) + "".join(map(chr, range(93, 127)))
"""What stands for a column's distinct values: printable, and nothing that JSON escapes."""
TRIED = 256
"""Records that are looked at first: where they differ, so do all."""
STORED = {"text": str, "integer": int, "boolean": bool, "list": list}
"""How a kind's values stand in JSON."""
MOST_COLUMNS = 1 << 14
"""Excel's."""
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
    if len(set(values[:TRIED])) > len(SIGNS):
        return values
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
    return _where(unpacked(payload))


def records_of(payload: bytes, form: Form) -> tuple[Table, Where]:
    """Both, unpacked once."""
    data = unpacked(payload)
    return table_from(data, form), _where(data)


def _where(data: Data) -> Where:
    place = place_from(data)
    return Where(place.sheet, [row + 1 for row in place.rows], place.columns)


def table_from(data: Data, form: Form) -> Table:
    """The records of a content. KeyError, TypeError or ValueError where it is not what this program packs."""
    ids = _texts(data["ids"])
    columns = {
        name: _values(column, len(ids), form.fields[name].kind)
        for name, column in cast("Mapping[str, object]", data["columns"]).items()
    }
    table = Table(form, ids, columns)
    for row, name, text in cast("Sequence[tuple[int, str, str]]", data["raw"]):
        _unreadable(table, range(len(ids))[row], name, text)
    return table


def _texts(values: object) -> list[str]:
    if not isinstance(values, list) or set(map(type, cast("list[object]", values))) - {str}:
        raise TypeError("not a list of texts")
    return cast("list[str]", values)


def _unreadable(table: Table, row: int, name: str, text: str) -> None:
    """A text that could not be read, and why. A later program may well read it; then it is a value."""
    kind = table.form.fields[name].kind
    if isinstance(kind, Reference):
        why: Value | Wrong = Wrong("kind.not_on_record", {"text": text.split(" ", maxsplit=1)[0]})
    else:
        why = kind.parse(_texts([text])[0])
    if isinstance(why, Wrong):
        table.raw[row, name], table.wrong[row, name] = text, why
    else:
        table.columns[name][row] = why


def _values(column: object, records: int, kind: Kind) -> list[Value]:
    """A column as it was."""
    if isinstance(column, list):
        values = _plain(cast("list[object]", column), kind)
    elif "all" in (parts := cast("Data", column)):
        values = _plain([parts["all"]], kind) * records
    else:
        known = dict(zip(SIGNS, _plain(parts["of"], kind), strict=False))
        values = list(map(known.__getitem__, cast("str", parts["is"])))
    if len(values) != records:
        raise ValueError("a column that is shorter or longer than its form")
    return values


def _plain(values: list[object], kind: Kind) -> list[Value]:
    """Values of the type that their kind holds; several choices are a tuple, which JSON does not know."""
    types = set(map(type, values)) - {type(None)}
    if types - {STORED[kind.stored_as]}:
        raise TypeError(f"{types} in a column of {kind.name}")
    if kind.stored_as != "list":
        return cast("list[Value]", values)
    return [None if value is None else tuple(_texts(value)) for value in values]


def place_from(data: Data) -> Place:
    """Where the records of a content stood, as the readers of workbooks say it. Raises like `table_from`."""
    at, rows, records = cast("dict[str, int]", data["at"]), data["rows"], len(data["ids"])
    listed = cast("list[int]", rows if isinstance(rows, list) else [rows])
    if set(map(type, (*listed, *at.values()))) - {int}:
        raise TypeError("places that are no numbers")
    every = listed if isinstance(rows, list) else range(listed[0], listed[0] + records)
    if len(every) != records or min(listed, default=0) < 0 or not all(0 <= col < MOST_COLUMNS for col in at.values()):
        raise ValueError("places outside of any sheet")
    return Place(str(data["sheet"]), at, every[0] if every else 0, -1, {}, (), every)
