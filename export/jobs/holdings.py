"""What a store holds in a period: all its tables, and how far each form is."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from db.store import Store
from forms.library import Library
from forms.periods import Period
from forms.table import Table

if TYPE_CHECKING:
    from export.workbook.package import State


def tables_of(store: Store, period: Period, library: Library) -> dict[str, Table]:
    """All forms of a store as they stand in a period."""
    return {name: store.table(name, period.of(form.cycle)) for name, form in library.forms.items()}


def empty_tables(library: Library) -> dict[str, Table]:
    """What a store holds that is yet to be made."""
    return {name: Table(form) for name, form in library.forms.items()}


def states_of(store: Store, period: Period, tables: Mapping[str, Table]) -> "dict[str, State]":
    """How far each form is: with records, confirmed as nil, or not filled."""
    returns = store.returns(period.code)
    return {name: _state(len(table), nil=returns[name].nil_confirmed) for name, table in tables.items()}


def _state(records: int, *, nil: bool) -> "State":
    return "filled" if records else ("nil" if nil else "empty")
