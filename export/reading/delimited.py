"""CSV and TSV → cells. Every cell is text, so that 00001 stays 00001."""

import csv
import io
import re
from collections import Counter

from export.reading.grid import Grid
from export.reading.limits import Limits
from export.reading.raw import Sheet
from export.reading.text import one_break
from forms.problems import Refusal

DELIMITERS = (",", "\t", ";", "|")
SAMPLE_LINES = 20
HINT = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
"""Excel's own line that names the delimiter; Excel does not show it as a row."""
QUOTED = re.compile(r'"[^"]*"')
AS_TEXT = re.compile(r'="([^"]*)"')
"""A formula that some systems write so that Excel keeps the zeros: ="00001"."""


def read_delimited(text: str, name: str, limits: Limits) -> Sheet:
    """The one sheet of a delimited file."""
    hint = HINT.match(text)
    delimiter = hint[1] if hint else delimiter_of(text)
    lines = io.StringIO(text[hint.end() :] if hint else text, newline="")
    grid = Grid(name, limits)
    try:
        for row, cells in enumerate(csv.reader(lines, delimiter=delimiter)):
            for col, cell in enumerate(cells):
                grid.put(row, col, _cell(cell))
    except csv.Error as broken:
        raise Refusal("book_damaged") from broken
    return grid.squared()


def delimiter_of(text: str) -> str:
    """The delimiter that the first lines agree on best; a comma when there is nothing to agree on."""
    lines = [QUOTED.sub("", line) for line in text[:100_000].splitlines()[:SAMPLE_LINES] if line.strip()]
    return max(DELIMITERS, key=lambda mark: _agreement([line.count(mark) for line in lines]))


def _agreement(counts: list[int]) -> tuple[int, int]:
    """How many lines have the commonest count of a delimiter, and that count."""
    commonest = Counter(count for count in counts if count).most_common(1)
    return (commonest[0][1], commonest[0][0]) if commonest else (0, 0)


def _cell(text: str) -> str:
    kept = AS_TEXT.fullmatch(text)
    return one_break(kept[1] if kept else text)
