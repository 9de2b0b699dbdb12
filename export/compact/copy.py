"""Find the compact copy in a workbook, and believe it only in a file that is byte for byte what the program wrote."""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, NamedTuple, cast

from export.compact.frame import Frame, unframed
from export.reading.package import Entry, Package
from export.seal import root_of
from export.seal.sign import check_code, is_signed
from export.workbook.carry import TINKERED
from export.workbook.package import Reason
from forms.problems import Refusal

NAME = "customXml/item1.xml"
"""Where a custom XML part usually stands; its content type is the package's default for .xml."""
FORMAT = 1
"""Grows with what stands in the frame or in a content."""
MOST = 32 << 20
"""Bytes of all contents together; 5,000 pupils take 3 MB."""
RATIO = 250
"""Inflated : deflated, for contents above 1 MiB."""


class Listed(NamedTuple):
    """One form's records as the head lists them."""

    form: str
    definition: str
    """SHA-256 (hex) of the packed definition."""
    content: str
    """SHA-256 (hex) of the content, inflated."""
    packed: int
    size: int


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy in a file that is as the program wrote it. Its contents have not been inflated yet."""

    says: Mapping[str, str]
    """Texts of the hidden sheet by their names, but for the seal."""
    sealed: list[bytes]
    """Digests of which, with the texts, the seal's root is made."""
    reasons: list[Reason]
    listed: list[Listed]
    payloads: list[bytes]
    key: bytes
    """The public key that signed it."""
    head: str
    """SHA-256 (hex) of the head."""
    signature: bytes
    has_returns: bool
    """Whether a text of the workbook may hold a carriage return, which XML writes in its own way."""

    def code(self, definitions: Mapping[str, str]) -> str:
        """The seal's check code, worked out anew; `definitions`: SHA-256 (hex) → packed definition."""
        texts = {f"form:{listed.form}": definitions[listed.definition] for listed in self.listed}
        return check_code(root_of(self.sealed, {**self.says, **texts}))

    @property
    def proof(self) -> str:
        """What proves by the school's key that it sent a delivery of some digest: see `is_proved`."""
        return f"{self.head} {self.signature.hex()}"

    def contents(self) -> list[bytes]:
        """Every form's content, each as long and of the digest that the head says; ValueError where one is not."""
        if sum(listed.size for listed in self.listed) > MOST:
            raise ValueError("more than a school can send")
        return [_content(*pair) for pair in zip(self.listed, self.payloads, strict=True)]


def part_name(number: int) -> str:
    """The name of a custom XML part, counted from 0."""
    return NAME.replace("1", str(number + 1))


def part_in(package: Package, name: str = NAME) -> bytes:
    """A custom XML part; b"" where there is none, or a broken one, which nobody needs."""
    try:
        return package.read(name, MOST * 2) if name in package else b""
    except Refusal:
        return b""


def copy_in(package: Package, part: bytes) -> Copy | None:
    """The copy that a file vouches for; None where it has none or any of its bytes is another than was signed.

    Whose key signed it, and whether that is the school's, is another question. None of its contents is inflated.
    """
    try:
        frame = unframed("copy", part)
        said = frame.said()
        copy = _read(frame, said)
        return copy if said["format"] == FORMAT and said["file"] == file_of(*package.beside(NAME)) else None
    except TINKERED:
        return None


def file_of(before: memoryview | bytes, others: Sequence[Entry]) -> list[object]:
    """What stands for every other byte of the file: all that stands before the part, and the directory's lines."""
    return [sha256(before).hexdigest(), *map(list, others)]


def message(head: str, digest: str) -> bytes:
    """What is signed: the head, by its digest, and the delivery's digest."""
    return f"xiangxiao copy {FORMAT}\n{head}\n{digest}".encode()


def is_proved(digest: str, proof: str, key: bytes) -> bool:
    """Whether the owner of a key sent a delivery of this digest, wherever it has been carried since."""
    head, _, signature = proof.partition(" ")
    try:
        return is_signed(message(head, digest), bytes.fromhex(signature), key)
    except ValueError:
        return False


def _read(frame: Frame, said: Mapping[str, Any]) -> Copy:
    listed = [_listed(each) for each in cast("Sequence[Sequence[object]]", said["parts"])]
    says = {str(name): str(text) for name, text in cast("Mapping[str, object]", said["says"]).items()}
    reasons = [Reason(*map(str, each)) for each in cast("Sequence[Sequence[object]]", said["reasons"])]
    payloads = list(map(bytes, frame.cut([each.packed for each in listed])))
    head = sha256(frame.head).hexdigest()
    sealed = [bytes.fromhex(digest) for digest in said["sealed"]]
    key, returns = bytes.fromhex(said["key"]), bool(said["returns"])
    return Copy(says, sealed, reasons, listed, payloads, key, head, frame.signature, returns)


def _listed(data: Sequence[Any]) -> Listed:
    form, definition, content, packed, size = data
    if min(int(packed), int(size)) < 0:
        raise ValueError("less than nothing")
    return Listed(str(form), str(definition), str(content), int(packed), int(size))


def _content(listed: Listed, payload: bytes) -> bytes:
    content = inflated(payload)
    if len(content) != listed.size or sha256(content).hexdigest() != listed.content:
        raise ValueError("not what the head says")
    return content


def inflated(payload: bytes, most: int = MOST) -> bytes:
    """A payload inflated; ValueError where it is broken or swells further than records do."""
    bound = min(most, max(1 << 20, len(payload) * RATIO))
    try:
        content = zlib.decompressobj().decompress(payload, bound + 1)
    except zlib.error as broken:
        raise ValueError("broken") from broken
    if len(content) > bound:
        raise ValueError("swollen")
    return content
