"""What schools of several stages share (1 : 1.1, 1 : 1.2, 1 : 1.1 : 1.32): exact, rounded by nobody on the way."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.indicators import measured
from forms.indicators.sharing import share, weights
from forms.indicators.words import parts
from forms.library import Library
from tests.forms.indicators.made import PERIOD, PLENTY, code, facts, roster

counts = st.integers(1, 5000)


def weighed(library: Library, **pupils: int) -> dict[str, Fraction]:
    """The share of each stage."""
    weight = weights(frozenset(pupils), library.standards, PERIOD.starts, "")
    return {stage: share(stage, pupils, weight) for stage in pupils}


def test_the_worked_example(library: Library) -> None:
    """166 primary and 210 junior pupils with 23 226 books: 9711.63 and 13 514.37, not 9711 and 13 515."""
    shares = weighed(library, primary=166, junior=210)
    assert shares["primary"] == Fraction(166, 397)
    books = {stage: 23226 * part for stage, part in shares.items()}
    assert float(books["primary"]) == pytest.approx(9711.63, abs=0.005)
    assert float(books["junior"]) == pytest.approx(13514.37, abs=0.005)
    assert sum(books.values()) == 23226


def test_complete_secondary_and_twelve_year_schools(library: Library) -> None:
    assert weighed(library, junior=100, senior=100)["senior"] == Fraction(12, 22)
    twelve = weighed(library, primary=100, junior=100, senior=100)
    assert [twelve[stage] for stage in ("primary", "junior", "senior")] == [
        Fraction(each, 342) for each in (100, 110, 132)
    ]


@given(primary=counts, junior=counts, senior=counts)
def test_nothing_is_lost_or_made(library: Library, primary: int, junior: int, senior: int) -> None:
    for pupils in ({"primary": primary, "junior": junior}, {"primary": primary, "junior": junior, "senior": senior}):
        assert sum(weighed(library, **pupils).values()) == 1


def test_a_school_of_one_stage_has_all_of_it(library: Library) -> None:
    assert weighed(library, primary=80)["primary"] == 1
    assert share("primary", {"primary": 80, "junior": 0}, {"primary": Fraction(1)}) == 1


def test_a_nine_year_school_is_two_rows_that_share_rooms_but_not_teachers(library: Library) -> None:
    numbers = {**PLENTY, "area_by_kind.111": 397_00, "teachers_by_learning.21": 12}
    school = facts({"primary": 166, "junior": 210}, numbers, type=312)
    found = {(each.item, each.stage): each for each in measured(roster(library, {code(9, "31"): school}))}
    areas = [found["teaching_area", stage].readings[0] for stage in ("primary", "junior")]
    assert [reading.numerator for reading in areas] == [166, 231]
    assert [reading.value for reading in areas] == [1, Fraction(11, 10)]
    assert parts(areas[1]) == ["普通教室 397 × 0.5819"]
    teachers = [found["qualified_teachers", stage].readings[0].numerator for stage in ("primary", "junior")]
    assert teachers == [12, 0], "they were counted with the primary stage"
    assert found["teaching_area", "all"].n == 2


def test_teachers_of_both_stages_are_shared_by_the_rule_of_each(library: Library) -> None:
    """A degree counts at both stages, a junior college only in primary school."""
    school = facts({"primary": 166, "junior": 210}, PLENTY, type=312)
    school["primary"] |= {"teachers_by_learning.21": 0}
    school["primary+junior"] = {"teachers_by_learning.21": 4, "teachers_by_learning.31": 2}
    found = {(each.item, each.stage): each for each in measured(roster(library, {code(9, "31"): school}))}
    primary, junior = (found["qualified_teachers", stage].readings[0] for stage in ("primary", "junior"))
    assert primary.numerator == 6 * Fraction(166, 397)
    assert junior.numerator == 4 * Fraction(231, 397)
