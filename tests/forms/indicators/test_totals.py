"""Totals are footed against their parts: 阳江 states 575 671 pupils where its parts give 570 479, 嘉峪关 40 767 for 40 284."""

import pytest

from forms.indicators import totals
from forms.indicators.totals import footed
from forms.library import Library
from tests.forms.indicators.made import code, facts, roster

PUPILS = {"zh": "在校生", "en": "Pupils"}
YANGJIANG = {
    "高校": 12993, "中职": 6357, "普通高中": 51254, "技校": 21000, "义务教育": 371046, "幼儿园": 107165, "特殊教育": 664,
}  # fmt: skip
JIAYUGUAN = {"幼儿园": 9351, "小学": 16588, "初中": 8143, "特教": 51, "高中": 6151}


def test_yangjiang() -> None:
    found = footed("pupils", PUPILS, YANGJIANG.items(), 575_671)
    assert (found.sum, found.difference, found.agrees) == (570_479, 5192, False)
    assert footed("compulsory", PUPILS, [("小学", 259_404), ("初中", 111_642)], 371_046).agrees
    assert footed("schools", PUPILS, [(str(n), n) for n in (2, 2, 20, 7, 268, 708, 5)], 1012).agrees


def test_jiayuguan() -> None:
    found = footed("pupils", PUPILS, JIAYUGUAN.items(), 40_767)
    assert (found.sum, found.difference, found.agrees) == (40_284, 483, False)
    assert footed("schools", PUPILS, [(str(n), n) for n in (50, 18, 6, 2, 1, 1, 2, 3, 2)], 85).agrees


def test_what_a_county_states_stands_beside_what_its_schools_and_its_own_parts_give(library: Library) -> None:
    stated = {"stated.pupils": "575671"} | {f"stated.pupils.{name}": str(number) for name, number in YANGJIANG.items()}
    county = totals(
        roster(
            library,
            {code(1): facts({"primary": 259_404}), code(2, "31"): facts({"junior": 111_642})},
            entered=stated,
        )
    )
    found = {footing.name: footing for footing in county.footings}
    assert found["stated_pupils_parts"].sum == 570_479
    assert found["stated_pupils_parts"].difference == 5192
    assert found["stated_pupils"].parts == (("primary", 259_404), ("junior", 111_642))
    assert found["stated_pupils"].difference == 575_671 - 371_046
    assert found["pupils_by_stage"].agrees


def test_lines_by_type(library: Library) -> None:
    schools = {
        code(1): facts({"primary": 300}, {"classes": 8, "teachers": 20, "staff_by_post": 22}),
        code(2): facts({"primary": 12, "preschool": 6}, {"classes": 2, "teachers": 1}, type=218, counts_as_school=0),
        code(3): None,
        code(4, "31"): facts({"primary": 200, "junior": 100}, {}, type=312),
        code(5): facts({"primary": 0}, {}, type=211, pupils=None),
    }
    county = totals(roster(library, schools))
    lines = {line.group.name: line for line in county.lines}
    assert list(lines) == ["primary", "point", "nine_year"]
    assert (lines["primary"].schools, lines["primary"].reported, lines["primary"].pupils) == (3, 2, 300)
    assert lines["primary"].unknown == (code(5),)
    assert (lines["point"].counted, lines["point"].by_stage["preschool"]) == (0, 6)
    assert (county.total("schools"), county.total("counted"), county.total("pupils")) == (5, 4, 618)
    assert county.pupils("junior") == 100
    assert county.total("teachers") == 21


def test_a_pupil_without_a_grade_shows_in_the_footing(library: Library) -> None:
    school = facts({"primary": 300}, pupils=301)
    found = {footing.name: footing for footing in totals(roster(library, {code(1): school})).footings}
    assert found["pupils_by_stage"].difference == 1


@pytest.mark.parametrize("what", ["schools", "classes", "teachers"])
def test_other_totals_may_be_stated_too(library: Library, what: str) -> None:
    schools = {code(1): facts({"primary": 300}, {"classes": 1, "teachers": 1})}
    county = totals(roster(library, schools, entered={f"stated.{what}": "1"}))
    assert next(each for each in county.footings if each.name == f"stated_{what}").agrees
