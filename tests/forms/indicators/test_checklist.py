"""政府保障程度 has fifteen items and 教育质量 nine; what can be worked out is, the rest waits for a person and its evidence."""

import pytest

from forms.facts import Facts
from forms.indicators import checklist
from forms.indicators.checkitem import CheckItem
from forms.indicators.rates import gross_enrolment, net_enrolment, retention_nine
from forms.library import Library
from tests.forms.indicators.made import PLENTY, code, facts, roster


def item(library: Library, name: str, schools: dict[str, Facts | None] | None = None, **settings: object) -> CheckItem:
    found = checklist(roster(library, schools or {}, None, **settings))
    return next(each for each in found if each.name == name)


def test_all_items_are_there_in_their_order(library: Library) -> None:
    found = checklist(roster(library, {code(1): facts({"primary": 60})}))
    numbers = [(each.part, each.number) for each in found]
    assert numbers == [("government", n) for n in range(1, 16)] + [("quality", n) for n in range(1, 10)] + [
        ("acceptance", 1)
    ]
    assert all(each.lines for each in found)


@pytest.mark.parametrize(("said", "reached"), [({}, None), ({"planning": "1"}, True), ({"planning": "0"}, False)])
def test_what_no_figure_proves_a_person_says(library: Library, said: dict[str, str], reached: bool | None) -> None:
    found = item(library, "planning", entered=said, evidence={"planning": "县政府〔2025〕3号"})
    assert found.reached is reached
    assert found.lines[0].how == "evidence"
    assert found.lines[0].worked == "县政府〔2025〕3号"


@pytest.mark.parametrize(
    ("name", "key", "value", "reached"),
    [
        ("special_capitation", "special_capitation", "8000", True),
        ("special_capitation", "special_capitation", "7999.99", False),
        ("senior_quota", "senior_quota_share", "0.5", True),
        ("training_budget", "training_budget_share", "0.0499", False),
        ("satisfaction", "satisfaction", "0.85", True),
    ],
)
def test_entered_figures_meet_their_standard(library: Library, name: str, key: str, value: str, reached: bool) -> None:
    assert item(library, name, entered={key: value}).reached is reached
    assert item(library, name).reached is None


def test_variation_between_schools_stays_below_its_limit(library: Library) -> None:
    entered = {"monitoring": "1", "quality_variation": "0.15"}
    assert item(library, "monitoring", entered=entered).reached is False
    assert item(library, "monitoring", entered=entered | {"quality_variation": "0.1499"}).reached is True


@pytest.mark.parametrize(
    ("classes", "rooms", "more", "enough"),
    [
        (12, {"124.96": 1, "125.90": 1}, {}, True),
        (13, {"124.96": 1, "125.90": 1}, {}, False),
        (13, {"124.96": 2, "125.90": 2}, {}, True),
        (12, {"124.95": 1, "125.90": 1}, {}, False),
        (12, {"124.96": 1, "125.89": 1}, {}, False),
        (12, {"124.73": 1, "125.67": 1}, {"built_year": 2016}, True),
        (12, {"124.73": 1, "125.67": 1}, {"built_year": 2017}, False),
        (6, {"124.54": 1, "125.54": 1}, {"urban_rural": 220}, True),
        (6, {"124.54": 1, "125.54": 1}, {"urban_rural": 121}, False),
        (6, {}, {"urban_rural": 220}, False),
    ],
)
def test_art_rooms(library: Library, classes: int, rooms: dict[str, int], more: dict[str, int], enough: bool) -> None:
    school = facts(
        {"primary": 240}, {"classes": classes, **{f"art_rooms.{key}": n for key, n in rooms.items()}}, **more
    )
    school["all"] |= {"class_sizes": classes, f"class_sizes.11.{20 if classes == 6 else 40}": classes}
    found = item(library, "art_rooms", {code(1): school})
    assert found.reached is enough
    assert bool(found.lines[0].failing) is not enough


def test_class_and_school_sizes_fail_by_name(library: Library) -> None:
    school = facts({"primary": 2100})
    school["all"]["class_sizes"] = 1
    school["primary"]["class_sizes.11.46"] = 1
    schools: dict[str, Facts | None] = {code(1): school}
    sizes, classes = item(library, "school_sizes", schools), item(library, "class_sizes", schools)
    assert sizes.lines[0].failing[0].zh == "2100 人，上限 2000 人"
    assert classes.lines[0].failing[0].zh == "46 人的班 1 个，上限 45 人"
    assert (sizes.reached, classes.reached) == (False, False)


def test_small_schools_are_counted_and_what_they_are_due_is_said(library: Library) -> None:
    schools: dict[str, Facts | None] = {code(1): facts({"primary": 72}, {}, urban_rural=220)}
    found = item(library, "small_schools", schools)
    assert found.lines[0].worked == "1 所、72 人，按 100 人核定，全年应拨 72000 元"
    assert found.reached is None, "that it was paid, somebody must say"
    assert item(library, "small_schools", schools, entered={"small_schools": "1"}).reached is True


def test_training_and_certificates_name_the_schools_that_lack_somebody(library: Library) -> None:
    good = {**PLENTY, "teachers": 2, "teachers_by_paper.2": 2}
    schools: dict[str, Facts | None] = {
        code(1): facts({"primary": 60}, good),
        code(2): facts({"primary": 60}, {**good, "teachers": 3}),
    }
    found = item(library, "certificates", schools)
    assert found.reached is False
    assert [(each.school, each.zh) for each in found.lines[0].failing] == [(code(2), "2 ÷ 3")]


def test_rates_with_entered_figures(library: Library) -> None:
    entered = {f"retention.{name}": str(n) for name, n in
               {"graduates": 950, "came": 30, "went": 40, "began": 1012, "died": 2}.items()}  # fmt: skip
    found = item(library, "retention", entered=entered)
    assert found.lines[0].worked == "（950 − 30 + 40）÷（1012 − 2）"
    assert found.lines[0].value == "95.05%"
    assert found.reached is True
    assert item(library, "retention").reached is None
    schools: dict[str, Facts | None] = {code(1): facts({"primary": 600}, {"disabled": 19})}
    assert item(library, "disabled", schools, entered={"disabled_children": "20"}).reached is True
    assert item(library, "disabled", schools, entered={"disabled_children": "21"}).reached is False
    assert item(library, "disabled", schools).reached is None


def test_rates_of_enrolment() -> None:
    """阳江: 104.5 % of 259 404 pupils implies 248 233 children, 111.4 % of 111 642 implies 100 217."""
    assert f"{float(100 * (gross_enrolment(259_404, 248_233).value or 0)):.1f}" == "104.5"
    assert f"{float(100 * (gross_enrolment(111_642, 100_217).value or 0)):.1f}" == "111.4"
    assert net_enrolment(99, 100).value == retention_nine(99, 100).value
    assert gross_enrolment(1, 0).value is None
