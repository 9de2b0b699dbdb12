"""A disk that fails in the middle of a merge: the right word, whole deliveries only, and the merge goes on once it is mended."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.county.store import CountyStore
from forms.library import Library
from forms.problems import Refusal
from tests.db.county.made import Delivery, delivery, file
from tests.faults.disk import FULL, IO_ERROR, Disk, watched
from tests.faults.test_county_kills import whole
from tests.faults.test_failing_disk import held_open, refused

SCHOOLS = [delivery(f"21350000{number:02}", number % 3 + 1) for number in range(6)]


@pytest.fixture
def watched_county(tmp_path: Path, library: Library) -> Iterator[tuple[CountyStore, Disk]]:
    """An empty county, and the disk under it."""
    path = tmp_path / "990101.county"
    CountyStore.create(path, library, "990101", practice=True).close()
    with watched() as disk, CountyStore.open(path, library) as county:
        yield county, disk


def merge(county: CountyStore, sent: list[Delivery], resume: int | None = None) -> None:
    """Merge with a group for each delivery."""
    with county.batch("汇总", "王老师", resume) as batch:
        for one in sent:
            batch.add(one, file(one.school))
            batch.flush()


@pytest.mark.parametrize("for_ever", [False, True], ids=["once", "for ever"])
@pytest.mark.parametrize("code", [FULL, IO_ERROR], ids=["full", "I/O error"])
def test_every_failing_operation(watched_county: tuple[CountyStore, Disk], code: int, for_ever: bool) -> None:
    county, disk = watched_county
    empty, refusals = county.content_digest(), 0
    for n in range(1, 60, 2):
        disk.arm(n, code, for_ever=for_ever)
        refusal = refused(lambda: merge(county, SCHOOLS))
        disk.heal()
        assert refusal in (None, "not_flushed", {FULL: "disk_full", IO_ERROR: "disk_error"}[code])
        refusals += refusal is not None
        assert county.verify_log() == []
        there = whole(county)
        left = [batch.id for batch in county.batches() if batch.state == "open"]
        assert bool(left) == (refusal is not None) or not there
        if left and n % 4 == 1:
            merge(county, SCHOOLS, left[0])
            assert len(whole(county)) == len(SCHOOLS)
        for batch in county.batches():
            if batch.state != "undone":
                county.undo(batch.id)
        assert county.content_digest() == empty
    assert refusals > 10


def test_taking_back_on_a_failing_disk_takes_back_all_or_nothing(watched_county: tuple[CountyStore, Disk]) -> None:
    county, disk = watched_county
    merge(county, SCHOOLS)
    before = county.content_digest()
    refusals = 0
    for n in range(1, 40):
        disk.arm(n, FULL, for_ever=True)
        refusal = refused(lambda: county.undo(1))
        disk.heal()
        refusals += refusal is not None
        if county.deliveries():
            assert refusal == "disk_full"
            assert county.content_digest() == before
        else:
            break
    assert refusals > 3
    assert county.verify_log() == []


def test_a_county_that_cannot_be_made_leaves_nothing(tmp_path: Path, library: Library) -> None:
    path = tmp_path / "new" / "990101.county"
    refusals: list[str | None] = []
    with watched() as disk:
        for n in (*range(1, 200, 9), 9999):
            disk.arm(n, FULL, for_ever=True)
            refusals.append(refused(lambda: CountyStore.create(path, library, "990101", practice=True).close()))
            disk.heal()
            assert refusals[-1] is None or list(path.parent.iterdir()) == []
            assert held_open(path.parent) == []
            for left in path.parent.glob("990101.county*"):
                left.unlink()
    assert set(refusals) <= {None, "disk_full", "disk_error"}
    assert {None, "disk_full"} <= {*refusals}


def test_a_refusal_names_the_file(watched_county: tuple[CountyStore, Disk]) -> None:
    county, disk = watched_county
    disk.arm(3, FULL, for_ever=True)
    with pytest.raises(Refusal) as caught:
        merge(county, SCHOOLS)
    disk.heal()
    assert caught.value.params == {"path": "990101.county"}
