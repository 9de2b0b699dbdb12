"""A figure is never shown so that it looks like the limit which it misses."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.indicators.words import plain, shown


@pytest.mark.parametrize(
    ("value", "places", "limit", "text"),
    [
        (0.501787, 2, 0.5, "0.502"),
        (0.501787, 3, 0.5, "0.502"),
        (0.45004, 3, 0.45, "0.45004"),
        (0.45, 3, 0.45, "0.450"),
        (Fraction(9, 20), 3, Fraction(9, 20), "0.450"),
        (Fraction(899, 1000), 2, Fraction(9, 10), "0.899"),
        (Fraction(89, 100), 2, Fraction(9, 10), "0.89"),
        (Fraction(1, 8), 2, None, "0.13"),
        (Fraction(-1, 8), 2, None, "-0.13"),
        (Fraction(19999, 10), 0, 2000, "1999.9"),
        (Fraction(2000), 0, 2000, "2000"),
    ],
)
def test_enough_decimals(value: float | Fraction, places: int, limit: float | None, text: str) -> None:
    assert shown(value, places, limit) == text


@given(st.fractions(0, 10, max_denominator=3000), st.sampled_from([Fraction(1, 2), Fraction(9, 20), Fraction(42, 10)]))
def test_the_reader_sees_the_right_side(value: Fraction, limit: Fraction) -> None:
    said = Fraction(shown(value, 2, limit))
    assert (said < limit, said == limit) == (value < limit, value == limit)


@pytest.mark.parametrize(
    ("value", "text"), [(Fraction(5), "5"), (Fraction(1, 2), "0.5"), (Fraction(2, 3), "0.6667"), (100, "100")]
)
def test_plain_figures_have_no_needless_zeros(value: Fraction | int, text: str) -> None:
    assert plain(value) == text
