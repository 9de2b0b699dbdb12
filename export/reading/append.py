"""More parts at the end of a zip file, without touching what stands before them."""

import os
import zlib
from io import BytesIO
from types import TracebackType
from typing import IO, Self

from export.reading.package import DEFLATED, END, END_MARK, ENTRY, ENTRY_MARK, LOCAL, LOCAL_MARK

VERSION = 20
"""Of the format: 2.0, as of every zip with deflated parts."""
EARLY = 0x21
"""1 January 1980: no clock goes into the file."""


def appended(data: bytes, name: str, content: bytes) -> bytes:
    """A zip file with one more part as its last."""
    stream = BytesIO(data)
    with Appending(stream) as package:
        package.add(name, content)
    return stream.getvalue()


class Appending:
    """A zip file, just written and without a comment, that takes parts; in the end its directory is written anew."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        file.seek(-END.size, os.SEEK_END)
        mark, _, _, _, self._count, length, self._at, _ = END.unpack(file.read(END.size))
        if mark != END_MARK:
            raise ValueError("not the end of a zip file")
        file.seek(self._at)
        self._directory = [file.read(length)]

    def __enter__(self) -> Self:
        return self

    def add(self, name: str, content: bytes) -> None:
        """Append a part. Letters that stand for random bytes repeat nothing, so they are only packed closer."""
        packer = zlib.compressobj(1, zlib.DEFLATED, -zlib.MAX_WBITS, strategy=zlib.Z_HUFFMAN_ONLY)
        body = packer.compress(content) + packer.flush()
        about = (VERSION, 0, DEFLATED, 0, EARLY, zlib.crc32(content), len(body), len(content), len(name))
        line = ENTRY.pack(ENTRY_MARK, VERSION, *about, 0, 0, 0, 0, 0, self._at)
        self._directory.append(line + name.encode("ascii"))
        self._file.seek(self._at)
        for piece in (LOCAL.pack(LOCAL_MARK, *about, 0), name.encode("ascii"), body):
            self._at += self._file.write(piece)
        self._count += 1

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        directory = b"".join(self._directory)
        self._file.seek(self._at)
        self._file.write(directory)
        self._file.write(END.pack(END_MARK, 0, 0, self._count, self._count, len(directory), self._at, 0))
        self._file.truncate()
        self._file.flush()
