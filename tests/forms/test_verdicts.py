"""The three definitions of 留守 on worked cases (学籍, 民政 国发〔2016〕13号, 统计), and pupils' states by movements."""

import pytest

from forms.kinds import Value
from forms.verdicts import LeftBehind, left_behind

DAY = "2026-09-01"


def verdict(
    facts: dict[str, Value], born: str = "2017-05-01", *, rural: bool | None = True, compulsory: bool = True
) -> LeftBehind:
    """The verdicts on a child; parents at home and living with it unless said otherwise."""
    home: dict[str, Value] = {
        "father_away": False, "mother_away": False, "father_cannot_care": False, "mother_cannot_care": False,
        "lives_with_parents": False,
    }  # fmt: skip
    return left_behind(home | facts, born=born, rural=rural, compulsory=compulsory, day=DAY)


def away(father: str | None, mother: str | None) -> dict[str, Value]:
    """Facts: since which month each parent has been away."""
    facts: dict[str, Value] = {}
    for parent, since in (("father", father), ("mother", mother)):
        if since:
            facts |= {f"{parent}_away": True, f"{parent}_away_since": since}
    return facts


CASES = {
    "both at home": (away(None, None), LeftBehind("0", False, False)),
    "one away for a year": (away("2025-08", None), LeftBehind("1", False, False)),
    "both away for a year": (away("2025-08", "2025-08"), LeftBehind("2", True, True)),
    "both away for four months": (away("2026-05", "2026-05"), LeftBehind("2", True, False)),
    "both away for two months": (away("2026-07", "2026-07"), LeftBehind("0", True, False)),
    "both away, exactly three months": (away("2026-06", "2026-06"), LeftBehind("2", True, False)),
    "both away, exactly half a year": (away("2026-03", "2026-03"), LeftBehind("2", True, True)),
    "one away, the other cannot care": (
        away("2025-08", None) | {"mother_cannot_care": True},
        LeftBehind("1", True, True),
    ),
    "one away, the one away cannot care": (
        away("2025-08", None) | {"father_cannot_care": True},
        LeftBehind("1", False, False),
    ),
    "both away, lives with them where they work": (
        away("2025-08", "2025-08") | {"lives_with_parents": True},
        LeftBehind("2", False, False),
    ),
    "came home in the spring": (
        away("2024-02", "2024-02") | {"father_away_until": "2026-02"},
        LeftBehind("1", False, False),
    ),
    "away, nobody knows since when": (
        {"father_away": True, "mother_away": True},
        LeftBehind(None, True, None),
    ),
}


@pytest.mark.parametrize(("facts", "expected"), CASES.values(), ids=CASES)
def test_worked_cases(facts: dict[str, Value], expected: LeftBehind) -> None:
    assert verdict(facts) == expected


def test_sixteen_on_the_day_is_no_longer_a_child_of_the_civil_definition() -> None:
    both = away("2025-08", "2025-08")
    assert verdict(both, "2010-09-02").civil_affairs is True
    assert verdict(both, "2010-09-01").civil_affairs is False
    assert verdict(both, "2010-09-01").school_roll == "2"


def test_town_household_and_senior_school() -> None:
    both = away("2025-08", "2025-08")
    assert verdict(both, rural=False) == LeftBehind("2", False, False)
    assert verdict(both, compulsory=False) == LeftBehind("2", True, False)


def test_what_nobody_knows_stays_unknown() -> None:
    nothing = left_behind({}, born=None, rural=None, compulsory=True, day=DAY)
    assert nothing == LeftBehind(None, None, None)
    one_here = left_behind(
        {"mother_away": False, "mother_cannot_care": False, "father_away": True},
        born="2017-05-01",
        rural=True,
        compulsory=True,
        day=DAY,
    )
    assert one_here.civil_affairs is False, "whatever is unknown, the mother is at home and able to care"
