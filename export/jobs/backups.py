"""Backups as a person sees them: what lies in a folder, what is in one, the way back with counts before and after."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from db.backup import Copy, Restored
from db.keys import key_path
from db.store import Store
from export.jobs.desk import Desk
from export.jobs.opening import ENDING
from forms.problems import Refusal

MOST = 60
"""Files that a folder's list shows."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup file as it lies there; nothing of it is opened."""

    path: Path
    at: str
    """When the file was written, by a clock that may be wrong."""
    size: int
    """Bytes."""
    is_whole: bool
    """Whether its key file lies beside it, where it needs one."""


@dataclass(frozen=True, slots=True)
class Compared:
    """The records of one form now and in the backup."""

    form: str
    zh: str
    now: int
    then: int


def proposed(desk: Desk, folder: Path, now: datetime | None = None) -> Path:
    """A name of its own for the next backup."""
    return folder / copy_name(desk.school_code, ENDING, now)


def copy_name(code: str, ending: str, now: datetime | None = None) -> str:
    """How a copy is called: whose it is, and when it was made."""
    return f"{code}_{now or datetime.now():%Y%m%d-%H%M%S}{ending}"


def kept_in(desk: Desk, folder: Path) -> list[Kept]:
    """Backups of this school in a folder, newest first; nothing where the folder is gone, such as a pulled stick."""
    try:
        files = [file for file in folder.glob(f"{desk.school_code}*{ENDING}*") if _is_backup(desk, file)]
        found = [_kept(desk, file) for file in files]
    except OSError:
        return []
    return sorted(found, key=lambda one: (one.at, one.path.name), reverse=True)[:MOST]


def prune(desk: Desk, folder: Path, keep: int) -> list[str]:
    """Leave the newest copies that the program itself named, and take older ones away with their keys; their names.

    Files under any other name, such as what a restore set aside, are nobody's to delete but a person's.
    """
    own = re.compile(rf"{re.escape(desk.school_code)}_\d{{8}}-\d{{6}}{re.escape(ENDING)}")
    names = sorted((file.name for file in folder.iterdir() if own.fullmatch(file.name)), reverse=True)
    gone = [name for name in names[max(1, keep) :] if (folder / name).resolve() != desk.path.resolve()]
    for name in gone:
        (folder / name).unlink(missing_ok=True)
        key_path(folder / name).unlink(missing_ok=True)
    return gone


def is_due(desk: Desk, today: date) -> bool:
    """Whether something was changed since the last copy, and that was not made today."""
    last = desk.last_backup
    return last is None or (last.change != desk.store.last_change and not last.at.startswith(today.isoformat()))


def is_changed(desk: Desk) -> bool:
    """Whether anything was changed since the last copy."""
    last = desk.last_backup
    return last is None or last.change != desk.store.last_change


def copy_and_prune(desk: Desk, folder: Path, keep: int) -> Path:
    """One more copy in a folder, and no more of them than are wanted. Raises Refusal; then nothing was taken away."""
    to = proposed(desk, folder)
    desk.backup(to)
    if keep:
        prune(desk, folder, keep)
    return to


def compare(desk: Desk, backup: Path, password: str | None = None) -> tuple[Copy, list[Compared]]:
    """What is in a backup, every page verified, beside what is here now. Raises Refusal."""
    copy = Store.look(backup, password or None)
    rows = [
        Compared(name, form.zh, desk.store.count(name, None), copy.records.get(name, 0))
        for name, form in desk.library.forms.items()
    ]
    return copy, rows


def bring_back(ledger: Path, backup: Path, password: str | None = None) -> Restored:
    """Put a backup in the place of a closed ledger; what stood there is kept beside it. Raises Refusal."""
    if backup.resolve() == ledger.resolve():
        raise Refusal("backup_is_ledger")
    return Store.restore(backup, ledger, password or None)


def _is_backup(desk: Desk, file: Path) -> bool:
    is_store = file.name.endswith(ENDING) or f"{ENDING}.old" in file.name
    return is_store and not file.name.endswith(".key") and file.resolve() != desk.path.resolve()


def _kept(desk: Desk, file: Path) -> Kept:
    facts = file.stat()
    at = datetime.fromtimestamp(facts.st_mtime).isoformat(sep=" ", timespec="seconds")
    return Kept(file, at, facts.st_size, desk.practice or key_path(file).exists())
