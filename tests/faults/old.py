"""Makes old workbooks (.xls) record by record: a container ([MS-CFB]) around a stream of records ([MS-XLS])."""

import struct
from collections.abc import Iterable, Mapping

SECTOR, MINI, LINE = 512, 64, 128
LAST, FREE, TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
CUTOFF = 4096
STORAGE, STREAM, ROOT = 1, 2, 5

Record = tuple[int, bytes]


def container(streams: Mapping[str, bytes], storages: Iterable[str] = ()) -> bytes:
    """A compound file; streams below 4096 bytes lie in the mini stream, as they must."""
    small = {name: content for name, content in streams.items() if len(content) < CUTOFF}
    minis, places = bytearray(), dict[str, int]()
    mini_table: list[int] = []
    for name, content in small.items():
        places[name] = len(mini_table)
        mini_table += chain(len(mini_table), pieces(content, MINI))
        minis += padded(content, MINI)
    bodies = [
        ("", padded(bytes(minis), SECTOR)),
        *((n, padded(c, SECTOR)) for n, c in streams.items() if n not in small),
    ]
    table: list[int] = []
    for name, body in bodies:
        places[name] = len(table) if body else LAST
        table += chain(len(table), len(body) // SECTOR)
    entries = [(name, STORAGE, 0, 0) for name in storages]
    entries += [(name, STREAM, places[name], len(content)) for name, content in streams.items()]
    lines = [line("Root Entry", ROOT, places[""], len(minis), child=1 if entries else FREE)]
    lines += [line(*entry, after=at if at <= len(entries) else FREE) for at, entry in enumerate(entries, 2)]
    directory, first_line = padded(b"".join(lines), SECTOR), len(table)
    table += chain(len(table), len(directory) // SECTOR)
    mini_sectors, first_mini = padded(longs(mini_table), SECTOR, b"\xff"), len(table)
    table += chain(len(table), len(mini_sectors) // SECTOR)
    count = 1
    while len(table) + count > count * SECTOR // 4:
        count += 1
    own = range(len(table), len(table) + count)
    whole = padded(longs([*table, *[TABLE] * count]), SECTOR, b"\xff")
    listed = longs([*own, *[FREE] * (109 - count)])
    numbers = (
        0,
        count,
        first_line,
        0,
        CUTOFF,
        first_mini if mini_table else LAST,
        len(mini_sectors) // SECTOR,
        LAST,
        0,
    )
    head = struct.pack("<8s16s5H6x9L", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 62, 3, 0xFFFE, 9, 6, *numbers) + listed
    return head + b"".join(body for _, body in bodies) + directory + mini_sectors + whole


def workbook(cells: Iterable[Record], more: Iterable[Record] = (), kind: int = 0, hidden: int = 0) -> bytes:
    """The stream of a workbook with one sheet 名单; `more` stands among the workbook's own records."""
    name = "名单".encode("utf-16-le")
    begin, end = (0x0809, struct.pack("<HHHHLL", 0x0600, 5, 0, 1997, 0, 6)), (0x000A, b"")
    before = records([begin, *more])
    about = records([(0x0085, struct.pack("<LBBBB", 0, hidden, kind, 2, 1) + name)])
    start = len(before) + len(about) + len(records([end]))
    about = records([(0x0085, struct.pack("<LBBBB", start, hidden, kind, 2, 1) + name)])
    sheet = records([(0x0809, struct.pack("<HHHHLL", 0x0600, 0x10, 0, 1997, 0, 6)), *cells, end])
    return before + about + records([end]) + sheet


def book(cells: Iterable[Record], more: Iterable[Record] = (), **about: int) -> bytes:
    """A whole .xls file with one sheet."""
    return container({"Workbook": workbook(cells, more, **about)})


def records(parts: Iterable[Record]) -> bytes:
    """Records in a row."""
    return b"".join(struct.pack("<HH", number, len(content)) + content for number, content in parts)


def number(row: int, col: int, value: float, style: int = 0) -> Record:
    """A cell with a number."""
    return 0x0203, struct.pack("<HHHd", row, col, style, value)


def numbers(row: int, col: int, values: Iterable[int], style: int = 0) -> Record:
    """Several cells with small whole numbers in one record."""
    cells = [struct.pack("<Hl", style, value << 2 | 2) for value in values]
    return 0x00BD, struct.pack("<HH", row, col) + b"".join(cells) + struct.pack("<H", col + len(cells) - 1)


def formula(row: int, col: int, result: bytes) -> Record:
    """A cell with a formula (the number 1) and its last result as 8 bytes."""
    return 0x0006, struct.pack("<HHH8sHLH", row, col, 0, result, 0, 0, 3) + b"\x1e\1\0"


def error(row: int, col: int, code: int, is_error: bool = True) -> Record:
    """A cell with an error, or with a truth value."""
    return 0x0205, struct.pack("<HHHBB", row, col, 0, code, is_error)


def style(number_format: int) -> Record:
    """One more cell style."""
    return 0x00E0, struct.pack("<HH16x", 0, number_format)


def number_format(number: int, code: str, wide: bool = False) -> Record:
    """A number format under its number."""
    text = code.encode("utf-16-le" if wide else "latin-1")
    return 0x041E, struct.pack("<HHB", number, len(code), wide) + text


def line(name: str, kind: int, start: int, size: int, after: int = FREE, child: int = FREE) -> bytes:
    """One line of the directory; a storage's lines form a tree, which here is a list."""
    raw = name.encode("utf-16-le")
    links = struct.pack("<3L", FREE, after, child)
    return (
        raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw) + 2, kind, 1) + links + struct.pack("<36xLQ", start, size)
    )


def chain(start: int, length: int) -> list[int]:
    """Sectors that follow one another."""
    return [*range(start + 1, start + length), LAST] if length else []


def longs(values: Iterable[int]) -> bytes:
    """Numbers of 32 bits."""
    return b"".join(struct.pack("<L", value) for value in values)


def pieces(content: bytes, size: int) -> int:
    """How many pieces of `size` the content takes."""
    return -(-len(content) // size)


def padded(content: bytes, size: int, filler: bytes = b"\0") -> bytes:
    """Content up to a whole number of pieces."""
    return content.ljust(pieces(content, size) * size, filler)
