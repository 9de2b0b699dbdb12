"""Over a county of twenty thousand: every child that is at two schools is found, and nobody else is suspected."""

from collections import Counter

import pytest

from forms.practice.disguises import DISGUISES
from tests.forms.likeness.county import County, county

SEEDS = [1, 2, 7]


@pytest.fixture(params=SEEDS, ids=str, scope="module")
def planted(request: pytest.FixtureRequest) -> County:
    return county(request.param)


def shares(planted: County) -> dict[str, float]:
    """Of each kind of planted pair, what share is among the offered ones."""
    offered = {pair.key for pair in planted.offered}
    of_all = Counter(pair.kind for pair in planted.planted.values())
    hits = Counter(pair.kind for key, pair in planted.planted.items() if key in offered)
    return {kind: hits[kind] / of_all[kind] for kind in of_all}


def test_the_county_is_large_and_every_kind_is_planted(planted: County) -> None:
    assert sum(key.on_roll for _, keys in planted.pupils for key in keys) == 20_000
    assert {pair.kind for pair in planted.planted.values()} == set(DISGUISES)


def test_every_exact_one_is_found_and_nineteen_of_twenty_disguised_ones(planted: County) -> None:
    found = shares(planted)
    pairs = [kind for kind, one in DISGUISES.items() if one.same and one.transfer != "unreceived"]
    assert {kind: found[kind] for kind in pairs if DISGUISES[kind].exact and found[kind] < 1} == {}
    disguised = [found[kind] for kind in pairs if not DISGUISES[kind].exact]
    assert sum(disguised) / len(disguised) >= 0.95


def test_at_most_one_in_a_hundred_offered_is_false(planted: County) -> None:
    same = {key for key, pair in planted.planted.items() if pair.disguise.same}
    false = [pair for pair in planted.offered if pair.key not in same]
    assert len(planted.offered) > 100
    assert len(false) <= len(planted.offered) / 100


def test_a_number_in_common_is_said_so_and_comes_first(planted: County) -> None:
    kinds = {pair.key: pair.kind for pair in planted.found.pairs}
    for key, one in planted.planted.items():
        if one.kind in ("copied", "other_name", "unreleased"):
            assert kinds[key] == "same_id"
        if one.kind == "old_code":
            assert kinds[key] == "same_code"
    scores = [pair.score for pair in planted.found.pairs]
    assert scores == sorted(scores, reverse=True)


def test_every_transfer_within_the_county_closes_itself(planted: County) -> None:
    transfers = {
        (school, move.other_school, move.id_number)
        for school, moves in planted.moves
        for move in moves
        if move.leaves and move.other_school in dict(planted.moves) and move.id_number
    }
    closed = {
        (side.school, other.school, side.pupil.id_number)
        for pair in planted.found.pairs
        if pair.state == "transfer_closes"
        for side, other in ((pair.first, pair.second), (pair.second, pair.first))
    }
    unreceived = {one.first_record for one in planted.planted.values() if one.kind == "unreceived"}
    assert {one.move.pupil for one in planted.found.open_moves} == unreceived
    assert len(transfers - closed) <= len(unreceived)


def test_a_transfer_that_only_the_receiver_knows_stays_open(planted: County) -> None:
    states = {pair.key: pair.state for pair in planted.found.pairs}
    open_ = {key for key, one in planted.planted.items() if one.kind == "unreleased"}
    assert {key for key, state in states.items() if state == "transfer_open"} == open_


def test_the_order_of_schools_does_not_matter(planted: County) -> None:
    from forms.likeness import compare

    again = compare(planted.pupils[::-1], planted.moves[::-1])
    assert [(pair.key, pair.score, pair.kind, pair.state) for pair in again.pairs] == [
        (pair.key, pair.score, pair.kind, pair.state) for pair in planted.found.pairs
    ]
