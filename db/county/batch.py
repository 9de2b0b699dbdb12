"""A batch (批次): one run of a merge. Deliveries gather and are put in by groups, a group a transaction, so a run that
is killed leaves whole deliveries only and can be continued or taken back.

Where the database takes a group for no reason that anybody foresaw, its files are put in one by one, and the one that
it does not take is told (`refused`); the others come in all the same.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from itertools import groupby
from types import TracebackType
from typing import Any, Self

import sqlalchemy as sa

from db.county import fixed, log
from db.county.backing import Backing, Fence, Unwritable
from db.county.memory import Memory, Proof, identity
from db.county.rows import Row, facts_of, found_in, mended, noticed, rows_of
from db.county.sent import SOURCES, File, Sent, Status
from db.county.settings import drop, put
from db.county.standing import admit
from db.county.undo import state_of
from forms.problems import Refusal

KEYS_AT_ONCE = 20_000
BYTES_AT_ONCE = 16 << 20
"""A group is put in when it holds as many pupils, or as much content."""


class Run:
    """A batch that runs; made by `CountyStore.batch`, used as `with store.batch(…) as batch`."""

    def __init__(
        self, backing: Backing, name: str, user: str, *, practice: bool, resume: int | None, sources: Sequence[str] = ()
    ) -> None:  # fmt: skip
        self.id = resume or 0
        """Number of the batch, once it runs."""
        self._backing = backing
        self._name, self._user, self._practice, self._sources = name, user, practice, sources
        self._rows: dict[str, list[Row]] = {}
        self._steps: list[tuple[File, Callable[[], object]]] = []
        """What has gathered, as it came, to be done again file by file."""
        self._is_single = False
        """Whether it is being done again."""
        self._refused: dict[tuple[str, str], File] = {}
        """Files that the database does not take."""
        self._untold: list[File] = []
        self._again: list[int] = []
        """Files that were put aside before the run was interrupted, and have come again."""
        self._failure: BaseException | None = None
        """Why nothing can be put in any more: what is known of the deliveries may be wrong."""
        self._weight = Counter[str]()
        self._held = ExitStack()

    def __enter__(self) -> Self:
        with ExitStack() as held:
            self._fence: Fence = held.enter_context(self._backing.merging(self._user))
            with self._backing.writing() as connection:
                self._begin(connection)
                self._memory = Memory(connection, self.id)
            self._held = held.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Left by an exception, the batch stays open: what was put in stays, and it can be continued or taken back."""
        with self._held:
            if error is None:
                self.flush()
                for file in self.refused():  # nobody has asked for them
                    self.quarantine(file, "unwritable", "unwritable")
                self.flush()
                self._end()

    def add(self, sent: Sent, file: File) -> Status:
        """Take in a delivery and the file in which it came; durable at the latest when the batch ends.

        Deliveries of one file come one after the other. Refusal: see `admit`.
        """
        self._go_on()
        admit(sent, file, practice=self._practice)
        if identity(file) in self._refused:
            raise Refusal("unwritable", path=file.name)
        status = self._add(sent, file)
        self._steps.append((file, lambda: self._add(sent, file)))
        if self._weight["keys"] >= KEYS_AT_ONCE or self._weight["bytes"] >= BYTES_AT_ONCE:
            self.flush()
        return status

    def _add(self, sent: Sent, file: File) -> Status:
        number, status = self._file(file), self._memory.status(sent)
        known = self._memory.known.get((sent.digest, sent.draft))
        if known is None:
            known = self._memory.add(sent)
            self._gather(rows_of(known, sent))
            self._define(sent)
        else:
            self._memory.count(sent)
        if (number, known) not in self._memory.arrived:
            self._put(fixed.PROBLEM, noticed(known, number, sent))
        self._arrive(number, known, status, (sent.seal, sent.check_code, sent.key, sent.quick, sent.proof))
        return status

    def renew(self, sent: Sent) -> None:
        """Replace what was worked out from a delivery that is in the store, because the rules are others by now."""
        self.flush()
        known = self._memory.known[sent.digest, sent.draft]
        with self._backing.writing() as connection:
            self._fence(connection)
            for table, rows in found_in(known, sent):
                old = sa.delete(table).where(table.c.delivery == known)
                connection.execute(old.where(table.c.n < fixed.PER_FILE) if table is fixed.PROBLEM else old)
                self._backing.pour(connection, table, mended(rows))
            row = sa.update(fixed.DELIVERY).where(fixed.DELIVERY.c.id == known)
            connection.execute(row.values(facts=facts_of(sent), on_roll=sent.on_roll))
            log.note(connection, "重新校验", f"delivery {sent.digest}", self._user)

    def quarantine(self, file: File, code: str, reason: str) -> None:
        """Remember a file that could not be taken in, or not to its end, and why; it never stops the run."""
        self._go_on()
        begun = self._memory.files.get(identity(file))
        if begun is not None:
            self._leave(begun, reason)
            return
        self._put_aside(file, code, reason)
        self._steps.append((file, lambda: self._put_aside(file, code, reason)))

    def _put_aside(self, file: File, code: str, reason: str) -> None:
        number = self._number(file)
        self._put(fixed.FILE, [(number, self.id, file.name, file.path, file.sha256, file.size, 0, code, reason, "")])
        self._memory.aside[identity(file)] = number

    def taken(self, file: File) -> int:
        """How many deliveries of a file are in this batch by now."""
        number = self._memory.files.get(identity(file))
        return sum(of == number for of, _ in self._memory.arrived)

    def seen(self, sha256: str) -> bool:
        """Whether a file with these bytes was taken in whole already, so that nobody needs to read it again."""
        return sha256 in self._memory.seen

    def same(self, file: File) -> Status:
        """Take in a file whose bytes were `seen`: its deliveries belong to this batch too."""
        self._go_on()
        self._same(file)
        self._steps.append((file, lambda: self._same(file)))
        return "same"

    def _same(self, file: File) -> None:
        number = self._file(file)
        for delivery, proof in self._memory.seen[file.sha256].items():
            self._arrive(number, delivery, "same", proof)

    def refused(self) -> list[File]:
        """Files that the database has not taken since this was asked last; whoever asks puts them aside."""
        told, self._untold = self._untold, []
        return told

    def flush(self) -> None:
        """Put in what has gathered, as one transaction; where the database does not take it, file by file. Where the
        world refuses (the disk is full) the run is over; it can be continued.
        """
        self._go_on()
        try:
            self._flush()
        except BaseException as failure:
            if not (self._is_single and isinstance(failure, Unwritable)):
                self._failure = failure
            raise

    def _flush(self) -> None:
        if not self._rows:
            return
        try:
            self._put_in()
        except Unwritable:
            if self._is_single:
                raise
            steps = self._steps
            self._forget()
            self._singly(steps)
        self._gathered()

    def _put_in(self) -> None:
        try:
            self._write(self._rows)
        except Unwritable:  # so rare that it is not looked for beforehand
            self._write({name: mended(rows) for name, rows in self._rows.items()})

    def _singly(self, steps: Iterable[tuple[File, Callable[[], object]]]) -> None:
        """Each file for itself."""
        self._is_single = True
        try:
            for _, group in groupby(steps, key=lambda step: identity(step[0])):
                own = list(group)
                self._alone(own[0][0], [act for _, act in own])
        finally:
            self._is_single = False

    def _alone(self, file: File, acts: Iterable[Callable[[], object]]) -> None:
        try:
            for act in acts:
                act()
            self._flush()
        except Unwritable:
            self._forget()
            self._refused[identity(file)] = file
            self._untold.append(file)

    def _forget(self) -> None:
        """What has gathered is not there; what is known is read anew."""
        self._gathered()
        with self._backing.reading() as connection:
            self._memory = Memory(connection, self.id)

    def _gathered(self) -> None:
        self._rows, self._again, self._steps = {}, [], []
        self._weight.clear()

    def _leave(self, file: int, reason: str) -> None:
        """A file that was begun stays as far as it went, under one line that says why."""
        self.flush()
        with self._backing.writing() as connection:
            self._fence(connection)
            connection.execute(sa.update(fixed.FILE).where(fixed.FILE.c.id == file).values(reason=reason))
            log.note(connection, "未收完", f"file {file}", self._user, {"reason": reason})

    def _go_on(self) -> None:
        """Refuse again what was refused once: whoever passed over it must not go on as if it had been put in."""
        if self._failure is not None:
            raise self._failure

    def _write(self, rows: dict[str, list[Row]]) -> None:
        with self._backing.writing() as connection:
            self._fence(connection)
            if self._again:
                connection.execute(sa.delete(fixed.FILE).where(fixed.FILE.c.id.in_(self._again)))
            for name, new in rows.items():
                self._backing.pour(connection, fixed.METADATA.tables[name], new)
            counts = {name: len(new) for name, new in rows.items()}
            log.note(connection, "收入", f"batch {self.id}", self._user, counts)

    def _begin(self, connection: sa.Connection) -> None:
        table = fixed.BATCH
        if self.id:
            if state_of(connection, self.id) != "open":
                raise Refusal("batch_not_open", batch=self.id)
            log.note(connection, "继续汇总", f"batch {self.id}", self._user)
            return
        self.id = 1 + (connection.execute(sa.select(sa.func.max(table.c.id))).scalar() or 0)
        content = {"name": self._name, "user": self._user, "state": "open", "begun": log.now(), "ended": ""}
        connection.execute(sa.insert(table).values(id=self.id, **content))
        put(connection, f"{SOURCES}{self.id}", json.dumps(self._sources, ensure_ascii=False))
        log.note(connection, "开始汇总", f"batch {self.id}", self._user, {"name": self._name})

    def _end(self) -> None:
        table = fixed.BATCH
        with self._backing.writing() as connection:
            self._fence(connection)
            connection.execute(sa.update(table).where(table.c.id == self.id).values(state="done", ended=log.now()))
            drop(connection, f"{SOURCES}{self.id}")
            log.note(connection, "完成汇总", f"batch {self.id}", self._user)

    def _file(self, file: File) -> int:
        """The number of a file that is taken in."""
        number = self._memory.files.get(identity(file))
        if number is None:
            number = self._memory.files[identity(file)] = self._number(file)
            content = (file.name, file.path, file.sha256, file.size, file.expected, "", "", "")
            self._put(fixed.FILE, [(number, self.id, *content)])
        return number

    def _number(self, file: File) -> int:
        """A number for a file; that of the same file where an interrupted run had put it aside."""
        if identity(file) in self._memory.aside:
            self.flush()  # it may be among what has gathered
        before = self._memory.aside.pop(identity(file), None)
        if before is not None:
            self._again.append(before)
            return before
        self._memory.last_file += 1
        return self._memory.last_file

    def _arrive(self, file: int, delivery: int, status: Status, proof: Proof) -> None:
        if (file, delivery) not in self._memory.arrived:
            self._memory.arrived.add((file, delivery))
            self._put(fixed.ARRIVAL, [(file, delivery, self.id, status, *proof)])

    def _define(self, sent: Sent) -> None:
        new = [(digest, text) for digest, text in sent.definitions.items() if digest not in self._memory.definitions]
        self._memory.definitions.update(digest for digest, _ in new)
        self._put(fixed.DEFINITION, new)

    def _gather(self, rows: Iterable[tuple[sa.Table, list[Any]]]) -> None:
        for table, new in rows:
            self._put(table, new)

    def _put(self, table: sa.Table, new: list[Row]) -> None:
        if not new:
            return
        self._rows.setdefault(table.name, []).extend(new)
        if table is fixed.PART:
            self._weight["bytes"] += sum(len(row[-1]) for row in new)
        elif table in (fixed.PUPIL, fixed.PROBLEM):
            self._weight["keys"] += len(new)
