"""A school's open store, as a window needs it: tables in memory, every change durable on return, problems beside them.

It composes what the other modules of this room do and decides nothing itself; what is needed later than a window's
first sight (workbooks, foreign files, pinyin) is loaded when it is asked for. Any thread may call it, one after the
other. The world's faults are raised as Refusal, and then nothing was changed: not in the store, not in the tables.
"""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from db.history import Entry
from db.returns import Return, State
from db.store import Store
from db.undo import Done
from export.jobs import summary as home
from export.jobs.holdings import tables_of
from export.jobs.ledger import Ledger, Texts
from export.jobs.milestones import Milestones
from export.jobs.reopening import reopen
from export.jobs.session import Session
from export.jobs.standing import Item
from export.jobs.todo_desk import TodoDesk
from export.jobs.view import View
from export.tell import Tell, silent
from forms.derive import suggested
from forms.entry import new_beside
from forms.library import Library
from forms.periods import Period
from forms.problems import Language
from forms.search import Hit
from forms.table import Table

if TYPE_CHECKING:
    from export.jobs.paste import Rectangle
    from export.jobs.send import Sent
    from export.jobs.take_in import Import


@dataclass(frozen=True, slots=True)
class Change:
    """What a save did."""

    id: str
    form: str
    row: int
    fields: tuple[str, ...]
    """Fields whose content is another now."""
    problems_changed: bool


