"""A batch (批次): one run of a merge. Deliveries gather and are put in by groups, a group a transaction, so a run that
is killed leaves whole deliveries only and can be continued or taken back.
"""

import json
from contextlib import ExitStack
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

import sqlalchemy as sa

from db.county import fixed, log
from db.county.backing import Backing
from db.county.readings import ranks
from db.county.sent import File, Sent, Status
from db.county.standing import Rank, status_of
from forms.problems import Refusal

KEYS_AT_ONCE = 20_000
BYTES_AT_ONCE = 16 << 20
"""A group is put in when it holds as many pupils, or as much content."""


@dataclass(slots=True)
class _Group:
    """Rows that wait to be put in, by table."""

    rows: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict[str, "list[tuple[Any, ...]]"])
    bytes: int = 0
    keys: int = 0

    def add(self, table: sa.Table, *row: object) -> None:
        self.rows.setdefault(table.name, []).append(row)


class Run:
    """A batch that runs; made by `CountyStore.batch`, used as `with store.batch(…) as batch`."""

    def __init__(self, backing: Backing, name: str, user: str, practice: bool, resumed: int | None) -> None:
        self._backing = backing
        self._name, self._user, self._practice = name, user, practice
        self._resumed = resumed
        self._group = _Group()
        self._held = ExitStack()
        self.id = 0

    def __enter__(self) -> Self:
        self._held.enter_context(self._backing.merging(self._user))
        try:
            with self._backing.writing() as connection:
                self._begin(connection)
        except BaseException:
            self._held.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Left by an exception, the batch stays open: what was put in stays, and it can be continued or taken back."""
        with self._held:
            if error is None:
                self.flush()
                with self._backing.writing() as connection:
                    log.note(connection, "汇总完成", f"batch {self.id}", self._user)
                    row = sa.update(fixed.BATCH).where(fixed.BATCH.c.id == self.id)
                    connection.execute(row.values(state="done", ended=log.now()))

    def add(self, delivery: Sent, file: File) -> Status:
        """Take in a delivery and the file in which it came; durable at the latest when the batch ends.

        Deliveries of one file come one after the other. Refusal: real data in a practice store, or the reverse.
        """
        if delivery.practice != self._practice:
            raise Refusal("practice_into_county" if delivery.practice else "real_into_practice_county", path=file.name)
        number = self._file(file)
        place = (delivery.school, delivery.period)
        rank: Rank = (delivery.revision, delivery.digest)
        counting = self._counting.setdefault(place, {})
        known = self._known.get((delivery.digest, delivery.draft))
        status = status_of(rank, delivery.parts, counting, draft=delivery.draft, known=known is not None)
        if known is None:
            known = self._put(delivery)
        if (number, known) not in self._arrived:
            self._arrived.add((number, known))
            proof = (delivery.seal, delivery.check_code, delivery.key, delivery.quick)
            self._group.add(fixed.ARRIVAL, number, known, self.id, status, *proof)
        if not delivery.draft:
            for form in delivery.parts:
                counting[form] = max(rank, counting.get(form, rank))
        if self._group.keys >= KEYS_AT_ONCE or self._group.bytes >= BYTES_AT_ONCE:
            self.flush()
        return status

    def quarantine(self, file: File, code: str, reason: str) -> None:
        """Remember a file that could not be taken in, and why; it never stops the run."""
        self._last += 1
        content = (file.name, file.path, file.sha256, file.size, 0, code, reason)
        self._group.add(fixed.FILE, self._last, self.id, *content)

    def seen(self, sha256: str) -> bool:
        """Whether a file with these bytes was taken in whole already, so that nobody needs to read it again."""
        return sha256 in self._seen

    def same(self, file: File) -> Status:
        """Take in a file whose bytes were `seen`: its deliveries belong to this batch too."""
        number = self._file(file)
        for delivery, *proof in self._seen[file.sha256]:
            if (number, delivery) not in self._arrived:
                self._arrived.add((number, delivery))
                self._group.add(fixed.ARRIVAL, number, delivery, self.id, "same", *proof)
        return "same"

    def flush(self) -> None:
        """Put in what has gathered, as one transaction."""
        group, self._group = self._group, _Group()
        if not group.rows:
            return
        with self._backing.writing() as connection:
            for name, rows in group.rows.items():
                self._backing.pour(connection, fixed.METADATA.tables[name], rows)
            log.note(connection, "收入", f"batch {self.id}", self._user, {n: len(r) for n, r in group.rows.items()})

    def _begin(self, connection: sa.Connection) -> None:
        table = fixed.BATCH
        if self._resumed is None:
            self.id = 1 + (connection.execute(sa.select(sa.func.max(table.c.id))).scalar() or 0)
            content = {"name": self._name, "user": self._user, "state": "open", "begun": log.now(), "ended": ""}
            connection.execute(sa.insert(table).values(id=self.id, **content))
            log.note(connection, "汇总开始", f"batch {self.id}", self._user, {"name": self._name})
        else:
            self.id = self._resumed
            log.note(connection, "汇总继续", f"batch {self.id}", self._user)
        self._recall(connection)

    def _recall(self, connection: sa.Connection) -> None:
        """What is there already, as far as a run must know it."""
        file, delivery, arrival = fixed.FILE, fixed.DELIVERY, fixed.ARRIVAL
        self._last = connection.execute(sa.select(sa.func.max(file.c.id))).scalar() or 0
        self._next = 1 + (connection.execute(sa.select(sa.func.max(delivery.c.id))).scalar() or 0)
        asked = sa.select(delivery.c.digest, delivery.c.draft, delivery.c.id)
        self._known = {(str(digest), bool(draft)): int(id_) for digest, draft, id_ in connection.execute(asked)}
        self._definitions = set(connection.execute(sa.select(fixed.DEFINITION.c.digest)).scalars())
        self._counting: dict[tuple[str, str], dict[str, Rank]] = {}
        for school, period, form, revision, digest in ranks(connection):
            before = self._counting.setdefault((school, period), {})
            before[form] = max((revision, digest), before.get(form, (revision, digest)))
        self._files = {
            str(sha): int(id_)
            for id_, sha in connection.execute(
                sa.select(file.c.id, file.c.sha256).where(file.c.batch == self.id, file.c.code == "")
            )
        }
        asked = sa.select(arrival.c.file, arrival.c.delivery).where(arrival.c.batch == self.id)
        self._arrived = {(int(a), int(b)) for a, b in connection.execute(asked)}
        self._seen: dict[str, list[tuple[Any, ...]]] = {}
        proof = (arrival.c.delivery, arrival.c.seal, arrival.c.check_code, arrival.c.key, arrival.c.quick)
        joined = sa.join(file, arrival, arrival.c.file == file.c.id)
        by_file: dict[tuple[int, str, int], list[tuple[Any, ...]]] = {}
        asked = sa.select(file.c.id, file.c.sha256, file.c.expected, *proof).select_from(joined)
        for id_, sha, expected, *row in connection.execute(asked):
            by_file.setdefault((id_, sha, expected), []).append(tuple(row))
        for (_, sha, expected), rows in by_file.items():
            if len(rows) >= expected:
                self._seen[sha] = rows

    def _file(self, file: File) -> int:
        number = self._files.get(file.sha256)
        if number is None:
            self._last += 1
            number = self._files[file.sha256] = self._last
            content = (file.name, file.path, file.sha256, file.size, file.expected, "", "")
            self._group.add(fixed.FILE, number, self.id, *content)
        return number

    def _put(self, delivery: Sent) -> int:
        id_, self._next = self._next, self._next + 1
        self._known[delivery.digest, delivery.draft] = id_
        add = self._group.add
        texts = (delivery.states, [*delivery.reasons], [*delivery.answers], delivery.facts)
        head = (delivery.digest, delivery.draft, delivery.school, delivery.school_name, delivery.period)
        add(fixed.DELIVERY, id_, *head, delivery.revision, delivery.on_roll, *map(_json, texts))
        for part in delivery.parts.values():
            add(fixed.PART, id_, part.form, part.definition, part.sheet, part.rows, part.payload)
            self._group.bytes += len(part.payload)
        for digest, text in delivery.definitions.items():
            if digest not in self._definitions:
                self._definitions.add(digest)
                add(fixed.DEFINITION, digest, text)
        for n, (sheet, cell, problem, message, reason) in enumerate(delivery.problems):
            code, level, form, name, row, record, _, fix = problem
            add(
                fixed.PROBLEM,
                id_,
                n,
                sheet,
                cell,
                code,
                level,
                form,
                name or "",
                row,
                record,
                fix or "",
                message,
                reason,
            )
        for key in delivery.pupils:
            add(fixed.PUPIL, id_, *key[:9], " ".join(key.phones), key.student_code, "\n".join(key.guardians))
        for move in delivery.moves:
            add(fixed.MOVE, id_, *move)
        self._group.keys += len(delivery.pupils) + len(delivery.moves)
        return id_


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=dict)
