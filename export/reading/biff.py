"""The guard for .xls and old .et: walks over the records of a workbook ([MS-XLS]) before the fast reader sees it."""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from export.reading.grid import too_far
from export.reading.limits import Limits
from export.reading.markup import Marks
from export.reading.ole import Container
from export.reading.raw import address
from forms.problems import Refusal

STREAMS = ("Workbook", "Book", "WORKBOOK", "BOOK")
OTHER_KINDS = {
    "WordDocument": {"zh": "Word 文档", "en": "a Word document"},
    "PowerPoint Document": {"zh": "演示文稿", "en": "a presentation"},
}
MACROS = {"_VBA_PROJECT_CUR", "_VBA_PROJECT", "VBA"}
EMBEDDED = "MBD"

BEGIN, END, PASSWORD, SHEET = 0x0809, 0x000A, 0x002F, 0x0085
FORMAT, STYLE = 0x041E, 0x00E0
FORMULA, ROW, TRUTH_OR_ERROR, MANY_NUMBERS = 0x0006, 0x0208, 0x0205, 0x00BD
CELLS = {FORMULA, TRUTH_OR_ERROR, 0x0203, 0x027E, 0x00FD, 0x0204, 0x00D6, MANY_NUMBERS}
MACRO_SHEET = 0x01
HIDDEN_ROW = 0x20
PLACE = struct.Struct("<HH")
ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


class Record(NamedTuple):
    """One record: its number, and where its content lies in the stream."""

    number: int
    start: int
    end: int


def look_over(container: Container, limits: Limits) -> list[Marks]:
    """What was noticed in each sheet, in the order of the workbook; or a refusal with the reason."""
    _refuse_other_kinds(container)
    stream = container.read(next(name for name in STREAMS if name in container))
    return [_marks(stream, start, name, limits) for name, start in _sheets(stream, limits)]


def _refuse_other_kinds(container: Container) -> None:
    if "EncryptedPackage" in container:
        raise Refusal("book_has_password")
    for name, kind in OTHER_KINDS.items():
        if name in container:
            raise Refusal("file_other_kind", kind=kind)
    if not any(name in container for name in STREAMS):
        raise Refusal("file_not_a_table")
    if container.names & MACROS:
        raise Refusal("book_has_macros")
    if any(name.startswith(EMBEDDED) for name in container.names):
        raise Refusal("book_has_objects")


def _records(stream: bytes, at: int) -> Iterator[Record]:
    while at + 4 <= len(stream):
        number, length = PLACE.unpack_from(stream, at)
        at += 4
        if at + length > len(stream):
            raise Refusal("book_damaged")
        yield Record(number, at, at + length)
        at += length


def _sheets(stream: bytes, limits: Limits) -> Iterator[tuple[str, int]]:
    """Names of the sheets and where their records begin."""
    count = 0
    for record in _records(stream, 0):
        if record.number == PASSWORD:
            raise Refusal("book_has_password")
        if record.number == END:
            return
        if record.number == SHEET and record.end - record.start >= 8:
            count += 1
            if count > limits.sheets:
                raise Refusal("too_many_sheets", sheets=count, most=limits.sheets)
            yield _sheet(stream[record.start : record.end])


def _sheet(content: bytes) -> tuple[str, int]:
    start, _, kind, length, wide = struct.unpack_from("<LBBBB", content)
    if kind == MACRO_SHEET:
        raise Refusal("book_has_macros")
    encoding = "utf-16-le" if wide & 1 else "latin-1"
    return content[8 : 8 + length * (1 + (wide & 1))].decode(encoding, "replace"), start


def _marks(stream: bytes, start: int, sheet: str, limits: Limits) -> Marks:
    found, depth = Marks(), 0
    for number, at, end in _records(stream, start):
        if number in CELLS and end - at >= 6:
            row, col = PLACE.unpack_from(stream, at)
            last = struct.unpack_from("<H", stream, end - 2)[0] if number == MANY_NUMBERS else col
            if row >= limits.rows or last >= limits.columns:
                raise too_far(sheet, row, last, limits)
            if number in (FORMULA, TRUTH_OR_ERROR) and depth == 1:
                _mark_cell(number, stream[at:end], address(row, col), found)
        elif number == ROW and end - at >= 14 and stream[at + 12] & HIDDEN_ROW:
            found.hidden_rows.add(PLACE.unpack_from(stream, at)[0])
        elif number == BEGIN:
            depth += 1
        elif number == END:
            depth -= 1
            if depth <= 0:
                break
    return found


def _mark_cell(number: int, content: bytes, name: str, found: Marks) -> None:
    """A formula keeps its last result in 8 bytes from the 7th; FFFF at their end means that it is no number."""
    if number == FORMULA:
        found.formulas.add(name)
        if len(content) >= 14 and content[12:14] == b"\xff\xff" and content[6] == 2:
            found.errors[name] = ERRORS.get(content[8], "#N/A")
    elif len(content) >= 8 and content[7] == 1:
        found.errors[name] = ERRORS.get(content[6], "#N/A")
