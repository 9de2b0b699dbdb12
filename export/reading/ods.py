"""The guard for .ods (OpenDocument 1.3): counts out the repeats, in which a few bytes may promise a million cells."""

import re
from xml.parsers import expat

from export.reading.grid import too_far
from export.reading.limits import Limits
from export.reading.markup import Marks, refuse_doctype
from export.reading.package import Package, stored
from export.reading.raw import Area, address
from export.reading.xlsx import Clean
from forms.problems import Refusal

CONTENT, MANIFEST = "content.xml", "META-INF/manifest.xml"
PARTS = ("mimetype", MANIFEST, "styles.xml", CONTENT)
MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
MACROS = ("basic/", "scripts/", "dialogs/")
PADDED = re.compile(r"0\d+")


def clean_ods(package: Package, limits: Limits) -> Clean:
    """Look a sheet file over, or refuse it with the reason."""
    if any(name.lower().startswith(MACROS) for name in package.names):
        raise Refusal("book_has_macros")
    parts = {name: package.read(name) for name in PARTS if name in package}
    if b"encryption-data" in parts.get(MANIFEST, b""):
        raise Refusal("book_has_password")
    for name, part in parts.items():
        if name.endswith(".xml"):
            refuse_doctype(part)
    return Clean(
        stored((name, part, package.checksum(name)) for name, part in parts.items()),
        _Content(limits).read(parts.get(CONTENT, b"")),
        odd_breaks=False,
    )


class _Content:
    """Where in content.xml the parser has arrived, and what was noticed so far."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._marks: list[Marks] = []
        self._name = ""
        self._row = self._col = 0
        self._rows = self._cols = 1
        self._cell: dict[str, str] | None = None
        self._text: list[str] = []
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text.append

    def read(self, content: bytes) -> list[Marks]:
        try:
            self._parser.Parse(content, True)
        except expat.ExpatError as broken:
            raise Refusal("book_damaged") from broken
        return self._marks

    def _start(self, tag: str, said: dict[str, str]) -> None:
        if tag == f"{TABLE}table":
            self._begin_sheet(said.get(f"{TABLE}name", ""))
        elif not self._marks:
            return
        elif tag == f"{TABLE}table-row":
            self._begin_row(said)
        elif tag in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
            self._cols = _number(said.get(f"{TABLE}number-columns-repeated"))
            self._cell = said
            self._text.clear()

    def _end(self, tag: str) -> None:
        if tag == f"{TABLE}table-row":
            self._row += self._rows
        elif tag in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell") and self._cell is not None:
            self._judge(self._cell, "".join(self._text).strip())
            self._col += self._cols
            self._cell = None

    def _begin_sheet(self, name: str) -> None:
        if len(self._marks) >= self._limits.sheets:
            raise Refusal("too_many_sheets", sheets=len(self._marks) + 1, most=self._limits.sheets)
        self._marks.append(Marks())
        self._name = name
        self._row = 0

    def _begin_row(self, said: dict[str, str]) -> None:
        self._rows = _number(said.get(f"{TABLE}number-rows-repeated"))
        self._col = 0
        if said.get(f"{TABLE}visibility") in ("collapse", "filter"):
            last = min(self._row + self._rows, self._limits.rows)
            self._marks[-1].hidden_rows.update(range(self._row, last))

    def _judge(self, cell: dict[str, str], text: str) -> None:
        height, width = (_number(cell.get(f"{TABLE}number-{way}-spanned")) for way in ("rows", "columns"))
        if height > 1 or width > 1:
            area = Area(self._row, self._col, self._row + height - 1, self._col + width - 1)
            self._marks[-1].merges.append(area)
        kind = cell.get(f"{OFFICE}value-type")
        if kind is None and not text:
            return
        last_row, last_col = self._row + self._rows - 1, self._col + self._cols - 1
        if last_row >= self._limits.rows or last_col >= self._limits.columns:
            raise too_far(self._name, last_row, last_col, self._limits)
        self._mark(address(self._row, self._col), cell, text)

    def _mark(self, place: str, cell: dict[str, str], text: str) -> None:
        found = self._marks[-1]
        if f"{TABLE}formula" in cell:
            found.formulas.add(place)
        if cell.get(f"{CALC}value-type") == "error":
            found.errors[place] = text
        elif cell.get(f"{OFFICE}value-type") == "float" and PADDED.fullmatch(text):
            found.padded[place] = len(text)


def _number(text: str | None) -> int:
    return max(1, int(text)) if text is not None and text.isdecimal() and len(text) < 9 else 1
