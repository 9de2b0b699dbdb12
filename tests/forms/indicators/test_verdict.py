"""Six of seven and 85 % of the other one; and what is not known leaves the verdict open (教督〔2017〕6号)."""

import pytest

from forms.indicators import county_verdicts, items_to_reach, measured, school_verdicts
from forms.library import Library
from tests.forms.indicators.made import PERIOD, PLENTY, code, facts, roster

NEAR, FAR = 2299, 1900
"""Multimedia rooms for 100 000 pupils, where 2300 are enough."""
WIDE = {name: None if number is None else number * 1000 for name, number in PLENTY.items()}


@pytest.mark.parametrize(
    ("changes", "passes"),
    [
        ({}, True),
        ({"multimedia_by_kind.111": NEAR}, True),
        ({"multimedia_by_kind.111": FAR}, False),
        ({"multimedia_by_kind.111": NEAR, "teachers_by_backbone.2": 999}, False),
        ({"multimedia_by_kind.111": None}, None),
        ({"multimedia_by_kind.111": None, "teachers_by_backbone.2": 999}, None),
        ({"multimedia_by_kind.111": None, "teachers_by_backbone.2": 100}, False),
        ({"multimedia_by_kind.111": None, "teachers_by_backbone.2": 999, "instruments_value": 10**5 * 199_900}, False),
    ],
)
def test_a_school(library: Library, changes: dict[str, int | None], passes: bool | None) -> None:
    found = measured(roster(library, {code(1): facts({"primary": 100_000}, {**WIDE, **changes})}))
    verdict = school_verdicts(found, "primary", 6)[0]
    assert verdict.passes is passes
    assert len(verdict.reached) + len(verdict.near) + len(verdict.below) + len(verdict.unknown) == 7


def test_six_is_the_rule(library: Library) -> None:
    assert items_to_reach(library.standards, PERIOD.starts, "350583") == 6
    assert items_to_reach(library.standards, "2000-01-01", "") == 7


def test_a_county_passes_with_every_school_and_every_coefficient(library: Library) -> None:
    schools = {code(place): facts({"primary": 200}) for place in (1, 2, 3)}
    primary, junior = county_verdicts(measured(roster(library, schools)), 6)
    assert (primary.passes, primary.passing, primary.schools, primary.over) == (True, 3, 3, ())
    assert junior.passes is None, "there is no junior school"


def test_one_school_far_richer_than_the_rest_breaks_a_coefficient(library: Library) -> None:
    rich = facts({"primary": 200}, {**PLENTY, "instruments_value": 10**13})
    schools = {code(1): rich, **{code(place): facts({"primary": 200}) for place in (2, 3, 4)}}
    primary = county_verdicts(measured(roster(library, schools)), 6)[0]
    assert primary.over == ("equipment_value",)
    assert (primary.passing, primary.schools) == (4, 4)
    assert primary.passes is False


def test_while_a_school_is_missing_nothing_is_proved(library: Library) -> None:
    primary = county_verdicts(measured(roster(library, {code(1): facts({"primary": 200}), code(2): None})), 6)[0]
    assert primary.missing == (code(2),)
    assert primary.passes is None
