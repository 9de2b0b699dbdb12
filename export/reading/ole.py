"""The container around .xls, .et and password-protected workbooks: a small file system ([MS-CFB]), read with suspicion.

Every chain of sectors is followed no further than the file has sectors, so a loop is a damaged file and not a hang.
"""

import struct
import sys
from array import array

from export.reading.limits import Limits
from forms.problems import Refusal

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEADER = struct.Struct("<8s16s5H6x9L")
HEADER_SIZE = 512
LAST_REAL_SECTOR = 0xFFFFFFFA
NAME = struct.Struct("<64sHB")
LINE = 128
MINI = 64
STORAGE, STREAM, ROOT = 1, 2, 5


class Container:
    """What a compound file holds, by name."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._data = data
        self._limits = limits
        if len(data) < HEADER_SIZE:
            raise Refusal("book_damaged")
        *_, shift, _, _, _, first_line, _, cutoff, first_mini, _, first_more, _ = HEADER.unpack_from(data)
        if shift not in (9, 12):
            raise Refusal("book_damaged")
        self._sector = 1 << shift
        self._cutoff = cutoff
        self._next = self._table(first_more)
        self._mini_next = _longs(self._chain(first_mini))
        self._streams: dict[str, tuple[int, int]] = {}
        self.names: set[str] = set()
        self._mini = b""
        self._list(self._chain(first_line))

    def __contains__(self, name: str) -> bool:
        return name in self._streams

    def read(self, name: str) -> bytes:
        """The content of a stream."""
        start, size = self._streams[name]
        if size > self._limits.part_bytes:
            raise Refusal("zip_bomb")
        content = self._chain(start) if size >= self._cutoff else self._mini_chain(start)
        if len(content) < size:
            raise Refusal("book_damaged")
        return content[:size]

    def _list(self, directory: bytes) -> None:
        for at in range(0, len(directory) - LINE + 1, LINE):
            raw, length, kind = NAME.unpack_from(directory, at)
            start, size = struct.unpack_from("<LL", directory, at + 116)
            name = raw[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            if kind == ROOT:
                self._mini = self._chain(start)[:size]
            elif kind in (STORAGE, STREAM):
                self.names.add(name)
            if kind == STREAM:
                self._streams.setdefault(name, (start, size))

    def _table(self, first_more: int) -> "array[int]":
        """Which sector follows which; the table itself lies in sectors that the header and its sequels list."""
        sectors = list(struct.unpack_from("<109L", self._data, 76))
        more, left = first_more, len(self._data) // self._sector
        while more < LAST_REAL_SECTOR and left > 0:
            listed = _longs(self._at(more))
            more, left = listed.pop() if listed else LAST_REAL_SECTOR, left - 1
            sectors.extend(listed)
        used = [sector for sector in sectors if sector < LAST_REAL_SECTOR]
        if len(used) > len(self._data) // self._sector:
            raise Refusal("book_damaged")
        return _longs(b"".join(map(self._at, used)))

    def _at(self, sector: int) -> bytes:
        start = (sector + 1) * self._sector
        return self._data[start : start + self._sector]

    def _chain(self, sector: int) -> bytes:
        return b"".join(self._at(each) for each in _followed(sector, self._next))

    def _mini_chain(self, sector: int) -> bytes:
        return b"".join(self._mini[each * MINI : each * MINI + MINI] for each in _followed(sector, self._mini_next))


def _followed(sector: int, following: "array[int]") -> list[int]:
    found: list[int] = []
    while sector < len(following):
        found.append(sector)
        if len(found) > len(following):
            raise Refusal("book_damaged")
        sector = following[sector]
    return found


def _longs(content: bytes) -> "array[int]":
    longs = array("I", content[: len(content) // 4 * 4])
    if sys.byteorder == "big":
        longs.byteswap()
    return longs
