"""The seven items over whole counties: thresholds and floors, who is left out and why, and 南安's seven denominators."""

from collections.abc import Callable
from fractions import Fraction

import pytest

from forms.facts import Facts
from forms.indicators import Indicator, Listed, indicators, measured, packed
from forms.indicators.seven import items
from forms.indicators.words import parts, short, value_of, worked
from forms.library import Library
from tests.forms.indicators.made import PERIOD, PLENTY, code, facts, roster

Find = Callable[..., Indicator]


@pytest.fixture
def find(library: Library) -> Find:
    """One indicator of a county."""

    def found(schools: dict[str, Facts | None], item: str, stage: str = "primary", **more: object) -> Indicator:
        every = measured(roster(library, schools, **more))  # pyright: ignore[reportArgumentType]
        return next(each for each in every if (each.item, each.stage) == (item, stage))

    return found


NANAN = {
    "qualified_teachers": (198, 355, "55.77"), "backbone_teachers": (252, 348, "72.41"),
    "sport_art_teachers": (53, 355, "14.93"), "teaching_area": (265, 354, "74.86"),
    "sports_area": (290, 354, "81.92"), "equipment_value": (308, 349, "88.25"), "multimedia_rooms": (290, 348, "83.33"),
}  # fmt: skip
"""达标 schools, schools in the figure, and the printed percentage: four different denominators."""
FACT = {
    "qualified_teachers": "teachers_by_learning.21", "backbone_teachers": "teachers_by_backbone.2",
    "sport_art_teachers": "teachers_by_subject.22", "teaching_area": "area_by_kind.111",
    "sports_area": "sports_ground", "equipment_value": "instruments_value",
    "multimedia_rooms": "multimedia_by_kind.111",
}  # fmt: skip
"""What a school lacks that falls short of an item, or that reports nothing of it."""


def nanan() -> dict[str, Facts | None]:
    """355 schools, 300 primary and 55 junior; the first ones fall short of an item, the last ones do not report it."""
    made: dict[str, Facts | None] = {}
    for place in range(355):
        numbers = dict(PLENTY)
        for item, (passing, n, _) in NANAN.items():
            if place < n - passing:
                numbers[FACT[item]] = 0
            elif place >= n:
                numbers[FACT[item]] = None
        stage = "primary" if place < 300 else "junior"
        made[code(place + 1, "21" if stage == "primary" else "31")] = facts({stage: 200}, numbers)
    return made


def test_nanan_every_item_has_its_own_denominator_and_the_missing_are_named(library: Library) -> None:
    county = roster(library, nanan())
    both = {each.item: each for each in measured(county) if each.stage == "all"}
    for item, (passing, n, percent) in NANAN.items():
        found = both[item]
        assert (found.schools_passing, found.n) == (passing, n), item
        assert f"{100 * found.schools_passing / found.n:.2f}" == percent
        assert [lack.school for lack in found.missing] == [code(place, "31") for place in range(n + 1, 356)]
        assert all("没有填" in lack.text["zh"] for lack in found.missing)
    assert {found.n for found in both.values()} == {355, 348, 354, 349}
    assert packed(both["backbone_teachers"])["share_passing"] == pytest.approx(252 / 348)


def test_a_mean_that_passes_hides_schools_that_fail(find: Find) -> None:
    rich, poor = {**PLENTY, "multimedia_by_kind.111": 90}, {**PLENTY, "multimedia_by_kind.111": 2}
    found = find({code(1): facts({"primary": 1000}, rich), code(2): facts({"primary": 200}, poor)}, "multimedia_rooms")
    assert found.mean
    assert found.mean > 2.3
    assert (found.schools_passing, found.schools_floor, found.n) == (1, 1, 2)


@pytest.mark.parametrize(
    ("rooms", "pupils", "mark"),
    [(23, 1000, "pass"), (2299, 100_000, "floor"), (1955, 100_000, "floor"), (1954, 100_000, "fail"), (0, 50, "fail")],
)
def test_thresholds_and_floors_are_met_exactly(find: Find, rooms: int, pupils: int, mark: str) -> None:
    school = facts({"primary": pupils}, {**PLENTY, "multimedia_by_kind.111": rooms})
    assert find({code(1): school}, "multimedia_rooms").readings[0].mark == mark


@pytest.mark.parametrize("stage", ["primary", "junior"])
def test_the_floor_is_85_percent_of_the_threshold(library: Library, stage: str) -> None:
    found = [each for each in measured(roster(library, nanan())) if each.stage == stage]
    assert len(found) == len(items()) == 7
    for each in found:
        assert each.threshold
        assert each.floor == each.threshold * Fraction(85, 100)
        assert each.limit == (Fraction(1, 2) if stage == "primary" else Fraction(45, 100))
        assert each.source == "教督〔2017〕6号"


