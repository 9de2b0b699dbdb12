"""What the store is handed and what it hands back: deliveries, the files in which they came, batches.

A delivery is known here by its shape only: whoever reads workbooks makes it, and this room knows no workbooks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, Protocol

from forms.likeness import MoveKey, PupilKey

Status = Literal["merged", "replaced", "older", "same", "held"]
"""What a delivery was when it came: new; newer than what counted until then; older than what counts; known already; or
it would replace what the school's own key signed, which nobody does who has not that key, so the county is asked."""
FileStatus = Literal["merged", "replaced", "older", "same", "held", "quarantined", "interrupted"]
"""That of its weightiest delivery; interrupted: the run ended before all its deliveries were in."""
SOURCES = "sources:"
"""Settings by batch, while it is open: the files and folders that it was told to take, so that it can go on."""
BatchState = Literal["open", "done", "undone"]
"""Open is a batch that runs, or that was interrupted."""


class SentPart(Protocol):
    """The rows of one form."""

    @property
    def form(self) -> str: ...
    @property
    def definition(self) -> str: ...
    @property
    def sheet(self) -> str: ...
    @property
    def rows(self) -> int: ...
    @property
    def payload(self) -> bytes: ...


class Sent(Protocol):
    """What one school sent for one period in one revision (报送件)."""

    @property
    def digest(self) -> str: ...
    @property
    def school(self) -> str: ...
    @property
    def school_name(self) -> str: ...
    @property
    def period(self) -> str: ...
    @property
    def revision(self) -> int: ...
    @property
    def practice(self) -> bool: ...
    @property
    def draft(self) -> bool: ...
    @property
    def seal(self) -> str: ...
    @property
    def check_code(self) -> str: ...
    @property
    def key(self) -> str: ...
    @property
    def states(self) -> Mapping[str, str]: ...
    @property
    def parts(self) -> Mapping[str, SentPart]: ...
    @property
    def definitions(self) -> Mapping[str, str]: ...
    @property
    def reasons(self) -> Sequence[tuple[str, str]]: ...
    @property
    def answers(self) -> Sequence[Mapping[str, Any]]: ...
    @property
    def problems(self) -> Sequence[Sequence[Any]]: ...
    @property
    def facts(self) -> Mapping[str, Any]: ...
    @property
    def pupils(self) -> Sequence[tuple[Any, ...]]: ...
    @property
    def moves(self) -> Sequence[tuple[Any, ...]]: ...
    @property
    def on_roll(self) -> int: ...
    @property
    def quick(self) -> bool: ...
    @property
    def proof(self) -> str: ...


@dataclass(frozen=True, slots=True)
class File:
    """A file that came in."""

    name: str
    sha256: str
    """Hex, of its bytes."""
    path: str = ""
    size: int = 0
    expected: int = 1
    """How many deliveries are in it: one in a school's workbook, many in what another merge put out."""


@dataclass(frozen=True, slots=True)
class KeptPart:
    """The rows of one form as the store has them; `payload` is decoded by whoever made it."""

    form: str
    definition: str
    sheet: str
    rows: int
    payload: bytes = field(repr=False)


class Word(NamedTuple):
    """Whose word a delivery is (see `db.county.signers`)."""

    believed: bool = True
    """A key of the school signed it, or the county took it all the same; so is all of a school that never signed."""
    trusted: bool = False
    """The key is the one that the county accepted."""
    chosen: bool = False
    """The county took this very delivery."""


WITHOUT_SIGNATURES = Word()


class Sender(NamedTuple):
    """Whose a delivery is."""

    school: str
    name: str
    revision: int


@dataclass(slots=True)
class Kept:
    """A delivery as the store has it; it has the shape of `Sent`, so it can be sent on."""

    id: int
    """Its number in this store, which means nothing elsewhere."""
    digest: str
    school: str
    school_name: str
    period: str
    revision: int
    draft: bool
    on_roll: int
    states: dict[str, str]
    reasons: list[tuple[str, str]]
    answers: list[dict[str, Any]]
    facts: dict[str, Any]
    practice: bool = False
    seal: str = ""
    check_code: str = ""
    key: str = ""
    quick: bool = False
    proof: str = ""
    word: Word = WITHOUT_SIGNATURES
    """Whose word it is."""
    held: bool = False
    """It counts for nothing until the county takes it: see `db.county.standing`."""
    parts: dict[str, KeptPart] = field(default_factory=dict[str, KeptPart])
    definitions: dict[str, str] = field(default_factory=dict[str, str])
    problems: list[tuple[Any, ...]] = field(default_factory=list[tuple[Any, ...]])
    pupils: list[PupilKey] = field(default_factory=list[PupilKey])
    moves: list[MoveKey] = field(default_factory=list[MoveKey])


class PartRef(NamedTuple):
    """Where the rows of one form of one school are: the part that counts, without its content."""

    delivery: int
    digest: str
    revision: int
    form: str
    definition: str
    sheet: str
    rows: int
    state: str
    """How far the school says the form is; "" where it says nothing."""


class Batch(NamedTuple):
    """One run of a merge."""

    id: int
    name: str
    user: str
    state: BatchState
    begun: str
    ended: str


class FileLine(NamedTuple):
    """What became of a file."""

    id: int
    batch: int
    name: str
    path: str
    sha256: str
    size: int
    status: FileStatus
    code: str
    """Why it is in quarantine, as a code …"""
    reason: str
    """… and as a sentence."""
    deliveries: tuple[int, ...]


class Conflict(NamedTuple):
    """Two different contents of one form under one revision of a school."""

    school: str
    form: str
    revision: int
    digests: tuple[str, ...]
    """Of the deliveries; the first one counts."""


class Fault(NamedTuple):
    """A problem of a school, found when its delivery was checked."""

    school: str
    delivery: int
    sheet: str
    cell: str
    code: str
    level: str
    form: str
    field: str
    row: int
    record: str
    fix: str
    message: str
    reason: str

    def packed(self) -> tuple[Any, ...]:
        """As the reader of workbooks hands problems over."""
        params: dict[str, object] = {}
        problem = (
            self.code,
            self.level,
            self.form,
            self.field or None,
            self.row,
            self.record,
            params,
            self.fix or None,
        )
        return self.sheet, self.cell, problem, self.message, self.reason
