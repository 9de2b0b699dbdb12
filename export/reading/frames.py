"""How the reading process and its owner speak: marshalled values, each after its length.

marshal is the fastest way for nested lists. Both ends are the same program, so its format never has to last.
"""

import marshal
import struct
from typing import IO

LENGTH = struct.Struct("<Q")
LONGEST = 1 << 32
MARSHAL_VERSION = 2
"""Later versions look for shared values, which cells seldom are, and take twice as long."""


def send(stream: IO[bytes], value: object) -> None:
    """Write one value; ValueError, and nothing written, when it is not made of plain containers and scalars."""
    content = packed(value)
    stream.write(LENGTH.pack(len(content)))
    stream.write(content)
    stream.flush()


def receive(stream: IO[bytes]) -> object:
    """The next value; EOFError when the other side has gone or talks nonsense."""
    (length,) = LENGTH.unpack(_exactly(stream, LENGTH.size))
    if length > LONGEST:
        raise EOFError
    content = _exactly(stream, length)
    try:
        return unpacked(content)
    except (ValueError, TypeError) as nonsense:
        raise EOFError from nonsense


def packed(value: object) -> bytes:
    """A value as bytes; ValueError when it is not made of plain containers and scalars."""
    return marshal.dumps(value, MARSHAL_VERSION)  # pyright: ignore[reportArgumentType]


def unpacked(content: bytes) -> object:
    """The inverse of `packed`; only for what this program packed while it runs."""
    return marshal.loads(content)


def _exactly(stream: IO[bytes], length: int) -> bytes:
    content = stream.read(length)
    if len(content) < length:
        raise EOFError
    return content
