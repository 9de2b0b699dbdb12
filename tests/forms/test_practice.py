"""Practice schools are believable, agree in themselves and with each other, and are checked clean."""

from collections import Counter
from functools import cache

import pytest

from forms.checks import Context, check
from forms.kinds import Value
from forms.library import Library
from forms.periods import Period
from forms.practice import PracticeSchool, make_school, make_schools
from forms.practice.county import site_of
from forms.practice.make import _rows
from forms.practice.plan import divide
from forms.practice.pools import pools
from forms.practice.setting import setting_of
from forms.problems import Problem
from forms.roll import balance, roll_on

AUTUMN = Period("2026-1")
SCHOOLS = [
    (1, 450), (2, 12), (2, 5), (3, 160), (4, 700), (4, 95), (5, 58), (8, 30), (9, 800), (11, 420), (14, 7), (17, 1500),
    (25, 61), (49, 30), (57, 210), (16, 23), (1, 5), (6, 48), (20, 333), (33, 1100), (31, 18), (41, 260),
]  # fmt: skip
"""Numbers and pupils: central schools, teaching points, village, junior and nine-year schools of all sizes."""


def problems(library: Library, school: PracticeSchool) -> list[Problem]:
    context = Context(
        period=school.period, standards=library.standards, tables=school.tables, region="990123", states=school.states
    )
    return check(school.tables, context)


@cache
def county(period: Period = AUTUMN) -> list[PracticeSchool]:
    """Thirty-six schools that were planned together."""
    return list(make_schools(Library.built_in(), schools=36, pupils=5000, seed=20, period=period))


def column(schools: list[PracticeSchool], form: str, name: str) -> list[Value]:
    return [value for school in schools for value in school.tables[form].columns[name]]


def present(library: Library, school: PracticeSchool, day: str) -> list[int]:
    return roll_on(day, school.tables["student"], school.tables["movement"], library.lists["movement"])


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize(("number", "pupils"), SCHOOLS)
def test_a_practice_school_has_no_problem_at_all(library: Library, number: int, pupils: int, seed: int) -> None:
    school = make_school(library, seed=seed, number=number, pupils=pupils, period=AUTUMN)
    assert [(one.form, one.code, one.field, one.row) for one in problems(library, school)] == []


@pytest.mark.parametrize("code", ["2026", "2026-2", "2026-09", "2025-12", "2027-02", "2026-08", "2021-1", "2018-2"])
def test_it_is_clean_in_any_period(library: Library, code: str) -> None:
    period = Period(code)
    for number, pupils in ((1, 300), (2, 14), (4, 240)):
        school = make_school(library, seed=3, number=number, pupils=pupils, period=period)
        assert [(one.form, one.code, one.field, one.row) for one in problems(library, school)] == []


def test_schools_made_together_are_clean_too(library: Library) -> None:
    assert [(school.name, one.code) for school in county() for one in problems(library, school)] == []


def test_every_form_has_records_somewhere_and_an_empty_one_says_so(library: Library) -> None:
    for name in library.forms:
        assert any(school.tables[name] for school in county())
    for school in county():
        assert list(school.tables) == list(library.forms)
        assert school.states == {name: "nil" for name, table in school.tables.items() if not table}


def test_the_same_seed_gives_the_same_school_again(library: Library) -> None:
    first, again = (make_school(library, seed=7, number=4, pupils=130, period=AUTUMN) for _ in range(2))
    assert first.tables == again.tables
    other = make_school(library, seed=8, number=4, pupils=130, period=AUTUMN)
    assert other.tables["student"].columns["name"] != first.tables["student"].columns["name"]


def test_a_school_does_not_depend_on_schools_made_before(library: Library) -> None:
    alone = make_school(library, seed=7, number=3, pupils=80, period=AUTUMN)
    make_school(library, seed=7, number=2, pupils=40, period=AUTUMN)
    assert make_school(library, seed=7, number=3, pupils=80, period=AUTUMN).tables == alone.tables


def test_as_many_pupils_are_on_the_roll_as_were_asked_for(library: Library) -> None:
    assert sum(len(present(library, school, AUTUMN.ends)) for school in county()) == 5000


