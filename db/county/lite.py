"""A county's store in one SQLCipher file, and what is special to SQLite. Durability and keys are a school's."""

import json
import threading
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from db import backup, recovery, sqlite
from db.county import fixed
from db.county.backing import Fence, Unwritable
from db.county.log import now
from db.county.tallies import COUNTY
from db.files import refusal_of
from db.keys import Cost, KeyFile, key_path
from db.open import UNTAKEN, look_at
from db.session import Session, Transaction
from forms.problems import Refusal


class Step(Transaction):
    """A transaction that can be recognised after a COMMIT of which nobody knows whether it was heard."""

    def before_commit(self) -> None:
        last = self._last()
        self._mark = 1 + last
        self.cursor.execute("UPDATE county SET writes = ?", (self._mark,))

    def has_landed(self) -> bool:
        return self._last() == self._mark

    def _last(self) -> int:
        found = self.session.cursor.execute("SELECT writes FROM county").fetchone()
        return int(found[0]) if found else 0


class LiteBacking:
    """One file, open in one process."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._inserts: dict[str, str] = {}
        self._noting = threading.Lock()
        mark_path(session.path).unlink(missing_ok=True)  # whoever left it is dead: the file's lock is ours
        self.missing_changes = max(0, self._key_file().last_change - self._last_change()) if self.holders() else 0
        """See Backing."""

    @property
    def label(self) -> str:
        """See Backing."""
        return self.session.path.name

    @contextmanager
    def reading(self) -> Generator[sa.Connection]:
        """See Backing."""
        with self.session.reading() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Generator[sa.Connection]:
        """See Backing."""
        with Step(self.session) as step:
            yield step.connection

    def pour(self, connection: sa.Connection, table: sa.Table, rows: Iterable[Sequence[object]]) -> None:
        """See Backing."""
        if table.name not in self._inserts:
            self._inserts[table.name] = self.session.compiled(sa.insert(table))[0]
        try:
            self.session.cursor.executemany(self._inserts[table.name], list(rows))
        except UNTAKEN:  # its words may hold values, such as a child's name
            raise Unwritable(table.name) from None

    @contextmanager
    def merging(self, user: str) -> Generator[Fence]:
        """See Backing. The file's own lock keeps others out; a note beside it tells them who merges."""
        note = mark_path(self.session.path)
        with self._noting:  # threads of this program: nobody looks between another's look and its note
            if note.exists():
                raise busy(self.session.path)
            try:
                note.write_text(json.dumps({"user": user, "since": now()}, ensure_ascii=False), "utf-8")
            except OSError as error:
                raise refusal_of(error, note) from error
        try:
            yield lambda _: None
        finally:
            note.unlink(missing_ok=True)

    def holders(self) -> list[str]:
        """See Backing."""
        return [lock.who for lock in self._key_file().locks] if key_path(self.session.path).exists() else []

    def set_password(self, who: str, password: str, cost: Cost | None) -> None:
        """See Backing."""
        path = key_path(self.session.path)
        self._key_file().with_password(who, password, self.session.key, cost).write(path)

    def new_recovery_code(self, cost: Cost | None) -> str:
        """See Backing."""
        code = recovery.new_code()
        self._key_file().with_recovery(code, self.session.key, cost).write(key_path(self.session.path))
        return code

    def backup(self, to: Path, password: str | None, cost: Cost | None) -> backup.Copy:
        """See Backing; the copy opens with the same passwords."""
        return backup.make(self.session, to, COUNTY)

    def close(self) -> None:
        """See Backing."""
        with suppress(Refusal, RuntimeError):
            if self.holders() and (file := self._key_file()).last_change != (last := self._last_change()):
                replace(file, last_change=last).write(key_path(self.session.path))
        self.session.close()

    def _key_file(self) -> KeyFile:
        return KeyFile.read(key_path(self.session.path))

    def _last_change(self) -> int:
        with self.reading() as connection:
            return int(connection.execute(sa.select(sa.func.max(fixed.LOG.c.seq))).scalar() or 0)


def open_with(path: Path, key: bytes) -> LiteBacking:
    """Open a store that is in order. Raises Refusal; whoever merges there is named."""
    try:
        look_at(path, key, fixed.VERSION, own_key=key_path(path).exists(), ours=sqlite.COUNTY_ID)
        session = Session(path, key)
    except Refusal as refusal:
        raise busy(path) if refusal.code == "in_use" else refusal from None
    try:
        return LiteBacking(session)
    except BaseException:
        session.close()
        raise


def mark_path(path: Path) -> Path:
    """The note that says who merges."""
    return path.with_name(path.name + ".merging")


def busy(path: Path) -> Refusal:
    """What is said to the second who comes."""
    try:
        data: Any = json.loads(mark_path(path).read_bytes())
        return Refusal("merging", path=path.name, user=str(data["user"]) or "—", since=str(data["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Refusal("in_use", path=path.name)
