"""What a merge puts out is what the schools sent: same digests, same bytes, proved by the same keys."""

import errno
import os
import random
import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook

from export.compact import is_proved, part_name
from export.compact.frame import framed, head_of, unframed
from export.delivery import Delivery, Part
from export.delivery.carry import carry
from export.delivery.crates import PER_CRATE, crates, crates_for, opened
from export.delivery.forward import forward
from export.delivery.gather import collected
from export.delivery.payload import table_of
from export.reading.limits import COLLECT
from export.seal.sign import public_key
from export.workbook.paper import add_sheet, new_workbook
from export.workbook.write import LONG_AGO, made
from forms.library import Library
from forms.problems import Refusal
from forms.table import Table
from tests.export.delivery.ways import KEY, OTHER_KEY, package, read, school, without_copy
from tests.export.workbook.made import edited, put, sheet
from tests.export.workbook.small import CHILD, form, package_of

COUNTY_KEY = bytes(range(2, 34))


@pytest.fixture(scope="module")
def sent() -> list[Delivery]:
    """Three schools' deliveries: one with faults, one whose workbook has lost its copy."""
    library = Library.built_in()
    books = [
        made(package(school(library, number, 9, faults=faults), library))[0]
        for number, faults in ((2, None), (3, 1), (5, None))
    ]
    return [read(books[0]), read(books[1]), read(without_copy(books[2]))]


def merged(folder: Path, deliveries: list[Delivery]) -> Path:
    """A workbook that carries deliveries, as a merge puts it out."""
    from datetime import datetime

    stream, path = BytesIO(), folder / "county.xlsx"
    book = new_workbook(
        stream, {"in_memory": True}, datetime.fromisoformat(LONG_AGO), {}, carries=crates_for(len(deliveries))
    )
    add_sheet(book, "首页").write_string(0, 0, "青岚县")
    book.close()
    path.write_bytes(stream.getvalue())
    carry(path, crates(deliveries, len(deliveries), COUNTY_KEY))
    return path


def taken(data: bytes) -> list[Delivery]:
    """The deliveries in what a merge has put out."""
    total, of, first = collected(data, COLLECT)
    packed = [*first, *(one for number in range(1, of) for one in collected(data, COLLECT, crate=number)[2])]
    assert len(packed) == total
    return list(map(Delivery.unpacked, packed))


def as_sent(delivery: Delivery) -> Delivery:
    """Without what says which way it came, and without what only the word of whoever merged it would vouch for."""
    word = {} if delivery.proof else {"key": "", "seal": "none", "check_code": ""}
    return replace(delivery, quick=False, **word)


def test_deliveries_come_out_as_they_went_in(tmp_path: Path, sent: list[Delivery]) -> None:
    found = taken(merged(tmp_path, sent).read_bytes())
    assert found == list(map(as_sent, sent))
    assert [bool(one.problems) for one in found] == [False, True, False]
    assert all(one.pupils for one in found)


def test_what_was_altered_behind_a_seal_stays_told(tmp_path: Path, library: Library) -> None:
    title, data = library.forms["student"].zh, made(package(school(library, 4, 9), library))[0]
    altered = read(edited(data, lambda book: put(sheet(book, title), 6, 1, "另一个名字")))
    [found] = taken(merged(tmp_path, [altered]).read_bytes())
    assert found.problems[0][2][0] == "seal.cell"
    assert (found.seal, found.problems) == ("changed", altered.problems)


def test_a_merge_of_merges_carries_the_same(tmp_path: Path, sent: list[Delivery]) -> None:
    once = taken(merged(tmp_path, sent).read_bytes())
    again = taken(merged(tmp_path, once).read_bytes())
    assert again == once


def test_more_schools_than_a_crate_holds_come_in_several(tmp_path: Path, sent: list[Delivery]) -> None:
    many = [sent[0]] * (2 * PER_CRATE + 1)
    data = merged(tmp_path, many).read_bytes()
    assert len([name for name in zipfile.ZipFile(BytesIO(data)).namelist() if name.startswith("customXml")]) == 3
    assert [one.digest for one in taken(data)] == [sent[0].digest] * len(many)


def test_each_stays_proved_by_its_school_and_nothing_else_is(tmp_path: Path, sent: list[Delivery]) -> None:
    found = taken(merged(tmp_path, sent).read_bytes())
    assert [one.key for one in found] == [public_key(KEY).hex(), public_key(KEY).hex(), ""]
    assert is_proved(found[0].digest, found[0].proof, public_key(KEY))
    assert not is_proved(found[1].digest, found[0].proof, public_key(KEY))
    assert not is_proved(found[0].digest, found[0].proof, public_key(OTHER_KEY))
    assert not is_proved(found[0].digest, "nonsense", public_key(KEY))


def test_a_key_that_proves_nothing_is_not_carried_on(tmp_path: Path, sent: list[Delivery]) -> None:
    boasting = replace(sent[0], key=public_key(OTHER_KEY).hex())
    [found] = taken(merged(tmp_path, [boasting]).read_bytes())
    assert (found.key, found.proof, found.digest) == ("", "", sent[0].digest)


def test_the_workbook_around_the_crates_opens_and_names_them(tmp_path: Path, sent: list[Delivery]) -> None:
    path = merged(tmp_path, [sent[0]] * (PER_CRATE + 1))
    assert load_workbook(path)["首页"]["A1"].value == "青岚县"
    zipped = zipfile.ZipFile(path)
    assert zipped.testzip() is None
    assert ElementTree.fromstring(zipped.read(part_name(1))).tag == "{urn:xiangxiao:crate}crate"
    relations = zipped.read("xl/_rels/workbook.xml.rels").decode()
    assert all(f'Target="../{part_name(number)}"' in relations for number in (0, 1))


