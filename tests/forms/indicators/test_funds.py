"""公用经费: small rural schools as for 100 pupils, 南安 as for 150, and which published figure follows from neither."""

import pytest

from forms.facts import Facts
from forms.indicators import Roster, Settings, funds
from forms.library import Library
from forms.periods import Period
from tests.forms.indicators.made import code, facts, roster

VILLAGE = {"urban_rural": 220, "run_by": 831}
SIZES = [72] * 19 + [73] * 5
"""24 schools with 1733 pupils in all."""


def village(pupils: int, **more: int | None) -> Facts:
    """A public village school."""
    return facts({"primary": pupils}, {}, **{**VILLAGE, **more})


@pytest.mark.parametrize(
    ("pupils", "counted", "yuan"), [(1, 100, 72_000), (99, 100, 72_000), (100, 100, 72_000), (101, 101, 72_720)]
)
def test_fewer_than_a_hundred_are_funded_as_a_hundred(library: Library, pupils: int, counted: int, yuan: int) -> None:
    found = funds(roster(library, {code(1): village(pupils)})).schools[0]
    assert found.stages[0].counted.pupils == counted
    assert found.total == yuan * 100
    assert found.raised is (pupils < 100)
    assert found.small is (pupils < 100)


@pytest.mark.parametrize(("pupils", "counted"), [(99, 150), (100, 240), (200, 240), (201, 201), (240, 240)])
def test_nanan_counts_small_schools_higher(library: Library, pupils: int, counted: int) -> None:
    found = funds(roster(library, {code(1): village(pupils)}, region="350583")).schools[0]
    assert found.stages[0].counted.pupils == counted


def test_nanans_published_sum_follows_from_neither_rule(library: Library) -> None:
    """24 schools, 1733 pupils, 819 000 yuan: at 650 yuan 100 each give 1 560 000 and 150 each 2 340 000."""
    schools = {code(place): village(size) for place, size in enumerate(SIZES, 1)}
    assert sum(SIZES) == 1733
    sums: list[int] = []
    for region in ("", "350583"):
        county = Roster.of(schools, [], library.standards, Period("2022-1"), Settings(region=region))
        found = funds(county)
        assert len(found.small) == 24
        sums.append(found.total // 100)
    assert sums == [1_560_000, 2_340_000]
    assert 819_000 not in sums


def test_boarders_and_special_education_come_on_top(library: Library) -> None:
    school = facts({"primary": 300}, {"boarders": 40, "special_pupils": 2}, **VILLAGE)
    found = funds(roster(library, {code(1): school})).schools[0]
    assert found.total == (298 * 720 + 40 * 300 + 2 * 7000) * 100


def test_each_stage_has_its_own_rate_and_rule(library: Library) -> None:
    school = facts({"primary": 60, "junior": 90}, {}, type=312, **VILLAGE)
    found = funds(roster(library, {code(1, "31"): school})).schools[0]
    assert [stage.counted.pupils for stage in found.stages] == [100, 90], "the rule is for primary schools"
    assert found.total == (100 * 720 + 90 * 940) * 100
    assert not found.small, "150 pupils"


def test_city_schools_are_not_raised_and_private_ones_are_not_here(library: Library) -> None:
    schools = {code(1): village(60, urban_rural=111), code(2): village(60, run_by=999), code(3): None}
    found = funds(roster(library, schools))
    assert [(school.school, school.raised, school.small) for school in found.schools] == [(code(1), False, False)]
    assert [school.code for school in found.missing] == [code(3)]
