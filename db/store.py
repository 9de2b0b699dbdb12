"""A school's store: the door through which everything that is kept goes in and out.

It only puts together what the other modules of this room do. Any thread may call it, one after the other. The world's
faults (disk full, wrong password, damaged file, locked return) are raised as Refusal, and then nothing was changed.
"""

import base64
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

import sqlalchemy as sa

from db import backup, birth, fixed, recovery
from db.history import Entry, history
from db.journal import Journal
from db.keys import Cost, KeyFile, key_path
from db.records import Records, Saved
from db.returns import Return, Returns, State
from db.rows import Row
from db.session import Session
from db.settings import Reason, Reasons, Settings
from db.shape import bring_up_to_date
from db.steps import Step
from db.undo import Done, Undo
from forms.form import Form
from forms.kinds import Raw
from forms.library import Library
from forms.periods import Period
from forms.problems import Refusal
from forms.table import Table


class Store:
    """One school's records, changes, returns, reasons and settings. Made by `create` and `open`."""

    def __init__(self, session: Session, library: Library, holder: str = "") -> None:
        self.path = session.path
        self.holder = holder
        """Whose secret opened it: clerk, headteacher, recovery; "" for a practice store."""
        self._forms: Mapping[str, Form] = library.forms
        self._session = session
        self._settings = Settings(session)
        self._journal = Journal(session)
        bring_up_to_date(self._journal, self._settings, self._forms)
        self._reasons = Reasons(session, self._journal)
        self._returns = Returns(session, self._journal, self._forms)
        with session.reading() as connection:
            school = connection.execute(sa.select(fixed.SCHOOL)).one()
        self.school_code, self.school_name, self.id, self.practice = school
        self._records = Records(session, self._journal, self._returns, self._forms, self.school_code)
        self._undo = Undo(self._journal, self._records, self._returns, self._forms)
        self.missing_changes = self._missing()
        """How many changes the key file knows of that this file lacks: it is an older copy. 0 when all is well."""

    @classmethod
    def create(
        cls, path: Path, library: Library, school_code: str, school_name: str = "", *,
        password: str | None = None, practice: bool = False, cost: Cost | None = None,
    ) -> Self:  # fmt: skip
        """Make a new store and open it. A real one needs the clerk's password, a practice store takes none."""
        born = birth.Birth(school_code, school_name, practice)
        key = birth.create(path, born, library.forms, password, cost)
        return cls._started(birth.open_with(path, key), library, "" if practice else "clerk")

    @classmethod
    def open(cls, path: Path, library: Library, password: str | None = None) -> Self:
        """Open a store by anybody's password or the recovery code. A refused file is left exactly as it was."""
        key, holder = birth.unlock(path, password)
        return cls._started(birth.open_with(path, key), library, holder)

    @classmethod
    def restore(cls, from_backup: Path, path: Path, password: str | None = None) -> backup.Restored:
        """Put a backup in the place of a closed store; what stood there is kept beside it. Shows both counts."""
        key, _ = birth.unlock(from_backup, password)
        return backup.bring_back(from_backup, path, key, fixed.VERSION)

    @classmethod
    def look(cls, path: Path, password: str | None = None) -> backup.Copy:
        """What a closed backup holds, every page verified: shown before a restore."""
        return backup.look(path, birth.unlock(path, password)[0])

    def close(self) -> None:
        """Leave one complete file. The key file remembers the last change, so that an older copy is noticed."""
        with suppress(Refusal):
            self._remember()
        self._session.close()

    # ── records ─────────────────────────────────────────────────────────────────────────────────────────────────

    def table(self, form: str, period: str | None = "", gone: bool = False) -> Table:
        """The records of a form in a period ("" for standing forms, None for all), in the order of entry.

        `gone` gives those in the recycle bin.
        """
        return self._records.table(form, period, gone=gone)

    def count(self, form: str, period: str | None = "", gone: bool = False) -> int:
        """How many records there are."""
        return self._records.count(form, period, gone=gone)

    def record(self, form: str, record: str) -> Row | None:
        """One record as it is kept, with its period and whether it is in the recycle bin."""
        return self._records.one(form, record)

    def save(
        self, form: str, record: str | None, texts: Mapping[str, Raw], period: str = "", user: str = "",
        action: str = "",
    ) -> Saved:  # fmt: skip
        """Save what was typed; durable when this returns. What cannot be read is kept as typed. None: a new record."""
        return self._records.save(form, record, texts, period, user, action or self._named(form, record, texts))

    def apply(self, steps: Sequence[Step], action: str, user: str = "") -> list[str]:
        """Many steps as one action that can be undone as one; all or none. Returns the records' ids in order."""
        return self._records.apply(steps, action, user)

    def remove(self, form: str, record: str, user: str = "", action: str = "") -> None:
        """Put a record into the recycle bin."""
        self._records.mark(form, record, user, action or f"删除{self._forms[form].zh}", gone=True)

    def restore_record(self, form: str, record: str, user: str = "", action: str = "") -> None:
        """Take a record out of the recycle bin."""
        self._records.mark(form, record, user, action or f"恢复{self._forms[form].zh}", gone=False)

    # ── changes ─────────────────────────────────────────────────────────────────────────────────────────────────

    def undo(self, user: str = "") -> str | None:
        """Take back the last action; its name, or None where there is nothing to take back."""
        return self._undo.undo(user)

    def redo(self, user: str = "") -> str | None:
        """Bring forth what was undone last."""
        return self._undo.redo(user)

    @property
    def next_undo(self) -> str | None:
        """Name of what `undo` would take back."""
        return self._undo.next_undo()

    @property
    def next_redo(self) -> str | None:
        """Name of what `redo` would bring forth."""
        return self._undo.next_redo()

    def actions(self, limit: int = 50) -> list[Done]:
        """The last actions, newest first."""
        return self._undo.actions(limit)

    def history(self, form: str, record: str, field: str | None = None) -> list[Entry]:
        """What became of a record or of one of its fields, oldest first, in words."""
        return history(self._journal, self._forms[form], record, field)

    def note(self, form: str, record: str, field: str, action: str, user: str = "") -> int:
        """Remember that somebody did something that changes nothing, such as looking at a masked number."""
        with self._journal.act(action, user, "note") as step:
            return step.note(form, record, field, None, None)

    def touched(self, since: int) -> dict[str, set[str]]:
        """The records that changed after the change of that number, by form."""
        return self._journal.touched(since)

    @property
    def last_change(self) -> int:
        """Number of the last change: the store's only order."""
        return self._journal.head.seq

    @property
    def last_hash(self) -> bytes:
        """Hash of the last change, which stands for the whole log."""
        return self._journal.head.hash

    def verify_changes(self) -> list[int]:
        """Numbers of changes at which the log was tampered with; empty when it holds."""
        broken, last = self._journal.verify(), self._journal.head.seq
        newest = max((self._records.newest(form) for form in self._forms), default=0)
        return broken if newest <= last else [*broken, last + 1]

    # ── returns, reasons, settings ──────────────────────────────────────────────────────────────────────────────

    @property
    def period(self) -> Period:
        """The period that the school works in."""
        return self._returns.current

    def periods(self) -> list[str]:
        """Every period that was ever worked in."""
        return self._returns.periods()

    def set_period(self, code: str, user: str = "") -> None:
        """Work in another period."""
        self._returns.set_current(code, user)

    def returns(self, period: str = "") -> dict[str, Return]:
        """How far each form is, in the current period where none is named."""
        return self._returns.all(period)

    def set_return_state(self, form: str, period: str, state: State, user: str = "", note: str = "") -> Return:
        """Move a return on or back. Leaving 已审核 unlocks its records and is remembered like everything else."""
        return self._returns.set_state(form, period, state, user, note)

    def exported(self, form: str, period: str, revision: int, user: str = "") -> Return:
        """The return has left in the workbook of that number."""
        return self._returns.exported(form, period, revision, user)

    def confirm_nil(self, form: str, period: str = "", user: str = "") -> Return:
        """Confirm that there is nothing to report (无此项数据); refused where there are records."""
        within = (Period(period) if period else self.period).of(self._forms[form].cycle)
        return self._returns.confirm_nil(form, period, user, self.count(form, within))

    def next_revision(self, period: str) -> int:
        """The number of the next workbook of a period; every number is given out once."""
        return self._returns.next_revision(period)

    def reasons(self) -> dict[str, Reason]:
        """Reasons for reminders, by the problem's key."""
        return self._reasons.all()

    def set_reason(self, problem: str, text: str, user: str = "") -> None:
        """Give the reason for a reminder; an empty text takes it back."""
        self._reasons.set([problem], text, user)

    def set_reasons(self, problems: Sequence[str], text: str, user: str = "") -> None:
        """Give the same reason for several reminders, all or none."""
        self._reasons.set(problems, text, user)

    def setting(self, name: str, default: str = "") -> str:
        """A setting."""
        found = self._settings.get(name)
        return default if found is None else found

    def set_setting(self, name: str, value: str) -> None:
        """Make a setting."""
        self._settings.set(name, value)

    def settings_under(self, prefix: str) -> dict[str, str]:
        """The settings whose names begin so, in the order of their names."""
        return self._settings.under(prefix)

    def change_settings(self, values: Mapping[str, str | None]) -> None:
        """Make many settings as one step, and forget those that are None; durable when this returns."""
        self._settings.change(values)

    # ── keys and backups ────────────────────────────────────────────────────────────────────────────────────────

    def signing_key(self) -> bytes:
        """The school's private Ed25519 key (32 bytes)."""
        return base64.b64decode(self.setting(birth.SIGNING_KEY))

    def holders(self) -> list[str]:
        """Who can open the store: clerk, headteacher, recovery."""
        return [] if self.practice else [lock.who for lock in self._key_file().locks]

    def set_password(self, who: str, password: str, cost: Cost | None = None) -> None:
        """Give the clerk or the headteacher a password. The database is not touched."""
        self._key_file().with_password(who, password, self._session.key, cost).write(key_path(self.path))

    def new_recovery_code(self, cost: Cost | None = None) -> str:
        """A new code to print; the one before is void."""
        code = recovery.new_code()
        self._key_file().with_recovery(code, self._session.key, cost).write(key_path(self.path))
        return code

    def backup(self, to: Path) -> backup.Copy:
        """Copy everything into one closed, encrypted, verified file, with the key file beside it."""
        return backup.make(self._session, to)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @classmethod
    def _started(cls, session: Session, library: Library, holder: str) -> Self:
        try:
            return cls(session, library, holder)
        except BaseException:
            session.close()
            raise

    def _key_file(self) -> KeyFile:
        return KeyFile.read(key_path(self.path))

    def _missing(self) -> int:
        return 0 if self.practice else max(0, self._key_file().last_change - self.last_change)

    def _remember(self) -> None:
        if not self.practice and (file := self._key_file()).last_change != self.last_change:
            replace(file, last_change=self.last_change).write(key_path(self.path))

    def _named(self, form: str, record: str | None, texts: Mapping[str, Raw]) -> str:
        asked = self._forms[form]
        if record is None:
            return f"新增{asked.zh}"
        fields = [asked.fields[name].zh for name in texts]
        return f"修改{asked.zh}：{'、'.join(fields[:3])}" if fields else f"修改{asked.zh}"
