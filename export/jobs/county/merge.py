"""Merge: files and folders, in any order and any number of times, become one batch that can be taken back.

Either at once, as the files are read, or out of a plan that somebody has looked at. What is read goes into the county's
store file by file; a file that cannot be taken goes into quarantine with its reason. Cancelled or killed, the batch
stays open: it can be continued or taken back.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from db.county.batch import Run
from db.county.sent import File, FileStatus
from db.county.store import CountyStore
from export.jobs.county.collect import Collected, files_in
from export.jobs.county.intake import Intake, Progress
from export.jobs.county.lines import FileLine, count, file_of, line_of, said, said_half
from export.jobs.county.plan import Plan, absolute, name_of
from export.jobs.session import Session
from forms.problems import Refusal


@dataclass(frozen=True)
class Merged:
    """A batch as it ended."""

    batch: int
    files: list[FileLine]
    cancelled: bool = False
    """The batch is open: it can be continued or taken back."""

    def count(self, *statuses: FileStatus) -> int:
        """How many deliveries and files have one of these statuses."""
        return count(self.files, *statuses)


class Merging:
    """One merge: `run` or `take_in` does it, and any thread may `cancel` it meanwhile."""

    def __init__(self, store: CountyStore, session: Session, user: str = "", progress: Progress | None = None) -> None:
        self._store, self._session, self._user = store, session, user
        self._progress = progress
        self._intake = Intake(store, session, progress)
        self._dropped: set[Path] = set()
        """Files of which a piece could not be taken; nothing more is taken of them."""

    def cancel(self) -> None:
        """End within a second; what is in the store by then stays in the open batch."""
        self._intake.cancel()

    def run(self, paths: Iterable[Path], name: str = "", resume: int | None = None) -> Merged:
        """Take everything in as it is read. Refusal where the store cannot be written or somebody else is merging."""
        given = list(paths)
        batch = self._store.batch(name or name_of(given), self._user, resume, absolute(given))
        return self._within(batch, lambda: self._intake.each(files_in(given), batch.seen))

    def take_in(self, plan: Plan) -> Merged:
        """Take in what a plan holds, without reading it again. Raises as `run` does."""
        batch = self._store.batch(plan.name, self._user, sources=plan.sources)
        return self._within(batch, lambda: self._planned(plan, batch))

    def _within(self, batch: Run, files: Callable[[], Iterator[Collected]]) -> Merged:
        lines: list[FileLine] = []
        try:
            with batch:
                for collected in files():
                    lines += self._take(batch, collected)
                    self._settle(batch, lines)
                batch.flush()
                self._settle(batch, lines)
                if self._intake.is_cancelled:
                    batch.flush()
                    raise _Cancelled
        except _Cancelled:
            return Merged(batch.id, lines, cancelled=True)
        return Merged(batch.id, lines)

    def _planned(self, plan: Plan, batch: Run) -> Iterator[Collected]:
        """What was held; what cannot be taken as it was read any more, because others have merged, is read anew."""
        keys, again = self._store.keys(), list[Path]()
        for done, collected in enumerate(plan.held(), 1):
            if self._intake.is_cancelled:
                return
            if self._still_holds(collected, batch, keys):
                yield collected
            elif collected.file not in again:
                again.append(collected.file)
            if self._progress is not None:
                self._progress(done, len(plan), collected.file.name)
        yield from self._intake.each(again, batch.seen)

    def _still_holds(self, collected: Collected, batch: Run, keys: Mapping[str, str]) -> bool:
        """A file that was known must be known still; a copy is believed under the key of its school only."""
        if collected.seen:
            return batch.seen(collected.sha256)
        return all(keys.get(one.school, one.key) == one.key for one in collected.deliveries if one.quick)

    def _take(self, batch: Run, collected: Collected) -> list[FileLine]:
        if collected.file in self._dropped:
            return []
        file = file_of(collected)
        if collected.seen:
            return [FileLine(file.path, status=batch.same(file))]
        if collected.refused is not None:
            return [self._set_aside(batch, file, collected.refused)]
        lines: list[FileLine] = []
        for at, sent in enumerate(collected.deliveries):
            try:
                status = batch.add(sent, file)
            except Refusal as refusal:
                self._dropped.add(collected.file)
                self._intake.drop(collected.file)
                return [*lines, self._set_aside(batch, file, refusal)]
            lines.append(line_of(collected.file, sent, status, self._session, strange=at in collected.strange))
        return lines

    def _settle(self, batch: Run, lines: list[FileLine]) -> None:
        """Files that the database itself did not take, as shows only when they are put in: they are told instead, and
        of the others what they are without these.
        """
        refused = batch.refused()
        if refused:
            became = {line.path: line.status for line in self._store.files(batch.id) if len(line.deliveries) == 1}
            lines[:] = [replace(line, status=became.get(line.file, line.status)) for line in lines]
        for file in refused:
            path = Path(file.path)
            self._dropped.add(path)
            self._intake.drop(path)
            lines[:] = [line for line in lines if line.file != file.path]
            lines.append(self._set_aside(batch, file, Refusal("unwritable", path=file.name)))

    def _set_aside(self, batch: Run, file: File, refusal: Refusal) -> FileLine:
        reason, taken = said(refusal, self._session), batch.taken(file)
        if taken:
            reason = said_half(taken, file.expected, reason, self._session)
        batch.quarantine(replace(file, expected=0), refusal.code, reason)
        return FileLine(file.path, status="interrupted" if taken else "quarantined", reason=reason)


class _Cancelled(Exception):
    """Leaves the batch open."""
