"""Rows that are being entered in bulk and are not in the ledger yet, kept in the store itself: a power cut takes at
most the field that is being typed, and nothing of a child ever lies in a plain file.

A row has the lasting id that its record will have. So a row that had gone into the ledger when the power went is
known again, and is not entered twice.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.records import new_id

if TYPE_CHECKING:
    from export.jobs.desk import Desk


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One unfinished row."""

    id: str
    texts: Mapping[str, str]
    """What stands in the cells that are not blank, as it was typed where it cannot be read."""
    given: Sequence[str] = ()
    """Fields that nobody typed: defaults, what was carried over, what followed."""


class Drafts:
    """The unfinished rows of one form in the desk's period."""

    def __init__(self, desk: "Desk", form: str) -> None:
        self._desk, self._form = desk, desk.library.forms[form]
        self._prefix = self._name_now()

    @property
    def is_current(self) -> bool:
        """Whether these are the rows of the period that the desk works in now."""
        return self._prefix == self._name_now()

    def load(self) -> dict[int, DraftRow]:
        """The rows by their places. Those that are in the ledger already are forgotten."""
        found = {int(name[len(self._prefix) :]): _row(text) for name, text in self._kept().items()}
        known = self._desk.tables[self._form.name]
        entered = {at: None for at, row in found.items() if known.row_of(row.id) is not None}
        if entered:
            self.keep(entered)
        return {at: row for at, row in found.items() if at not in entered}

    def keep(self, rows: Mapping[int, DraftRow | None]) -> None:
        """Keep rows at their places, and forget those that are None; durable when this returns. Raises Refusal."""
        texts = {self._name(at): _text(row) if row else None for at, row in rows.items()}
        self._desk.store.change_settings(texts)

    def replace(self, rows: Mapping[int, DraftRow]) -> None:
        """Keep these rows and no others."""
        others: dict[str, str | None] = dict.fromkeys(self._kept())
        self._desk.store.change_settings(others | {self._name(at): _text(row) for at, row in rows.items()})

    def waiting(self) -> int:
        """How many rows are not in the ledger yet."""
        return len(self._kept())

    def _name_now(self) -> str:
        return f"draft:{self._form.name}:{self._desk.period.of(self._form.cycle)}:"

    def _name(self, at: int) -> str:
        return f"{self._prefix}{at:06d}"

    def _kept(self) -> dict[str, str]:
        return self._desk.store.settings_under(self._prefix)


def fresh_id() -> str:
    """A lasting id for a new row."""
    return new_id()


def _text(row: DraftRow) -> str:
    return json.dumps([row.id, dict(row.texts), list(row.given)], ensure_ascii=False, separators=(",", ":"))


def _row(text: str) -> DraftRow:
    id_, texts, given = json.loads(text)
    return DraftRow(id_, texts, tuple(given))
