"""Whatever is altered in a file, its cells are asked; and whatever a copy holds, it does no harm."""

import json
import random
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from export.compact.copy import NAME
from export.compact.frame import OPENING
from export.delivery.gather import chosen
from export.reading.limits import COLLECT
from export.reading.package import Package as Zip
from export.report import FileReport, report_on
from export.workbook.write import made
from forms.library import Library
from forms.problems import Refusal
from tests.export.delivery.ways import OTHER_KEY, Opened, outcome, package, read, school, without_copy, workbook
from tests.export.workbook.made import edited, put, sheet

FLIPS = 250
"""Bytes that are altered, each in a file of its own."""


@pytest.fixture(scope="module")
def data() -> bytes:
    """A small school's workbook."""
    return workbook(Library.built_in())


def test_the_untouched_file_is_read_by_its_copy(data: bytes) -> None:
    assert read(data).quick
    assert outcome(data) == outcome(data, deep=True)


@pytest.mark.parametrize("seed", range(5))
def test_any_byte_altered_anywhere_leaves_what_the_cells_say(data: bytes, seed: int) -> None:
    dice = random.Random(seed)
    for at in sorted(dice.sample(range(len(data)), FLIPS // 5)):
        spoilt = bytearray(data)
        spoilt[at] ^= dice.randrange(1, 256)
        assert outcome(bytes(spoilt)) == outcome(bytes(spoilt), deep=True), f"byte {at}"


def test_a_byte_altered_in_any_part_leads_to_the_cells(data: bytes) -> None:
    zipped, dice = Zip(data, COLLECT), random.Random(7)
    for entry in (entry for entry in zipped.entries if entry.name != NAME):
        for at in (entry.start, entry.start + 14, entry.start + 30 + len(entry.name) + dice.randrange(entry.packed)):
            spoilt = bytearray(data)
            spoilt[at] ^= 0x20
            assert not _believed(bytes(spoilt)), (entry.name, at)


def _believed(data: bytes) -> bool:
    """Whether a file is taken by its copy, without a look at its cells."""
    try:
        return read(data).quick
    except Refusal:
        return False


def test_parts_that_change_places_or_are_left_out_lead_to_the_cells(data: bytes) -> None:
    names = zipfile.ZipFile(BytesIO(data)).namelist()
    assert not read(_zipped(data, names)).quick
    assert not read(_zipped(data, [names[-1], *names[:-1]])).quick
    assert not read(_zipped(data, [name for name in names if name != "docProps/app.xml"])).quick
    assert not read(_zipped(data, [*names, "xl/more.xml"])).quick


def _zipped(data: bytes, names: list[str]) -> bytes:
    source, stream = zipfile.ZipFile(BytesIO(data)), BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in names:
            target.writestr(name, source.read(name) if name in source.namelist() else b"<more/>")
    return stream.getvalue()


def test_a_cell_changed_in_another_program_is_found_as_ever(data: bytes, library: Library) -> None:
    title = library.forms["student"].zh
    changed = edited(data, lambda book: put(sheet(book, title), 6, 1, "另一个名字"))
    found = read(changed)
    assert (found.quick, found.seal) == (False, "changed")
    assert found == read(changed, deep=True)
    codes = [problem[2][0] for problem in found.problems]
    assert "seal.cell" in codes


def test_a_copy_moved_to_another_workbook_is_not_believed(data: bytes, library: Library) -> None:
    other = made(package(school(library, number=5, pupils=9), library))[0]
    copy, stream = zipfile.ZipFile(BytesIO(data)).read(NAME), BytesIO()
    source = zipfile.ZipFile(BytesIO(other))
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, copy if name == NAME else source.read(name))
    found = read(stream.getvalue())
    assert (found.quick, found.seal) == (False, "intact")
    assert found.digest == read(other).digest


def test_without_the_copy_everything_is_as_before(data: bytes) -> None:
    bare = without_copy(data)
    found = read(bare)
    assert (found.quick, found.seal, found.proof) == (False, "intact", "")
    assert outcome(bare) == outcome(data)


# ── copies that lie, with a signature that holds ───────────────────────────────────────────────────────────────────


def test_a_copy_that_says_else_than_the_cells_is_caught_when_both_are_read(data: bytes) -> None:
    def rename(said: dict[str, Any]) -> None:
        said["columns"]["name"] = ["假名"] * len(said["ids"])

    lying = Opened.of(data).change("student", rename).signed()
    found = read(lying)
    assert found.quick
    assert found.digest != read(data).digest
    assert found.check_code != read(data).check_code
    salt = next(salt for salt in map(str.encode, map(str, range(1000))) if chosen(found.digest, salt))
    with pytest.raises(Refusal) as refused:
        read(lying, salt=salt)
    assert refused.value.code == "copy_differs"
    assert read(lying, deep=True).digest == read(data).digest


def test_a_copy_signed_by_another_key_shows_that_key(data: bytes) -> None:
    lying = Opened.of(data).signed(OTHER_KEY)
    assert read(lying).key != read(data).key
    assert read(lying, deep=True).key == read(data).key


def test_a_copy_whose_digest_is_not_the_sealed_one_gives_way_to_the_cells(data: bytes) -> None:
    """The check code that a school reads out stands for the copy as well, because the copy's digest is sealed."""

    def rename(said: dict[str, Any]) -> None:
        said["columns"]["name"] = ["假名"] * len(said["ids"])

    opened = Opened.of(data).change("student", rename)
    sealed = opened.said["says"]["copy"]
    found = read(opened.signed(seal=sealed))
    assert (found.quick, found.digest) == (False, read(data).digest)


def test_a_check_never_takes_a_copys_word_for_the_seal(data: bytes, library: Library) -> None:
    """Somebody changes a cell, takes the old copy along and vouches for both with a key of his own."""
    title, stream = library.forms["student"].zh, BytesIO()
    changed = zipfile.ZipFile(BytesIO(edited(data, lambda book: put(sheet(book, title), 6, 1, "另一个名字"))))
    opened = Opened.of(data)
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in changed.namelist():
            target.writestr(name, changed.read(name))
    vouched = opened.signed(OTHER_KEY, base=stream.getvalue())
    assert read(vouched).quick
    told = FileReport.unpacked(report_on(vouched, COLLECT, "a.xlsx", "zh"))
    assert (told.seal, told.check_code == read(data).check_code) == ("changed", False)


def _set(**values: object) -> Callable[[dict[str, Any]], object]:
    return lambda said: said.update(values)


def _column(name: str, column: object) -> Callable[[dict[str, Any]], object]:
    return lambda said: said["columns"].update({name: column})


CHANGES: dict[str, Callable[[dict[str, Any]], object]] = {
    "ids of numbers": lambda said: said.update(ids=list(range(len(said["ids"])))),
    "no ids": lambda said: said.pop("ids"),
    "ids of lists": lambda said: said.update(ids=[[] for _ in said["ids"]]),
    "fewer ids": lambda said: said["ids"].pop(),
    "a field nobody knows": _column("nonsense", {"all": "x"}),
    "numbers among names": _column("name", {"all": 3}),
    "truth among names": lambda said: said["columns"].update(name=[True] * len(said["ids"])),
    "a list among names": _column("name", {"all": ["x"]}),
    "text among numbers": _column("distance", {"all": "x"}),
    "truth among numbers": _column("distance", {"all": True}),
    "a number among truths": _column("only_child", {"all": 1}),
    "a short column": _column("name", ["甲"]),
    "signs of nothing": lambda said: said["columns"].update(name={"of": ["甲"], "is": "$" * len(said["ids"])}),
    "a column of nothing": _column("name", {}),
    "a column that is a text": _column("name", "甲"),
    "columns that are a list": _set(columns=[]),
    "columns that are null": _set(columns=None),
    "an unreadable text in no row": _set(raw=[[10**9, "name", "x"]]),
    "an unreadable text that can be read": _set(raw=[[0, "name", "甲"]]),
    "an unreadable number": _set(raw=[[0, "name", 3]]),
    "an unreadable text of no field": _set(raw=[[0, "nonsense", "x"]]),
    "unreadable in three words": _set(raw=[["a"]]),
    "rows that are texts": _set(rows="6"),
    "rows before the first": _set(rows=-5),
    "too few rows": _set(rows=[5]),
    "columns beyond the sheet": lambda said: said["at"].update(name=10**9),
    "columns at texts": lambda said: said["at"].update(name="A"),
    "no places": _set(at=None),
    "another form's name": _set(form="class"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_signed_copy_of_nonsense_gives_way_to_the_cells_(data: bytes, what: str) -> None:
    spoilt = Opened.of(data).change("student", CHANGES[what]).signed()
    found = read(spoilt)
    assert (found.quick, found.seal, found.digest) == (False, "intact", read(data).digest)


CONTENTS = {
    "deep": b"[" * 100_000,
    "deep objects": b'{"a":' * 100_000,
    "no JSON": b"\x00\xff\xfe",
    "nothing": b"",
    "a number": b"1",
    "not a number": b'{"ids": NaN}',
    "a bomb": bytes(24 << 20),
    "a huge integer": b'{"ids":[],"rows":' + b"9" * 5000 + b"}",
}


@pytest.mark.parametrize("what", CONTENTS)
def test_a_signed_copy_that_is_no_records_gives_way_to_the_cells(data: bytes, what: str) -> None:
    opened = Opened.of(data)
    opened.contents["student"] = CONTENTS[what]
    found = read(opened.signed())
    assert (found.quick, found.digest) == (False, read(data).digest)


HEADS: dict[str, dict[str, object]] = {
    "another format": {"format": 2}, "no format": {"format": None}, "no key": {"key": ""}, "a key of words": {"key": "xyz"},
    "a part twice": {},
    "says nothing": {"says": {}}, "says numbers": {"says": {"meta": 5}},
    "meta of nonsense": {"says": {"meta": "[1]"}}, "a period of nonsense": {},
    "another file": {"file": ["0" * 64]}, "no file": {"file": None}, "more than a school": {},
}  # fmt: skip


@pytest.mark.parametrize("what", HEADS)
def test_a_signed_head_of_nonsense_gives_way_to_the_cells(data: bytes, what: str) -> None:
    opened, head = Opened.of(data), dict(HEADS[what])
    if what == "a part twice":
        head = {"parts": [*opened.said["parts"], opened.said["parts"][0]]}
    if what == "more than a school":
        head = {"parts": [[*part[:4], 1 << 40] for part in opened.said["parts"]]}
    if what == "a period of nonsense":
        meta = json.loads(opened.said["says"]["meta"])
        head = {"says": {"meta": json.dumps(meta | {"template": True})}}
    found = read(opened.signed(**head))  # pyright: ignore[reportArgumentType]
    assert (found.quick, found.digest) == (False, read(data).digest)


def test_a_frame_of_nonsense_gives_way_to_the_cells(data: bytes) -> None:
    zipped = zipfile.ZipFile(BytesIO(data))
    whole = zipped.read(NAME)
    opening = OPENING.format(kind="copy").encode()
    frames = [
        b"",
        b"<a/>",
        whole[:-1],
        opening + b"</copy>",
        opening + b"%%%</copy>",
        opening + b"AAAA</copy>",
        whole[:200] + whole[204:],
    ]
    for frame in frames:
        stream = BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
            for name in zipped.namelist():
                target.writestr(name, frame if name == NAME else zipped.read(name))
        assert not read(stream.getvalue()).quick


def test_a_copy_that_swells_is_inflated_no_further_than_records_go(data: bytes) -> None:
    opened = Opened.of(data)
    opened.contents["student"] = bytes(3 << 20)
    assert len(zlib.compress(opened.contents["student"], 9)) < 4096
    assert not read(opened.signed()).quick
