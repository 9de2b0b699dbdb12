"""The record that is being worked on: kept already, or only begun."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from forms.carry import places
from forms.entry import all_beside, new_beside, open_fields
from forms.form import Form
from forms.roll import moves_by_pupil
from ui.roll.card import Who
from ui.roll.top import begun
from ui.roll.who import Moves, who

if TYPE_CHECKING:
    from export.jobs.desk import Desk


class Record:
    """One record of a form at a desk. A new one holds suggestions until the first thing is typed."""

    def __init__(self, desk: "Desk", form: Form) -> None:
        self._desk, self._form = desk, form
        self.id = ""
        self._begun: dict[str, str] | None = None
        self._gathered: tuple[int, Moves] = (-1, {})
        self._fresh: set[str] = set()
        """Records that were begun here: of their blanks nothing is said until they are met again."""
        self._after: str | None = None

    @property
    def is_new(self) -> bool:
        """Whether nothing of it is kept yet."""
        return self._begun is not None

    @property
    def is_fresh(self) -> bool:
        """Whether it is still being typed for the first time."""
        return self.is_new or self.id in self._fresh

    def show(self, id_: str) -> None:
        """Another record is worked on."""
        if id_ != self.id:
            self._fresh.discard(self.id)
        self.id, self._begun = id_, None

    def begin(self, after: str | None) -> None:
        """A new record, with defaults and what is carried over from the one before."""
        self._begun, self._after = self._desk.fresh(self._form.name, after), after
        self.id = ""

    def propose(self, texts: Mapping[str, str]) -> None:
        """Put more into a record that is only begun, such as what the ledger knows of its school."""
        if self._begun is not None:
            self._begun = {**texts, **self._begun}

    def drop_new(self) -> None:
        """Give up a record of which nothing was typed."""
        self._begun = None

    def first_blank(self) -> str:
        """The first field to be typed."""
        return next(iter(open_fields(self._form, self._begun or {})), next(iter(self._form.fields)))

    def before(self, field: str) -> str:
        """What stands in a field of the record after which this one is being typed; "" for one that is long kept."""
        table = self._desk.tables[self._form.name]
        row = table.row_of(self._after) if self._after else None
        return table.text(row, field) if row is not None and self.is_fresh else ""

    def beginnings(self, field: str) -> list[str]:
        """Beginnings of texts that were written in a field, such as villages, the usual ones first."""
        return places(self._form.fields[field], [self._desk.tables[self._form.name]])

    def texts(self) -> dict[str, str]:
        """What stands in every field."""
        if self._begun is not None:
            return dict(self._begun)
        table = self._desk.tables[self._form.name]
        row = table.row_of(self.id)
        return {} if row is None else {name: table.text(row, name) for name in self._form.fields}

    def who(self) -> Who:
        """What the head of the card says."""
        table = self._desk.tables[self._form.name]
        row = table.row_of(self.id) if self.id else None
        if row is None:
            return Who(begun(self._form))
        return who(table, row, self._desk.tables, self._desk.period, self._moves())

    def _moves(self) -> Moves:
        """Movements by pupil, gathered anew only when the desk has changed."""
        version = self._desk.version
        if self._gathered[0] != version and self._form.name == "student":
            kinds = self._desk.library.lists["movement"]
            self._gathered = version, moves_by_pupil(self._desk.tables["movement"], kinds)
        return self._gathered[1]

    def save(self, texts: dict[str, str]) -> None:
        """Keep what was typed, with what follows from it for other fields; nothing where there is no record.

        Raises Refusal.
        """
        new, before = self._begun is not None, self.texts()
        if not (any(texts.values()) if new else before):
            return
        if self.is_fresh:
            beside = all_beside(self._form, before, texts, [self._desk.tables[self._form.name]], self.id)
        else:
            beside = new_beside(self._form, before, texts)
        change = self._desk.save(self._form.name, None if new else self.id, {**(self._begun or {}), **beside, **texts})
        self.id, self._begun = change.id, None
        if new:
            self._fresh.add(change.id)

    def reveal(self, field: str) -> str:
        """The whole of a masked number; that somebody looked is recorded."""
        return self._desk.reveal(self._form.name, self.id, field) if self.id else ""
