"""What makes a practice school believable: families, ages, ways to school, care, aid and staff that go together."""

from collections.abc import Iterator
from itertools import combinations, pairwise

import pytest
from stdnum.cn import ric

from forms.grades import stage_of, usual_ages
from forms.kinds.identity import is_resident_id
from forms.library import Library
from forms.periods import Period, age_on
from forms.practice import PracticeSchool, make_school
from forms.practice.people import IdNumbers
from forms.practice.pools import pools
from forms.table import Record, Table

AUTUMN = Period("2026-1")
FAMILY = ("guardian1_name", "guardian1_id_number", "guardian1_phone", "address_now")


@pytest.fixture(scope="module")
def primary() -> PracticeSchool:
    """A large central school."""
    return make_school(Library.built_in(), seed=11, number=17, pupils=1800, period=AUTUMN)


@pytest.fixture(scope="module")
def junior() -> PracticeSchool:
    return make_school(Library.built_in(), seed=11, number=20, pupils=900, period=AUTUMN)


@pytest.fixture(scope="module")
def point() -> PracticeSchool:
    return make_school(Library.built_in(), seed=11, number=24, pupils=26, period=AUTUMN)


def records(table: Table) -> Iterator[Record]:
    return (table.record(row) for row in range(len(table)))


def pupils(school: PracticeSchool) -> list[Record]:
    return list(records(school.tables["student"]))


def families(school: PracticeSchool) -> list[list[Record]]:
    """Pupils who have the same first guardian."""
    groups: dict[object, list[Record]] = {}
    for record in pupils(school):
        groups.setdefault(record["guardian1_id_number"], []).append(record)
    return [group for group in groups.values() if len(group) > 1]


def test_id_numbers_are_valid_and_of_no_province(primary: PracticeSchool) -> None:
    numbers = [str(record["id_number"]) for record in pupils(primary) if record["id_type"] == "1"]
    numbers += [str(record["guardian1_id_number"]) for record in pupils(primary)]
    assert all(is_resident_id(number) and number.startswith("99") for number in numbers)
    assert all(ric.calc_check_digit(number) == number[17] for number in numbers)


def test_numbers_never_run_out_nor_meet() -> None:
    dealt = [IdNumbers.of_school(number).next("2018-03-05", "1") for number in range(1, 3000)]
    many = IdNumbers.of_school(1)
    dealt += [many.next("2018-03-05", "1") for _ in range(50)][1:]
    dealt += [IdNumbers.of_transfer(key).next("2018-03-05", "1") for key in range(3000)]
    assert len(set(dealt)) == len(dealt)
    assert dealt[0].startswith("990123")


def test_ages_fit_grades(primary: PracticeSchool, junior: PracticeSchool) -> None:
    for school in (primary, junior):
        for record in pupils(school):
            low, high = usual_ages(str(record["grade"]))
            assert low <= age_on(str(record["born_on"]), AUTUMN.counted_on) <= high


def test_brothers_and_sisters_share_family_and_home(primary: PracticeSchool) -> None:
    groups = families(primary)
    assert len(groups) > 100
    for group in groups:
        assert all(len({record[name] for record in group}) == 1 for name in FAMILY)
        assert not any(record["only_child"] for record in group)
        births = sorted({str(record["born_on"]) for record in group})
        assert all(age_on(first, second) >= 1 for first, second in pairwise(births))


def test_twins_are_born_together_and_differ_in_their_numbers(primary: PracticeSchool) -> None:
    twins = [
        pair
        for group in families(primary)
        for pair in combinations(group, 2)
        if pair[0]["born_on"] == pair[1]["born_on"]
    ]
    assert twins
    for one, other in twins:
        assert one["id_number"] != other["id_number"]
        assert one["name"] != other["name"]
        assert one["grade"] == other["grade"]


def test_names_go_with_nationalities(primary: PracticeSchool) -> None:
    dotted = {nation.code for nation in pools().nations.options if nation.order}
    for record in pupils(primary):
        assert ("·" in str(record["name"])) == (record["nation"] in dotted)
    assert any("·" in str(record["name"]) for record in pupils(primary))
    assert len({record["nation"] for record in pupils(primary)}) > 8


def test_some_names_have_characters_beyond_the_basic_plane(primary: PracticeSchool, junior: PracticeSchool) -> None:
    names = [str(record["name"]) for school in (primary, junior) for record in pupils(school)]
    assert any(ord(character) > 0xFFFF for name in names for character in name)


def test_a_child_without_a_number_has_a_note_that_says_why(primary: PracticeSchool) -> None:
    without = [record for record in pupils(primary) if record["id_number"] is None]
    assert without
    for record in without:
        assert record["id_type"] == "Z"
        assert "就读证明" in str(record["note"])


