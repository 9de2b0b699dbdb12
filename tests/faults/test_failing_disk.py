"""Every n-th write, flush or truncation fails, once or from then on: no loss, no hang, the right word, and the truth shown."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from db.steps import Insert
from db.store import Store
from forms.library import Library
from forms.problems import Refusal
from tests.faults.disk import FULL, IO_ERROR, Disk, watched

Content = list[tuple[list[str], object]]


def content(store: Store) -> Content:
    return [(table.ids, table.columns) for table in (store.table("pupil"), store.table("pupil", gone=True))]


def save(store: Store, n: int) -> None:
    store.save("pupil", store.table("pupil").ids[n % 2], {"age": n % 90, "note": "长" * 900})


def take_in(store: Store, n: int) -> None:
    store.apply([Insert("pupil", {"name": f"{n}", "note": "长" * 900}) for _ in range(20)], "导入")


def undo(store: Store, n: int) -> None:
    store.undo()


WORKS: list[Callable[[Store, int], None]] = [save, take_in, undo]


@pytest.mark.parametrize("for_ever", [False, True], ids=["once", "for ever"])
@pytest.mark.parametrize("code", [FULL, IO_ERROR], ids=["full", "I/O error"])
def test_every_failing_operation(place: Path, few: Library, code: int, for_ever: bool) -> None:
    expected = {FULL: "disk_full", IO_ERROR: "disk_error"}[code]
    refusals = 0
    with watched() as disk, Store.open(place, few) as store:
        for n in range(1, 40):
            for work in WORKS:
                refusals += attempt(store, disk, (n, code, for_ever), lambda work=work, n=n: work(store, n), expected)
        assert store.verify_changes() == []
    assert refusals > 40
    with Store.open(place, few) as again:
        assert again.verify_changes() == []


def attempt(store: Store, disk: Disk, fault: tuple[int, int, bool], work: Callable[[], None], expected: str) -> int:
    """Do a work on a failing disk. Either it is done, or it is refused in the right words and nothing changed."""
    before, last = content(store), store.last_change
    disk.arm(fault[0], fault[1], for_ever=fault[2])
    refusal = refused(work)
    disk.heal()
    if refusal in (None, "not_flushed"):  # the change is there; only whether it outlives a power cut may be open
        assert store.last_change > last
        return 0
    assert refusal == expected
    assert (content(store), store.last_change) == (before, last)
    return 1


def refused(work: Callable[[], object]) -> str | None:
    """Do a work; why it was refused, or None."""
    try:
        work()
    except Refusal as refusal:
        return refusal.code
    return None


def held_open(folder: Path) -> list[str]:
    """Files within a folder that this process has open, deleted ones too: Windows could not even delete those."""
    links: list[str] = []
    for descriptor in Path("/proc/self/fd").iterdir():
        with suppress(FileNotFoundError):  # the one by which we look
            links.append(str(descriptor.readlink()))
    return [link for link in links if link.startswith(str(folder))]


def test_it_goes_on_when_there_is_room_again(place: Path, few: Library) -> None:
    with watched() as disk, Store.open(place, few) as store:
        disk.arm(1, FULL, for_ever=True)
        for _ in range(5):
            with pytest.raises(Refusal, match="disk_full"):
                save(store, 7)
            assert len(store.table("pupil")) == 3
        disk.heal()
        save(store, 7)
    with Store.open(place, few) as again:
        assert again.table("pupil").columns["age"] == [None, 7, None]


def test_a_backup_on_a_full_disk_leaves_none_or_a_whole_one(place: Path, few: Library, tmp_path: Path) -> None:
    to = tmp_path / "stick" / "backup.school"
    to.parent.mkdir()
    with watched() as disk, Store.open(place, few) as store:
        whole = store.backup(to).records
        kept = to.read_bytes()
        for n in range(1, 30):
            disk.arm(n, FULL, for_ever=True)
            refusal = refused(lambda: store.backup(to))
            disk.heal()
            assert refusal in (None, "disk_full")
            assert refusal is None or to.read_bytes() == kept
            kept = to.read_bytes()
            assert [path.name for path in to.parent.iterdir()] == [to.name]
        save(store, 1)
    assert Store.look(to).records == whole


def test_a_store_that_cannot_be_made_leaves_nothing(tmp_path: Path, few: Library) -> None:
    path = tmp_path / "new" / "1.school"
    refusals: list[str | None] = []
    with watched() as disk:
        for n in (*range(1, 400, 7), 9999):
            disk.arm(n, FULL, for_ever=True)
            refusals.append(refused(lambda: Store.create(path, few, "1", practice=True).close()))
            disk.heal()
            assert refusals[-1] is None or list(path.parent.iterdir()) == []
            assert held_open(path.parent) == []
            for left in path.parent.glob("1.school*"):
                left.unlink()
    assert set(refusals) == {None, "disk_full", "disk_error"}


def test_a_full_disk_by_sqlites_own_count(place: Path, few: Library) -> None:
    with Store.open(place, few) as store:
        store._session.driver.execute("PRAGMA max_page_count=1").fetchall()
        with pytest.raises(Refusal, match="disk_full"):
            take_in(store, 1)
        assert len(store.table("pupil")) == 3
        take_in(store, 1)
        assert len(store.table("pupil")) == 23


def test_a_write_that_is_forbidden(place: Path, few: Library) -> None:
    with Store.open(place, few) as store:
        store._session.driver.execute("PRAGMA query_only=ON").fetchall()
        with pytest.raises(Refusal, match="read_only"):
            save(store, 1)
        save(store, 1)


def test_a_store_that_was_closed_stays_closed(place: Path, few: Library) -> None:
    with Store.open(place, few) as store:
        pass
    with pytest.raises(RuntimeError, match="closed"):
        store.table("pupil")
    with pytest.raises(RuntimeError, match="closed"):
        store.save("pupil", None, {})
    store.close()
