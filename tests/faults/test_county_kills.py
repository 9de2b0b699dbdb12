"""kill -9 in the middle of a merge, on both engines: the store opens, no delivery is half there, what was acknowledged is
there, and the batch can be continued or taken back.
"""

import random
from pathlib import Path

import pytest

from db.county.store import CountyStore
from forms.library import Library
from tests.db.county.conftest import Where, engine, server, where
from tests.db.county.made import TERM, delivery
from tests.faults.conftest import Nursery

__all__ = ["engine", "server", "where"]
"""Fixtures of the county's own tests."""
KILLS = 25


@pytest.fixture
def note(where: Where, library: Library, tmp_path: Path) -> Path:
    """A file that says where an empty county is."""
    CountyStore.create(where, library, "990101", practice=True).close()
    path = tmp_path / "where"
    path.write_text(str(where), "utf-8")
    return path


def whole(county: CountyStore) -> set[str]:
    """The digests of the deliveries, each proved to be complete."""
    found: set[str] = set()
    for kept in county.deliveries():
        sent, there = delivery(kept.school, kept.revision), county.whole(kept.id)
        assert (there.digest, there.facts, there.problems, there.pupils, there.moves) == (
            sent.digest, sent.facts, sent.problems, sent.pupils, sent.moves,
        )  # fmt: skip
        assert {form: part.payload for form, part in there.parts.items()} == {
            form: part.payload for form, part in sent.parts.items()
        }
        assert there.definitions == sent.definitions
        found.add(kept.digest)
    return found


def test_no_merge_is_half_there(
    nursery: Nursery, note: Path, where: Where, library: Library, chance: random.Random
) -> None:
    acknowledged: set[str] = set()
    for kill in range(KILLS):
        told = nursery.run("merge", note, kill, kill_after=chance.random() * 0.03, until=chance.choice([0, 1, 1, 2, 4]))
        if ["undone"] in told:
            acknowledged.clear()
        acknowledged |= {digest for what, *digests in told if what == "saved" for digest in digests}
        with CountyStore.open(where, library) as county:
            there = whole(county)
            if there or kill % 3:  # else the batch was taken back, and the kill came before that was told
                assert acknowledged <= there
            acknowledged = there
            assert county.verify_log() == []
            standing = [batch.id for batch in county.batches() if batch.state != "undone"]
            lines = [line for line in county.files() if line.batch in standing]
            assert all((len(line.deliveries) == 2) == (line.status != "interrupted") for line in lines)
    with CountyStore.open(where, library) as county:
        open_ones = [batch.id for batch in county.batches() if batch.state == "open"]
        with county.batch("汇总", resume=open_ones[0]) if open_ones else county.batch("汇总"):
            pass
        assert {batch.state for batch in county.batches()} <= {"done", "undone"}
        for batch in county.batches():
            if batch.state == "done":
                county.undo(batch.id)
        assert county.deliveries() == []
        assert county.current(TERM) == {}
