"""Backups: one closed, encrypted, verified file, and the way back with the counts shown before and after.

Made by SQLite's own backup, so they are complete while the program works; checked page by page before they get their
name; in DELETE mode, so that a write-protected stick can be read. The key file travels with them.
"""

import shutil
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from db import sqlite
from db.files import flush_file, part_of, refusal_of, rename, write_whole
from db.keys import KeyFile, key_path
from db.open import connect, look_at, refusing
from db.session import Interrupted, Session
from db.sqlite import Driver
from forms.problems import Refusal

STEP = 256
"""Pages that are copied in one turn, 1 MiB: a moment, even on an old disk."""
Count = dict[str, int]
"""Records by form, those in the recycle bin left out."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A verified copy of a store."""

    path: Path
    records: Count
    last_change: int


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore changed, for people to compare."""

    before: Copy | None
    """What stood there until now; it was kept under the name in `path`."""
    after: Copy


@dataclass(frozen=True, slots=True)
class Kind:
    """What is backed up: a school's store or a county's."""

    mark: int
    """The database's application_id."""
    count: Callable[[Driver], tuple[Count, int]]
    """What is in it, and the number of its last change."""


def _counted(driver: Driver) -> tuple[Count, int]:
    records: Count = {}
    for table in sqlite.tables(driver, "form_"):
        found = driver.execute(f'SELECT count(*) FROM "{table}" WHERE _gone = 0').fetchone()
        records[table.removeprefix("form_")] = int(found[0]) if found else 0
    last = driver.execute("SELECT coalesce(max(seq), 0) FROM change").fetchone()
    return records, int(last[0]) if last else 0


SCHOOL = Kind(sqlite.APPLICATION_ID, _counted)


def make(session: Session, to: Path, kind: Kind = SCHOOL) -> Copy:
    """Copy the open store into one closed file. The file is whole and verified, or there is none."""
    if to == session.path:
        raise ValueError("a backup needs a place of its own")
    _same_store(key_path(session.path), key_path(to))
    part = part_of(to)
    try:
        sqlite.forget(part)
        wanted = _copied(session, part, kind)
        found = look(part, session.key, kind)
        if (found.records, found.last_change) != wanted:
            raise Refusal("backup_differs", path=to.name)
        flush_file(part)
        _write_key(key_path(session.path), key_path(to), found.last_change)
        rename(part, to)
    except OSError as error:
        raise refusal_of(error, to) from error
    finally:
        sqlite.forget(part)
    return Copy(to, found.records, found.last_change)


def look(path: Path, key: bytes, kind: Kind = SCHOOL) -> Copy:
    """What is in a closed store or backup, every page verified, nothing changed. Raises Refusal."""
    with refusing(path), closing(connect(path, key, "immutable=1")) as driver:
        if not sqlite.is_sound(driver, every_page=True):
            raise Refusal("damaged", path=path.name)
        records, last = kind.count(driver)
        return Copy(path, records, last)


def bring_back(backup: Path, store: Path, key: bytes, newest: int, kind: Kind = SCHOOL) -> Restored:
    """Put a backup in the place of a closed store; what stood there is kept beside it. Raises Refusal.

    At every moment there is a whole store under the name. Passwords changed since the backup stay changed.
    """
    look_at(backup, key, newest, own_key=True, to_write=False, ours=kind.mark)
    _same_store(key_path(backup), key_path(store))
    after = look(backup, key, kind)
    part = part_of(store)
    try:
        shutil.copyfile(backup, part)
        look(part, key, kind)
        flush_file(part)
        before = _kept(store, key, newest, kind) if store.exists() else None
        locks = key_path(store) if key_path(store).exists() else key_path(backup)
        _write_key(locks, key_path(store), after.last_change)
        rename(part, store)
    except OSError as error:
        raise refusal_of(error, store) from error
    finally:
        part.unlink(missing_ok=True)
    return Restored(before, Copy(store, after.records, after.last_change))


def _copied(session: Session, part: Path, kind: Kind) -> tuple[Count, int]:
    """Copy the open store; what must be in the copy. What is saved meanwhile is in it, too."""
    while True:
        with suppress(Interrupted), refusing(part), closing(connect(part, session.key, "mode=rwc")) as target:
            target.execute("PRAGMA synchronous = OFF")  # who makes the copy flushes it, when nobody waits any more
            with session.copying() as give_way, refusing(part):
                session.driver.backup(target, pages=STEP, progress=lambda _, left, __: give_way() if left else None)
                wanted = kind.count(session.driver)
            sqlite.single_file(target)
            return wanted
        sqlite.forget(part)


def _kept(store: Path, key: bytes, newest: int, kind: Kind) -> Copy:
    """Copy the store that is to be replaced; a damaged one too, since it may be all there is."""
    try:
        look_at(store, key, newest, own_key=True, ours=kind.mark)
        Session(store, key).close()  # folds a WAL that a killed program left
    except Refusal as refusal:
        if refusal.code in ("in_use", "read_only"):
            raise
    kept = next(name for n in count(1) if not (name := store.with_name(f"{store.name}.old{n}")).exists())
    shutil.copyfile(store, kept)
    flush_file(kept)
    if key_path(store).exists():
        write_whole(key_path(kept), key_path(store).read_bytes())
    if (wal := sqlite.companion(store, "-wal")).exists():
        rename(wal, sqlite.companion(kept, "-wal"))
    try:
        return look(kept, key, kind)
    except Refusal:
        return Copy(kept, {}, 0)


def _same_store(source: Path, target: Path) -> None:
    """A key file is precious: that of another store is never replaced."""
    if target.exists() and not (source.exists() and KeyFile.read(source).store == KeyFile.read(target).store):
        raise Refusal("other_store", path=target.name)


def _write_key(source: Path, target: Path, last_change: int) -> None:
    if source.exists():
        replace(KeyFile.read(source), last_change=last_change).write(target)
