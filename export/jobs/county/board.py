"""The board (报送看板): school by school and form by form, who has reported, what stands, and who must be called."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from db.county.register import School, expected
from db.county.sent import Fault, FileLine, Kept, PartRef
from db.county.standing import rank_of
from db.county.store import CountyStore
from export.jobs.county.period import period_of
from forms.library import Library

Standing = Literal["reported", "problems", "returned", "old", "missing", "unknown"]
"""已报; 有问题: errors stand; 退回: a slip went out and no newer file came; 旧版: only of an earlier period;
未报; not in the register."""
ASIDE = ("quarantined", "interrupted")
CAME: tuple[Standing, ...] = ("reported", "problems", "returned")
"""There is something of this period."""
STANDINGS: tuple[Standing, ...] = ("reported", "problems", "returned", "old", "missing", "unknown")


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One school."""

    code: str
    name: str
    kind: str
    district: str
    central: str
    status: Standing
    counts: Mapping[str, int] = field(default_factory=dict[str, int])
    """Records by form; a form that did not come is not named."""
    nil: frozenset[str] = frozenset()
    """Forms of which the school confirmed that there is nothing."""
    faulty: Mapping[str, int] = field(default_factory=dict[str, int])
    """Standing errors and unexplained reminders by form."""
    explained: int = 0
    """Reminders that the school explained."""
    revision: int = 0
    file: str = ""
    received: str = ""
    on_roll: int = 0
    contact: str = ""
    phone: str = ""
    note: str = ""

    @property
    def open_problems(self) -> int:
        """What somebody must still act upon."""
        return sum(self.faulty.values())


@dataclass(frozen=True, slots=True)
class District:
    """One township or district of the county."""

    name: str
    expected: int
    by_status: Mapping[Standing, int]

    @property
    def came(self) -> int:
        """Schools of which there is something for this period."""
        return sum(self.by_status[status] for status in CAME)


@dataclass(frozen=True)
class Board:
    """The county at one look."""

    period: str
    deadline: str
    forms: tuple[str, ...]
    rows: list[BoardRow]

    @property
    def expected(self) -> int:
        """Schools that must report."""
        return sum(row.status != "unknown" for row in self.rows)

    @property
    def by_status(self) -> dict[Standing, int]:
        """How many schools stand how."""
        found = Counter(row.status for row in self.rows)
        return {status: found[status] for status in STANDINGS}

    @property
    def came(self) -> int:
        """Schools of which there is something for this period."""
        return sum(row.status in CAME for row in self.rows)

    @property
    def on_roll(self) -> int:
        """Pupils at all schools that reported."""
        return sum(row.on_roll for row in self.rows)

    @property
    def missing(self) -> list[BoardRow]:
        """Schools of which there is nothing for this period: whom to call."""
        return [row for row in self.rows if row.status in ("missing", "old")]

    def districts(self) -> list[District]:
        """By district, in the order of their names."""
        names = sorted({row.district for row in self.rows})
        return [self._district(name) for name in names]

    def _district(self, name: str) -> District:
        found = Counter(row.status for row in self.rows if row.district == name)
        return District(name, sum(found.values()) - found["unknown"], {status: found[status] for status in STANDINGS})


def board(store: CountyStore, library: Library, waiting: Mapping[str, int] | None = None) -> Board:
    """The board of the county's current period; `waiting`: school → items of its return slips that are still open."""
    period, register = period_of(store), store.register()
    newest, before = _newest(store, period.code)
    due = {school.code for school in expected(register.values(), period.ends)}
    names = tuple(library.forms)
    read = _Readings(register, newest, before, store, waiting or {})
    return Board(period.code, store.setting("deadline"), names, [read.row(code) for code in sorted(due | set(newest))])


def arrivals(store: CountyStore) -> dict[int, tuple[str, str]]:
    """Delivery → the file in which it came first, and when."""
    begun = {batch.id: batch.begun for batch in store.batches()}
    lines = sorted(store.files(), key=lambda line: line.id, reverse=True)
    return {id_: (line.name, begun[line.batch]) for line in lines for id_ in line.deliveries}


def set_aside(store: CountyStore) -> list[FileLine]:
    """Files in quarantine, or taken in part, that nobody has put right: the last word on each name, newest first."""
    stands = {batch.id for batch in store.batches() if batch.state != "undone"}
    last = {line.name: line for line in sorted(store.files(), key=lambda line: line.id) if line.batch in stands}
    return [line for line in sorted(last.values(), key=lambda line: -line.id) if line.reason and line.status in ASIDE]


def _newest(store: CountyStore, period: str) -> tuple[dict[str, Kept], set[str]]:
    """The newest delivery of each school in the period, and the schools that sent something for an earlier one."""
    sent = sorted(store.deliveries(), key=lambda kept: rank_of(kept, kept.word))
    newest = {kept.school: kept for kept in sent if kept.period == period}
    return newest, {kept.school for kept in sent if kept.period < period}


class _Readings:
    """What the rows are made of, gathered once for all of them."""

    def __init__(
        self, register: Mapping[str, School], newest: Mapping[str, Kept], before: set[str], store: CountyStore,
        waiting: Mapping[str, int],
    ) -> None:  # fmt: skip
        period = period_of(store)
        self._register, self._newest, self._before, self._waiting = register, newest, before, waiting
        self._parts: dict[str, dict[str, PartRef]] = {}
        for (school, form), part in store.current(period.code).items():
            self._parts.setdefault(school, {})[form] = part
        self._faults: dict[str, list[Fault]] = {}
        for fault in store.problems(period.code):
            self._faults.setdefault(fault.school, []).append(fault)
        self._arrived = arrivals(store)
        self._expected = {school.code for school in expected(register.values(), period.ends)}

    def row(self, code: str) -> BoardRow:
        """One school's row."""
        school, kept = self._register.get(code, School(code)), self._newest.get(code)
        faults, parts = self._faults.get(code, []), self._parts.get(code, {})
        standing = [fault for fault in faults if fault.level == "error" or not fault.reason]
        faulty = Counter(fault.form for fault in standing)
        file, at = self._arrived.get(kept.id, ("", "")) if kept else ("", "")
        counts = {form: part.rows for form, part in parts.items()}
        nil = frozenset(form for form, part in parts.items() if part.state == "nil")
        head = (code, school.name or (kept.school_name if kept else ""), school.kind, school.district, school.central)
        told = (counts, nil, dict(faulty), len(faults) - len(standing))
        came = (kept.revision, file, at, kept.on_roll) if kept else (0, "", "", 0)
        whom = (school.contact, school.phone, school.note)
        return BoardRow(*head, self._standing(code, kept, faulty), *told, *came, *whom)

    def _standing(self, code: str, kept: Kept | None, faulty: Mapping[str, int]) -> Standing:
        if code not in self._expected:
            return "unknown"
        if kept is None:
            return "old" if code in self._before else "missing"
        if self._waiting.get(code):
            return "returned"
        return "problems" if faulty or kept.draft else "reported"
