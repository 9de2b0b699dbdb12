"""Short forms of addresses: spelt out behind a village, and nowhere else."""

import pytest

from forms.shorthand import spelt_out, written_anew

PLACES = {"gz": "石坪镇高寨村", "wc": "城关镇文昌社区"}


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("石坪镇石坪村3", "石坪镇石坪村3组"),
        ("石坪镇石坪村3-18", "石坪镇石坪村3组18号"),
        ("3-18", "石坪镇石坪村3组18号"),
        ("gz2-7", "石坪镇高寨村2组7号"),
        ("石坪镇石坪村GZ2", "石坪镇高寨村2组"),
        ("gz", "石坪镇高寨村"),
        ("石坪镇石坪村三组18号", "石坪镇石坪村三组18号"),
        ("石坪镇石坪村3-18号", "石坪镇石坪村3-18号"),
        ("zz3", "zz3"),
        ("zz", "zz"),
        ("石坪镇石坪村", "石坪镇石坪村"),
        ("", ""),
    ],
)
def test_a_short_form_is_spelt_out(typed: str, written: str) -> None:
    assert spelt_out(typed, "石坪镇石坪村", lambda letters: PLACES.get(letters, "")) == written


@pytest.mark.parametrize("typed", ["城关镇文昌社区3-18", "wc3-18", "3-18"])
def test_a_house_in_a_town_has_no_group(typed: str) -> None:
    assert spelt_out(typed, "城关镇文昌社区", lambda letters: PLACES.get(letters, "")) == typed


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("石坪镇石坪村石坪镇高寨村6组89号", "石坪镇高寨村6组89号"),
        ("石坪镇石坪村石坪镇石坪村6组", "石坪镇石坪村6组"),
        ("石坪镇石坪村高寨村6-89", "石坪镇高寨村6-89"),
        ("石坪镇石坪村石坪村6组", "石坪镇石坪村6组"),
        ("石坪镇石坪村下坝屯6组", "石坪镇石坪村下坝屯6组"),
        ("石坪镇石坪村石坪路5号", "石坪镇石坪村石坪路5号"),
        ("石坪镇石坪村", "石坪镇石坪村"),
        ("石坪镇高寨村6组", "石坪镇高寨村6组"),
        ("", ""),
    ],
)
def test_an_address_written_behind_the_proposed_village_stands_alone(typed: str, written: str) -> None:
    assert written_anew(typed, "石坪镇石坪村", ["石坪镇石坪村", "石坪镇高寨村"]) == written


def test_a_place_without_a_township_is_known_by_itself() -> None:
    assert written_anew("下屯下屯3组", "下屯", ["下屯", "高寨村"]) == "下屯3组"
    assert written_anew("下屯高寨村3组", "下屯", ["下屯", "高寨村"]) == "高寨村3组"
    assert written_anew("高寨村3组", "", ["下屯", "高寨村"]) == "高寨村3组"
