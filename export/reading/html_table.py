"""HTML tables, which many systems save under the name .xls → cells. Every cell is the text that was shown.

Excel's `mso-number-format` only says that the text is to be kept as it is, so nothing has to be done for it.
"""

import re
from html.parser import HTMLParser

from export.reading.grid import Grid
from export.reading.limits import Limits
from export.reading.raw import Sheet
from forms.problems import Refusal

SPACES = re.compile(r"[ \t\r\n\f]+")
AROUND_BREAK = re.compile(r" *\n *")
NUMBER = re.compile(r"\s*(\d{1,6})")
UNSEEN = {"script", "style", "title"}


def read_html(text: str, limits: Limits) -> list[Sheet]:
    """Each table that has a filled cell, as a sheet of its own."""
    page = _Page(limits)
    page.feed(text)
    page.close()
    sheets = [sheet for sheet in (table.squared() for table in page.tables) if sheet.rows]
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


class _Page(HTMLParser):
    """Gathers the tables of a page; a table inside a cell is a table of its own."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self._limits = limits
        self._open: list[_Table] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNSEEN:
            self._unseen += 1
        elif tag == "table":
            self._begin_table()
        elif self._open and tag == "tr":
            style = (dict(attrs).get("style") or "").replace(" ", "").lower()
            self._open[-1].next_row(shown="display:none" not in style)
        elif self._open and tag in ("td", "th"):
            spans = dict(attrs)
            height = min(_number(spans.get("rowspan")), self._limits.rows)
            self._open[-1].next_cell(height, min(_number(spans.get("colspan")), self._limits.columns))
        elif tag in ("br", "p", "div"):
            self._write("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif self._open and tag in ("td", "th", "tr"):
            self._open[-1].end_cell()
        elif self._open and tag == "table":
            self._open.pop().end_cell()

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._write(SPACES.sub(" ", data))

    def close(self) -> None:
        super().close()
        while self._open:
            self._open.pop().end_cell()

    def _begin_table(self) -> None:
        if len(self.tables) >= self._limits.sheets:
            raise Refusal("too_many_sheets", sheets=len(self.tables) + 1, most=self._limits.sheets)
        self._open.append(_Table(self._limits))
        self.tables.append(self._open[-1])

    def _write(self, text: str) -> None:
        if self._open and self._open[-1].cell is not None:
            self._open[-1].cell.append(text)


def _number(text: str | None) -> int:
    found = NUMBER.match(text or "")
    return max(1, int(found[1])) if found else 1


def _shown(text: str) -> str:
    return AROUND_BREAK.sub("\n", text).strip(" \n")
