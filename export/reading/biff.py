"""The guard for .xls and old .et: walks over the records of a workbook ([MS-XLS]) before the fast reader sees it."""

import re
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
CELL = struct.Struct("<HHH")
ZEROS = re.compile(rb"0{2,20}|(?:0\0){2,20}")
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
    sheets, zeros = _contents(stream, limits)
    return [_Walk(stream, name, zeros, limits).over(start) for name, start in sheets]


def _refuse_other_kinds(container: Container) -> None:
    if "EncryptedPackage" in container:
        raise Refusal("book_has_password")
    for name, kind in OTHER_KINDS.items():
        if name in container:
            raise Refusal("file_other_kind", kind=kind)
    if not any(name in container for name in STREAMS):
        raise Refusal("book_damaged")
    if container.names & MACROS:
        raise Refusal("book_has_macros")
    if any(name.startswith(EMBEDDED) for name in container.names):
        raise Refusal("book_has_objects")


def _records(stream: bytes, at: int) -> Iterator[Record]:
    if at + 4 > len(stream):
        raise Refusal("book_damaged")
    while at + 4 <= len(stream):
        number, length = PLACE.unpack_from(stream, at)
        at += 4
        if at + length > len(stream):
            raise Refusal("book_damaged")
        yield Record(number, at, at + length)
        at += length


def _contents(stream: bytes, limits: Limits) -> tuple[list[tuple[str, int]], dict[int, int]]:
    """Names of the sheets and where they begin; and the cell styles that show leading zeros, with their digits."""
    sheets: list[tuple[str, int]] = []
    formats: dict[int, int] = {}
    styles: list[int] = []
    for number, start, end in _records(stream, 0):
        content = stream[start:end]
        if number == PASSWORD:
            raise Refusal("book_has_password")
        if number == END:
            break
        if number == SHEET and len(content) >= 8:
            sheets.append(_sheet(content))
        elif number == FORMAT and len(content) >= 5 and (zeros := ZEROS.fullmatch(content[5:])):
            formats[PLACE.unpack_from(content)[0]] = len(zeros[0].replace(b"\0", b""))
        elif number == STYLE and len(content) >= 4:
            styles.append(PLACE.unpack_from(content)[1])
    if len(sheets) > limits.sheets:
        raise Refusal("too_many_sheets", sheets=len(sheets), most=limits.sheets)
    return sheets, {style: formats[each] for style, each in enumerate(styles) if each in formats}


def _sheet(content: bytes) -> tuple[str, int]:
    start, _, kind, length, wide = struct.unpack_from("<LBBBB", content)
    if kind == MACRO_SHEET:
        raise Refusal("book_has_macros")
    encoding = "utf-16-le" if wide & 1 else "latin-1"
    return content[8 : 8 + length * (1 + (wide & 1))].decode(encoding, "replace"), start


class _Walk:
    """The way over the records of one sheet."""

    def __init__(self, stream: bytes, sheet: str, zeros: dict[int, int], limits: Limits) -> None:
        self._stream = stream
        self._sheet = sheet
        self._zeros = zeros
        self._limits = limits
        self._found = Marks()

    def over(self, start: int) -> Marks:
        """What was noticed up to the end of the sheet; charts inside it have a beginning and an end of their own."""
        depth = 0
        for number, at, end in _records(self._stream, start):
            if number in CELLS and end - at >= 6:
                self._cell(number, at, end)
            elif number == ROW and end - at >= 14 and self._stream[at + 12] & HIDDEN_ROW:
                self._found.hidden_rows.add(PLACE.unpack_from(self._stream, at)[0])
            elif number == BEGIN:
                depth += 1
            elif number == END:
                depth -= 1
                if depth <= 0:
                    break
        return self._found

    def _cell(self, number: int, at: int, end: int) -> None:
        row, col, style = CELL.unpack_from(self._stream, at)
        last = CELL.unpack_from(self._stream, end - 6)[2] if number == MANY_NUMBERS else col
        if row >= self._limits.rows or last >= self._limits.columns:
            raise too_far(self._sheet, row, last, self._limits)
        if number == FORMULA:
            self._formula(address(row, col), self._stream[at:end])
        elif number == TRUTH_OR_ERROR and end - at >= 8 and self._stream[at + 7] == 1:
            self._found.errors[address(row, col)] = ERRORS.get(self._stream[at + 6], "#N/A")
        elif number == MANY_NUMBERS and self._zeros:
            for offset in range(at + 4, end - 6, 6):
                self._pad(row, col + (offset - at - 4) // 6, PLACE.unpack_from(self._stream, offset)[0])
        else:
            self._pad(row, col, style)

    def _formula(self, name: str, content: bytes) -> None:
        """A formula keeps its last result in 8 bytes from the 7th; FFFF at their end means that it is no number."""
        self._found.formulas.add(name)
        if len(content) >= 14 and content[12:14] == b"\xff\xff" and content[6] == 2:
            self._found.errors[name] = ERRORS.get(content[8], "#N/A")

    def _pad(self, row: int, col: int, style: int) -> None:
        if style in self._zeros:
            self._found.padded[address(row, col)] = self._zeros[style]
