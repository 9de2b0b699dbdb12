"""Old workbooks (.xls): the guard walks their records, and what lies in them is found before the fast reader sees it."""

import struct
from pathlib import Path

import pytest

from export.reading.biff import look_over
from export.reading.cells import read_cells
from export.reading.limits import SCHOOL
from export.reading.ole import MAGIC, Container
from forms.problems import Refusal

TEXT_CELL, NUMBER_CELL, ROW, SHEET, FREE = 0x00FD, 0x0203, 0x0208, 0x0085, 0xFFFFFFFF


@pytest.fixture(scope="module")
def book(samples: Path) -> bytes:
    """An export of a registry, as schools have it."""
    return (samples / "学籍系统导出.xls").read_bytes()


def record(book: bytes, number: int) -> int:
    """Where the content of the first record of this kind lies in the file: the sample's stream lies in one piece."""
    stream = Container(book, SCHOOL).read("Workbook")
    start = book.index(stream[:512])
    at = 0
    while at < len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind == number:
            return start + at + 4
        at += 4 + length
    raise LookupError(number)


def changed(book: bytes, at: int, value: bytes) -> bytes:
    return book[:at] + value + book[at + len(value) :]


def verdict(book: bytes) -> str:
    try:
        read_cells(book)
    except Refusal as refusal:
        return refusal.code
    return ""


def renamed(book: bytes, old: str, new: str) -> bytes:
    """The container with one of its names changed to another as long."""
    assert len(old) == len(new)
    return book.replace(old.encode("utf-16-le"), new.encode("utf-16-le"))


def test_an_honest_book_passes(book: bytes) -> None:
    (noticed,) = look_over(Container(book, SCHOOL), SCHOOL)
    assert noticed.formulas == set()
    assert verdict(book) == ""


def test_a_far_row_is_refused(book: bytes) -> None:
    assert verdict(changed(book, record(book, TEXT_CELL), b"\xff\xff")) == "cell_too_far"


def test_a_far_column_is_refused(book: bytes) -> None:
    assert verdict(changed(book, record(book, TEXT_CELL) + 2, b"\xff\xff")) == "cell_too_far"


def test_a_book_locked_by_a_password_is_refused(book: bytes) -> None:
    assert verdict(changed(book, record(book, SHEET) - 4, b"\x2f\0")) == "book_has_password"


def test_a_macro_sheet_is_refused(book: bytes) -> None:
    assert verdict(changed(book, record(book, SHEET) + 5, b"\1")) == "book_has_macros"


def test_an_error_is_marked(book: bytes) -> None:
    at = record(book, NUMBER_CELL)
    row, col = struct.unpack_from("<HH", book, at)
    wrong = changed(changed(book, at - 4, struct.pack("<H", 0x0205)), at + 6, b"\x07\1")
    (noticed,) = look_over(Container(wrong, SCHOOL), SCHOOL)
    assert noticed.errors == {f"{chr(65 + col)}{row + 1}": "#DIV/0!"}


def test_hidden_rows_are_marked(book: bytes) -> None:
    at = record(book, ROW)
    (noticed,) = look_over(Container(changed(book, at + 12, bytes([book[at + 12] | 0x20])), SCHOOL), SCHOOL)
    assert noticed.hidden_rows == {struct.unpack_from("<H", book, at)[0]}


def test_other_documents_are_named(book: bytes) -> None:
    short = b"Workbook".decode()
    assert verdict(renamed(book, short, "Nonsense")) == "book_damaged"
    letter = bytearray(book)
    at = letter.index(short.encode("utf-16-le"))
    letter[at : at + 24] = "WordDocument".encode("utf-16-le")
    letter[at + 64] = 26
    assert verdict(bytes(letter)) == "file_other_kind"


@pytest.mark.parametrize(("name", "code"), [("VBA", "book_has_macros"), ("MBD", "book_has_objects")])
def test_what_acts_is_refused_by_its_name(book: bytes, name: str, code: str) -> None:
    at = book.index("\5Summary".encode("utf-16-le")) if "\5Summary".encode("utf-16-le") in book else 0
    if not at:
        pytest.skip("the sample has no second stream")
    acting = bytearray(book)
    acting[at : at + 64] = name.encode("utf-16-le").ljust(64, b"\0")
    acting[at + 64] = 2 * len(name) + 2
    assert verdict(bytes(acting)) == code


@pytest.mark.parametrize("kept", [0, 8, 100, 511, 512, 1000, 5000])
def test_a_book_cut_short_is_damaged(book: bytes, kept: int) -> None:
    assert verdict(MAGIC + book[8 : 8 + kept]) == "book_damaged"


def test_chains_that_bite_their_tail_are_damage(book: bytes) -> None:
    table = 512 * (1 + struct.unpack_from("<L", book, 76)[0])
    looped = bytearray(book)
    for sector in range(128):
        struct.pack_into("<L", looped, table + 4 * sector, (sector + 1) % 40)
    assert verdict(bytes(looped)) == "book_damaged"


def test_a_list_of_tables_that_bites_its_tail_ends(book: bytes) -> None:
    endless = bytearray(book)
    struct.pack_into("<L", endless, 68, 0)
    assert verdict(bytes(endless)) in {"book_damaged", "file_not_a_table", ""}
