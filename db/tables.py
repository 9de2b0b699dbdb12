"""A form as a table: which column a kind becomes, and the eight columns that every record has beside its fields.

A value that could not be read leaves its column NULL; the text that stood there is kept in `_raw`. So SQL only ever
sees values of the right type, and nothing typed is lost.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.types import TypeEngine

from forms.form import Form
from forms.kinds import Kind, Value
from forms.kinds.base import Storage

COLUMNS: dict[str, type[TypeEngine[Any]]] = {
    "text": sa.Text,
    "name": sa.Text,
    "note": sa.Text,
    "code": sa.Text,
    "choice": sa.Text,
    "choices": sa.Text,
    "yes_no": sa.Boolean,
    "integer": sa.BigInteger,
    "decimal": sa.BigInteger,
    "money": sa.BigInteger,
    "date": sa.Text,
    "month": sa.Text,
    "id_card": sa.Text,
    "phone": sa.Text,
    "bank_card": sa.Text,
    "division": sa.Text,
    "school_code": sa.Text,
    "class_no": sa.BigInteger,
    "reference": sa.Text,
}
"""Kind → column. Several codes (`choices`) are a JSON list in a text."""
STORAGE: dict[Storage, type[TypeEngine[Any]]] = {
    "text": sa.Text,
    "integer": sa.BigInteger,
    "boolean": sa.Boolean,
    "list": sa.Text,
}
"""What shape of plain value goes with what column; a test holds COLUMNS to it."""
SYSTEM = ("_id", "_school", "_period", "_rev", "_gone", "_order", "_raw")
LARGEST = 2**63
"""A database integer ends here; a longer number is kept as text."""

_TRUTH: Mapping[Any, Value] = {None: None, 0: False, 1: True}


@dataclass(frozen=True)
class FormTable:
    """The table of one form, made when first needed."""

    form: Form

    @property
    def name(self) -> str:
        """Name of the table."""
        return f"form_{self.form.name}"

    @property
    def shape(self) -> list[object]:
        """What decides the table's columns and indexes; changes exactly when the table must be changed."""
        fields = [[name, COLUMNS[field.kind.name].__name__] for name, field in self.form.fields.items()]
        return [fields, sorted(self.form.renamed.items()), self.indexed]

    @property
    def indexed(self) -> list[str]:
        """Fields by which records are looked up: natural keys and references."""
        keys = {name for key in self.form.keys for name in key}
        return [name for name in self.form.fields if name in keys or name in self.form.references]

    @cached_property
    def table(self) -> sa.Table:
        """The table with its indexes."""
        made = sa.Table(self.name, sa.MetaData(), *_system_columns(), *map(self.column, self.form.fields))
        for name in self.indexed:
            sa.Index(f"ix_{self.name}_{name}", made.c[name])
        return made

    def column(self, name: str) -> sa.Column[Any]:
        """The column of a field. Always nullable: blank is NULL, and blank may be wrong but is never refused."""
        return sa.Column(name, COLUMNS[self.form.fields[name].kind.name])


def _system_columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("_id", sa.Text, primary_key=True),
        sa.Column("_school", sa.Text, nullable=False),
        sa.Column("_period", sa.Text, nullable=False),
        sa.Column("_rev", sa.Integer, nullable=False),
        sa.Column("_gone", sa.Integer, nullable=False),
        sa.Column("_order", sa.Integer, nullable=False),
        sa.Column("_raw", sa.Text),
    ]


def bound(value: Value) -> str | int | bool | None:
    """A plain value as a column takes it."""
    return json.dumps(value, ensure_ascii=False) if type(value) is tuple else cast("str | int | bool | None", value)


def fits(value: Value) -> bool:
    """Whether a column can hold a value."""
    return type(value) is not int or -LARGEST <= value < LARGEST


def plain(kind: Kind, stored: object) -> Value:
    """What a column holds as a plain value."""
    return READERS[kind.stored_as]([stored])[0]


def _as_it_is(stored: Sequence[Any]) -> list[Value]:
    return list(stored)


def _truths(stored: Sequence[Any]) -> list[Value]:
    return [_TRUTH[value] for value in stored]


def _tuples(stored: Sequence[Any]) -> list[Value]:
    return [None if text is None else tuple(json.loads(text)) for text in stored]


READERS: dict[Storage, Callable[[Sequence[Any]], list[Value]]] = {
    "text": _as_it_is,
    "integer": _as_it_is,
    "boolean": _truths,
    "list": _tuples,
}
"""A column's content as plain values, a whole column at a time."""
