"""A pair side by side: what differs, what is paid twice, what the transfers say and for which school they speak."""

import pytest

from export.jobs.county.bureau import Bureau
from export.jobs.county.pair_detail import PairDetail
from forms.likeness import Pair
from tests.export.jobs.county.loop import Loop


@pytest.fixture
def bureau(loop: Loop) -> Bureau:
    return Bureau(loop.county, loop.session, "周敏")


def detail(bureau: Bureau, pair: Pair) -> PairDetail:
    found = bureau.pair_detail(pair)
    assert found is not None
    return found


def test_the_fields_that_differ_are_shown_and_the_others_counted(loop: Loop, bureau: Bureau) -> None:
    pair = loop.pairs()["other_name"]
    found = detail(bureau, pair)
    lines = {line.field.name: (line.first, line.second) for line in found.lines}
    assert lines["name"] == (pair.first.pupil.name, pair.second.pupil.name)
    assert "id_number" not in lines
    assert found.same > 20
    assert found.advised is None


def test_money_of_both_schools_is_said(loop: Loop, bureau: Bureau) -> None:
    found = detail(bureau, loop.pairs()["copied"])
    assert {each.item for each in found.paid} == {"meals"}
    assert "同一学期两校都登记了营养膳食补助，只能发一份。" in found.notes


def test_a_coming_that_the_other_school_has_not_released_speaks_for_where_it_came(loop: Loop, bureau: Bureau) -> None:
    pair = loop.pairs()["unreleased"]
    [(school, move)] = pair.moves
    found = detail(bureau, pair)
    assert found.advised == ("first" if school == pair.first.school else "second")
    names = bureau.school_names()
    other = pair.second.school if school == pair.first.school else pair.first.school
    assert f"{names[school]} {move.date} 登记转入，{names[other]}没有登记转出。" in found.notes


def test_a_record_that_no_longer_counts_has_no_detail(loop: Loop, bureau: Bureau) -> None:
    pair = loop.pairs()["copied"]
    bureau.take_back(bureau.batches()[0].id)
    assert bureau.pair_detail(pair) is None


def test_the_window_writes_slips_and_its_board_shows_them(loop: Loop, bureau: Bureau) -> None:
    pair = loop.pairs()["unreleased"]
    bureau.decide(pair.key, "second" if detail(bureau, pair).advised == "second" else "first")
    before = bureau.board().by_status["returned"]
    made = bureau.write_slips(loop.folder / "slips", "2026-12-20")
    assert made
    assert (before, bureau.board().by_status["returned"]) == (0, len(made))
