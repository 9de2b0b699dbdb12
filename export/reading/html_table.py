"""HTML tables, which many systems save under the name .xls → cells. Every cell is the text that was shown.

Excel's `mso-number-format` only says that the text is to be kept as it is, so nothing has to be done for it.
"""

import re
from html import unescape

from export.reading.grid import Grid
from export.reading.limits import Limits
from export.reading.raw import Sheet
from forms.problems import Refusal

TOKEN = re.compile(
    r"<!--(?:.*?-->|.*)"
    r"|<(script|style|title)\b(?:.*?</\1\s*>|.*)"
    r"|<[!?][^<>]*>"
    r"|<(?P<tag>/?[a-z][\w:]*)(?P<said>(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+[^<>]*)>",
    re.IGNORECASE | re.DOTALL,
)
"""A tag, or what is never shown; all else is text. Python's own parser takes five times as long."""
SAID = re.compile(r"(rowspan|colspan|style)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>]+)", re.IGNORECASE)
SPACES = re.compile(r"[ \t\r\n\f]+")
AROUND_BREAK = re.compile(r" *\n *")
NUMBER = re.compile(r"[\"']?\s*(\d{1,6})")


def read_html(text: str, limits: Limits) -> list[Sheet]:
    """Each table that has a filled cell, as a sheet of its own."""
    page, at = _Page(limits), 0
    for token in TOKEN.finditer(text):
        page.write(text[at : token.start()])
        at = token.end()
        if token["tag"]:
            page.meet(token["tag"].lower(), token["said"])
    page.write(text[at:])
    sheets = [sheet for sheet in page.sheets() if sheet.rows]
    if not sheets:
        raise Refusal("file_not_a_table")
    for number, sheet in enumerate(sheets, 1):
        sheet.name = f"表{number}"
    return sheets


class _Table(Grid):
    """One table and where in it the page has arrived."""

    def __init__(self, limits: Limits) -> None:
        super().__init__("表", limits)
        self.row, self.col = -1, 0
        self.cell: list[str] | None = None
        self._span = (1, 1)
        self._taken: dict[int, int] = {}

    def next_row(self, shown: bool) -> None:
        self.end_cell()
        self.row += 1
        self.col = 0
        self._taken = {col: until for col, until in self._taken.items() if until >= self.row}
        if not shown:
            self.sheet.hidden_rows.add(self.row)

    def next_cell(self, height: int, width: int) -> None:
        if self.row < 0:
            self.next_row(shown=True)
        self.end_cell()
        while self._taken.get(self.col, -1) >= self.row:
            self.col += 1
        self.cell = []
        self._span = height, width

    def end_cell(self) -> None:
        """Put the text that was gathered; what a tall cell covers is skipped by the rows below."""
        if self.cell is None:
            return
        height, width = self._span
        self.put(self.row, self.col, _shown("".join(self.cell)))
        self.merge(self.row, self.col, height, width)
        if height > 1:
            self._taken |= dict.fromkeys(range(self.col, self.col + width), self.row + height - 1)
        self.col += width
        self.cell = None


class _Page:
    """Gathers the tables of a page; a table inside a cell is a table of its own."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._tables: list[_Table] = []
        self._open: list[_Table] = []

    def meet(self, tag: str, said: str) -> None:
        """Follow a tag, where it matters for tables."""
        if tag == "table":
            self._begin_table()
        elif not self._open:
            return
        elif tag in ("td", "th"):
            self._begin_cell(said)
        elif tag == "tr":
            style = _said(said).get("style", "").replace(" ", "").lower()
            self._open[-1].next_row(shown="display:none" not in style)
        elif tag in ("/td", "/th", "/tr"):
            self._open[-1].end_cell()
        elif tag == "/table":
            self._open.pop().end_cell()
        elif tag in ("br", "p", "div") and self._open[-1].cell is not None:
            self._open[-1].cell.append("\n")

    def write(self, text: str) -> None:
        """Take text that stands between two tags."""
        if text and self._open and self._open[-1].cell is not None:
            self._open[-1].cell.append(unescape(SPACES.sub(" ", text)))

    def sheets(self) -> list[Sheet]:
        """All tables, those too that the page never ended."""
        while self._open:
            self._open.pop().end_cell()
        return [table.squared() for table in self._tables]

    def _begin_table(self) -> None:
        if len(self._tables) >= self._limits.sheets:
            raise Refusal("too_many_sheets", sheets=len(self._tables) + 1, most=self._limits.sheets)
        self._open.append(_Table(self._limits))
        self._tables.append(self._open[-1])

    def _begin_cell(self, said: str) -> None:
        spans = _said(said) if "span" in said.lower() else {}
        height = min(_number(spans.get("rowspan")), self._limits.rows)
        self._open[-1].next_cell(height, min(_number(spans.get("colspan")), self._limits.columns))


def _said(attributes: str) -> dict[str, str]:
    return {name.lower(): value for name, value in SAID.findall(attributes)}


def _number(text: str | None) -> int:
    found = NUMBER.match(text or "")
    return max(1, int(found[1])) if found else 1


def _shown(text: str) -> str:
    return AROUND_BREAK.sub("\n", text).strip(" \n")
