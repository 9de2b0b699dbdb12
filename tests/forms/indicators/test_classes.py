"""班额 by dated limits and bands (45/50, 51–55, ≥56, ≥66), 校额 by 2000 and 2500 and what relaxes them."""

import pytest

from forms.facts import Facts
from forms.indicators import class_sizes, school_sizes
from forms.library import Library
from tests.forms.indicators.made import code, facts, roster

SIZES = {20: 1, 25: 2, 26: 1, 45: 3, 46: 1, 50: 1, 51: 1, 55: 2, 56: 1, 65: 1, 66: 1, 70: 1}
"""Classes by their size, one of them at least on either side of every limit."""


def school(stage: str, grade: str, sizes: dict[int, int]) -> Facts:
    """A school with these classes."""
    made = facts({stage: sum(size * count for size, count in sizes.items())}, {})
    total = sum(sizes.values())
    made["all"] |= {"classes": total, "class_sizes": total}
    for scope in ("all", stage):
        made[scope] |= {f"class_sizes.{grade}.{size}": count for size, count in sizes.items()}
    return made


def test_primary_classes(library: Library) -> None:
    found = class_sizes(roster(library, {code(1): school("primary", "13", SIZES)}), "primary")
    assert (found.classes, found.standard) == (16, 45)
    assert (found.over, found.near, found.large, found.oversize) == (9, 3, 4, 2)
    assert [count for _, count in found.bands] == [3, 1, 0, 0, 3, 2, 3, 1, 1, 2]
    assert sum(count for _, count in found.bands) == found.classes
    assert [each.size for each in found.listed] == [70, 66, 65, 56, 55, 51, 50, 46]
    assert found.listed[0].fact == "class_sizes.13.70"
    assert found.large_share
    assert found.large_share.value == "0.05"
    assert found.share(found.large) == 0.25


def test_junior_classes_may_have_fifty(library: Library) -> None:
    found = class_sizes(roster(library, {code(1, "31"): school("junior", "22", SIZES)}), "junior")
    assert (found.standard, found.over) == (50, 7)
    assert class_sizes(roster(library, {code(1, "31"): school("junior", "22", SIZES)}), "primary").classes == 0


@pytest.mark.parametrize(("region", "grade", "over"), [("430102", "12", 7), ("430102", "14", 9), ("", "12", 9)])
def test_a_county_may_allow_more_in_single_grades(library: Library, region: str, grade: str, over: int) -> None:
    county = roster(library, {code(1): school("primary", grade, SIZES)}, region=region)
    assert class_sizes(county, "primary").over == over


def test_schools_whose_classes_are_not_known_are_named(library: Library) -> None:
    schools = {
        code(1): school("primary", "11", {30: 1}),
        code(2): facts({"primary": 9}, class_sizes=None),
        code(3): None,
    }
    found = class_sizes(roster(library, schools), "primary")
    assert [each.code for each in found.unknown] == [code(2), code(3)]


def test_the_goal_for_near_classes_is_nanans_own(library: Library) -> None:
    assert class_sizes(roster(library, {}, region="350583"), "primary").near_share is not None
    assert class_sizes(roster(library, {}, region="440000"), "primary").near_share is None


@pytest.mark.parametrize(
    ("pupils", "more", "limit", "over"),
    [
        ({"primary": 2000}, {}, 2000, False),
        ({"primary": 2001}, {}, 2000, True),
        ({"junior": 2001}, {"type": 311}, 2000, True),
        ({"primary": 1500, "junior": 1000}, {"type": 312}, 2500, False),
        ({"primary": 1500, "junior": 1001}, {"type": 312}, 2500, True),
        ({"primary": 2300}, {"built_year": 2010}, 2400, False),
        ({"primary": 2300}, {"built_year": 2011}, 2000, True),
        ({"primary": 2300}, {"migrants": 1151}, 2400, False),
        ({"primary": 2300}, {"migrants": 1150}, 2000, True),
        ({"primary": 1500, "junior": 1400}, {"type": 312, "built_year": 1990}, 3000, False),
    ],
)
def test_school_size(library: Library, pupils: dict[str, int], more: dict[str, int], limit: int, over: bool) -> None:
    found = school_sizes(roster(library, {code(1): facts(pupils, {}, **more)}))[0]
    assert (found.pupils, found.limit, found.over) == (sum(pupils.values()), limit, over)
