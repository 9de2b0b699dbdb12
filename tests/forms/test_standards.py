"""Golden figures: national standards by date and the edges of the small-school rules, each with its document."""

import pytest

from forms.capitation import funded
from forms.library import Library
from forms.standards import Standard, Standards

AUTUMN_2022, AUTUMN_2023, SPRING_2024, AUTUMN_2026 = "2022-09-01", "2023-09-01", "2024-03-01", "2026-09-01"


def fen(library: Library, item: str, stage: str, day: str, per: str = "", region: str = "990123") -> int | None:
    """The amount in force, in fen."""
    found = library.standards.find(item, day=day, region=region, stage=stage, per=per)
    return found.amount if found else None


@pytest.mark.parametrize(
    ("item", "day", "primary", "junior"),
    [
        ("boarder_living", AUTUMN_2023, 100000, 125000),
        ("boarder_living", "2024-02-29", 100000, 125000),
        ("boarder_living", SPRING_2024, 125000, 150000),
        ("boarder_living", AUTUMN_2026, 125000, 150000),
        ("non_boarder_living", SPRING_2024, 62500, 75000),
        ("boarder_living", "2011-08-31", None, None),
    ],
)
def test_living_allowances_of_a_year(
    library: Library, item: str, day: str, primary: int | None, junior: int | None
) -> None:
    assert fen(library, item, "primary", day, "year") == primary
    assert fen(library, item, "junior", day, "year") == junior


@pytest.mark.parametrize(
    ("item", "stage", "amount"),
    [
        ("boarder_living", "primary", 62500),
        ("boarder_living", "junior", 75000),
        ("non_boarder_living", "primary", 31250),
        ("non_boarder_living", "junior", 37500),
    ],
)
def test_living_allowances_of_a_term_keep_the_half_yuan(library: Library, item: str, stage: str, amount: int) -> None:
    assert fen(library, item, stage, AUTUMN_2026, "term") == amount


def test_meals_a_day_rose_in_autumn_2021(library: Library) -> None:
    days = ("2011-09-01", "2014-11-01", "2021-08-31", "2021-09-01")
    assert [fen(library, "meals", "primary", day, "day") for day in days] == [300, 400, 400, 500]


def test_capitation_rose_in_spring_2023(library: Library) -> None:
    before, after = "2023-02-28", "2023-03-01"
    assert (fen(library, "capitation", "primary", before), fen(library, "capitation", "junior", before)) == (
        65000,
        85000,
    )
    assert (fen(library, "capitation", "primary", after), fen(library, "capitation", "junior", after)) == (72000, 94000)


@pytest.mark.parametrize(
    ("pupils", "counted"), [(1, 150), (99, 150), (100, 240), (200, 240), (201, 201), (239, 239), (240, 240)]
)
def test_small_primary_schools_of_nanan(library: Library, pupils: int, counted: int) -> None:
    """The rule as it is written is not monotonic: 200 pupils are funded as 240, 201 as 201."""
    found = funded(pupils, stage="primary", day=AUTUMN_2026, region="350583", standards=library.standards)
    assert found.pupils == counted
    assert (found.by is None) == (counted == pupils and pupils > 200)


@pytest.mark.parametrize(("pupils", "counted"), [(299, 360), (300, 300)])
def test_small_junior_schools_of_nanan(library: Library, pupils: int, counted: int) -> None:
    assert (
        funded(pupils, stage="junior", day=AUTUMN_2026, region="350583", standards=library.standards).pupils == counted
    )


@pytest.mark.parametrize(("pupils", "counted"), [(7, 100), (99, 100), (100, 100), (101, 101)])
def test_elsewhere_fewer_than_a_hundred_count_as_a_hundred(library: Library, pupils: int, counted: int) -> None:
    assert (
        funded(pupils, stage="primary", day=AUTUMN_2026, region="990123", standards=library.standards).pupils == counted
    )


def test_the_more_local_figure_wins_then_the_later_one() -> None:
    rows = [
        Standard("x", "", "", starts="2020-01-01", amount=1),
        Standard("x", "", "", starts="2022-01-01", amount=2),
        Standard("x", "", "", region="35", starts="2019-01-01", amount=3),
    ]
    standards = Standards(rows)
    amounts = [s.amount for day in ("2021-01-01", "2023-01-01") if (s := standards.find("x", day=day))]
    assert amounts == [1, 2]
    local = standards.find("x", day="2023-01-01", region="350583")
    assert local is not None
    assert local.amount == 3
    assert standards.find("x", day="2018-01-01") is None


def test_every_figure_names_its_document(library: Library) -> None:
    for standards in library.standards.items.values():
        assert all(standard.source and standard.zh for standard in standards)