def test_a_junior_college_is_above_the_rule_in_primary_schools_only(find: Find) -> None:
    numbers = {**PLENTY, "teachers_by_learning.21": 3, "teachers_by_learning.31": 2, "teachers_by_learning.41": 9}
    primary = find({code(1): facts({"primary": 100}, numbers)}, "qualified_teachers")
    junior = find({code(1, "31"): facts({"junior": 100}, numbers)}, "qualified_teachers", "junior")
    assert (primary.readings[0].numerator, junior.readings[0].numerator) == (5, 3)


def test_the_gym_counts_for_sports_and_never_twice(find: Find) -> None:
    numbers = {**PLENTY, "area_by_kind.111": 450_00, "area_by_kind.132": 100_00, "sports_ground": 650_00}
    schools: dict[str, Facts | None] = {code(1): facts({"primary": 100}, {**numbers, "area_by_kind.135": 60_00})}
    assert find(schools, "teaching_area").readings[0].value == Fraction(45, 10), "neither gym nor playroom"
    assert find(schools, "sports_area").readings[0].value == Fraction(75, 10)


def test_a_figure_opens_into_words(find: Find) -> None:
    numbers = {
        **PLENTY,
        "teachers_by_subject.22": 2,
        "teachers_by_subject.24": 2,
        "teachers_by_subject.25": 1,
    }
    found = find({code(1): facts({"primary": 612}, numbers)}, "sport_art_teachers")
    reading = found.readings[0]
    assert worked(found, reading) == "5 人 ÷ 612 人 × 100 = 0.817"
    assert parts(reading) == ["体育 2", "音乐 2", "美术 1"]
    assert value_of(found, reading) == "0.82"
    assert float(reading.needed) == pytest.approx(0.508)
    assert short(found, reading) == "1 人"
    assert {term.fact for term in reading.terms} == {f"teachers_by_subject.{code}" for code in ("22", "24", "25")}


def test_schools_are_left_out_with_their_reasons(find: Find) -> None:
    schools: dict[str, Facts | None] = {
        code(1): facts({"primary": 300}),
        code(2): facts({"primary": 49}, type=218),
        code(3): facts({"primary": 50}, type=218),
        code(4): None,
        code(5): facts({"primary": 0}, type=211),
        code(6): facts({"primary": 80}, {**PLENTY, "instruments_value": None}),
        code(7, "51"): facts({"primary": 90}, type=514),
        code(8): facts({"primary": 70}, pupils=None),
        code(9): None,
        code(10, "31"): facts({"junior": 400}),
    }
    register = {code(9): Listed(code(9), "并走的小学", "211", status="3")}
    found = find(schools, "equipment_value", register=register)
    assert [reading.school for reading in found.readings] == [code(1), code(3)]
    reasons = {each.school: (each.reason, each.missing) for each in found.excluded}
    assert reasons == {
        code(2): ("small_point", False), code(4): ("not_reported", True), code(5): ("no_pupils", False),
        code(6): ("unknown", True), code(7, "51"): ("special", False), code(8): ("unknown_pupils", True),
        code(9): ("closed", False),
    }  # fmt: skip
    texts = {each.school: each.text["zh"] for each in found.excluded}
    assert texts[code(2)] == "不足50人的教学点不参加评估。"
    assert texts[code(6)] == "学校没有填教学仪器设备资产值。"
    assert texts[code(4)] == "没有报送。"


def test_a_county_may_count_small_points(find: Find) -> None:
    schools: dict[str, Facts | None] = {code(1): facts({"primary": 20}, type=218)}
    assert find(schools, "equipment_value").n == 0
    assert find(schools, "equipment_value", small_points="counted").n == 1


def test_points_may_be_added_to_their_central_school(find: Find) -> None:
    """R: 是否计校数 0 goes to the parent; with what is not known of a point, the parent's figure is not known either."""
    bare = {**PLENTY, "instruments_value": 100_000_00}
    point = facts({"primary": 60}, bare, type=218, counts_as_school=0, central_code=int(code(1)))
    schools: dict[str, Facts | None] = {code(1): facts({"primary": 140}, bare), code(2): point}
    own = find(schools, "equipment_value")
    assert own.n == 2
    merged = find(schools, "equipment_value", points="parent")
    reading = merged.readings[0]
    assert (merged.n, reading.pupils, reading.numerator, reading.merged) == (1, 200, 200_000, (code(2),))
    assert {term.school for term in reading.terms} == {code(1), code(2)}
    assert merged.excluded[0].text["zh"] == "不计校数，已并入中心校学校0001。"
    assert own.mean == merged.mean, "the county has what it has"

    schools[code(2)] = facts({"primary": 60}, {**bare, "instruments_value": None}, type=218, counts_as_school=0,
                             central_code=int(code(1)))  # fmt: skip
    lacking = find(schools, "equipment_value", points="parent")
    assert lacking.n == 0
    assert "学校0002" in lacking.missing[0].text["zh"]


