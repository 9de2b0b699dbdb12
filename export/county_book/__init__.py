"""The county's workbook: board, totals, indicators with charts, duplicates and problems, to be read and printed."""

from export.county_book.given import BoardRow, CountyBook, Fault, PairRow
from export.county_book.write import made, write

__all__ = ["BoardRow", "CountyBook", "Fault", "PairRow", "made", "write"]
