"""Figures as people read them: in groups of three, and in English one thing in the singular."""

import pytest

from forms.kinds.numbers import Integer, Money
from tests.ui.window.test_fits import Begin, begin
from ui.translation import counted

__all__ = ["begin"]


def test_large_figures_stand_in_groups_and_codes_do_not(begin: Begin) -> None:
    begin("zh")
    assert counted("{count} 人", count=575_671) == "575,671 人"
    assert counted("标识码 {code}", code="2199000128") == "标识码 2199000128"
    assert counted("{count} copies", count=1) == "1 copies"


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0 schools, 3 classes"), (1, "1 school, 3 classes"), (2, "2 schools, 3 classes")]
)
def test_one_thing_is_singular_in_english(begin: Begin, count: int, words: str) -> None:
    begin("en")
    assert counted("{count} schools, {classes} classes", count=count, classes=3) == words


def test_english_plurals_lose_their_ending(begin: Begin) -> None:
    begin("en")
    assert [counted(f"{{n}} {noun}", n=1) for noun in ("copies", "classes", "less", "people")] == [
        "1 copy", "1 class", "1 less", "1 people",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("held", "shown"),
    [(2_261_800, "22,618.00"), (-123_456_789, "-1,234,567.89"), (-50, "-0.50"), (99_999, "999.99"), (None, "")],
)
def test_an_amount_is_grouped_and_a_year_is_not(held: int | None, shown: str) -> None:
    assert Money().grouped(held) == shown
    assert Integer().grouped(2032) == "2032"
