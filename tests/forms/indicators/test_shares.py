"""Shares of staff and pupils: what is divided by what, over which schools."""

from fractions import Fraction

import pytest

from forms.facts import known_facts
from forms.indicators import shares
from forms.indicators.shares import Share, share_at, share_rules
from forms.library import Library
from tests.forms.indicators.made import code, facts, roster


def at(library: Library, name: str, stage: str, schools: dict[str, object]) -> Share:
    return share_at(roster(library, schools), share_rules()[name], stage)  # pyright: ignore[reportArgumentType]


def test_every_share_is_made_of_facts_that_exist(library: Library) -> None:
    for rule in share_rules().values():
        for part in (*rule.numerator, *rule.denominator):
            assert part.fact.split(".")[0] in known_facts()
        assert not rule.goal or rule.goal in library.standards.items


def test_training_hours_against_the_standard(library: Library) -> None:
    numbers = {"teachers": 4, "teachers_by_hours.359": 1, "teachers_by_hours.360": 1, "teachers_by_hours.500": 1}
    found = at(library, "teachers_trained", "primary", {code(1): facts({"primary": 60}, numbers)})
    assert (found.numerator, found.denominator, found.reached) == (2, 4, False)


def test_rotation_is_of_those_due_and_backbone_of_those_rotated(library: Library) -> None:
    numbers = {"rotation_due": 20, "rotated": 2, "rotated_backbone": 1, "teachers": 40}
    schools: dict[str, object] = {code(1): facts({"primary": 600}, numbers)}
    rotated, backbone = (at(library, name, "all", schools) for name in ("teachers_rotated", "rotated_backbone"))
    assert (rotated.value, rotated.reached) == (Fraction(1, 10), True)
    assert (backbone.value, backbone.reached) == (Fraction(1, 2), True)


def test_migrants_in_public_schools_or_paid_places(library: Library) -> None:
    schools: dict[str, object] = {
        code(1): facts({"primary": 600}, {"migrants": 80}, run_by=831),
        code(2): facts({"primary": 300}, {"migrants": 20, "migrants_bought": 6}, run_by=999),
    }
    found = at(library, "migrants_public", "primary", schools)
    assert (found.numerator, found.denominator, found.reached) == (86, 100, True)


def test_the_school_next_to_home_is_a_matter_of_public_town_schools(library: Library) -> None:
    numbers = {"entrants": 100, "entrants_near": 99}
    schools: dict[str, object] = {
        code(1): facts({"primary": 600}, numbers, run_by=831, urban_rural=121),
        code(2): facts({"primary": 600}, numbers, run_by=831, urban_rural=220),
        code(3): facts({"primary": 600}, numbers, run_by=999, urban_rural=111),
    }
    found = at(library, "entrants_near", "primary", schools)
    assert (found.numerator, found.denominator, found.n) == (99, 100, 1)
    assert found.reached is False


def test_schools_that_do_not_know_are_named_not_counted_as_none(library: Library) -> None:
    schools: dict[str, object] = {
        code(1): facts({"primary": 100}, {"teachers": 10, "teachers_by_paper.2": 10}),
        code(2): facts({"primary": 100}, {"teachers": 10, "teachers_by_paper": None}),
        code(3): None,
    }
    found = at(library, "teachers_certified", "primary", schools)
    assert (found.value, found.n) == (1, 1)
    assert [school.code for school in found.missing] == [code(2), code(3)]


def test_three_definitions_of_left_behind_stand_side_by_side(library: Library) -> None:
    numbers = {
        "left_behind_declared.1": 3, "left_behind_declared.2": 5, "left_behind_roll.1": 2, "left_behind_roll.2": 5,
        "left_behind_civil.1": 4, "left_behind_civil.?": 1, "left_behind_counted.1": 3, "pupils_counted": 100,
    }  # fmt: skip
    school = facts({"primary": 100}, numbers)
    for name, number in numbers.items():
        school["primary"][name] = number
    found = {(each.item, each.stage): each.numerator for each in shares(roster(library, {code(1): school}))}
    names = ("left_behind_declared", "left_behind_roll", "left_behind_civil", "left_behind_counted")
    assert [found[name, "primary"] for name in names] == [8, 7, 4, 3]


@pytest.mark.parametrize("stage", ["all", "primary"])
def test_nobody_there_no_share(library: Library, stage: str) -> None:
    found = at(library, "boarders", stage, {code(1): facts({"primary": 0}, {}, type=211)})
    assert found.value is None
    assert found.reached is None