def test_a_point_whose_central_school_is_not_here_stands_for_itself(find: Find) -> None:
    point = facts({"primary": 60}, type=218, counts_as_school=0, central_code=int(code(77)))
    assert find({code(2): point}, "equipment_value", points="parent").n == 1


def pointing(pupils: int, at: str) -> Facts:
    """A teaching point that names its central school."""
    return facts({"primary": pupils}, type=218, counts_as_school=0, central_code=int(at))


def test_a_point_of_a_school_that_is_not_evaluated_at_its_stage_stands_for_itself(find: Find) -> None:
    """A township's junior school may look after a point with primary pupils: nobody is to vanish from the county."""
    junior = code(3, "31")
    schools: dict[str, Facts | None] = {code(1): facts({"primary": 200}), code(2): pointing(80, junior),
                                        junior: facts({"junior": 300})}  # fmt: skip
    found = find(schools, "teaching_area", points="parent")
    assert (found.denominator, [each.school for each in found.readings]) == (280, [code(1), code(2)])
    assert junior not in {each.school for each in found.excluded}
    assert find(schools, "teaching_area", "junior", points="parent").denominator == 300


def test_a_point_that_stands_for_itself_is_left_out_like_any_other_where_it_is_too_small(find: Find) -> None:
    junior = code(3, "31")
    schools: dict[str, Facts | None] = {code(2): pointing(20, junior), junior: facts({"junior": 300})}
    found = find(schools, "teaching_area", points="parent")
    assert [(each.school, each.reason) for each in found.excluded] == [(code(2), "small_point")]
    assert find(schools, "teaching_area", points="parent", small_points="counted").denominator == 20


def test_the_point_of_a_point_is_added_to_the_central_school_of_both(find: Find) -> None:
    schools: dict[str, Facts | None] = {code(1): facts({"primary": 200}), code(2): pointing(80, code(3)),
                                        code(3): pointing(90, code(1))}  # fmt: skip
    found = find(schools, "teaching_area", points="parent")
    [reading] = found.readings
    assert (reading.school, reading.pupils, reading.merged) == (code(1), 370, (code(2), code(3)))


def test_points_that_name_each_other_or_themselves_stand_for_themselves(find: Find) -> None:
    schools: dict[str, Facts | None] = {code(2): pointing(80, code(3)), code(3): pointing(90, code(2)),
                                        code(4): pointing(70, code(2)), code(5): pointing(60, code(5))}  # fmt: skip
    found = find(schools, "teaching_area", points="parent")
    assert (found.denominator, found.n) == (300, 4)


@pytest.mark.parametrize(
    ("pupils", "place", "setting", "teachers"),
    [
        (50, 220, True, 2),
        (99, 210, True, 2),
        (49, 220, True, 1),
        (100, 220, True, 1),
        (60, 121, True, 1),
        (60, 220, False, 1),
    ],
)
def test_small_rural_schools_may_count_visiting_teachers(
    find: Find, pupils: int, place: int, setting: bool, teachers: int
) -> None:
    numbers = {**PLENTY, "teachers_by_subject.22": 1, "visiting_by_subject.24": 1, "visiting_by_subject.13": 5}
    school = facts({"primary": pupils}, numbers, urban_rural=place)
    found = find({code(1): school}, "sport_art_teachers", visiting=setting)
    assert found.readings[0].numerator == teachers


def test_pupils_may_be_counted_on_the_day_of_the_statistics(find: Find) -> None:
    school = facts({"primary": 100}, {**PLENTY, "multimedia_by_kind.111": 3}, pupils_counted=120)
    school["primary"]["pupils_counted"] = 120
    assert find({code(1): school}, "multimedia_rooms").readings[0].value == 3
    assert find({code(1): school}, "multimedia_rooms", headcount="counted").readings[0].value == Fraction(5, 2)


def test_without_standards_of_the_day_there_is_a_value_and_no_verdict(library: Library) -> None:
    from forms.indicators import Settings
    from forms.periods import Period

    long_ago = indicators({code(1): facts({"primary": 100})}, [], library.standards, Period("2012-1"), Settings())
    found = long_ago[0]
    assert found.threshold is None
    assert found.readings[0].mark is None
    assert found.mean is not None
    assert PERIOD.code == "2026-1"


def test_a_packed_indicator_says_everything(library: Library) -> None:
    found = measured(roster(library, nanan()))[0]
    data = packed(found, schools=True)
    assert {"item", "stage", "mean", "cv", "limit", "n", "schools_passing", "excluded"} <= set(data)
    assert {"formula", "numerator", "denominator", "threshold", "floor", "schools_floor"} <= set(data)
    schools = data["schools"]
    assert isinstance(schools, list)
    assert len(schools) == data["n"]
    assert set(schools[0]) >= {"school", "numerator", "denominator", "value", "worked", "terms"}
