"""Pairs that are planted over a county: both schools have the child, and nothing else is wrong with either of them."""

from collections import Counter
from typing import Any

import pytest

from forms.checks import Context, check
from forms.kinds.identity import is_resident_id
from forms.library import Library
from forms.likeness import moves_of
from forms.likeness.letters import letters
from forms.periods import Period
from forms.practice import PlantedDouble, PracticeSchool, make_schools, planted_doubles
from forms.practice.disguises import DISGUISES
from forms.practice.sounds import _sounds
from forms.roll import roll_on
from forms.table import Record

AUTUMN = Period("2026-1")
ORDER: dict[str, Any] = {"schools": 36, "pupils": 5000, "seed": 11, "period": AUTUMN, "doubles": 2 * len(DISGUISES)}


@pytest.fixture(scope="module")
def county() -> dict[str, PracticeSchool]:
    return {school.code: school for school in make_schools(Library.built_in(), **ORDER)}


@pytest.fixture(scope="module")
def planted() -> list[PlantedDouble]:
    return planted_doubles(**ORDER)


def records(county: dict[str, PracticeSchool], pair: PlantedDouble) -> tuple[Record, Record]:
    found: list[Record] = []
    for school, record in ((pair.first, pair.first_record), (pair.second, pair.second_record)):
        table = county[school].tables["student"]
        row = table.row_of(record)
        assert row is not None
        found.append(table.record(row))
    return found[0], found[1]


def test_every_kind_is_planted_between_two_schools(planted: list[PlantedDouble]) -> None:
    assert Counter(pair.kind for pair in planted) == dict.fromkeys(DISGUISES, 2)
    assert all(pair.first != pair.second for pair in planted)


def test_both_schools_have_the_child(county: dict[str, PracticeSchool], planted: list[PlantedDouble]) -> None:
    for pair in planted:
        if pair.second_record:
            one, other = records(county, pair)
            assert one["grade"] == other["grade"]
            copied = one["id_number"] == other["id_number"] and one["name"] == other["name"]
            assert copied == (pair.kind in ("copied", "unreleased"))


def test_a_pair_of_one_child_keeps_something_of_it(
    county: dict[str, PracticeSchool], planted: list[PlantedDouble]
) -> None:
    for pair in planted:
        if pair.second_record and pair.disguise.same:
            one, other = records(county, pair)
            assert one["guardian1_name"] == other["guardian1_name"]
            assert other["id_number"] is None or is_resident_id(str(other["id_number"]))


def test_nothing_else_is_wrong_and_nobody_is_too_many(library: Library, county: dict[str, PracticeSchool]) -> None:
    for school in county.values():
        context = Context(
            period=AUTUMN, standards=library.standards, tables=school.tables, region=school.region, states=school.states
        )
        assert {one.code for one in check(school.tables, context)} <= {"student_code_differs"}
    present = (
        len(roll_on(AUTUMN.ends, each.tables["student"], each.tables["movement"], library.lists["movement"]))
        for each in county.values()
    )
    assert sum(present) == ORDER["pupils"]


def test_nobody_is_at_two_schools_unless_that_is_asked_for(library: Library) -> None:
    order: dict[str, Any] = {"schools": 4, "pupils": 300, "seed": 1, "period": AUTUMN}
    assert planted_doubles(**order, doubles=0) == []
    numbers = [
        number for one in make_schools(library, **order) for number in one.tables["student"].columns["id_number"]
    ]
    moved = {move[1] for one in make_schools(library, **order) for move in moves_of(one.tables, AUTUMN)}
    twice = {number for number, count in Counter(filter(None, numbers)).items() if count > 1}
    assert len(twice) <= len(moved)


def test_characters_said_to_sound_alike_do() -> None:
    alike, near = _sounds()
    assert {one for one, others in alike.items() for other in others if letters(one) != letters(other)} == set()
    assert {one for one, others in near.items() for other in others if letters(one) == letters(other)} == set()
