"""One sheet of the county's workbook: title, note, tables under frozen heads, and how it is printed."""
# pyright: reportUnknownMemberType=false

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from export.county_book.tones import Tone, Tones
from export.workbook.layout import letter
from export.workbook.paper import Format, Workbook, Worksheet, add_sheet, set_footer

Value = str | int | float | Fraction | None
ROW, HEAD = 16.5, 28
"""Heights in points."""
TITLE, FIRST_HEAD = 30, 4
A4, A3 = 9, 8


class Cell(NamedTuple):
    """A value with its format."""

    value: Value
    format: Format
    formula: str = ""
    """What a spreadsheet program works the value out with."""


class Words(NamedTuple):
    """What stands around the tables of a sheet."""

    title: str
    beside: str
    note: str
    footer: str


class Page:
    """A sheet that is filled from top to bottom."""

    def __init__(self, book: Workbook, tones: Tones, name: str, words: Words) -> None:
        self.book, self.tones, self.name = book, tones, name
        self.sheet: Worksheet = add_sheet(book, name)
        self.row = FIRST_HEAD
        look = tones.look
        self.sheet.hide_gridlines(2)
        self.sheet.set_default_row(ROW)
        self.sheet.set_row(0, TITLE)
        self.sheet.write_string(0, 0, words.title, look.title())
        self.sheet.write_string(1, 0, words.beside, look.beside())
        self.sheet.write_string(2, 0, words.note, look.note())
        self.sheet.set_row(3, 6)
        self.sheet.set_landscape()
        self.sheet.set_paper(A4)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        set_footer(self.sheet, words.footer)

    def widths(self, widths: Iterable[float]) -> None:
        """Widths of the columns in characters."""
        for col, width in enumerate(widths):
            self.sheet.set_column(col, col, width)

    def section(self, title: str) -> None:
        """Begin another table."""
        if self.row > FIRST_HEAD:
            self.row += 1
        self.sheet.set_row(self.row, 26)
        self.sheet.write_string(self.row, 0, title, self.tones.section())
        self.row += 1

    def head(self, captions: Sequence[str], *, freeze: int | None = None, height: float = HEAD) -> None:
        """Captions; `freeze` keeps them and so many columns in sight, and repeats them on every printed page."""
        self.sheet.set_row(self.row, height)
        for col, caption in enumerate(captions):
            self.sheet.write_string(self.row, col, caption, self.tones.head())
        self.row += 1
        if freeze is not None:
            self.freeze(freeze)

    def freeze(self, columns: int) -> None:
        """Keep everything above in sight."""
        self.sheet.freeze_panes(self.row, columns)
        self.sheet.repeat_rows(max(self.row - 1, 0))

    def filter(self, columns: int, rows: int) -> None:
        """Arrows to filter by, over the table whose head is the row above."""
        if rows:
            self.sheet.autofilter(self.row - 1, 0, self.row - 1 + rows, columns - 1)

    def line(self, cells: Sequence[Cell | Value], tone: Tone = "", lines: int = 1) -> None:
        """One row of so many lines of text; a bare value gets the ordinary format for its type."""
        if lines > 1:
            self.sheet.set_row(self.row, ROW * 0.85 * lines + 4)
        for col, cell in enumerate(cells):
            self.put(self.row, col, cell if isinstance(cell, Cell) else Cell(cell, self._usual(cell, tone)))
        self.row += 1

    def _usual(self, value: Value, tone: Tone) -> Format:
        if isinstance(value, int):
            return self.tones.number(tone)
        return self.tones.text(tone) if value is None or isinstance(value, str) else self.tones.number(tone, 2)

    def put(self, row: int, col: int, cell: Cell) -> None:
        """Write a cell: a text never becomes a formula or a link."""
        value = cell.value
        if cell.formula:
            self.sheet.write_formula(row, col, cell.formula, cell.format, float(value or 0))  # pyright: ignore[reportArgumentType]
        elif value is None or value == "":
            self.sheet.write_blank(row, col, None, cell.format)
        elif isinstance(value, str):
            self.sheet.write_string(row, col, value, cell.format)
        else:
            self.sheet.write_number(row, col, float(value), cell.format)

    def note(self, text: str) -> None:
        """A quiet line below a table."""
        self.sheet.write_string(self.row, 0, text, self.tones.look.note())
        self.row += 1

    def at(self, row: int, col: int) -> str:
        """The name of a cell: C7."""
        return f"{letter(col)}{row + 1}"


def wrapped(tones: Tones, value: str, tone: Tone = "") -> Cell:
    """A text that may take several lines."""
    return Cell(value, tones.text(tone, text_wrap=True))


def lines_of(text: object, width: float) -> int:
    """How many lines a text takes in a column so many characters wide; a Chinese character is two wide."""
    return max(1, sum(-(-_wide(part) // max(1, int(width))) for part in str(text).split("\n")))


def _wide(text: str) -> int:
    return sum(2 if ord(char) > 0x2E7F else 1 for char in text)