class Desk(TodoDesk):
    """One school's store and one period of it, open for work."""

    def __init__(self, store: Store, session: Session, user: str = "") -> None:
        self.session = session
        self.library: Library = session.library
        self.store = store
        self.user = user
        self.milestones = Milestones(store)
        self._turn = threading.RLock()
        self._ledger = Ledger(store, session.library)
        self._view = View(self._ledger, self.milestones, session)

    @classmethod
    def open(cls, path: Path, session: Session, password: str | None = None, user: str = "") -> Self:
        """Open a store; a practice store takes no password. Raises Refusal."""
        return cls(Store.open(path, session.library, password), session, user)

    @classmethod
    def create(
        cls, path: Path, session: Session, school_code: str, school_name: str = "", *,
        password: str | None = None, practice: bool = False, user: str = "",
    ) -> Self:  # fmt: skip
        """Make a new store and open it. Raises Refusal."""
        library = session.library
        return cls(
            Store.create(path, library, school_code, school_name, password=password, practice=practice), session, user
        )

    def close(self) -> None:
        """Leave one complete file."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ── the school and its period ───────────────────────────────────────────────────────────────────────────────

    @property
    def path(self) -> Path:
        """Where the store lies."""
        return self.store.path

    @property
    def school_name(self) -> str:
        """The school's name as it was given to the store."""
        return self.store.school_name

    @property
    def school_code(self) -> str:
        """学校标识码."""
        return self.store.school_code

    @property
    def practice(self) -> bool:
        """Whether all of this is made up."""
        return self.store.practice

    @property
    def version(self) -> int:
        """Grows with each change of records, reasons, states or period."""
        return self._view.version

    @property
    def period(self) -> Period:
        """The period that is worked in."""
        return self._ledger.period

    @property
    def tables(self) -> dict[str, Table]:
        """The records of the period by form: changed in place by the methods here, and by nobody else."""
        return self._ledger.tables

    def set_language(self, language: Language) -> None:
        """Sentences in another language from now on."""
        self.session.language = language
        self._view.begin()

    def periods(self) -> list[str]:
        """Codes of all periods that were ever worked in."""
        return self.store.periods()

    def set_period(self, code: str) -> None:
        """Work in another period."""
        with self._turn:
            self.store.set_period(code, self.user)
            self._ledger.load()
            self._view.begin()

    # ── records ─────────────────────────────────────────────────────────────────────────────────────────────────

    def save(self, form: str, id_: str | None, texts: Texts, *, action: str = "") -> Change:
        """Keep what was typed into some fields of a record, None for a new one; durable when this returns."""
        with self._turn:
            before = self._texts(form, id_, texts)
            saved, moved = self._ledger.save(form, id_, texts, self.user, action)
            is_other = self._view.moved({form: moved})
            after = self._texts(form, saved, texts)
            fields = tuple(name for name in texts if before.get(name, "") != after[name])
            return Change(saved, form, self.tables[form].row_of(saved) or 0, fields, is_other)

    def apply_cells(self, form: str, rows: Sequence[tuple[str | None, Texts]], action: str = "") -> list[str]:
        """Many records at once as one step that undo takes back as one. Returns their ids in order."""
        with self._turn:
            ids, moved = self._ledger.apply(form, rows, self.user, action or f"修改{self.library.forms[form].zh}")
            self._view.moved({form: moved})
            return ids

    def remove(self, form: str, *ids: str) -> None:
        """Put records into the recycle bin, as one step that undo takes back as one."""
        with self._turn:
            self._view.moved({form: self._ledger.remove(form, ids, self.user)})

    def restore(self, form: str, id_: str) -> None:
        """Take a record out of the recycle bin."""
        with self._turn:
            self._view.moved({form: self._ledger.restore(form, id_, self.user)})

    def bin(self, form: str) -> Table:
        """The records in the recycle bin."""
        return self.store.table(form, self._ledger.within(form), gone=True)

    def text(self, form: str, id_: str, field: str) -> str:
        """What a screen shows of a field: numbers that name a person masked, a record pointed to by its name."""
        with self._turn:
            row = self.tables[form].row_of(id_)
            return "" if row is None else self._ledger.shown(form, row, field)

    def reveal(self, form: str, id_: str, field: str) -> str:
        """The whole text of a masked field; that somebody looked is recorded."""
        with self._turn:
            table = self.tables[form]
            row = table.row_of(id_)
            if row is None:
                return ""
            self.store.note(form, id_, field, f"查看{table.form.fields[field].zh}", self.user)
            return table.text(row, field)

    def suggestion(self, form: str, field: str, id_: str | None = None) -> str:
        """What a new record begins with: carried over from the record `id_` (None: the last one), or the default."""
        table = self.tables[form]
        before = len(table) - 1 if id_ is None else table.row_of(id_)
        return suggested(table, field, before)

    def fresh(self, form: str, id_: str | None = None) -> dict[str, str]:
        """All suggestions for a new record."""
        found = {name: self.suggestion(form, name, id_) for name in self.library.forms[form].fields}
        return {name: text for name, text in found.items() if text}

    def derive(self, form: str, texts: Texts, id_: str | None = None) -> dict[str, str]:
        """Texts for blank fields that follow from what was typed; with `id_`, from what the record holds as well."""
        form_ = self.library.forms[form]
        return new_beside(form_, self._texts(form, id_, dict.fromkeys(form_.fields, "")), texts)

    # ── undo and history ────────────────────────────────────────────────────────────────────────────────────────

    def undo(self) -> str | None:
        """Take back the last step; its name, or None where there is none."""
        with self._turn:
            since = self.store.last_change
            name = self.store.undo(self.user)
            self._view.moved(self._ledger.follow(since))
            return name

    def redo(self) -> str | None:
        """Bring forth what was undone last."""
        with self._turn:
            since = self.store.last_change
            name = self.store.redo(self.user)
            self._view.moved(self._ledger.follow(since))
            return name

    @property
    def next_undo(self) -> str | None:
        """Name of what undo would take back."""
        return self.store.next_undo

    @property
    def next_redo(self) -> str | None:
        """Name of what redo would bring forth."""
        return self.store.next_redo

    def steps(self, limit: int = 50) -> list[Done]:
        """The last steps, newest first: id, kind, name, user, at, is_undone."""
        return self.store.actions(limit)

    def history(self, form: str, id_: str, field: str | None = None) -> list[Entry]:
        """What became of a record or one of its fields, oldest first, masked: at, user, old, new, name, kind."""
        with self._turn:
            return [self._ledger.seen(form, one) for one in self.store.history(form, id_, field)]

    # ── problems ────────────────────────────────────────────────────────────────────────────────────────────────

    def problems(self, form: str | None = None) -> list[Item]:
        """All problems, of one form where it is named, in the order of forms, rows and fields."""
        with self._turn:
            return self._view.standing.items(form)

    def set_reason(self, keys: Sequence[str], text: str) -> None:
        """Give one reason for several reminders (`item.problem.key`); an empty text takes it back."""
        with self._turn:
            reopen(self.store, self.library, self.period, keys, self.user)
            self.store.set_reasons(keys, text, self.user)
            self._view.explained()

    # ── search ──────────────────────────────────────────────────────────────────────────────────────────────────

    def search(self, form: str, text: str) -> list[int]:
        """Rows that a text finds: 汉字, pinyin in full or by initials, the tail of a number."""
        return list(self.hits(form, text))

    def hits(self, form: str, text: str) -> dict[int, Hit]:
        """Rows that a text finds, with `marks`: field → positions of the characters to underline."""
        with self._turn:
            return self._view.finder.find(form, text)

    def warm(self) -> None:
        """Load what the first search needs; takes most of a second, so call it from a thread of its own."""
        from forms.readings import of_character  # 45,000 characters

        names = [str(name) for name in [*self.tables["student"].columns["name"]] if name]
        for character in dict.fromkeys("".join(names)):
            of_character(character)

    # ── returns ─────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def states(self) -> dict[str, Return]:
        """How far the return of each form is: state, state.zh, who, at, revision, nil_confirmed."""
        return self.store.returns()

    def set_state(self, form: str, state: str, note: str = "", who: str = "") -> Return:
        """Move a return on (checked, approved) or back (filling). An approved one is locked until it is moved back."""
        with self._turn:
            made = self.store.set_return_state(form, self.period.code, State(state), who or self.user, note)
            self._view.restated()
            return made

    def confirm_nil(self, form: str) -> Return:
        """Confirm that there is nothing to report. Refused where there are records."""
        with self._turn:
            made = self.store.confirm_nil(form, self.period.code, self.user)
            self._view.restated()
            return made

    def completeness(self, form: str) -> home.Completeness:
        """How far a form is."""
        with self._turn:
            return self._view.completeness(form)

    def lacking(self, form: str) -> set[str]:
        """Lasting ids of the records of a form in which something required is blank or cannot be read."""
        with self._turn:
            return self._view.lacking(form)

    def due(self) -> home.Due:
        """The return of the period as a whole: how much is left, and what to do now."""
        return self.summary().due

    def summary(self) -> home.Summary:
        """All of the home page."""
        with self._turn:
            return self._view.summary()

    # ── files ───────────────────────────────────────────────────────────────────────────────────────────────────

    def preview(self, path: Path, form: str | None = None) -> "Import":
        """What taking in a file would do; nothing is written. `form` is which form a foreign list fills.

        Without it the list's captions tell; a workbook of ours is taken whole. Refusal `is_slip`: open it as one.
        May take seconds, in any thread; meanwhile the desk is free.
        """
        from export.jobs import take_in as importing

        book = self.session.reader.read(path)
        wanted = None if self.session.receiver.is_ours(book) else form
        return importing.import_book(book, wanted, self._held, self.session, self.period.code)

    def take_in(self, made: "Import", name: str = "") -> None:
        """Write a previewed file's records as one step that undo takes back as one."""
        from export.jobs import take_in as importing

        with self._turn:
            since = self.store.last_change
            try:
                importing.apply(made, self.store, self.library, self.user, name)
            finally:
                self._view.moved(self._ledger.follow(since))
                self._view.explained()

    def preview_cells(
        self, form: str, cells: str | Sequence[Sequence[str]], fields: Sequence[str], records: Sequence[str | None]
    ) -> "Rectangle":
        """What pasting a rectangle (or the clipboard's text) over records would do; its `rows` go to `apply_cells`."""
        from export.jobs.paste import clipboard, lay

        with self._turn:
            rows = clipboard(cells) if isinstance(cells, str) else cells
            return lay(self.tables[form], rows, fields, records, self._ledger.called(form), self._sentence)

    def export(self, to: Path, *, draft: bool = False, tell: Tell = silent) -> "Sent":
        """Write the period's sealed workbook; without `draft`, nothing is written while a problem stands.

        `tell` hears how far it is, in percent, and stops it by raising.
        """
        from export.jobs.send import send

        sent = send(self.store, to, self.period, self.session, draft=draft, tell=tell)
        if sent.written:
            self.milestones.exported(self.period.code, str(to), sent.revision, sent.check_code)
            with self._turn:
                self._view.restated()
        return sent

    def _texts(self, form: str, id_: str | None, names: Texts) -> dict[str, str]:
        table = self.tables[form]
        row = table.row_of(id_) if id_ else None
        return {} if row is None else {name: table.text(row, name) for name in names}

    def _held(self, period: str) -> Mapping[str, Table]:
        """A file may be of another term than the one that is worked on."""
        with self._turn:
            if period == self.period.code:
                return self._ledger.copy()
            return tables_of(self.store, Period.read(period), self.library)

    def _sentence(self, code: str, params: Mapping[str, object]) -> str:
        return self.library.catalogue.text(code, params, self.session.language)
