"""A store and its tables in memory, always in step: what was saved is in the tables, and nothing else is.

Every method writes first and then follows in memory, so a refused write leaves both as they were. It says what moved,
for those who keep problems and indexes.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from db.cells import Cell, Cells, typed
from db.history import Entry
from db.steps import Insert, Remove, Step, Update
from db.store import Store
from export.jobs.holdings import tables_of
from export.jobs.rows import Moved, append, drop, follow, put
from forms.library import Library
from forms.masking import masked
from forms.matching import Called, is_lasting_id
from forms.periods import Period
from forms.table import Table

Texts = Mapping[str, str]
Movements = dict[str, Moved]
"""What moved, by form."""
FEW = 200
"""So many touched records are read one by one; for more, the whole table is read anew."""


class Ledger:
    """The records of one period."""

    def __init__(self, store: Store, library: Library) -> None:
        self.store = store
        self.library = library
        self.tables: dict[str, Table] = {}
        self.load()

    def load(self) -> None:
        """Read everything anew, for the store's current period."""
        self.period: Period = self.store.period
        self.tables.update(tables_of(self.store, self.period, self.library))

    def within(self, form: str) -> str:
        """The period that the records of a form carry."""
        return self.period.of(self.library.forms[form].cycle)

    def save(self, form: str, id_: str | None, texts: Texts, user: str, action: str) -> tuple[str, Moved]:
        """Keep what was typed; returns the record's lasting id."""
        table = self.tables[form]
        kept = self._pointed(form, [(id_, texts)])[0][1]
        saved = self.store.save(form, id_, kept, self.within(form), user, action).id
        cells, row = self._cells(form, kept), table.row_of(saved)
        if row is not None:
            put(table, row, cells)
        elif id_ is None:
            append(table, saved, cells)
        else:
            return saved, self._follow(form, {saved})  # of another period, or out of the recycle bin
        return saved, Moved({saved}, set(texts), is_other_set=row is None)

    def apply(
        self, form: str, rows: Sequence[tuple[str | None, Texts]], user: str, action: str
    ) -> tuple[list[str], Moved]:
        """Many records as one step; returns their ids in order. An id that no record has yet is the new record's."""
        table, moved = self.tables[form], Moved()
        pointed = self._pointed(form, rows)
        read = self._reader(form)
        cells = [{name: read(name, text) for name, text in texts.items()} for _, texts in pointed]
        steps = [self._step(form, id_, one) for (id_, _), one in zip(pointed, cells, strict=True)]
        ids = self.store.apply(steps, action, user) if steps else []
        for id_, one in zip(ids, cells, strict=True):
            row = table.row_of(id_)
            moved.fields.update(one)
            if row is None:
                moved.is_other_set = True
                append(table, id_, one)
            else:
                put(table, row, one)
        moved.records.update(ids)
        return ids, moved

    def remove(self, form: str, ids: Sequence[str], user: str) -> Moved:
        """Put records into the recycle bin, as one step."""
        self.store.apply([Remove(form, id_) for id_ in ids], f"删除{self.tables[form].form.zh}", user)
        gone: set[str] = set()
        for id_ in ids:
            row = self.tables[form].row_of(id_)
            if row is not None:
                drop(self.tables[form], row)
                gone.add(id_)
        return Moved(gone, is_other_set=bool(gone))

    def restore(self, form: str, id_: str, user: str) -> Moved:
        """Take a record out of the recycle bin."""
        self.store.restore_record(form, id_, user)
        return self._reread(form)

    def follow(self, since: int) -> Movements:
        """Take over whatever the store did after the change of that number, such as an undo or an import."""
        touched = self.store.touched(since)
        found = {form: self._follow(form, touched[form]) for form in self.tables if form in touched}
        return {form: moved for form, moved in found.items() if moved}

    def copy(self) -> dict[str, Table]:
        """The tables as they are now, for a job that must not see them change."""
        return {
            name: Table(t.form, [*t.ids], {n: [*c] for n, c in t.columns.items()}, {**t.wrong}, {**t.raw})
            for name, t in self.tables.items()
        }

    def called(self, form: str) -> dict[str, Called]:
        """For each reference of a form, the records that it can point to, by the words that people use."""
        references = self.library.forms[form].references
        return {name: Called(self.tables[kind.to], kind.by) for name, kind in references.items()}

    def shown(self, form: str, row: int, name: str) -> str:
        """What a screen shows of a field: numbers that name a person masked, a record pointed to by its name."""
        return self._seen(form, name, self.tables[form].text(row, name))

    def seen(self, form: str, entry: Entry) -> Entry:
        """A change as a screen shows it."""
        if entry.field not in self.library.forms[form].fields:
            return entry
        old, new = (self._seen(form, entry.field, text) for text in (entry.old, entry.new))
        return replace(entry, old=old, new=new)

    def _seen(self, form: str, name: str, text: str) -> str:
        reference = self.library.forms[form].references.get(name)
        if reference is None:
            return masked(self.library.forms[form].fields[name], text)
        there = self.tables[reference.to].row_of(text)
        return text if there is None else self.tables[reference.to].label(there, self.tables)

    def _follow(self, form: str, ids: set[str]) -> Moved:
        table, moved = self.tables[form], Moved()
        if len(ids) > FEW:
            return self._reread(form)
        for id_ in ids:
            kept, row = self.store.record(form, id_), table.row_of(id_)
            is_here = kept is not None and not kept.gone and kept.period == self.within(form)
            if kept is None or not is_here:
                if row is not None:
                    drop(table, row)
                    moved.is_other_set = True
            elif row is None:
                return self._reread(form, moved)  # where it belongs, the store knows
            else:
                put(table, row, kept.cells)
                moved.fields.update(kept.cells)
            moved.records.add(id_)
        return moved

    def _reread(self, form: str, before: Moved | None = None) -> Moved:
        moved = follow(self.tables[form], self.store.table(form, self.within(form)))
        if before is not None:
            moved.records |= before.records
            moved.fields |= before.fields
            moved.is_other_set |= before.is_other_set
        return moved

    def _cells(self, form: str, texts: Texts) -> Cells:
        read = self._reader(form)
        return {name: read(name, text) for name, text in texts.items()}

    def _reader(self, form: str) -> Callable[[str, str], Cell]:
        """Reads what was typed into a field; the same words of many records only once."""
        fields = self.library.forms[form].fields

        @cache
        def read(name: str, text: str) -> Cell:
            return typed(fields[name].kind, text)

        return read

    def _step(self, form: str, id_: str | None, cells: Cells) -> Step:
        values = {name: cell.value for name, cell in cells.items()}
        raw = {name: cell.raw for name, cell in cells.items() if cell.raw is not None}
        if id_ is not None and self.tables[form].row_of(id_) is not None:
            return Update(form, id_, values, raw)
        return Insert(form, values, raw, self.within(form), id_ or "")

    def _pointed(self, form: str, rows: Iterable[tuple[str | None, Texts]]) -> list[tuple[str | None, Texts]]:
        """The same texts with lasting ids where a reference was typed in words that fit one record."""
        references, rows = self.library.forms[form].references, list(rows)
        if not any(_is_worded(texts.get(name)) for _, texts in rows for name in references):
            return rows
        called = self.called(form)
        return [(id_, {name: _meant(called, name, text) for name, text in texts.items()}) for id_, texts in rows]


def _is_worded(text: str | None) -> bool:
    return bool(text) and not is_lasting_id(str(text))


def _meant(called: Mapping[str, Called], name: str, text: str) -> str:
    if name not in called or not _is_worded(text):
        return text
    return called[name].find(text) or text
