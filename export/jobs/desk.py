"""A school's open store, as a window needs it: tables in memory, every change durable on return, problems beside them.

It composes what the other modules of this room do and decides nothing itself. Any thread may call it, one after the
other. The world's faults are raised as Refusal, and then nothing was changed: not in the store, not in the tables.
"""

import json
import threading
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from db.backup import Copy
from db.cells import Cells, typed
from db.history import Entry
from db.returns import Return, State
from db.steps import Insert, Step, Update
from db.store import Store
from db.undo import Done
from export.jobs import take_in as importing
from export.jobs.find import Finder
from export.jobs.paste import Rectangle, clipboard, lay
from export.jobs.rows import Moved, append, drop, follow, put
from export.jobs.send import Sent, send, states_of, tables_of
from export.jobs.session import Session
from export.jobs.standing import Item, Standing
from export.jobs.summary import Completeness, Due, Event, Summary, by_grade, completeness, pupils_now
from forms.derive import derived, suggested
from forms.library import Library
from forms.masking import masked
from forms.periods import Period
from forms.search import Hit
from forms.table import Table

Texts = Mapping[str, str]
ATTENTION = 50
"""Items of the home page's list."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a save did."""

    id: str
    form: str
    row: int
    fields: tuple[str, ...]
    """Fields whose content is another now."""
    problems_changed: bool


