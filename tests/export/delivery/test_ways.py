"""The compact copy says what the cells say, whatever was exported: both ways give the same delivery, byte for byte."""

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from export.delivery import Delivery, place_of, table_of
from export.delivery.gather import chosen
from export.seal.sign import public_key
from export.workbook.package import Answer, Package, Reason
from export.workbook.write import made
from forms.library import Library
from forms.periods import Period
from forms.table import Table
from tests.export.delivery.ways import KEY, NEVER, outcome, package, read, school, workbook
from tests.export.workbook.made import package as odd_school
from tests.export.workbook.small import CALL, CHILD, form, package_of
from tests.export.workbook.test_round_trip import LASTING, RECORDS

CHILD_FORM, CALL_FORM = form(CHILD), form(CALL)
TEXTS = st.text(min_size=1, max_size=30)


def assert_same(sent: Package) -> Delivery:
    """The copy is taken, and says in everything what the cells say."""
    data = made(sent)[0]
    deep = read(data, deep=True)
    quick = read(data)
    assert (quick.quick, deep.quick) == (True, False)
    assert replace(quick, quick=False, proof="") == deep
    return quick


@settings(max_examples=12)
@given(
    number=st.integers(1, 40),
    pupils=st.integers(5, 40),
    seed=st.integers(0, 10**6),
    faults=st.none() | st.integers(0, 9),
)
def test_a_practice_school_gives_the_same_delivery_both_ways(
    library: Library, number: int, pupils: int, seed: int, faults: int | None
) -> None:
    sent = school(library, number, pupils, seed, faults)
    delivery = assert_same(package(sent, library, draft=faults is not None, practice=True))
    assert (delivery.school, delivery.school_name, delivery.period) == (sent.code, sent.name, "2026-1")
    assert (delivery.draft, delivery.practice, delivery.seal) == (faults is not None, True, "intact")
    assert {name: part.rows for name, part in delivery.parts.items()} == {n: len(t) for n, t in sent.tables.items()}
    assert bool(delivery.problems) >= (faults is not None)


def test_a_school_of_odd_values_gives_the_same_delivery_both_ways(library: Library) -> None:
    delivery = assert_same(odd_school(library, 25))
    assert delivery.problems
    assert delivery.reasons


@settings(max_examples=40)
@given(rows=st.lists(RECORDS, max_size=5), data=st.data())
def test_any_table_with_any_texts_gives_the_same_delivery_both_ways(
    rows: list[dict[str, Any]], data: st.DataObject
) -> None:
    ids = data.draw(st.lists(LASTING | st.just(""), min_size=len(rows), max_size=len(rows)))
    child = Table.of(CHILD_FORM, rows, ids)
    calls = data.draw(st.lists(st.sampled_from([*ids, None, "f" * 32]), max_size=4))
    call = Table.of(
        CALL_FORM, [{"child": each or None} for each in calls], [f"{n + 1:032x}" for n in range(len(calls))]
    )
    _spoil(child, data)
    _spoil(call, data)
    reasons = data.draw(st.lists(st.builds(Reason, key=TEXTS, text=TEXTS, who=TEXTS, sentence=TEXTS), max_size=2))
    assert_same(package_of(child, call, signer=KEY, reasons=reasons))


def _spoil(table: Table, data: st.DataObject) -> None:
    """Texts that nobody may be able to read, wherever there is a record."""
    if not table:
        return
    rows = st.integers(0, len(table) - 1)
    spots = data.draw(st.dictionaries(st.tuples(rows, st.sampled_from(list(table.form.fields))), TEXTS, max_size=3))
    for (row, name), text in spots.items():
        table.columns[name][row] = None
        table.raw[row, name] = text


