"""Which records the roll shows, and in which order: search, segment, filters of columns, sorting."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from forms.form import Form
from forms.kinds import Choice, Value
from forms.table import Table
from ui.roll.columns import Column, text_of
from ui.roll.marks import Marks, Segment


@dataclass
class Asked:
    """What a person wants to see."""

    text: str = ""
    segment: Segment = "all"
    filters: dict[str, str] = field(default_factory=dict[str, str])
    """Column → what its cells must hold."""
    sort: str = ""
    descending: bool = False


def rows_shown(
    asked: Asked, table: Table, columns: Mapping[str, Column], tables: Mapping[str, Table], marks: Marks,
    found: Iterable[int] | None,
) -> list[int]:  # fmt: skip
    """Rows in the order in which they are shown; `found` are those that the search found, None where nothing is
    searched.
    """
    rows: Iterable[int] = range(len(table)) if found is None else found
    if asked.segment != "all":
        rows = [row for row in rows if marks.within(table.ids[row], asked.segment)]
    for name, wanted in asked.filters.items():
        rows = [row for row in rows if wanted in text_of(columns[name], table, row, tables)]
    if asked.sort:
        return sorted(rows, key=_order(columns[asked.sort], table, tables), reverse=asked.descending)
    return list(rows)


def _order(column: Column, table: Table, tables: Mapping[str, Table]) -> Callable[[int], tuple[object, ...]]:
    """Choices in the order of their list, figures by size, words as they read; blanks last."""
    values = [table.columns[name] for name in column.fields]
    places = [_places(table.form, name) for name in column.fields]
    if column.kind.name == "reference" or column.kind.stored_as == "list":
        return lambda row: (text := text_of(column, table, row, tables), row) and (not text, text, row)
    return lambda row: (
        *(_key(column[row], place) for column, place in zip(values, places, strict=True)), row,
    )  # fmt: skip


def _places(form: Form, name: str) -> Mapping[str, int] | None:
    kind = form.fields[name].kind
    return kind.codes.places if isinstance(kind, Choice) else None


def _key(value: Value, places: Mapping[str, int] | None) -> tuple[bool, object]:
    if value is None:
        return True, 0 if places is not None else ""
    return False, places.get(str(value), len(places)) if places is not None else value
