"""What goes into a workbook comes out of it, whatever it is."""

import re
import string
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from export.workbook.read import Receiver
from forms.form import Form
from forms.kinds import Choice, Decimal, Kind, Value
from forms.kinds.identity import check_character
from forms.library import Library
from forms.problems import Wrong
from forms.table import Table
from forms.tidying import tidy
from tests.export.workbook.made import opened, package, written
from tests.export.workbook.small import CALL, CHILD, form, package_of, small

CHILD_FORM, CALL_FORM = form(CHILD), form(CALL)
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=40)
DIGITS = st.sampled_from(string.digits)
IDS = st.builds(lambda rest: (first := f"99012320180{rest:06}") + check_character(first), st.integers(0, 999999))


def values(kind: Kind) -> st.SearchStrategy[Value]:
    """Values of a kind, blank among them: whatever its own parsing lets through."""
    if kind.name == "choices":
        return st.sampled_from([None, ("1",), ("1", "2")])
    if isinstance(kind, Choice):
        return st.sampled_from([None, "1", "2", "3"])
    if isinstance(kind, Decimal):
        return st.none() | st.integers(
            *(
                round(limit * 10**kind.places)
                for limit in (kind.min if kind.min is not None else -50, min(kind.max or 10**9, 10**9))
            )
        )
    return _TEXTS[kind.name].map(kind.parse).map(lambda value: None if isinstance(value, Wrong) else value)


_TEXTS: dict[str, st.SearchStrategy[Any]] = {
    "text": WORDS, "note": WORDS, "name": WORDS,
    "id_card": st.none() | IDS, "yes_no": st.sampled_from([None, "是", "否"]),
    "date": st.dates().map(str), "month": st.dates().map(lambda day: str(day)[:7]),
    "phone": st.text(DIGITS, min_size=9, max_size=9).map(lambda rest: f"13{rest}"),
    "bank_card": st.text(DIGITS, min_size=12, max_size=21), "division": st.text(DIGITS, min_size=6, max_size=6),
    "school_code": st.text(DIGITS, min_size=10, max_size=10), "class_no": st.integers(1, 30).map(str),
    "code": st.text(DIGITS, min_size=6, max_size=6),
}  # fmt: skip
RECORDS = st.fixed_dictionaries({name: values(field.kind) for name, field in CHILD_FORM.fields.items()})
LASTING = st.integers(1, 2**128 - 1).map(lambda number: f"{number:032x}")


def table_of(one: Form, rows: list[dict[str, Value]], ids: list[str]) -> Table:
    return Table.of(one, rows, ids)


@settings(max_examples=25)
@given(st.lists(RECORDS, max_size=4), st.data())
def test_any_table_comes_back_as_it_was(rows: list[dict[str, Value]], data: st.DataObject) -> None:
    ids = data.draw(st.lists(LASTING, min_size=len(rows), max_size=len(rows), unique=True))
    table = table_of(CHILD_FORM, rows, ids)
    received = Receiver(small()).receive(opened(written(package_of(table))[0]))
    back = received.tables["child"]
    assert received.verdict.state == "intact"
    assert (back.ids, back.wrong) == (table.ids, {})
    assert back.columns == table.columns


def test_a_whole_school_comes_back_as_it_was(library: Library) -> None:
    sent = package(library, 30)
    data, seal = written(sent)
    received = Receiver(library).receive(opened(data))
    assert received.verdict.state == "intact"
    assert received.verdict.code == seal.code
    assert received.meta == sent.meta
    assert received.reasons == list(sent.reasons)
    assert set(received.tables) == set(library.forms)
    for name, table in sent.tables.items():
        back = received.tables[name]
        assert (name, back.ids) == (name, table.ids)
        kept = dict[tuple[int, str], object](back.raw)
        for field, column in table.columns.items():
            again = [kept.get((row, field), value) for row, value in enumerate(back.columns[field])]
            assert (name, field, again) == (name, field, column)
    assert (received.typed, received.doubtful, received.unread) == ({}, {}, [])
    assert not any(received.aside.values())
    assert not any(received.missing.values())


def test_equal_packages_give_equal_bytes(library: Library) -> None:
    assert written(package(library, 5))[0] == written(package(library, 5))[0]
    assert (
        written(package(library, 5))[0] != written(package(library, 5, revision=4) if False else package(library, 6))[0]
    )


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", "+86 138", "-5", "@cmd", "=HYPERLINK(\"http://x\")", "'=1", "<r><t>x</t></r>", "<r>a</r>", "a&b<c>\"d\"",
        "_x0041_", "\x01隐", "𠮷野家", "1班", "TRUE", "0012", "1E5", "x" * 1000, "买买提·艾力", "多\n行",
    ],
)  # fmt: skip
def test_every_text_stays_the_text_that_it_is(text: str) -> None:
    value = CHILD_FORM.fields["note"].kind.parse(text)
    assert not isinstance(value, Wrong)
    table = table_of(CHILD_FORM, [{"name": "甲", "note": value}], ["a" * 32])
    received = Receiver(small()).receive(opened(written(package_of(table))[0]))
    assert received.tables["child"].columns["note"] == [value]
    assert received.verdict.state == "intact"


@settings(max_examples=40)
@given(st.text(min_size=1, max_size=60))
def test_a_text_that_could_not_be_read_travels_as_it_was_typed(text: str) -> None:
    table = table_of(CHILD_FORM, [{"name": "甲"}], ["a" * 32])
    table.raw[0, "visits"] = text
    received = Receiver(small()).receive(opened(written(package_of(table))[0]))
    kind = CHILD_FORM.fields["visits"].kind
    back, was = received.tables["child"], kind.parse(text)
    assert received.verdict.state == "intact"
    if isinstance(was, Wrong):
        assert back.wrong[0, "visits"].code == was.code
        assert tidy(back.raw[0, "visits"]) == tidy(re.sub("[\ud800-\udfff\ufffe\uffff]", "\ufffd", text))
    else:
        assert back.columns["visits"] == [was]


def test_references_carry_the_id_and_show_whom_they_mean() -> None:
    child = table_of(CHILD_FORM, [{"name": "甲", "number": "990123201801010015"}], ["a" * 32])
    call = table_of(CALL_FORM, [{"child": "a" * 32, "on": "2026-09-01"}, {"child": "b" * 32}], ["c" * 32, "d" * 32])
    book = opened(written(package_of(child, call))[0])
    sheet = book.sheet("走访")
    assert sheet is not None
    assert sheet.rows[4][:3] == ["★儿童身份证件号", "★儿童姓名", "日期"]
    assert sheet.rows[5][:3] == ["990123201801010015", "甲", "2026-09-01"]
    received = Receiver(small()).receive(book)
    assert received.tables["call"].columns["child"] == ["a" * 32, "b" * 32]
    assert received.cell("call", 1, "child") == "A7"
    assert received.cell("call", 0, "on") == "C6"


def test_what_was_typed_for_a_record_that_nobody_knows_comes_back_as_typed() -> None:
    child = table_of(CHILD_FORM, [], [])
    call = table_of(CALL_FORM, [{"on": "2026-09-01"}], ["c" * 32])
    call.raw[0, "child"] = "张三 无证"
    received = Receiver(small()).receive(opened(written(package_of(child, call))[0]))
    assert received.tables["call"].columns["child"] == [None]
    assert received.typed == {("call", 0, "child"): {"number": "张三 无证"}}
