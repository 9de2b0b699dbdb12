"""Plan: files are read and proved, and it is shown what taking them in would do; nothing is changed yet.

What was read is held, so that taking it in reads no file again. Whoever walks away drops it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, cast

from db.county.foresight import Foresight
from db.county.sent import FileStatus, PartRef
from db.county.store import CountyStore
from export.delivery import Delivery
from export.delivery.change import Change, change
from export.delivery.shelf import shelf
from export.jobs.county.collect import Collected, files_in, with_definitions
from export.jobs.county.intake import Intake, Progress
from export.jobs.county.lines import FileLine, PlannedLine, count, file_of, line_of, said, said_half
from export.jobs.county.spool import Spool
from export.jobs.session import Session
from forms.problems import Refusal


@dataclass
class Plan:
    """What a merge would do, and what it would take in."""

    name: str
    """How its batch will be called."""
    sources: list[str] = field(default_factory=list[str])
    """The files and folders that were chosen."""
    lines: list[PlannedLine] = field(default_factory=list[PlannedLine])
    cancelled: bool = False
    """Somebody said stop: further files have not been read."""
    _held: list[tuple[Collected, int]] = field(default_factory=list["tuple[Collected, int]"])
    _spool: Spool = field(default_factory=Spool)

    def __len__(self) -> int:
        return len(self._held)

    def count(self, *statuses: FileStatus) -> int:
        """How many deliveries and files would have one of these statuses."""
        return count(self.lines, *statuses)

    def hold(self, collected: Collected) -> None:
        """Keep what was read of a file."""
        packed = [_lean(delivery).packed() for delivery in collected.deliveries]
        self._held.append((replace(collected, deliveries=()), self._spool.put(packed)))

    def held(self) -> Iterator[Collected]:
        """Everything that was read, in its order."""
        for collected, number in self._held:
            packed = cast("list[tuple[Any, ...]]", self._spool.take(number))
            yield replace(collected, deliveries=tuple(with_definitions(Delivery.unpacked(one)) for one in packed))

    def close(self) -> None:
        """Let go of what is held."""
        self._spool.close()


def _lean(delivery: Delivery) -> Delivery:
    """Without the definitions that the program ships."""
    own = {digest: text for digest, text in delivery.definitions.items() if digest not in shelf().texts}
    return replace(delivery, definitions=own)


class Planning:
    """Makes one plan; any thread may `cancel` it meanwhile."""

    def __init__(self, store: CountyStore, session: Session, progress: Progress | None = None) -> None:
        self._store, self._session = store, session
        self._intake = Intake(store, session, progress)
        self._senders: dict[int, tuple[str, str, str, int]] = {}
        """Delivery → school, its name, period, revision."""
        self._taken = Counter[str]()
        """File → deliveries that can be taken, as far as it has come."""
        self._standing: dict[str, dict[str, dict[str, PartRef]]] = {}

    def cancel(self) -> None:
        """End within a second; the plan says what was read by then."""
        self._intake.cancel()

    def run(self, paths: Iterable[Path], name: str = "") -> Plan:
        """Read and prove everything. Refusal where the store cannot be read or the disk has no room for what waits."""
        given = list(paths)
        plan, foresight = Plan(name or name_of(given), absolute(given)), self._store.foresee()
        sent = self._store.deliveries()
        self._senders = {one.id: (one.school, one.school_name, one.period, one.revision) for one in sent}
        try:
            for collected in self._intake.each(files_in(given), foresight.seen):
                plan.lines += self._lines(collected, foresight)
                plan.hold(collected)
        except BaseException:
            plan.close()
            raise
        plan.cancelled = self._intake.is_cancelled
        return plan

    def _lines(self, collected: Collected, foresight: Foresight) -> list[PlannedLine]:
        path = str(collected.file)
        if collected.seen:
            known = [self._senders[id_] for id_ in foresight.deliveries(collected.sha256) if id_ in self._senders]
            return [PlannedLine(path, *each, status="same") for each in known] or [PlannedLine(path, status="same")]
        if collected.refused is not None:
            return [self._refused(collected, collected.refused, 0)]
        file, lines = file_of(collected), list[PlannedLine]()
        for at, sent in enumerate(collected.deliveries):
            try:
                status = foresight.add(sent, file)
            except Refusal as refusal:
                self._intake.drop(collected.file)
                return [*lines, self._refused(collected, refusal, len(lines))]
            told = line_of(collected.file, sent, status, self._session, strange=at in collected.strange)
            lines.append(self._planned(told, sent))
        self._taken[path] += len(lines)
        return lines

    def _refused(self, collected: Collected, refusal: Refusal, beside: int) -> PlannedLine:
        """A file that cannot be taken, or not to its end; `beside`: what can be taken of this piece."""
        path, reason = str(collected.file), said(refusal, self._session)
        if taken := self._taken[path] + beside:
            reason = said_half(taken, collected.expected, reason, self._session)
        return PlannedLine(path, status="interrupted" if taken else "quarantined", reason=reason)

    def _planned(self, line: FileLine, sent: Delivery) -> PlannedLine:
        head = {each.name: getattr(line, each.name) for each in fields(line)}
        stands = self._parts(sent.period).get(sent.school, {})
        changes = self._changes(sent, stands) if line.status in ("merged", "replaced") else {}
        replaces = max((stands[form].revision for form in sent.parts if form in stands), default=0)
        return PlannedLine(**head, replaces=replaces, changes=changes)

    def _changes(self, sent: Delivery, stands: dict[str, PartRef]) -> dict[str, Change]:
        """Form by form against the part that counts until now. A form that does not come stays as it is."""
        deliveries = {stands[form].delivery for form in sent.parts if form in stands}
        contents = {id_: self._store.payloads(id_) for id_ in deliveries}
        found: dict[str, Change] = {}
        for form, part in sent.parts.items():
            ref = stands.get(form)
            found[form] = change(contents[ref.delivery][form], part.payload) if ref else Change(part.rows)
        return {form: each for form, each in found.items() if not each.is_none}

    def _parts(self, period: str) -> dict[str, dict[str, PartRef]]:
        """School → form → the part that counts, looked up once for a period."""
        if period not in self._standing:
            found = self._standing[period] = {}
            for (school, form), part in self._store.current(period).items():
                found.setdefault(school, {})[form] = part
        return self._standing[period]


def absolute(paths: Iterable[Path]) -> list[str]:
    """Paths that mean the same from wherever the program is started next."""
    return [str(path.absolute()) for path in paths]


def name_of(paths: list[Path]) -> str:
    """How a batch is called: after the first of what was chosen."""
    first = paths[0].name if paths else ""
    return f"{first} 等 {len(paths)} 项" if len(paths) > 1 else first
