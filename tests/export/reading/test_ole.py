"""The container of old files, read as Python's usual library reads it, and never beyond its end."""

import io
import struct
from contextlib import suppress

import olefile
import pytest
from hypothesis import given
from hypothesis import strategies as st

from export.reading.limits import SCHOOL, Limits
from export.reading.ole import Container
from forms.problems import Refusal
from tests.faults.old import container

STREAMS = st.dictionaries(
    st.text("abc名", min_size=1, max_size=9), st.binary(max_size=40) | st.just(b"x" * 9000), max_size=5
)
BIG = container({"Workbook": bytes(range(256)) * 40, "small": b"small" * 30})
FIRST_LINE, FIRST_MINI, FIRST_MORE, FIRST_TABLE = 48, 60, 68, 76


@given(STREAMS)
def test_streams_are_read_as_written(streams: dict[str, bytes]) -> None:
    data = container(streams)
    ours = Container(data, SCHOOL)
    assert {name: ours.read(name) for name in streams} == streams
    with olefile.OleFileIO(io.BytesIO(data)) as theirs:
        assert {"/".join(path) for path in theirs.listdir()} == set(streams)


def test_a_stream_beyond_the_limit_is_refused() -> None:
    with pytest.raises(Refusal, match="zip_bomb"):
        Container(BIG, Limits(part_bytes=1000)).read("Workbook")


@pytest.mark.parametrize("kept", [8, 100, 511])
def test_less_than_a_head_is_damage(kept: int) -> None:
    with pytest.raises(Refusal, match="book_damaged"):
        Container(BIG[:kept], SCHOOL)


def put(at: int, form: str, value: int) -> bytes:
    data = bytearray(BIG)
    struct.pack_into(form, data, at, value)
    return bytes(data)


def test_an_impossible_sector_size_is_damage() -> None:
    with pytest.raises(Refusal, match="book_damaged"):
        Container(put(30, "<H", 31), SCHOOL)


def test_a_chain_that_bites_its_tail_is_damage() -> None:
    table = 512 * (1 + struct.unpack_from("<L", BIG, FIRST_TABLE)[0])
    with pytest.raises(Refusal, match="book_damaged"):
        Container(put(table + 4, "<L", 0), SCHOOL).read("Workbook")


def test_a_chain_that_ends_too_early_is_damage() -> None:
    table = 512 * (1 + struct.unpack_from("<L", BIG, FIRST_TABLE)[0])
    with pytest.raises(Refusal, match="book_damaged"):
        Container(put(table + 4 * 3, "<L", 0xFFFFFFFE), SCHOOL).read("Workbook")


@pytest.mark.parametrize("at", [FIRST_LINE, FIRST_MINI, FIRST_MORE, FIRST_TABLE, FIRST_TABLE + 4])
@pytest.mark.parametrize("value", [0, 1, 5, 1000, 0xFFFFFFF0, 0xFFFFFFFF])
def test_a_wrong_start_ends_somewhere(at: int, value: int) -> None:
    with suppress(Refusal):
        box = Container(put(at, "<L", value), SCHOOL)
        for name in box.names:
            box.read(name)


def test_more_tables_than_the_file_has_sectors_are_damage() -> None:
    data = bytearray(BIG)
    for at in range(109):
        struct.pack_into("<L", data, FIRST_TABLE + 4 * at, 1)
    with pytest.raises(Refusal, match="book_damaged"):
        Container(bytes(data), SCHOOL)


def test_a_file_with_large_sectors_is_read() -> None:
    data = bytearray(b"\0" * 4096 * 4)
    numbers = (1, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    struct.pack_into("<8s16s5H6x9L", data, 0, BIG[:8], b"", 62, 4, 0xFFFE, 12, 6, *numbers)
    struct.pack_into("<109L", data, 76, 0, *[0xFFFFFFFF] * 108)
    struct.pack_into("<3L", data, 4096, 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFE)
    struct.pack_into("<64sHB", data, 8192, "Book".encode("utf-16-le"), 10, 2)
    struct.pack_into("<LL", data, 8192 + 116, 2, 4096)
    data[12288:12292] = b"data"
    assert Container(bytes(data), SCHOOL).read("Book").startswith(b"data")
