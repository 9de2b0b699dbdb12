"""“XML Spreadsheet 2003”, which many older systems save under the name .xls → cells."""

from xml.parsers import expat

from export.reading.grid import Grid
from export.reading.limits import Limits
from export.reading.raw import Raw, Sheet, address
from export.reading.text import one_break
from forms.problems import Refusal

NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
SS = f"{NAMESPACE} "
MIDNIGHT = "T00:00:00"


def read_spreadsheet_xml(text: str, limits: Limits) -> list[Sheet]:
    """All worksheets of the file."""
    reading = _Reading(limits)
    try:
        reading.parser.Parse(text, True)
    except expat.ExpatError as broken:
        raise Refusal("book_damaged") from broken
    return [grid.squared() for grid in reading.grids]


class _Reading:
    """Where in the file the parser has arrived. Rows and cells count on unless they say where they stand."""

    def __init__(self, limits: Limits) -> None:
        self.grids: list[Grid] = []
        self._limits = limits
        self._row = self._col = 0
        self._width = 1
        self._kind = ""
        self._text: list[str] | None = None
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = _refuse_doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters

    def _start(self, tag: str, said: dict[str, str]) -> None:
        if tag == f"{SS}Worksheet":
            self._begin_sheet(said.get(f"{SS}Name", ""))
        elif not self.grids:
            return
        elif tag == f"{SS}Row":
            self._begin_row(said)
        elif tag == f"{SS}Cell":
            self._begin_cell(said)
        elif tag == f"{SS}Data" or tag.endswith(" Visible"):
            self._kind, self._text = said.get(f"{SS}Type", "String"), []

    def _end(self, tag: str) -> None:
        if tag == f"{SS}Cell":
            self._col += self._width
        elif tag == f"{SS}Row":
            self._row += 1
        elif tag == f"{SS}Data" and self._text is not None:
            self._put("".join(self._text))
            self._text = None
        elif tag.endswith(" Visible") and self._text is not None:
            self.grids[-1].sheet.hidden = "".join(self._text).startswith("SheetHidden")
            self._text = None

    def _begin_sheet(self, name: str) -> None:
        if len(self.grids) >= self._limits.sheets:
            raise Refusal("too_many_sheets", sheets=len(self.grids) + 1, most=self._limits.sheets)
        self.grids.append(Grid(name, self._limits))
        self._row = self._col = 0

    def _begin_row(self, said: dict[str, str]) -> None:
        self._row = _number(said.get(f"{SS}Index"), self._row + 1) - 1
        self._col = 0
        if said.get(f"{SS}Hidden") == "1":
            self.grids[-1].sheet.hidden_rows.add(self._row)

    def _begin_cell(self, said: dict[str, str]) -> None:
        self._col = _number(said.get(f"{SS}Index"), self._col + 1) - 1
        self._width = _number(said.get(f"{SS}MergeAcross"), 0) + 1
        height = _number(said.get(f"{SS}MergeDown"), 0) + 1
        self.grids[-1].merge(self._row, self._col, height, self._width)
        if f"{SS}Formula" in said:
            self.grids[-1].sheet.formulas.add(address(self._row, self._col))

    def _put(self, text: str) -> None:
        if self._kind == "Error":
            self.grids[-1].sheet.errors[address(self._row, self._col)] = text
        else:
            self.grids[-1].put(self._row, self._col, _value(self._kind, text))

    def _characters(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)


def _refuse_doctype(*_: object) -> None:
    raise Refusal("book_has_doctype")


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text is not None and text.isdecimal() and len(text) < 8 else otherwise


def _value(kind: str, text: str) -> Raw:
    if kind == "DateTime":
        return text.removesuffix(".000").removesuffix(MIDNIGHT)
    if kind == "Boolean":
        return text == "1"
    if kind != "Number":
        return one_break(text)
    try:
        return float(text)
    except ValueError:
        return text
