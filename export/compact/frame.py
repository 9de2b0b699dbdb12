"""How bytes lie in a part of a workbook: framed, in letters, within well-formed XML.

An office program that opens the file sees a custom XML part (ISO/IEC 29500-1, 15.2.4) and leaves it alone.
"""

import json
import struct
from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

Kind = Literal["copy", "crate"]
"""What is in the frame: a workbook's own records once more, or the deliveries of many schools."""
OPENING = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<{kind} xmlns="urn:xiangxiao:{kind}">'
CLOSING = "</{kind}>"
LENGTH = struct.Struct("<I")
SIGNATURE = 64
"""Bytes of an Ed25519 signature."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A head that says what follows, the bodies that follow, and who vouches for the head."""

    head: bytes
    """JSON."""
    bodies: memoryview
    signature: bytes

    def said(self) -> Mapping[str, Any]:
        """The head's data; ValueError or RecursionError where it is no such thing."""
        data = json.loads(self.head)
        if not isinstance(data, dict):
            raise TypeError("a head that is no object")
        return cast("Mapping[str, Any]", data)

    def cut(self, lengths: Sequence[int]) -> list[memoryview]:
        """The bodies one by one; ValueError where they are not as long as all these together."""
        found: list[memoryview] = []
        at = 0
        for length in lengths:
            found.append(self.bodies[at : at + length])
            at += length
        if at != len(self.bodies) or min(lengths, default=0) < 0:
            raise ValueError("bodies of other lengths than the head says")
        return found


def head_of(said: Mapping[str, object]) -> bytes:
    """A head's bytes, the same for the same data."""
    return json.dumps(said, ensure_ascii=True, separators=(",", ":")).encode()


def framed(kind: Kind, head: bytes, bodies: Sequence[bytes], signature: bytes) -> bytes:
    """A part's content."""
    content = b64encode(b"".join((LENGTH.pack(len(head)), head, *bodies, signature)))
    return b"".join((_opening(kind), content, _closing(kind)))


def is_framed(kind: Kind, beginning: bytes) -> bool:
    """Whether a part that begins so is of this kind."""
    return beginning.startswith(_opening(kind))


def _opening(kind: Kind) -> bytes:
    return OPENING.format(kind=kind).encode()


def _closing(kind: Kind) -> bytes:
    return CLOSING.format(kind=kind).encode()


def unframed(kind: Kind, part: bytes) -> Frame:
    """The inverse of `framed`; ValueError where it is none of this kind."""
    if not (is_framed(kind, part) and part.endswith(_closing(kind))):
        raise ValueError("none of ours")
    try:
        content = memoryview(b64decode(memoryview(part)[len(_opening(kind)) : -len(_closing(kind))], validate=True))
    except Error as broken:
        raise ValueError("letters that are no bytes") from broken
    if len(content) < LENGTH.size + SIGNATURE:
        raise ValueError("too short")
    end = LENGTH.size + LENGTH.unpack_from(content)[0]
    if end + SIGNATURE > len(content):
        raise ValueError("shorter than it says")
    return Frame(bytes(content[LENGTH.size : end]), content[end:-SIGNATURE], bytes(content[-SIGNATURE:]))
