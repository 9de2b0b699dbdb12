"""Looks through the XML of a sheet as bytes, many times faster than a parser would, for what a fast reader hides or
trips over: cells so far away that they take all memory, formulas, errors, hidden rows, zeros that only a format shows.

Nearly every sheet in the world writes its cells as `<c r="B2"`. For those one search per question is enough; whatever
looks otherwise is measured cell by cell.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html import unescape

from export.reading.grid import too_far
from export.reading.limits import Limits
from export.reading.raw import Area, position
from forms.problems import Refusal

PROLOG = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
PREFIXED = re.compile(rb":c[\s/>]")
CELL_OR_ROW = re.compile(
    rb"<(?:[\w.-]+:)?(row|c)(?=[\s/>])((?:[^>\"']|\"[^\"]*\"|'[^']*')*+)>(\s*</(?:[\w.-]+:)?c>)?",
)
PLACE = re.compile(rb"(?:^|\s)r\s*=\s*[\"']([^\"']*)[\"']")
ROW = re.compile(rb"<(?:[\w.-]+:)?row\s[^>]*")
HIDDEN = re.compile(rb"\shidden=\"(?:1|true)\"")
FORMULA = re.compile(rb"<(?:[\w.-]+:)?f[\s/>]")
COMPUTED = re.compile(
    rb"<(?:[\w.-]+:)?f(?:[^>\"]|\"[^\"]*\")*(?:(?<=/)>|>[^<]*</(?:[\w.-]+:)?f>)\s*<(?:[\w.-]+:)?v[^>/]*>[^<]",
)
VALUE = re.compile(rb"<(?:[\w.-]+:)?v>([^<]*)<")
LONGEST_ERROR_CELL = 10_000
CELL_START = b'c r="'


@dataclass(slots=True)
class Marks:
    """What was noticed in one sheet; the fields of the same name in `Sheet` say what they mean."""

    formulas: set[str] = field(default_factory=set[str])
    unsaved: set[str] = field(default_factory=set[str])
    errors: dict[str, str] = field(default_factory=dict[str, str])
    hidden_rows: set[int] = field(default_factory=set[int])
    padded: dict[str, int] = field(default_factory=dict[str, int])
    """Cells that show a whole number with leading zeros (format 00000), and with how many digits."""
    merges: list[Area] = field(default_factory=list[Area])
    """Merged ranges, where the fast reader does not know them."""


def refuse_doctype(part: bytes) -> None:
    """XML of a workbook never has a DOCTYPE; where one stands, somebody wants entities expanded or files fetched."""
    prolog = PROLOG.match(part)
    root = part[prolog.end() : prolog.end() + 2] if prolog else b""
    if root == b"<!":
        raise Refusal("book_has_doctype")
    if root[:1] != b"<":
        raise Refusal("book_damaged")


def refuse_far_cells(part: bytes, limits: Limits, sheet: str) -> None:
    """Refuse a sheet with a filled cell beyond the limits; blank ones out there are only formatting."""
    if _unusual(limits).search(part) or PREFIXED.search(part):
        for row, col in _filled(part):
            if row >= limits.rows or col >= limits.columns:
                raise too_far(sheet, row, col, limits)


def marks(part: bytes, zeros: dict[bytes, int]) -> Marks:
    """Everything noticed in a sheet. `zeros`: cell styles that pad a whole number, and to how many digits."""
    begin = max(part.find(b"sheetData"), 0)
    end = part.rfind(b"sheetData>")
    found = Marks()
    prefixed = part[begin - 1 : begin] == b":"
    if prefixed or _occurs(part, b"f", b"</f", begin, end):
        _mark_formulas(part, begin, end, found)
    if part.find(b"#", begin, end) >= 0:
        for at in _occurrences(part, b't="e"', begin, end):
            _mark_error(part, at, found)
    if _occurs(part, b"h", b'hidden="', begin, end):
        found.hidden_rows = set(_hidden_rows(part, begin, end))
    for style, digits in zeros.items():
        for at in _occurrences(part, b's="%s"' % style, begin, end):
            cell = _cell_around(part, at)
            if cell is not None:
                found.padded[cell[0]] = digits
    return found


@cache
def _unusual(limits: Limits) -> re.Pattern[bytes]:
    """Finds a cell that does not begin with an address so short that it must lie within the limits."""
    letters = 2 if limits.columns >= 702 else 1 if limits.columns >= 26 else 0
    digits = len(str(limits.rows)) - 1
    if not letters or not digits:
        return re.compile(rb"<c[\s/>]")
    return re.compile(rb'<c(?! r="[A-Z]{1,%d}[0-9]{1,%d}")[\s/>]' % (letters, digits))


def _filled(part: bytes) -> Iterator[tuple[int, int]]:
    """Where the cells stand that are not blank; one without an address stands next to the one before."""
    row, col = -1, -1
    for tag in CELL_OR_ROW.finditer(part):
        place = PLACE.search(tag[2])
        if tag[1] == b"row":
            row, col = (_place(b"A" + place[1])[0] if place else row + 1), -1
            continue
        row, col = _place(place[1]) if place else (row, col + 1)
        if not (tag[2].endswith(b"/") or tag[3]):
            yield row, col


def _place(text: bytes) -> tuple[int, int]:
    try:
        return position(text.decode("ascii", "replace"))
    except ValueError:
        raise Refusal("book_damaged") from None


def _occurs(part: bytes, rare: bytes, wanted: bytes, begin: int, end: int) -> bool:
    """Whether `wanted` occurs. One byte is found 30 times faster than several, so a rare one of it is sought first."""
    return part.find(rare, begin, end) >= 0 and part.find(wanted, begin, end) >= 0


def _occurrences(part: bytes, wanted: bytes, begin: int, end: int) -> Iterator[int]:
    at = part.find(wanted, begin, end)
    while at >= 0:
        yield at
        at = part.find(wanted, at + len(wanted), end)


def _cell_around(part: bytes, at: int) -> tuple[str, int] | None:
    """Address and start of the cell in whose opening tag `at` lies, or right behind it."""
    start = part.rfind(CELL_START, 0, at)
    if start < 0 or part.find(b"<", start, at) >= 0:
        return None
    begin = start + len(CELL_START)
    return part[begin : part.find(b'"', begin)].decode("ascii", "replace"), start


def _mark_formulas(part: bytes, begin: int, end: int, found: Marks) -> None:
    for formula in FORMULA.finditer(part, begin, end):
        cell = _cell_around(part, formula.start())
        if cell is None:
            continue
        name, start = cell
        found.formulas.add(name)
        if not COMPUTED.match(part, formula.start()) and b't="str"' not in part[start : formula.start()]:
            found.unsaved.add(name)


def _mark_error(part: bytes, at: int, found: Marks) -> None:
    cell = _cell_around(part, at)
    value = VALUE.search(part, at, at + LONGEST_ERROR_CELL)
    if cell is not None and value is not None:
        found.errors[cell[0]] = unescape(value[1].decode("utf-8", "replace"))


def _hidden_rows(part: bytes, begin: int, end: int) -> Iterator[int]:
    """Rows are many and hidden ones few, so the word is sought first and then the tag in which it stands."""
    for at in _occurrences(part, b'hidden="', begin, end):
        start = part.rfind(b"<", begin, at)
        row = ROW.match(part, start) if start >= 0 else None
        place = PLACE.search(row[0]) if row else None
        if row and place and HIDDEN.search(row[0]):
            yield _place(b"A" + place[1])[0]
