"""Merge: files and folders, in any order and any number of times, become one batch that can be taken back.

What is read beside the program is put into the county's store file by file; a file that cannot be taken goes into
quarantine with its reason. Cancelled or killed, the batch stays open: it can be continued or taken back.
"""

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from db.county.batch import Run
from db.county.sent import File, FileStatus, Status
from db.county.store import CountyStore
from export.delivery import Delivery
from export.jobs.county.collect import Collected, Collecting, Order, files_in
from export.jobs.session import Session
from forms.problems import Refusal

Progress = Callable[[int, int, str], object]
"""Files done, files in all, name of the file."""


@dataclass(frozen=True, slots=True)
class FileLine:
    """What became of one delivery of a file, or of a file that has none."""

    file: str
    school: str = ""
    school_name: str = ""
    period: str = ""
    revision: int = 0
    status: FileStatus = "quarantined"
    reason: str = ""
    rows: Mapping[str, int] = field(default_factory=dict[str, int])
    seal: str = ""
    check_code: str = ""

    def as_dict(self) -> dict[str, object]:
        """For JSON."""
        said: dict[str, object] = {name: getattr(self, name) for name in self.__slots__}
        return said | {"rows": dict(self.rows)}


@dataclass(frozen=True)
class Merged:
    """A batch as it ended."""

    batch: int
    files: list[FileLine]
    cancelled: bool = False
    """The batch is open: it can be continued or taken back."""

    def count(self, *statuses: FileStatus) -> int:
        """How many deliveries and files have one of these statuses."""
        return sum(line.status in statuses for line in self.files)


class Merging:
    """One merge: `run` does it, and any thread may `cancel` it meanwhile."""

    def __init__(self, store: CountyStore, session: Session, user: str = "", progress: Progress | None = None) -> None:
        self._store, self._session, self._user = store, session, user
        self._progress = progress or _in_silence
        self._collecting: Collecting | None = None
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """End within a second; what is in the store by then stays in the open batch."""
        self._cancelled.set()
        if self._collecting is not None:
            self._collecting.cancel()

    def run(self, paths: Iterable[Path], name: str = "", resume: int | None = None) -> Merged:
        """Take everything in. Raises Refusal where the store cannot be written or somebody else is merging."""
        given = list(paths)
        lines: list[FileLine] = []
        batch = self._store.batch(name or _name_of(given), self._user, resume)
        try:
            with batch:
                self._take_all(batch, files_in(given), lines)
        except _Cancelled:
            return Merged(batch.id, lines, cancelled=True)
        return Merged(batch.id, lines)

    def _take_all(self, batch: Run, files: list[Path], lines: list[FileLine]) -> None:
        order = Order(self._session.language, keys=self._store.keys(), seen=batch.seen)
        with Collecting(files, order) as collecting:
            self._collecting = collecting
            if self._cancelled.is_set():
                collecting.cancel()
            for done, collected in enumerate(collecting, 1):
                lines += self._take(batch, collected)
                self._progress(min(done, len(files)), len(files), collected.file.name)
        if self._cancelled.is_set():
            batch.flush()
            raise _Cancelled

    def _take(self, batch: Run, collected: Collected) -> list[FileLine]:
        path = collected.file
        size = path.stat().st_size if path.exists() else 0
        file = File(path.name, collected.sha256, str(path), size, collected.expected)
        if collected.seen:
            return [FileLine(str(path), status=batch.same(file))]
        if collected.refused is not None:
            return [self._set_aside(batch, file, collected.refused)]
        lines: list[FileLine] = []
        for sent in collected.deliveries:
            try:
                status = batch.add(sent, file)
            except Refusal as refusal:
                return [self._set_aside(batch, file, refusal)]
            lines.append(self._line(path, sent, status, new_key=sent.school in collected.new_key))
        return lines

    def _set_aside(self, batch: Run, file: File, refusal: Refusal) -> FileLine:
        reason = self._session.library.catalogue.refusal(refusal, self._session.language)
        batch.quarantine(replace(file, expected=0), refusal.code, reason)
        return FileLine(file.path, reason=reason)

    def _line(self, path: Path, sent: Delivery, status: Status, *, new_key: bool) -> FileLine:
        said = self._session.library.catalogue.text("county.new_key", {}, self._session.language) if new_key else ""
        rows = {form: part.rows for form, part in sent.parts.items()}
        head = (sent.school, sent.school_name, sent.period, sent.revision)
        return FileLine(str(path), *head, status, said, rows, sent.seal, sent.check_code)


class _Cancelled(Exception):
    """Leaves the batch open."""


def _in_silence(done: int, of: int, name: str) -> None:
    """Nobody watches."""


def _name_of(paths: list[Path]) -> str:
    first = paths[0].name if paths else ""
    return f"{first} 等 {len(paths)} 项" if len(paths) > 1 else first
