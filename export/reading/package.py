"""The zip around a workbook, read with suspicion: its directory is judged before anything is inflated.

Python's zipfile builds its whole list first, however long, and how much it checks depends on its version. Here every
entry is bounded, may not share a byte with another, and is inflated no further than it said it would be.
PKWARE APPNOTE 6.3.10 names the fields.
"""

import struct
import zlib
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import NamedTuple

from export.reading.limits import Limits
from forms.problems import Refusal

END = struct.Struct("<4s4H2LH")
ENTRY = struct.Struct("<4s6H3L5H2L")
LOCAL = struct.Struct("<4s5H3L2H")
END_MARK, ENTRY_MARK, LOCAL_MARK = b"PK\5\6", b"PK\1\2", b"PK\3\4"
LONGEST_COMMENT = 0xFFFF
STORED, DEFLATED = 0, 8
ENCRYPTED, UTF8 = 0x1, 0x800
ZIP64 = 1
IN_ZIP64 = 0xFFFFFFFF


class Entry(NamedTuple):
    """One line of the directory."""

    name: str
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    start: int


class Package:
    """The parts of a zip file by name, of which none has been inflated yet."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._data = data
        self._limits = limits
        self._entries: dict[str, Entry] = {}
        for entry in _directory(data, limits):
            self._admit(entry)
        self._weigh()
        _refuse_overlap(data, self._entries.values())

    @property
    def names(self) -> list[str]:
        """Every part as it is written, folders apart."""
        return [entry.name for entry in self._entries.values()]

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._entries

    def read(self, name: str, most: int | None = None) -> bytes:
        """The inflated part, its checksum verified; a part that is missing is a damaged file."""
        entry = self._entries.get(name.lower())
        if entry is None:
            raise Refusal("book_damaged")
        if entry.size > (most or self._limits.part_bytes):
            raise Refusal("zip_bomb")
        if entry.flags & ENCRYPTED:
            raise Refusal("book_has_password")
        return _inflated(self._data, entry)

    def checksum(self, name: str) -> int:
        """CRC-32 of the inflated part; `read` has verified it."""
        return self._entries[name.lower()].crc

    @property
    def entries(self) -> list[Entry]:
        """Every line of the directory, folders apart."""
        return list(self._entries.values())

    def beside(self, name: str) -> tuple[memoryview, list[Entry]]:
        """All bytes before the header of a part, and the lines of all other parts in their order."""
        entry = self._entries[name.lower()]
        others = [other for other in self._entries.values() if other is not entry]
        return memoryview(self._data)[: entry.start], others

    def _admit(self, entry: Entry) -> None:
        steps = entry.name.split("/")
        if ".." in steps or entry.name.startswith("/") or ":" in entry.name or "\0" in entry.name:
            raise Refusal("zip_path")
        if entry.name.lower() in self._entries:
            raise Refusal("zip_twice")
        self._entries[entry.name.lower()] = entry

    def _weigh(self) -> None:
        entries = self._entries.values()
        if sum(entry.size for entry in entries) > self._limits.total_bytes:
            raise Refusal("zip_bomb")
        for entry in entries:
            swollen = entry.size > self._limits.index_bytes and entry.size > entry.packed * self._limits.ratio
            if swollen or entry.size > self._limits.part_bytes:
                raise Refusal("zip_bomb")


def stored(parts: Iterable[tuple[str, bytes, int]]) -> bytes:
    """A zip of these parts (name, content, CRC-32), not compressed: all that a fast reader gets to see."""
    pieces: list[bytes] = []
    lines: list[bytes] = []
    at = 0
    for name, content, crc in parts:
        raw, size = name.encode(), len(content)
        local = LOCAL.pack(LOCAL_MARK, 20, UTF8, STORED, 0, 0, crc, size, size, len(raw), 0)
        fixed = (ENTRY_MARK, 20, 20, UTF8, STORED, 0, 0, crc, size, size, len(raw), 0, 0, 0, 0, 0, at)
        lines.append(ENTRY.pack(*fixed) + raw)
        pieces += (local, raw, content)
        at += len(local) + len(raw) + size
    directory = b"".join(lines)
    end = END.pack(END_MARK, 0, 0, len(lines), len(lines), len(directory), at, 0)
    return b"".join((*pieces, directory, end))


def directory_at(data: bytes) -> int:
    """Where the directory begins, which is where the last part ends in a file that has just been written."""
    return END.unpack_from(data, end_of(data))[6]


def _directory(data: bytes, limits: Limits) -> Iterator[Entry]:
    end = end_of(data)
    _, disk, _, _, count, length, at, _ = END.unpack_from(data, end)
    if count > limits.parts:
        raise Refusal("zip_parts", parts=count, most=limits.parts)
    stop = at + length
    if disk:
        raise Refusal("book_damaged")
    for _ in range(count):
        if at + ENTRY.size > stop:
            raise Refusal("book_damaged")
        entry, at = _entry(data, at)
        if not entry.name.endswith("/"):
            yield entry
    if at != stop:
        raise Refusal("zip_contradicts")


def end_of(data: bytes) -> int:
    """Where the last record begins; the same letters inside the comment behind it are passed over."""
    end, first = len(data), max(0, len(data) - END.size - LONGEST_COMMENT)
    while (end := data.rfind(END_MARK, first, end + len(END_MARK) - 1)) >= 0:
        if end + END.size <= len(data):
            *_, length, at, comment = END.unpack_from(data, end)
            if at + length <= end and end + END.size + comment <= len(data):
                return end
    raise Refusal("book_damaged")


def _entry(data: bytes, at: int) -> tuple[Entry, int]:
    fields = ENTRY.unpack_from(data, at)
    mark, _, _, flags, method, _, _, crc, packed, size, named, extra, comment, _, _, _, start = fields
    if mark != ENTRY_MARK or method not in (STORED, DEFLATED):
        raise Refusal("book_damaged")
    at += ENTRY.size
    name = data[at : at + named].decode("utf-8" if flags & UTF8 else "cp437", "replace").replace("\\", "/")
    size, packed, start = _long(data[at + named : at + named + extra], size, packed, start)
    return Entry(name, flags, method, crc, packed, size, start), at + named + extra + comment


def _long(extra: bytes, *short: int) -> tuple[int, int, int]:
    """Sizes and offset with those replaced that stand in the ZIP64 field: some writers always use it."""
    long = iter(_zip64(extra)) if IN_ZIP64 in short else iter(())
    size, packed, start = (next(long, value) if value == IN_ZIP64 else value for value in short)
    return size, packed, start


def _zip64(extra: bytes) -> tuple[int, ...]:
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        if kind == ZIP64:
            numbers = extra[at + 4 : at + 4 + length]
            return struct.unpack_from(f"<{len(numbers) // 8}Q", numbers)
        at += 4 + length
    return ()


def _refuse_overlap(data: bytes, entries: Iterable[Entry]) -> None:
    end = 0
    for entry in sorted(entries, key=attrgetter("start")):
        if entry.start < end:
            raise Refusal("zip_contradicts")
        end = _body(data, entry) + entry.packed
    if end > len(data):
        raise Refusal("zip_contradicts")


def _body(data: bytes, entry: Entry) -> int:
    """Where the content of an entry begins, behind its own header."""
    if entry.start + LOCAL.size > len(data):
        raise Refusal("book_damaged")
    mark, *_, named, extra = LOCAL.unpack_from(data, entry.start)
    if mark != LOCAL_MARK:
        raise Refusal("book_damaged")
    return entry.start + LOCAL.size + named + extra


def _inflated(data: bytes, entry: Entry) -> bytes:
    body = _body(data, entry)
    packed = memoryview(data)[body : body + entry.packed]
    content = bytes(packed) if entry.method == STORED else _deflate(packed, entry.size)
    if len(content) > entry.size:
        raise Refusal("zip_bomb")
    if len(content) < entry.size or zlib.crc32(content) != entry.crc:
        raise Refusal("book_damaged")
    return content


def _deflate(packed: memoryview, size: int) -> bytes:
    """What was deflated, and one byte more than promised if there is more."""
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, size + 1)
    except zlib.error as broken:
        raise Refusal("book_damaged") from broken