def test_a_disk_that_is_full_leaves_the_workbook_as_it_was(
    tmp_path: Path, sent: list[Delivery], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = merged(tmp_path, sent)
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refusal) as refused:
        carry(path, crates(sent, len(sent), COUNTY_KEY))
    assert refused.value.code == "export_full"
    assert (path.read_bytes(), [each.name for each in tmp_path.iterdir()]) == (before, [path.name])


LIES: dict[str, Callable[[Delivery], Delivery]] = {
    "another school": lambda one: replace(one, school="2199000099"),
    "another period": lambda one: replace(one, period="2025-1"),
    "another revision": lambda one: replace(one, revision=9),
    "a draft no more": lambda one: replace(one, draft=not one.draft),
    "real data": lambda one: replace(one, practice=not one.practice),
    "another state": lambda one: replace(one, states={**one.states, "visit": "nil"}),
    "a reason more": lambda one: replace(one, reasons=[("a|b|c|d", "e")]),
    "an answer more": lambda one: replace(one, answers=[{"slip": "s"}]),
    "a form less": lambda one: replace(one, parts=dict(list(one.parts.items())[1:])),
    "another's records": lambda one: replace(one, parts={**one.parts, "class": _emptied(one.parts["class"])}),
    "another definition": lambda one: replace(
        one, parts={**one.parts, "class": replace(one.parts["class"], definition="0" * 64)}
    ),
}


def _emptied(part: Part) -> Part:
    from export.delivery.payload import payload_of, place_from, unpacked

    table, place = Table(Library.built_in().forms["class"]), place_from(unpacked(part.payload))
    return replace(part, payload=payload_of(table, replace(place, rows=[])))


@pytest.mark.parametrize("lie", LIES)
def test_nothing_of_a_delivery_can_be_changed_on_the_way(tmp_path: Path, sent: list[Delivery], lie: str) -> None:
    with pytest.raises(Refusal) as refused:
        taken(merged(tmp_path, [LIES[lie](sent[0])]).read_bytes())
    assert refused.value.code == "crate_broken"


def test_a_crate_that_was_altered_is_refused(sent: list[Delivery]) -> None:
    [crate] = crates(sent, len(sent), COUNTY_KEY)
    dice = random.Random(3)
    for at in dice.sample(range(len(crate)), 60):
        spoilt = bytearray(crate)
        spoilt[at] = ord("A") if spoilt[at] != ord("A") else ord("B")
        with pytest.raises(Refusal) as refused:
            opened(bytes(spoilt))
        assert refused.value.code == "crate_broken"


def test_a_crate_of_nonsense_is_refused(sent: list[Delivery]) -> None:
    [crate] = crates(sent, len(sent), COUNTY_KEY)
    frame = unframed("crate", crate)
    from export.delivery.crates import _message  # the signature holds: only what is signed is nonsense
    from export.seal.sign import sign

    for said in (
        {},
        {"format": 9},
        dict(frame.said()) | {"deliveries": 5},
        dict(frame.said()) | {"deliveries": [{}]},
        dict(frame.said()) | {"definitions": []},
    ):
        head = head_of(said)
        spoilt = framed("crate", head, [bytes(frame.bodies)], sign(_message(head), COUNTY_KEY))
        with pytest.raises(Refusal) as refused:
            opened(spoilt)
        assert refused.value.code == "crate_broken"


def test_a_form_that_the_program_never_shipped_travels_with_its_definition(tmp_path: Path) -> None:
    table = Table.of(form(CHILD), [{"name": "甲", "colours": ("1", "2")}], ["a" * 32])
    delivery = read(made(package_of(table, signer=KEY))[0])
    [found] = taken(merged(tmp_path, [delivery]).read_bytes())
    assert found.definitions == delivery.definitions
    assert list(found.definitions) == [delivery.parts["child"].definition]
    assert table_of(found.parts["child"].payload, form(CHILD)).record(0) == table.record(0)


def test_records_of_an_older_definition_are_brought_forward() -> None:
    fields = CHILD["fields"]
    newer = {name: data for name, data in fields.items() if name != "address"}
    newer |= {
        "home": fields["address"],
        "visits": {**fields["visits"], "max": 5},
        "words": {"kind": "text", "zh": "话", "en": "Words"},
    }
    newer["postcode"] = {"kind": "text", "zh": "邮编", "en": "Post code"}
    today = form(CHILD, version=3, fields=newer, renamed={"address": "home"})
    old = Table.of(
        form(CHILD),
        [{"name": "甲", "address": "河口村", "visits": 9, "postcode": "350001"}, {"name": "乙", "visits": 3}],
        ["a" * 32, "b" * 32],
    )
    old.raw[1, "born_on"], old.wrong[1, "born_on"] = "去年", form(CHILD).fields["born_on"].kind.parse("去年")  # pyright: ignore[reportArgumentType]
    found = forward(old, today)
    assert found.form is today
    assert found.columns["home"] == ["河口村", None]
    assert (found.columns["visits"], found.raw[0, "visits"]) == ([None, 3], "9")
    assert (found.columns["postcode"], found.columns["words"]) == (["350001", None], [None, None])
    assert (found.raw[1, "born_on"], found.wrong[1, "born_on"]) == ("去年", old.wrong[1, "born_on"])
    assert forward(found, today) is found