def test_boarders_live_far_away(junior: PracticeSchool) -> None:
    distances: dict[object, list[int]] = {"1": [], "2": []}
    for record in pupils(junior):
        distances[record["boards"]].append(int(str(record["distance"])))
    assert min(distances["2"]) > 400
    assert sum(distances["1"]) / len(distances["1"]) < sum(distances["2"]) / len(distances["2"])
    assert junior.tables["school"].columns["boarding"] == [True]


@pytest.mark.parametrize("seed", range(6))
def test_shares_of_children_left_behind_are_those_of_such_counties(library: Library, seed: int) -> None:
    school = make_school(library, seed=seed, number=1 + 16 * seed, pupils=900, period=AUTUMN)
    codes = [record["left_behind"] for record in pupils(school)]
    assert 0.13 < sum(code != "0" for code in codes) / len(codes) < 0.37


def test_roll_register_and_visits_say_the_same_of_children_left_behind(primary: PracticeSchool) -> None:
    students, register = primary.tables["student"], list(records(primary.tables["left_behind"]))
    on_roll = {id_ for id_, code in zip(students.ids, students.columns["left_behind"], strict=True) if code != "0"}
    assert {record["student"] for record in register} == on_roll
    visited = set(primary.tables["visit"].columns["student"])
    gone = {id_ for id_, kind in _moves(primary) if kind in ("31", "41")}
    for record in register:
        if record["both_away"] and record["student"] not in gone:
            assert record["student"] in visited
        for parent in ("father", "mother"):
            assert (record[f"{parent}_place"] is not None) == record[f"{parent}_away"]


def _moves(school: PracticeSchool) -> Iterator[tuple[object, object]]:
    columns = school.tables["movement"].columns
    return zip(columns["student"], columns["kind"], strict=True)


def test_the_carer_stands_in_the_roll_too(primary: PracticeSchool) -> None:
    students = primary.tables["student"]
    for record in records(primary.tables["left_behind"]):
        there = students.row_of(str(record["student"]))
        assert there is not None
        if record["both_away"]:
            assert students.columns["guardian2_name"][there] == record["delegate_name"]


def test_what_is_paid_is_the_standard(library: Library, primary: PracticeSchool, junior: PracticeSchool) -> None:
    for school in (primary, junior):
        students, paid = school.tables["student"], set[object]()
        for record in records(school.tables["subsidy"]):
            there = students.row_of(str(record["student"]))
            assert there is not None
            stage = stage_of(str(students.columns["grade"][there]))
            per = "day" if record["item"] == "meals" else "term"
            found = library.standards.find(str(record["item"]), day=AUTUMN.starts, stage=stage, per=per)
            assert found is not None
            assert found.amount is not None
            assert record["amount"] == found.amount * (int(str(record["days"])) if per == "day" else 1)
            paid.add(record["item"])
        assert paid == {"boarder_living", "non_boarder_living", "meals"}


def test_those_who_get_the_allowance_are_recognised(primary: PracticeSchool) -> None:
    recognised = set(primary.tables["aid_recognition"].columns["student"])
    items = primary.tables["subsidy"].columns
    assert {who for who, item in zip(items["student"], items["item"], strict=True) if item != "meals"} <= recognised


def test_a_teaching_point_teaches_several_grades_in_one_room(point: PracticeSchool) -> None:
    classes = list(records(point.tables["class"]))
    assert any(record["kind"] == "2" and len(str(record["grades"])) > 1 for record in classes)
    assert point.tables["school"].columns["counts_as_school"] == [False]
    heads = {record["head_teacher"] for record in classes}
    assert heads <= set(point.tables["staff"].columns["name"])


def test_there_is_a_classroom_for_every_class(primary: PracticeSchool) -> None:
    assert set(primary.tables["class"].columns["room"]) <= set(primary.tables["premises"].columns["name"])


def test_staff_is_enough_and_not_too_many(
    primary: PracticeSchool, junior: PracticeSchool, point: PracticeSchool
) -> None:
    for school in (primary, junior, point):
        teachers = sum(record["post"] == "1" and record["state"] == "1" for record in records(school.tables["staff"]))
        assert 6 <= len(school.tables["student"]) / teachers <= 22
    subjects = set(junior.tables["staff"].columns["subject"])
    assert {"13", "14", "41", "16", "22", "24", "25"} <= subjects


def test_the_ledger_has_pieces_and_lots_and_some_that_are_gone(primary: PracticeSchool) -> None:
    ledger = list(records(primary.tables["equipment"]))
    assert {record["card"] for record in ledger} == {"1", "2"}
    assert any(record["state"] == "5" and record["disposed_on"] for record in ledger)
    books = sum(int(str(record["quantity"])) for record in ledger if record["kind"] == "31" and record["state"] != "5")
    assert primary.tables["school"].columns["books"] == [books]
    assert {record["place"] for record in ledger} <= set(primary.tables["premises"].columns["name"])