@pytest.mark.parametrize(
    "text", ["a\r\nb", "a\rb", "_x000D_", "\ufffe", "\ud800", " 张 三 ", "\x01隐", "x" * 40_000, "𠮷" * 17_000, "=1+1", "2018"]
)  # fmt: skip
@pytest.mark.parametrize("name", ["note", "visits", "name", "since"])
def test_what_a_cell_makes_of_a_text_stands_in_the_copy(name: str, text: str) -> None:
    table = Table.of(CHILD_FORM, [{}], ["a" * 32])
    table.raw[0, name] = text
    assert_same(package_of(table, signer=KEY))


def test_a_value_that_its_kind_would_not_read_is_a_problem_both_ways() -> None:
    table = Table.of(CHILD_FORM, [{"name": " 甲\u3000", "postcode": "12", "colour": "9"}], ["a" * 32])
    delivery = assert_same(package_of(table, signer=KEY))
    assert {problem[2][3] for problem in delivery.problems} >= {"postcode", "colour"}


def test_a_record_that_nobody_would_see_is_not_there(library: Library) -> None:
    table = Table.of(CHILD_FORM, [{"name": "甲"}, {}, {"name": "乙"}], ["", "", ""])
    delivery = assert_same(package_of(table, signer=KEY))
    payload = delivery.parts["child"].payload
    assert table_of(payload, CHILD_FORM).columns["name"] == ["甲", "乙"]
    assert list(place_of(payload).rows) == [6, 8]


def test_answers_and_reasons_travel_both_ways(library: Library) -> None:
    answers = [Answer("s" * 32, "1", "answered", "已核实", "王老师")]
    reasons = [Reason("between|student||distance", "山里\r\n远", "王", "请核对")]
    delivery = assert_same(package(school(library), library, answers=answers, reasons=reasons))
    assert delivery.answers == [answers[0].as_dict()]
    assert delivery.reasons == [("between|student||distance", "山里\n远")]


def test_a_copy_is_proved_by_the_store_that_wrote_it(library: Library) -> None:
    delivery = read(workbook(library))
    assert delivery.key == public_key(KEY).hex()
    assert re.fullmatch(r"[0-9a-f]{64} [0-9a-f]{128}", delivery.proof)


def test_a_workbook_that_nobody_signed_is_read_by_its_cells(library: Library) -> None:
    data = made(package(school(library), library, signer=None))[0]
    assert b"customXml" not in data
    assert not read(data).quick


def test_places_are_those_of_the_sheet(library: Library) -> None:
    sent = school(library, pupils=20)
    delivery = read(made(package(sent, library))[0])
    part = delivery.parts["visit"] if delivery.parts["visit"].rows else delivery.parts["movement"]
    where = place_of(part.payload)
    assert where.sheet == part.sheet == library.forms[part.form].zh
    assert where.cell(0, "student") == "A6"
    fields = list(library.forms["student"].fields)
    place = place_of(delivery.parts["student"].payload)
    assert place.cell(1, fields[2]) == "C7"


def test_a_draft_and_another_revision_are_other_deliveries(library: Library) -> None:
    sent = package(school(library), library)
    others = [
        replace(sent, **more)
        for more in ({"draft": True}, {"revision": 2}, {"period": Period("2025-2")}, {"school_name": "别校"})
    ]
    digests = {read(made(each)[0]).digest for each in (sent, *others, replace(sent, made="2027-01-01T00:00"))}
    assert len(digests) == 5


def test_one_in_fifty_is_read_both_ways_and_nobody_foresees_which() -> None:
    digests = [f"{number:064x}" for number in range(5000)]
    picked = {digest for digest in digests if chosen(digest, NEVER)}
    assert 50 < len(picked) < 150
    assert picked != {digest for digest in digests if chosen(digest, b"other")}


def test_reading_both_ways_agrees_on_what_the_program_wrote(library: Library) -> None:
    data = workbook(library)
    digest = read(data).digest
    salt = next(salt for salt in (str(number).encode() for number in range(1000)) if chosen(digest, salt))
    assert read(data, salt=salt).quick
    assert outcome(data) == outcome(data, deep=True)