class Desk:
    """One school's store and one period of it, open for work."""

    def __init__(self, store: Store, session: Session, user: str = "") -> None:
        self.session = session
        self.library: Library = session.library
        self.user = user
        """Who sits at the desk; every change bears this name."""
        self.version = 0
        """Grows with each change of records, reasons, states or period."""
        self.tables: dict[str, Table] = {}
        self._store = store
        self._turn = threading.RLock()
        self._load()

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
        made = Store.create(
            path, session.library, school_code, school_name, password=password, practice=practice
        )  # fmt: skip
        return cls(made, session, user)

    def close(self) -> None:
        """Leave one complete file."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ── the school and its period ───────────────────────────────────────────────────────────────────────────────

    @property
    def path(self) -> Path:
        """Where the store lies."""
        return self._store.path

    @property
    def school_name(self) -> str:
        """The school's name as it was given to the store."""
        return self._store.school_name

    @property
    def school_code(self) -> str:
        """学校标识码."""
        return self._store.school_code

    @property
    def practice(self) -> bool:
        """Whether all of this is made up."""
        return self._store.practice

    @property
    def store(self) -> Store:
        """The store itself, for what only keys and first runs need."""
        return self._store

    def periods(self) -> list[str]:
        """Codes of all periods that were ever worked in."""
        return self._store.periods()

    def set_period(self, code: str) -> None:
        """Work in another period."""
        with self._turn:
            self._store.set_period(code, self.user)
            self._load()

    # ── records ─────────────────────────────────────────────────────────────────────────────────────────────────

    def save(self, form: str, id_: str | None, texts: Texts, *, action: str = "") -> Change:
        """Keep what was typed into some fields of a record, None for a new one; durable when this returns."""
        with self._turn:
            table = self.tables[form]
            cells: Cells = {name: typed(table.form.fields[name].kind, text) for name, text in texts.items()}
            saved = self._store.save(form, id_, texts, self._within(form), self.user, action)
            row = table.row_of(saved.id)
            is_new = row is None
            if row is None:
                row = append(table, saved.id, cells)
            else:
                put(table, row, cells)
            self._moved(form, Moved({saved.id}, set(texts), is_other_set=is_new))
            return Change(saved.id, form, row, tuple(texts), self._standing.refresh())

    def apply_cells(self, form: str, rows: Sequence[tuple[str | None, Texts]], action: str = "") -> list[str]:
        """Many records at once as one step that undo takes back as one. Returns their ids in order."""
        with self._turn:
            asked = self.library.forms[form]
            steps: list[Step] = []
            for id_, texts in rows:
                cells = {name: typed(asked.fields[name].kind, text) for name, text in texts.items()}
                values = {name: cell.value for name, cell in cells.items()}
                raw = {name: cell.raw for name, cell in cells.items() if cell.raw is not None}
                new = id_ is None
                steps.append(
                    Insert(form, values, raw, self._within(form)) if new else Update(form, id_ or "", values, raw)
                )
            ids = self._store.apply(steps, action or f"修改{asked.zh}", self.user)
            self._reread([form])
            return ids

    def remove(self, form: str, id_: str) -> None:
        """Put a record into the recycle bin."""
        with self._turn:
            self._store.remove(form, id_, self.user)
            row = self.tables[form].row_of(id_)
            if row is not None:
                drop(self.tables[form], row)
            self._moved(form, Moved({id_}, is_other_set=True))

    def restore(self, form: str, id_: str) -> None:
        """Take a record out of the recycle bin."""
        with self._turn:
            self._store.restore_record(form, id_, self.user)
            self._reread([form])

    def bin(self, form: str) -> Table:
        """The records in the recycle bin."""
        return self._store.table(form, self._within(form), gone=True)

    def text(self, form: str, id_: str, field: str) -> str:
        """What a screen shows of a field: numbers that name a person are masked."""
        table = self.tables[form]
        row = table.row_of(id_)
        return "" if row is None else masked(table.form.fields[field], table.text(row, field))

    def reveal(self, form: str, id_: str, field: str) -> str:
        """The whole text of a masked field; that somebody looked is recorded."""
        with self._turn:
            table = self.tables[form]
            row = table.row_of(id_)
            if row is None:
                return ""
            self._store.note(form, id_, field, f"查看{table.form.fields[field].zh}", self.user)
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
        table = self.tables[form]
        row = table.row_of(id_) if id_ else None
        held = {} if row is None else {name: table.text(row, name) for name in table.form.fields}
        return derived(table.form, {**held, **texts})

    # ── undo and history ────────────────────────────────────────────────────────────────────────────────────────

    def undo(self) -> str | None:
        """Take back the last step; its name, or None where there is none."""
        with self._turn:
            name = self._store.undo(self.user)
            self._reread(self.tables)
            return name

    def redo(self) -> str | None:
        """Bring forth what was undone last."""
        with self._turn:
            name = self._store.redo(self.user)
            self._reread(self.tables)
            return name

    @property
    def next_undo(self) -> str | None:
        """Name of what undo would take back."""
        return self._store.next_undo

    @property
    def next_redo(self) -> str | None:
        """Name of what redo would bring forth."""
        return self._store.next_redo

    def steps(self, limit: int = 50) -> list[Done]:
        """The last steps, newest first: id, kind, name, user, at, is_undone."""
        return self._store.actions(limit)

    def history(self, form: str, id_: str, field: str | None = None) -> list[Entry]:
        """What became of a record or one of its fields, oldest first: at, user, old, new, name, kind."""
        return self._store.history(form, id_, field)

    # ── problems ────────────────────────────────────────────────────────────────────────────────────────────────

    def problems(self, form: str | None = None) -> list[Item]:
        """All problems, of one form where it is named, in the order of forms, rows and fields."""
        with self._turn:
            return self._standing.items(form)

    def field_problems(self, form: str, id_: str) -> dict[str, list[Item]]:
        """The problems of a record by field; "" for what concerns the record as a whole."""
        with self._turn:
            found: dict[str, list[Item]] = {}
            for item in self._standing.of_record(form, id_):
                found.setdefault(item.problem.field or "", []).append(item)
            return found

    def set_reason(self, keys: Sequence[str], text: str) -> None:
        """Give one reason for several reminders (`item.problem.key`); an empty text takes it back."""
        with self._turn:
            for key in keys:
                self._store.set_reason(key, text, self.user)
            self._reasons_again()

    # ── search ──────────────────────────────────────────────────────────────────────────────────────────────────

    def search(self, form: str, text: str) -> list[int]:
        """Rows that a text finds: 汉字, pinyin in full or by initials, the tail of a number."""
        return list(self.hits(form, text))

    def hits(self, form: str, text: str) -> dict[int, Hit]:
        """Rows that a text finds, with `marks`: field → positions of the characters to underline."""
        with self._turn:
            return self._finder.find(form, text)

    # ── returns ─────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def states(self) -> dict[str, Return]:
        """How far the return of each form is: state, state.zh, who, at, revision, nil_confirmed."""
        return self._store.returns()

    def set_state(self, form: str, state: str, note: str = "", who: str = "") -> Return:
        """Move a return on (checked, approved) or back (filling). An approved one is locked until it is moved back."""
        with self._turn:
            made = self._store.set_return_state(form, self.period.code, State(state), who or self.user, note)
            self._restated()
            return made

    def confirm_nil(self, form: str) -> Return:
        """Confirm that there is nothing to report. Refused where there are records."""
        with self._turn:
            made = self._store.confirm_nil(form, self.period.code, self.user)
            self._restated()
            return made

    def completeness(self, form: str) -> Completeness:
        """How far a form is."""
        with self._turn:
            state = self.states[form]
            words = (state.state.value, state.state.zh, state.nil_confirmed, state.who, state.at)
            return completeness(self.tables[form], self._standing.items(form), words)

    def due(self) -> Due:
        """The return of the period as a whole: how much is left, and what to do now."""
        return self._due({name: self.completeness(name) for name in self.tables})

    def summary(self) -> Summary:
        """All of the home page."""
        with self._turn:
            forms = {name: self.completeness(name) for name in self.tables}
            students, rows = self.tables["student"], pupils_now(self.tables, self.period)
            columns = students.columns
            standing = [item for item in self._standing.items() if item.stands]
            standing.sort(key=lambda item: item.problem.level != "error")
            return Summary(
                self._due(forms), forms, by_grade(students, rows), len(rows),
                girls=sum(columns["sex"][row] == "2" for row in rows),
                boarders=sum(columns["boards"][row] == "2" for row in rows),
                left_behind=sum(columns["left_behind"][row] in ("1", "2") for row in rows),
                aided=len({id_ for id_ in self.tables["subsidy"].columns["student"] if id_}),
                attention=standing[:ATTENTION], last_backup=self.last_backup, last_export=self.last_export,
                unsent=self._unsent(),
            )  # fmt: skip

    def _due(self, forms: Mapping[str, Completeness]) -> Due:
        filled = sum(one.is_filled for one in forms.values())
        errors, reminders = (sum(getattr(one, name) for one in forms.values()) for name in ("errors", "reminders"))
        lacking = sum(one.lacking for one in forms.values())
        states = {one.state for one in forms.values()}
        step = "fill" if filled < len(forms) else ("check" if errors or reminders else "approve")
        if states <= {"approved", "exported"}:
            step = "export" if "approved" in states else "done"
        first = next((item for item in self._standing.items() if item.stands), None)
        return Due(self.period, self.deadline, len(forms), filled, errors, reminders, lacking, step, first)

    @property
    def deadline(self) -> str:
        """Day (ISO) by which the county wants the period's return; "" where nobody said."""
        return self._store.setting(f"deadline:{self.period.code}")

    def set_deadline(self, day: str) -> None:
        """Remember the day by which the county wants the return."""
        self._store.set_setting(f"deadline:{self.period.code}", day)

    # ── files ───────────────────────────────────────────────────────────────────────────────────────────────────

    def preview(self, path: Path, form: str | None = None) -> importing.Import:
        """What taking in a file would do; nothing is written. `form` is needed for a foreign spreadsheet."""
        return importing.read_import(path, form, self.tables, self.session, self.period.code)

    def take_in(self, made: importing.Import, name: str = "") -> None:
        """Write a previewed file's records as one step."""
        with self._turn:
            importing.apply(made, self._store, self.library, self.user, name)
            self._reasons_again()
            self._reread(self.tables)

    def preview_cells(
        self, form: str, cells: str | Sequence[Sequence[str]], fields: Sequence[str], records: Sequence[str | None]
    ) -> Rectangle:
        """What pasting a rectangle (or the clipboard's text) over records would do; its `rows` go to `apply_cells`."""
        rows = clipboard(cells) if isinstance(cells, str) else cells
        return lay(self.tables[form], rows, fields, records, self.library.catalogue, self.session.language)

    def export(self, to: Path, *, draft: bool = False) -> Sent:
        """Write the period's sealed workbook; without `draft`, nothing is written while a problem stands."""
        sent = send(self._store, to, self.period, self.session, draft=draft)
        if sent.written:
            event = Event(_now(), to.name, self._store.last_change, sent.revision, sent.check_code)
            self._store.set_setting(f"export:{self.period.code}", json.dumps(asdict(event)))
            with self._turn:
                self._restated()
        return sent

    def backup(self, to: Path) -> Copy:
        """Copy everything into one closed, encrypted, verified file with its key file beside it."""
        made = self._store.backup(to)
        self._store.set_setting("backup", json.dumps(asdict(Event(_now(), str(to), made.last_change))))
        return made

    @property
    def last_backup(self) -> Event | None:
        """The last backup that was made here."""
        return _event(self._store.setting("backup"))

    @property
    def last_export(self) -> Event | None:
        """The last workbook of the period."""
        return _event(self._store.setting(f"export:{self.period.code}"))

    def _unsent(self) -> int:
        last = self.last_export
        return 0 if last is None else sum(done.id > last.change and done.kind != "note" for done in self.steps(200))

    # ── keeping all of it in step ───────────────────────────────────────────────────────────────────────────────

    def _load(self) -> None:
        self.period: Period = self._store.period
        self.tables.update(tables_of(self._store, self.period, self.library))
        self._standing = Standing(self.tables, self.library, self.period.code, self.session.language)
        self._finder = Finder(self.tables)
        self._reasons_again()
        self._restated()

    def _within(self, form: str) -> str:
        return self.period.of(self.library.forms[form].cycle)

    def _reread(self, forms: Sequence[str] | Mapping[str, Table]) -> None:
        for form in forms:
            moved = follow(self.tables[form], self._store.table(form, self._within(form)))
            if moved:
                self._moved(form, moved)
        self._restated()

    def _moved(self, form: str, moved: Moved) -> None:
        self._standing.moved(form, moved)
        self._finder.changed(form, moved.records)
        self._restated()

    def _restated(self) -> None:
        self._standing.restate(states_of(self._store, self.period, self.tables))
        self.version += 1

    def _reasons_again(self) -> None:
        self._standing.reasons = {key: reason.text for key, reason in self._store.reasons().items()}
        self.version += 1


def _event(text: str) -> Event | None:
    return Event(**json.loads(text)) if text else None


def _now() -> str:
    from datetime import datetime

    return datetime.now().isoformat(sep=" ", timespec="seconds")
