"""School years, terms, and the age at 1 September."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.periods import Period, age_on
from forms.problems import Refusal


@pytest.mark.parametrize(
    ("code", "starts", "ends", "words", "short"),
    [
        ("2026", "2026-09-01", "2027-08-31", "2026—2027学年", "2026学年"),
        ("2026-1", "2026-09-01", "2027-02-28", "2026—2027学年 秋季学期", "2026秋"),
        ("2026-2", "2027-03-01", "2027-08-31", "2026—2027学年 春季学期", "2027春"),
        ("2027-02", "2027-02-01", "2027-02-28", "2027年2月", "2027-02"),
        ("2027-12", "2027-12-01", "2027-12-31", "2027年12月", "2027-12"),
    ],
)
def test_periods(code: str, starts: str, ends: str, words: str, short: str) -> None:
    period = Period(code)
    assert (period.starts, period.ends, period.zh, period.short_zh) == (starts, ends, words, short)
    assert Period.read(code) == period
    assert Period.read(short) == period or code == "2026"


def test_a_leap_year_ends_the_autumn_term_a_day_later() -> None:
    assert Period("2027-1").ends == "2028-02-29"


def test_months_belong_to_the_school_year_that_began() -> None:
    assert Period("2027-02").year == 2026
    assert Period("2026-09").year == 2026
    assert Period("2027-02").of("term") == "2026-1"
    assert Period("2026-1").of("year") == "2026"
    assert Period("2026-1").of("standing") == ""


def test_nonsense_is_refused() -> None:
    for text in ("2026-3", "明年", "2026-13", ""):
        with pytest.raises(Refusal):
            Period.read(text)


@pytest.mark.parametrize(
    ("born", "age"),
    [("2020-09-01", 6), ("2020-08-31", 6), ("2020-09-02", 5), ("2020-09-30", 5), ("2020-12-31", 5), ("2020-02-29", 6)],
)
def test_age_at_the_first_of_september(born: str, age: int) -> None:
    """Completed years; a tool that tests only the month makes children born 2–30 September a year too old."""
    assert age_on(born, "2026-09-01") == age


@given(st.dates(), st.dates())
def test_age_grows_by_one_on_the_birthday(born: object, day: object) -> None:
    first, second = str(born), str(day)
    grown = age_on(first, f"{int(second[:4]) + 1:04d}{second[4:]}") if second[:4] < "9999" else None
    assert grown is None or grown == age_on(first, second) + 1
