"""资助 by item: a county's pupils, what they are due and what arrived."""

from forms.indicators import aid
from forms.library import Library
from tests.forms.indicators.made import code, facts, roster


def test_items_by_stage_and_over_the_county(library: Library) -> None:
    numbers = {"aid_pupils.meals": 60, "aid_due.meals": 60_000_00, "aid_paid.meals": 30_000_00}
    first, second = (facts({"primary": 60}, {}, **numbers) for _ in range(2))
    first["primary"] |= numbers
    second["primary"] |= numbers | {"aid_pupils.boarder_living": 4, "aid_due.boarder_living": 2500_00}
    second["all"] |= {"aid_pupils.boarder_living": 4, "aid_due.boarder_living": 2500_00}
    found = aid(roster(library, {code(1): first, code(2): second, code(3): None, code(4): facts({"primary": 9}, {})}))
    lines = {(line.item, line.stage): line for line in found.lines}
    assert set(lines) == {(item, stage) for item in ("meals", "boarder_living") for stage in ("all", "primary")}
    meals = lines["meals", "all"]
    assert (meals.schools, meals.pupils, meals.due, meals.paid) == (2, 120, 120_000_00, 60_000_00)
    assert meals.each == 1000_00
    assert lines["boarder_living", "primary"].paid == 0
    assert found.total("due") == 122_500_00
    assert [school.code for school in found.missing] == [code(3), code(4)]
