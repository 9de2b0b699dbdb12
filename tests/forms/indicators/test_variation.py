"""差异系数 on the published worked example and on 鸠江区's figures of 2023: weighted by pupils, compared unrounded."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.indicators import measured, packed
from forms.indicators.variation import variation
from forms.indicators.words import coefficient
from forms.library import Library
from tests.forms.indicators.made import PLENTY, code, facts, roster

BOOKS = [(279, 45), (137, 37), (935, 89), (160, 76), (402, 55)]
"""Five primary schools: books and pupils."""
JIUJIANG = [
    (5.515273, 1.643162, 0.297929), (0.887611, 0.445392, 0.501787), (0.879277, 0.353427, 0.401952),
    (4.563288, 1.316139, 0.288419), (7.925946, 2.975795, 0.37545), (2496.674864, 780.914372, 0.312782),
    (2.784743, 1.097759, 0.394205),
]  # fmt: skip
"""Mean, standard deviation and coefficient of the seven items at primary schools."""


def test_the_worked_example_is_weighted_by_pupils() -> None:
    found = variation(BOOKS)
    assert found is not None
    assert found.n == 5
    assert found.mean == pytest.approx(6.3344, abs=5e-5)
    assert found.sd == pytest.approx(3.2639, abs=5e-5)
    assert found.cv == pytest.approx(0.5153, abs=5e-5)
    assert found.cv != pytest.approx(0.4888, abs=1e-3), "that is the unweighted one, which would pass"
    assert found.cv != pytest.approx(0.5465, abs=1e-3), "that is the one of a sample"


def test_a_school_with_nothing_counts_and_one_without_pupils_does_not() -> None:
    worse = variation([*BOOKS, (0, 60)])
    same = variation([*BOOKS, (500, 0)])
    usual = variation(BOOKS)
    assert usual
    assert same == usual
    assert worse
    assert worse.n == 6
    assert (worse.cv or 0) > (usual.cv or 0)


def test_no_pupils_no_value_and_nothing_anywhere_no_coefficient() -> None:
    assert variation([]) is None
    assert variation([(5, 0)]) is None
    bare = variation([(0, 5), (0, 8)])
    assert bare
    assert bare.mean == 0
    assert bare.cv is None


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 3000)), min_size=1), st.integers(1, 9))
def test_it_is_about_proportions(schools: list[tuple[int, int]], times: int) -> None:
    """More of everything, or the same per hundred, changes the mean and not the coefficient; equal shares give 0."""
    once, more, hundred = (
        variation(schools),
        variation([(books * times, n) for books, n in schools]),
        variation(schools, 100),
    )
    assert once
    assert more
    assert hundred
    if once.cv is not None:
        assert more.cv == pytest.approx(once.cv)
        assert hundred.cv == pytest.approx(once.cv)
        assert hundred.mean == pytest.approx(100 * once.mean)
    even = variation([(7 * n, n) for _, n in schools])
    assert even
    assert even.cv == 0


@pytest.mark.parametrize(("mean", "sd", "cv"), JIUJIANG)
def test_jiujiang_divides_deviation_by_mean(mean: float, sd: float, cv: float) -> None:
    assert sd / mean == pytest.approx(cv, abs=2e-6)


def test_a_coefficient_just_above_its_limit_fails_and_is_shown_so(library: Library) -> None:
    """0.501787 is printed as 0.50 by others; here it fails the limit of 0.50 and says why."""
    numbers = {**PLENTY, "instruments_value": 1501787}, {**PLENTY, "instruments_value": 498213}
    schools = {code(place): facts({"primary": 1000}, each) for place, each in enumerate(numbers, 1)}
    found = next(each for each in measured(roster(library, schools)) if each.item == "equipment_value")
    assert found.cv == pytest.approx(0.501787, abs=1e-12)
    assert found.limit == Fraction(1, 2)
    assert found.within_limit is False
    assert coefficient(found) == "0.5018"
    assert packed(found)["cv"] == pytest.approx(0.501787, abs=1e-12)
    assert packed(found)["within_limit"] is False


@pytest.mark.parametrize("below", [11, 1])
def test_a_coefficient_exactly_at_its_limit_keeps_it(below: int) -> None:
    """Whatever the amounts: 11 and 29 are 9/20 apart from their mean, 1 and 3 are 1/2."""
    above, limit = (29, Fraction(9, 20)) if below == 11 else (3, Fraction(1, 2))
    for times in range(1, 60):
        for pupils in range(1, 30):
            amounts = (Fraction(each * times * pupils, 7) for each in (below, above))
            found = variation([(amount, pupils) for amount in amounts], 100)
            assert found is not None
            assert found.within(limit) is True
            assert found.within(limit - Fraction(1, 10**20)) is False
            assert found.cv == float(limit)


def test_an_indicator_exactly_at_its_limit_keeps_it_and_is_shown_at_it(library: Library) -> None:
    numbers = ({**PLENTY, "instruments_value": 3 * each} for each in (11 * 7, 29 * 7))
    schools = {code(place, "31"): facts({"junior": 700}, each) for place, each in enumerate(numbers, 1)}
    every = measured(roster(library, schools))
    found = next(each for each in every if (each.item, each.stage) == ("equipment_value", "junior"))
    assert found.limit == Fraction(9, 20)
    assert (found.within_limit, coefficient(found)) == (True, "0.450")
