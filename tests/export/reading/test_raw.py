"""Addresses as a clerk sees them, and books that pass between processes unchanged."""

import marshal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from export.reading.raw import Area, Book, Sheet, address, column, position, sizes


@pytest.mark.parametrize(
    ("row", "col", "name"),
    [(0, 0, "A1"), (11, 2, "C12"), (0, 25, "Z1"), (4, 26, "AA5"), (1048575, 16383, "XFD1048576")],
)
def test_an_address_is_what_the_clerk_sees(row: int, col: int, name: str) -> None:
    assert address(row, col) == name
    assert position(name) == (row, col)


@given(st.integers(0, 10**9), st.integers(0, 10**6))
def test_an_address_leads_back(row: int, col: int) -> None:
    assert position(address(row, col)) == (row, col)


def test_small_letters_are_the_same_address() -> None:
    assert position("xfd7") == position("XFD7")


@pytest.mark.parametrize("text", ["", "A", "1", "A0", "A01", "1A", "A1:B2", "Ａ1", "A1 ", "A٣", "ABCDEFGH1"])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not an address"):
        position(text)


def test_columns_count_on_after_z() -> None:
    assert [column(col) for col in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


def book() -> Book:
    return Book(
        [
            Sheet(
                "名单",
                [["姓名", None, 1.5], [True, "", 7]],
                hidden=True,
                formulas={"A1"},
                unsaved={"A1"},
                errors={"B2": "#N/A"},
                merges=[Area(0, 0, 1, 1)],
                hidden_rows={1},
            ),
            Sheet("空", []),
        ],
        "xlsx",
        "ab12",
    )


def test_a_book_passes_between_processes_unchanged() -> None:
    passed = Book.unpacked(marshal.loads(marshal.dumps(book().packed())))  # pyright: ignore[reportArgumentType]
    assert passed == book()
    assert passed.sheets[0].merges[0].right == 1


def test_a_sheet_is_found_by_its_name() -> None:
    assert book().sheet("空") == Sheet("空", [])
    assert book().sheet("没有") is None


def test_sizes_tell_how_far_each_sheet_reaches() -> None:
    assert sizes(book()) == {"名单": (2, 3), "空": (0, 0)}
