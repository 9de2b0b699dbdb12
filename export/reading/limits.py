"""How much of anything a file may hold before it is refused, all in one place."""

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What a school's own files stay far below. Who reads larger ones passes `COUNTY`, or limits of its own."""

    file_bytes: int = 30 * MIB
    parts: int = 500
    """Entries in the zip directory; a workbook has about a dozen."""
    part_bytes: int = 64 * MIB
    """One part inflated. A sheet of 5,000 pupils × 90 fields takes 13 to 25 MiB."""
    index_bytes: int = 2 * MIB
    """Parts that only list other parts: workbook, relations, content types."""
    total_bytes: int = 256 * MIB
    ratio: int = 250
    """Inflated : deflated, for parts above `index_bytes`; real sheets stay below 50."""
    sheets: int = 200
    rows: int = 20_000
    columns: int = 702
    """Up to column ZZ."""
    cells: int = 4_000_000
    """Rows × columns of one sheet, blank cells counted, because they take room too."""
    styles: int = 66_000
    """Excel itself writes at most 65,490."""
    memory: int = 1536 * MIB
    """Address space of the reading process."""
    seconds: float = 20.0
    """Time for one file, from the question to the answer."""


SCHOOL = Limits()
COUNTY = Limits(rows=100_000, cells=10_000_000, seconds=60.0)
COLLECT = Limits(file_bytes=512 * MIB, parts=2000, total_bytes=2048 * MIB, seconds=60.0)
"""For what a merge has put out, which carries a thousand schools; anything else in it is held to `SCHOOL`."""
