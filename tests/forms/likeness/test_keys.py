"""Keys are taken from a school's tables as they stand, and say what two schools know of the same child."""

from functools import cache
from typing import Any

from forms.library import Library
from forms.likeness import differences, keys_of, moves_of, paid_twice
from forms.periods import Period
from forms.practice import PracticeSchool, make_school, make_schools, planted_doubles
from forms.problems import Wrong
from forms.roll import roll_on

AUTUMN = Period("2026-1")
ORDER: dict[str, Any] = {"schools": 20, "pupils": 3000, "seed": 4, "period": AUTUMN, "doubles": 23}


@cache
def county() -> dict[str, PracticeSchool]:
    return {school.code: school for school in make_schools(Library.built_in(), **ORDER)}


def school() -> PracticeSchool:
    return make_school(Library.built_in(), seed=1, number=1, pupils=120, period=AUTUMN)


def test_a_key_says_of_a_pupil_what_the_roll_says() -> None:
    made = school()
    students = made.tables["student"]
    keys = keys_of(made.tables, AUTUMN)
    assert [key.record for key in keys] == students.ids
    present = roll_on(AUTUMN.ends, students, made.tables["movement"], Library.built_in().lists["movement"])
    assert [key.row for key in keys if key.on_roll] == present
    one = keys[0]
    record = students.record(one.row)
    assert (one.name, one.born_on, one.id_number or None) == (record["name"], record["born_on"], record["id_number"])
    assert set(one.phones) == {record[name] for name in ("phone", "guardian1_phone", "guardian2_phone")} - {None}
    assert one.guardians[0] == record["guardian1_name"]


def test_a_number_that_cannot_be_read_is_compared_as_it_stands_if_it_is_one() -> None:
    made = school()
    students = made.tables["student"]
    for row, text in enumerate(["990123 20180520 1239", "4.40981E+17", "补办中"]):
        students.columns["id_number"][row] = None
        students.wrong[row, "id_number"], students.raw[row, "id_number"] = Wrong("kind.id_check", {}), text
    assert [key.id_number for key in keys_of(made.tables, AUTUMN)[:3]] == ["990123201805201239", "", ""]


def test_a_line_without_name_and_number_has_no_key() -> None:
    made = school()
    for name in ("name", "id_number"):
        made.tables["student"].columns[name][2] = None
    assert 2 not in {key.row for key in keys_of(made.tables, AUTUMN)}


def test_moves_are_those_between_schools_since_last_year() -> None:
    made = county()["2199000001"]
    moves = moves_of(made.tables, AUTUMN)
    movements, students = made.tables["movement"], made.tables["student"]
    assert moves
    for move in moves:
        assert move.kind in ("12", "41")
        row = students.row_of(move.pupil)
        assert row is not None
        assert (move.name, movements.ids[move.row]) == (students.columns["name"][row], move.record)
    later = Period("2028-1")
    assert moves_of(made.tables, later) == []


def test_without_the_form_of_movements_everybody_is_on_the_roll() -> None:
    tables = {"student": school().tables["student"]}
    assert all(key.on_roll for key in keys_of(tables, AUTUMN))
    assert moves_of(tables, AUTUMN) == []


def test_differences_are_named_field_by_field_as_people_see_them() -> None:
    [pair] = [one for one in planted_doubles(**ORDER) if one.kind == "other_name"]
    one, other = (county()[code].tables["student"] for code in (pair.first, pair.second))
    row, further = one.row_of(pair.first_record), other.row_of(pair.second_record)
    assert row is not None
    assert further is not None
    found = {each.field: each for each in differences(one, row, other, further)}
    assert {"name", "guardian1_phone"} <= set(found)
    assert "id_number" not in found
    assert found["name"].first == one.columns["name"][row]
    assert differences(one, row, one, row) == []


def test_two_schools_that_both_pay_are_named_with_their_amounts() -> None:
    [pair] = [one for one in planted_doubles(**ORDER) if one.kind == "copied"]
    one, other = county()[pair.first].tables, county()[pair.second].tables
    found = paid_twice(one, pair.first_record, other, pair.second_record)
    assert [(each.item, each.other_item) for each in found if each.item == "meals"] == [("meals", "meals")]
    assert all(each.first and each.second for each in found)


def test_boarder_and_day_pupil_are_one_allowance_and_what_came_back_is_none() -> None:
    [pair] = [one for one in planted_doubles(**ORDER) if one.kind == "copied"]
    one, other = ({**county()[code].tables} for code in (pair.first, pair.second))
    for tables, record, item, amount in (
        (one, pair.first_record, "boarder_living", 62_500),
        (other, pair.second_record, "non_boarder_living", 31_250),
    ):
        form = tables["subsidy"].form
        tables["subsidy"] = type(tables["subsidy"]).of(
            form, [{"student": record, "item": item, "amount": amount}], ["s"]
        )
    [found] = paid_twice(one, pair.first_record, other, pair.second_record)
    assert (found.item, found.first, found.other_item, found.second) == (
        "boarder_living",
        62_500,
        "non_boarder_living",
        31_250,
    )
    other["subsidy"].columns["returned"][0] = "1"
    assert paid_twice(one, pair.first_record, other, pair.second_record) == []