def test_movements_explain_who_is_there(library: Library) -> None:
    for school in county():
        students, movements = school.tables["student"], school.tables["movement"]
        found = balance("2026-08-31", AUTUMN.ends, students, movements, library.lists["movement"])
        assert found.difference == 0
    assert {"11", "12", "31", "32", "41"} <= set(column(county(), "movement", "kind"))


def test_central_schools_are_among_the_schools() -> None:
    codes = {school.code for school in county()}
    assert len(codes) == 36
    central = {code for code in column(county(), "school", "central_code") if code}
    assert central
    assert central <= codes
    assert {code[2:4] for code in codes} == {"99"}


def test_kinds_of_school_go_by_size() -> None:
    types = Counter(column(county(), "school", "type"))
    assert types["218"] > types["311"] >= 2
    assert types["211"] > 5
    for school in county():
        if school.tables["school"].columns["type"] == ["218"]:
            assert 5 <= len(school.tables["student"]) <= 70


def test_a_whole_county_is_divided() -> None:
    sizes = divide(575_671, 1012, 1)
    assert sum(sizes) == 575_671
    assert min(sizes) >= 5
    assert max(sizes) <= 2500
    assert sum(size <= 60 for size in sizes) > 400
    assert divide(50, 10, 1) == [5] * 10


def test_nobody_of_two_schools_has_the_same_number_but_who_changed_between_them(library: Library) -> None:
    pupils = Counter(number for number in column(county(), "student", "id_number") if number)
    staff = column(county(), "staff", "id_number")
    assert len(set(staff)) == len(staff)
    assert not set(staff) & set(pupils)
    twice = {number for number, count in pupils.items() if count == 2}
    assert twice
    assert max(pupils.values()) == 2
    there = Counter(
        school.tables["student"].columns["id_number"][row]
        for school in county()
        for row in present(library, school, AUTUMN.ends)
    )
    assert {there[number] for number in twice} == {1}


def test_both_schools_of_a_transfer_know_the_same_child() -> None:
    sides: dict[Value, set[tuple[Value, ...]]] = {}
    for school in county():
        students, moves = school.tables["student"], school.tables["movement"]
        for row, kind in enumerate(moves.columns["kind"]):
            there = students.row_of(str(moves.columns["student"][row]))
            assert there is not None
            if kind in ("12", "41"):
                way = tuple(moves.columns[name][row] for name in ("from_code", "to_code", "effective_on"))
                child = tuple(students.columns[name][there] for name in ("name", "born_on", "guardian1_id_number"))
                sides.setdefault(students.columns["id_number"][there], set()).add((*way, *child))
    codes = {school.code for school in county()}
    known = [told for told in sides.values() if all(one[0] in codes and one[1] in codes for one in told)]
    assert known
    assert all(len(told) == 1 for told in known)


def test_every_value_is_one_that_its_kind_reads(library: Library) -> None:
    for school in county()[:6]:
        for table in school.tables.values():
            for name, field in table.form.fields.items():
                values = table.columns[name]
                read, wrong = field.kind.parse_column([field.kind.show(value) for value in values])
                assert (wrong, read) == ({}, values), (table.form.name, name)


def test_makers_name_only_fields_that_the_forms_have(library: Library) -> None:
    """A table passes over names that it does not know, so a misspelt one would be lost in silence."""
    for number, pupils in ((1, 900), (2, 30), (4, 600)):
        setting = setting_of(site_of(pools(), 3, number, pupils), pools(), AUTUMN, library.standards)
        for form, rows in _rows(library, setting).items():
            named = {name for _, record in rows for name in record}
            assert named <= set(library.forms[form].fields), form


def test_records_are_as_full_as_those_of_a_careful_clerk() -> None:
    least = {
        "school": 48,
        "student": 55,
        "left_behind": 38,
        "staff": 32,
        "equipment": 22,
        "subsidy": 16,
        "movement": 15,
    }
    for form, wanted in least.items():
        fields = county()[0].tables[form].form.fields
        assert sum(any(value is not None for value in column(county(), form, name)) for name in fields) >= wanted, form
