"""What follows from what was typed, what a new record begins with, and how a number is masked."""

import pytest

from forms.derive import derived, suggested
from forms.library import Library
from forms.masking import masked
from forms.matching import Called
from forms.table import Table
from tests.forms.small_school import id_number, rows, tables

ID = id_number("2018-03-12", "002")


@pytest.fixture
def students(library: Library) -> Table:
    return tables(library, rows())["student"]


def test_birth_date_and_sex_follow_from_an_id_number(library: Library) -> None:
    typed = {"id_number": id_number("2018-03-12", "002")}
    assert derived(library.forms["student"], typed) == {"born_on": "2018-03-12", "sex": "女"}
    assert derived(library.forms["staff"], typed) == {"born_on": "2018-03-12", "sex": "女"}


def test_what_was_typed_is_never_touched(library: Library) -> None:
    typed = {"id_number": id_number("2018-03-12", "002"), "born_on": "2018-03-21", "sex": ""}
    assert derived(library.forms["student"], typed) == {"sex": "女"}


@pytest.mark.parametrize("number", ["990101201803120021", "E12345678", ""])
def test_nothing_follows_from_a_number_that_is_none(library: Library, number: str) -> None:
    assert derived(library.forms["student"], {"id_number": number}) == {}


@pytest.mark.parametrize(
    ("text", "grade"), [("三年级（1）班", "三年级"), ("二(2)班", "二年级"), ("1班", None), ("", None)]
)
def test_a_class_may_say_the_grade(library: Library, text: str, grade: str | None) -> None:
    assert derived(library.forms["student"], {"class_no": text}).get("grade") == grade


def test_an_amount_follows_from_quantity_and_price(library: Library) -> None:
    assert derived(library.forms["equipment"], {"quantity": "60", "unit_price": "180"})["amount"] == "10800.00"
    assert derived(library.forms["equipment"], {"quantity": "x", "unit_price": "180"}) == {}


def test_a_new_record_begins_with_what_is_carried_else_with_the_default(students: Table) -> None:
    assert suggested(students, "grade", 0) == "三年级"
    assert suggested(students, "grade", None) == ""
    assert suggested(students, "nation", 1) == "汉族"
    assert suggested(students, "name", 0) == ""


@pytest.mark.parametrize(
    ("name", "text", "shown"),
    [
        ("id_number", ID, f"990101********{ID[-4:]}"), ("phone", "13800001111", "138****1111"),
        ("phone", "0596-1234567", "059*****4567"), ("student_code", f"G{ID}", f"G990101********{ID[-4:]}"),
        ("name", "林雨桐", "林雨桐"), ("id_number", "", ""), ("id_number", "12x", "**x"), ("id_number", "E12345678", "*****5678"),
    ],
)  # fmt: skip
def test_a_number_that_names_a_person_is_masked(students: Table, name: str, text: str, shown: str) -> None:
    assert masked(students.form.fields[name], text) == shown


def test_a_name_that_two_children_bear_names_neither(students: Table) -> None:
    called = Called(students, ("id_number", "name"))
    assert called.find("林雨桐") == students.ids[0]
    students.columns["name"][1] = "林雨桐"
    called = Called(students, ("id_number", "name"))
    assert called.find("林雨桐") is None
    assert called.find(f"林雨桐　{students.columns['id_number'][1]}") == students.ids[1]
    assert called.find("  ") is None
