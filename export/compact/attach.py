"""Put the compact copy into a workbook that was just written."""

import zlib
from collections.abc import Mapping, Sequence
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
class Load:
    """A copy before the file that will carry it is known."""

    reasons: list[list[str]]
    contents: Mapping[str, bytes]
    digests: Mapping[str, tuple[str, str]]
    """Of every form: SHA-256 (hex) of its definition and of its content."""
    digest: str
    """The delivery's. It is sealed as a text of the workbook, so the check code stands for the copy as well."""

    def payloads(self) -> list[bytes]:
        """The contents as they are carried."""
        return [zlib.compress(content, LEVEL) for content in self.contents.values()]

    @property
    def has_returns(self) -> bool:
        """Whether a text holds a carriage return."""
        return any(RETURN in content for content in self.contents.values()) or "\r" in str(self.reasons)


@dataclass(frozen=True)
class Told:
    """What a workbook tells beside its records."""

    says: Mapping[str, str]
    """Texts of the hidden sheet by their names, but for the seal; among them, as `copy`, the delivery's digest."""
    sealed: Sequence[bytes]
    """`Content.digests` of the seal."""


def loaded(received: Received, says: Mapping[str, str], definitions: Mapping[str, str]) -> Load:
    """The copy of what a reader will find in a workbook; `definitions`: form → packed definition."""
    contents = {name: content_of(table, received.places[name]) for name, table in received.tables.items()}
    digests = {name: (digest_of(definitions[name]), digest_of(content)) for name, content in contents.items()}
    reasons = [(reason.key, reason.text) for reason in received.reasons]
    digest = said_digest(received.meta, reasons, answers_in(says), digests)
    return Load(list(map(list, received.reasons)), contents, digests, digest)


def attached(data: bytes, load: Load, payloads: Sequence[bytes], told: Told, private: bytes) -> bytes:
    """A workbook's bytes with their copy; whoever attaches it has the last word."""
    packed = zip(load.contents.items(), payloads, strict=True)
    head = head_of({
        "format": FORMAT, "key": public_key(private).hex(), "says": dict(told.says), "reasons": load.reasons,
        "sealed": [digest.hex() for digest in told.sealed], "returns": load.has_returns,
        "parts": [(name, *load.digests[name], len(payload), len(content)) for (name, content), payload in packed],
        "file": file_of(memoryview(data)[: directory_at(data)], Package(data, UNBOUNDED).entries),
    })  # fmt: skip
    signature = sign(message(sha256(head).hexdigest(), load.digest), private)
    return appended(data, NAME, framed("copy", head, payloads, signature))
