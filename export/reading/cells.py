"""The whole way from a file's bytes to its cells, in this process. Strangers' files go through `worker` instead."""

from hashlib import sha256

from export.reading.delimited import read_delimited
from export.reading.fast import read_sheets
from export.reading.guard import Checked, check
from export.reading.html_table import read_html
from export.reading.limits import SCHOOL, Limits
from export.reading.raw import Book, Sheet
from export.reading.spreadsheet_xml import read_spreadsheet_xml


def read_cells(data: bytes, name: str = "", limits: Limits = SCHOOL, *, want_merges: bool = False) -> Book:
    """The book in `data`; `name` becomes the name of a sheet that has none, as that of a CSV file."""
    checked = check(data, limits)
    return Book(_sheets(checked, name, limits, want_merges), checked.kind, sha256(data).hexdigest())


def _sheets(checked: Checked, name: str, limits: Limits, want_merges: bool) -> list[Sheet]:
    if checked.clean is not None:
        data, noticed, odd_breaks, long_one = checked.clean
        return read_sheets(data, noticed, limits, merges=want_merges, odd_breaks=odd_breaks, long_one=long_one)
    if checked.kind == "html":
        return read_html(checked.text, limits)
    if checked.kind == "xml":
        return read_spreadsheet_xml(checked.text, limits)
    return [read_delimited(checked.text, name, limits)]
