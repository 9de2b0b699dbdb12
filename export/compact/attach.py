"""Put the compact copy into a workbook that was just written."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from export.compact.copy import FORMAT, NAME, file_of, message
from export.compact.frame import framed, head_of
from export.delivery.answers import answers_in
from export.delivery.digest import digest_of, said_digest
from export.delivery.payload import LEVEL, content_of
from export.reading.append import appended
from export.reading.limits import Limits
from export.reading.package import Package, directory_at
from export.seal.sign import public_key, sign
from export.workbook.received import Received

RETURN = b"\\r"
"""A carriage return in JSON."""
UNBOUNDED = Limits(
    file_bytes=1 << 40, parts=1 << 16, part_bytes=1 << 40, index_bytes=1 << 40, total_bytes=1 << 40, ratio=1 << 20
)
"""For a file that this program has written this very moment."""


@dataclass(frozen=True)
class Told:
    """What a workbook tells beside its records."""

    says: Mapping[str, str]
    """Texts of the hidden sheet by their names, but for the seal."""
    code: str
    """The seal's check code."""
    definitions: Mapping[str, str]
    """Form → packed definition."""


@dataclass(frozen=True)
class Load:
    """A copy before the file that will carry it is known."""

    told: Told
    reasons: list[list[str]]
    parts: list[tuple[str, str, str, int, int]]
    """Of every form: its name, the digests of its definition and content, bytes compressed and inflated."""
    payloads: list[bytes]
    digest: str
    """The delivery's."""
    has_returns: bool
    """Whether a text holds a carriage return."""


def loaded(received: Received, told: Told) -> Load:
    """The copy of what a reader will find in a workbook."""
    contents = {name: content_of(table, received.places[name]) for name, table in received.tables.items()}
    payloads = {name: zlib.compress(content, LEVEL) for name, content in contents.items()}
    digests = {name: (digest_of(told.definitions[name]), digest_of(content)) for name, content in contents.items()}
    parts = [(name, *digests[name], len(payloads[name]), len(content)) for name, content in contents.items()]
    reasons = [(reason.key, reason.text) for reason in received.reasons]
    digest = said_digest(received.meta, reasons, answers_in(told.says), digests)
    returns = any(RETURN in content for content in contents.values()) or "\r" in str(received.reasons)
    return Load(told, list(map(list, received.reasons)), parts, list(payloads.values()), digest, returns)


def attached(data: bytes, load: Load, private: bytes) -> bytes:
    """A workbook's bytes with their copy; whoever attaches it has the last word."""
    head = head_of({
        "format": FORMAT, "key": public_key(private).hex(), "code": load.told.code, "says": dict(load.told.says),
        "reasons": load.reasons, "parts": load.parts, "returns": load.has_returns,
        "file": file_of(memoryview(data)[: directory_at(data)], Package(data, UNBOUNDED).entries),
    })  # fmt: skip
    signature = sign(message(sha256(head).hexdigest(), load.digest), private)
    return appended(data, NAME, framed("copy", head, load.payloads, signature))
