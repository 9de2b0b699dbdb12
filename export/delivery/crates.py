"""What a merge puts out carries the deliveries themselves, in crates, so that merging it is merging what schools sent.

Who merged them signs each crate; anybody may, so this says only that it is whole. What a school itself signed stays
proved by the school's own key, through any number of merges; the rest counts as unsigned, whatever was said of it.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import islice
from typing import Any, NamedTuple, Protocol, cast

from export.compact.copy import TINKERED, inflated, is_proved
from export.compact.frame import framed, head_of, unframed
from export.delivery import Part
from export.delivery.digest import digest_of, said_digest
from export.seal.sign import is_signed, public_key, sign
from export.workbook.package import Meta
from forms.problems import OF_THE_FILE, Refusal

FORMAT = 1
MOST_DELIVERIES = 20_000
"""In one file; the greatest prefectures have some 2,000 schools."""
MOST_ROWS = 1 << 20
"""A sheet has no more."""
PER_CRATE = 32
"""Deliveries in a crate: some MB, which a reading process takes one by one."""
_ABOUT = (
    "school",
    "school_name",
    "period",
    "revision",
    "practice",
    "draft",
    "seal",
    "check_code",
    "key",
    "proof",
    "digest",
)


class SentPart(Protocol):
    """One form's records."""

    @property
    def form(self) -> str: ...
    @property
    def definition(self) -> str: ...
    @property
    def payload(self) -> bytes: ...


class Sent(Protocol):
    """A delivery, in whatever store it lies; it has what is said in `_ABOUT`, too."""

    @property
    def states(self) -> Mapping[str, str]: ...
    @property
    def reasons(self) -> Sequence[tuple[str, str]]: ...
    @property
    def answers(self) -> Sequence[Mapping[str, Any]]: ...
    @property
    def parts(self) -> Mapping[str, SentPart]: ...
    @property
    def definitions(self) -> Mapping[str, str]: ...
    @property
    def problems(self) -> Sequence[tuple[Any, ...]]: ...


class Carried(NamedTuple):
    """A delivery out of a crate, its digest proved; nothing has been found out about it yet."""

    meta: Meta
    seal: str
    check_code: str
    key: str
    proof: str
    digest: str
    reasons: list[tuple[str, str]]
    answers: list[dict[str, str]]
    noticed: list[tuple[Any, ...]]
    """`Located.packed()` of what only the school's file could show: cells changed behind the seal, unknown columns."""
    contents: dict[str, bytes]
    parts: dict[str, Part]
    """Without sheet and number of rows, which stand in the contents."""


class Crate(NamedTuple):
    """One crate, opened."""

    total: int
    """Deliveries in all crates of the file."""
    of: int
    """Number of crates."""
    carried: list[Carried]
    definitions: dict[str, str]
    """Digest → packed definition."""


def crates_for(deliveries: int) -> int:
    """How many crates so many deliveries fill."""
    return math.ceil(deliveries / PER_CRATE)


def crates(deliveries: Iterable[Sent], total: int, private: bytes) -> Iterator[bytes]:
    """The crates' parts, one after the other; `total` says how many deliveries there are."""
    coming = iter(deliveries)
    while batch := list(islice(coming, PER_CRATE)):
        yield _packed(batch, total, private)


def _packed(batch: Sequence[Sent], total: int, private: bytes) -> bytes:
    definitions: dict[str, str] = {}
    for sent in batch:
        definitions |= sent.definitions
    head = head_of({
        "format": FORMAT, "key": public_key(private).hex(), "total": total, "of": crates_for(total),
        "deliveries": list(map(_about, batch)), "definitions": definitions,
    })  # fmt: skip
    payloads = [part.payload for sent in batch for part in sent.parts.values()]
    return framed("crate", head, payloads, sign(_message(head), private))


def _about(sent: Sent) -> dict[str, object]:
    about: dict[str, object] = {name: getattr(sent, name) for name in _ABOUT}
    return about | {
        "states": dict(sent.states), "reasons": list(map(list, sent.reasons)), "answers": list(map(dict, sent.answers)),
        "parts": [(part.form, part.definition, len(part.payload)) for part in sent.parts.values()],
        "noticed": [problem for problem in sent.problems if problem[2][0].startswith(OF_THE_FILE)],
    }  # fmt: skip


def _message(head: bytes) -> bytes:
    return f"xiangxiao crate {FORMAT}\n{sha256(head).hexdigest()}".encode()


def opened(part: bytes) -> Crate:
    """What is in a crate; Refusal where anything in it is not as it was put in."""
    try:
        frame = unframed("crate", part)
        said = frame.said()
        if said["format"] != FORMAT or not is_signed(_message(frame.head), frame.signature, bytes.fromhex(said["key"])):
            raise Refusal("crate_broken")
        lengths = [int(length) for one in said["deliveries"] for _, _, length in one["parts"]]
        payloads = iter(frame.cut(lengths))
        carried = [_carried(one, payloads) for one in said["deliveries"]]
        definitions = {str(digest): str(text) for digest, text in said["definitions"].items()}
        total, of = int(said["total"]), int(said["of"])
        if not len(carried) <= total <= MOST_DELIVERIES or of != crates_for(total):
            raise Refusal("crate_broken")
        return Crate(total, of, carried, definitions)
    except (*TINKERED, IndexError) as broken:
        raise Refusal("crate_broken") from broken


def _carried(said: Mapping[str, Any], payloads: Iterator[memoryview]) -> Carried:
    about = {"school_code": said["school"], **{name: said[name] for name in (*_ABOUT[1:6], "states")}}
    meta, reasons = Meta.read(about), [(str(key), str(text)) for key, text in said["reasons"]]
    answers = [{str(name): str(text) for name, text in answer.items()} for answer in said["answers"]]
    contents, parts = dict[str, bytes](), dict[str, Part]()
    for form, definition, _ in cast("Sequence[tuple[str, str, int]]", said["parts"]):
        payload = bytes(next(payloads))
        contents[form], parts[form] = inflated(payload), Part(form, definition, "", 0, payload)
    digests = {form: (parts[form].definition, digest_of(content)) for form, content in contents.items()}
    digest, proof, key = said_digest(meta, reasons, answers, digests), str(said["proof"]), str(said["key"])
    if digest != said["digest"]:
        raise ValueError("a delivery that is not what its digest says")
    proved = bool(proof) and is_proved(digest, proof, bytes.fromhex(key))
    return Carried(
        meta, str(said["seal"]), str(said["check_code"]), key if proved else "", proof if proved else "", digest,
        reasons, answers, [_problem(*problem) for problem in said["noticed"]], contents, parts,
    )  # fmt: skip


def _problem(sheet: object, cell: object, problem: Sequence[Any], message: object, reason: object) -> tuple[Any, ...]:
    """A problem out of JSON; its parameters stay empty, because its sentence is made."""
    code, level, form, field, row, record, _, fix = problem
    if not -1 <= int(row) < MOST_ROWS:
        raise ValueError("a row that no sheet has")
    texts = (str(code), str(level), str(form), None if field is None else str(field))
    nothing: dict[str, object] = {}
    rest = (int(row), str(record), nothing, None if fix is None else str(fix))
    return str(sheet), str(cell), (*texts, *rest), str(message), str(reason)
