"""What a look ahead says is what a run then says, on both engines; and looking changes nothing."""

from itertools import pairwise

import pytest

from db.county.store import CountyStore
from tests.db.county.made import delivery, file, merge
from tests.db.made import refused

A, B = "2135000001", "2135000002"
RUNS = [
    [delivery(A, 2), delivery(B)],
    [delivery(A, 3), delivery(A, 1), delivery(A, 2), delivery(A, 3)],
    [delivery(A, 4, draft=True), delivery(B, 2, forms=["student"]), delivery(B, 1, text="other")],
    [delivery(A, 1, period="2025-2"), delivery(B, 9, draft=True)],
]


@pytest.mark.parametrize("before", range(len(RUNS) + 1))
def test_a_look_ahead_says_what_a_run_says(county: CountyStore, before: int) -> None:
    for run in RUNS[:before]:
        merge(county, *run)
    digest, batches = county.content_digest(), county.batches()
    for run in RUNS:
        foresight = county.foresee()
        said = [foresight.add(one, file(f"{one.digest[:8]}.xlsx")) for one in run]
        assert (county.content_digest(), county.batches()) == (digest, batches)
        assert merge(county, *run) == said
        digest, batches = county.content_digest(), county.batches()
    assert all(one.id > other.id for one, other in pairwise(batches))


def test_it_knows_what_is_in_already_and_keeps_practice_apart(county: CountyStore) -> None:
    one = delivery(A)
    name = f"{one.digest[:8]}.xlsx"
    assert not county.foresee().seen(file(name).sha256)
    merge(county, one)
    assert county.foresee().seen(file(name).sha256)
    assert refused(county.foresee().add, delivery(B, practice=False), file(name)) == "real_into_practice_county"
