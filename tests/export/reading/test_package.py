"""The zip reader agrees with Python's own on honest files, and is stricter on others."""

import io
import zipfile
import zlib
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from export.reading.limits import SCHOOL
from export.reading.package import Package, stored
from forms.problems import Refusal
from tests.faults.hostile import Part, workbook_parts, zipped

NAMES = st.text("abcxyzÄ一/._ ", min_size=1, max_size=12).filter(
    lambda name: not name.startswith("/") and ".." not in name and not name.endswith("/")
)
PARTS = st.dictionaries(NAMES, st.binary(max_size=300), max_size=8).filter(
    lambda parts: len({name.lower() for name in parts}) == len(parts)
)


def python_zip(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED, comment: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as package:
        package.comment = comment
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


@given(PARTS, st.sampled_from([zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED]), st.binary(max_size=40))
def test_what_python_packs_is_read(parts: dict[str, bytes], method: int, comment: bytes) -> None:
    package = Package(python_zip(parts, method, comment), SCHOOL)
    assert {name: package.read(name) for name in package.names} == parts


@given(PARTS)
def test_what_is_stored_python_reads(parts: dict[str, bytes]) -> None:
    data = stored((name, content, zlib.crc32(content)) for name, content in parts.items())
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        assert {name: package.read(name) for name in package.namelist()} == parts


def test_sizes_may_stand_in_the_zip64_field() -> None:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package,
        package.open("xl/a.xml", "w", force_zip64=True) as part,
    ):
        part.write(b"<a/>" * 100)
    data = bytearray(out.getvalue())
    entry = data.rfind(b"PK\1\2")
    end = data.rfind(b"PK\5\6")
    sizes = data[entry + 24 : entry + 28] + b"\0" * 4 + data[entry + 20 : entry + 24] + b"\0" * 4
    extra = b"\x99\x99\1\0?" + b"\1\0\x10\0" + sizes
    data[entry + 20 : entry + 28] = b"\xff" * 8
    data[entry + 30 : entry + 32] = len(extra).to_bytes(2, "little")
    data[end:end] = extra
    data[-10:-6] = (end - entry + len(extra)).to_bytes(4, "little")
    assert Package(bytes(data), SCHOOL).read("xl/a.xml") == b"<a/>" * 100


def test_a_stream_that_wrote_its_sizes_afterwards_is_read() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    out = Pipe()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/a.xml", b"<a/>")
        package.writestr("xl/b.xml", b"<b/>")
    package = Package(out.getvalue(), SCHOOL)
    assert [package.read(name) for name in package.names] == [b"<a/>", b"<b/>"]


def test_names_are_found_whatever_their_case_and_slashes() -> None:
    package = Package(zipped([Part.of("XL\\Workbook.xml", b"<a/>")]), SCHOOL)
    assert "xl/workbook.xml" in package
    assert package.read("xl/workbook.xml") == b"<a/>"


def test_folders_are_no_parts() -> None:
    assert Package(python_zip({"xl/": b"", "xl/a": b"1"}), SCHOOL).names == ["xl/a"]


def test_a_missing_part_is_damage() -> None:
    with pytest.raises(Refusal, match="book_damaged"):
        Package(zipped([]), SCHOOL).read("xl/workbook.xml")


@pytest.mark.parametrize("at", range(0, 40, 3))
def test_a_flipped_byte_in_a_part_is_noticed(at: int) -> None:
    part = Part.of("a", b"<row><c><v>1</v></c></row>" * 9)
    torn = bytearray(part.packed)
    torn[at % len(torn)] ^= 0x10
    with pytest.raises(Refusal):
        Package(zipped([replace(part, packed=bytes(torn))]), SCHOOL).read("a")


def test_every_flipped_byte_of_the_directory_has_an_answer() -> None:
    honest = zipped(workbook_parts().values())
    for at in range(honest.find(b"PK\1\2"), len(honest)):
        flipped = honest[:at] + bytes([honest[at] ^ 0xFF]) + honest[at + 1 :]
        with suppress(Refusal):
            package = Package(flipped, SCHOOL)
            for name in package.names:
                package.read(name)
