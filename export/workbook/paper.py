"""The door to XlsxWriter, which has type hints in most places but not in all."""
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from export.workbook.ledger import Ledger
from export.workbook.parcel import Parcel

__all__ = [
    "Format",
    "Ledger",
    "Workbook",
    "Worksheet",
    "add_format",
    "add_ledger",
    "add_sheet",
    "new_workbook",
    "set_footer",
]


def new_workbook(
    stream: BytesIO, options: Mapping[str, Any], created: datetime, about: Mapping[str, str], *, carries: int = 0
) -> Workbook:
    """An empty workbook that knows no clock but what it is told; `carries` custom XML parts will be appended to it."""
    book = Parcel(stream, dict(options), carries) if carries else Workbook(stream, dict(options))
    book.set_properties({**about, "created": created})
    return book


def add_sheet(book: Workbook, name: str) -> Worksheet:
    """One more sheet."""
    return book.add_worksheet(name)


def add_ledger(book: Workbook, name: str) -> Ledger:
    """One more sheet, for records."""
    sheet = book.add_worksheet(name, Ledger)  # pyright: ignore[reportArgumentType]
    assert isinstance(sheet, Ledger)
    return sheet


def add_format(book: Workbook, properties: Mapping[str, object]) -> Format:
    """One more format."""
    return book.add_format(dict(properties))


def set_footer(sheet: Worksheet, text: str) -> None:
    """What stands at the foot of every printed page: at most 255 characters, & doubled."""
    sheet.set_footer(text)
