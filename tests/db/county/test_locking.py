"""One merge at a time: whoever comes second is told who merges since when, and two merges never mix."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from db.county import lite
from db.county.server import MERGE
from db.county.settings import get, put
from db.county.store import CountyStore
from forms.library import Library
from forms.problems import Refusal
from tests.db.county.conftest import Where
from tests.db.county.made import TERM, delivery, file, merge
from tests.db.county.server import Server
from tests.db.made import refused
from tests.tree import ROOT


def told(run: Callable[[], object]) -> Refusal:
    """The refusal that a call must end with."""
    with pytest.raises(Refusal) as caught:
        run()
    return caught.value


def test_a_second_merge_is_told_who_merges_since_when(county: CountyStore) -> None:
    with county.batch("一", "王老师") as batch:
        for second in (county.batch("二", "李老师").__enter__, lambda: county.undo(1, "李老师")):
            refusal = told(second)
            assert refusal.code == "merging"
            assert (refusal.params["path"], refusal.params["user"]) == (county.label, "王老师")
            assert str(refusal.params["since"])[:2] == "20"
        assert batch.add(delivery(), file("甲.xlsx")) == "merged"
    assert merge(county, delivery()) == ["same"]


def test_all_else_goes_on_during_a_merge(county: CountyStore) -> None:
    with county.batch("一", "王老师") as batch:
        batch.add(delivery(), file("甲.xlsx"))
        batch.flush()
        county.decide("a/1|b/2", "two")
        assert len(county.deliveries(TERM)) == 1
        batch.add(delivery(revision=2), file("乙.xlsx"))
    assert county.verify_log() == []
    assert [entry.what for entry in reversed(county.log())] == ["开始汇总", "收入", "查重认定", "收入", "完成汇总"]


def test_after_a_refusal_the_right_to_merge_is_free(county: CountyStore) -> None:
    assert refused(county.batch("一", resume=9).__enter__) == "no_such_batch"
    assert refused(county.undo, 9) == "no_such_batch"
    assert merge(county, delivery()) == ["merged"]


OPEN = """
import sys
from db.county.store import CountyStore
from forms.library import Library
from forms.problems import Refusal
try:
    CountyStore.open(sys.argv[1], Library.built_in()).close()
    print("opened")
except Refusal as refusal:
    print(refusal.code, refusal.params.get("user"))
"""


def other_program(where: Where) -> str:
    """What another process hears that opens the store."""
    command = [sys.executable, "-c", OPEN, str(where)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60, encoding="utf-8",
                          env={"PYTHONPATH": ".", "PYTHONIOENCODING": "utf-8"})  # fmt: skip
    return done.stdout.strip()


def test_a_file_is_open_in_one_program(path: Path, library: Library) -> None:
    with CountyStore.create(path, library, "990101", practice=True) as county:
        assert other_program(path) == "in_use None"
        with county.batch("一", "王老师"):
            assert other_program(path) == "merging 王老师"
        assert other_program(path) == "in_use None"
    assert other_program(path) == "opened"
    assert [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("left", ['{"user": "王老师", "since": "x"}', "{", "[]", ""])
def test_a_note_that_a_killed_program_left_is_no_obstacle(path: Path, library: Library, left: str) -> None:
    CountyStore.create(path, library, "990101", practice=True).close()
    lite.mark_path(path).write_text(left, "utf-8")
    with CountyStore.open(path, library) as county:
        assert merge(county, delivery()) == ["merged"]


@pytest.mark.parametrize("left", ["{", "[]", '{"user": 1}'])
def test_a_note_that_says_nothing(path: Path, library: Library, left: str) -> None:
    with CountyStore.create(path, library, "990101", practice=True):
        lite.mark_path(path).write_text(left, "utf-8")
        assert refused(CountyStore.open, path, library) == "in_use"


Two = tuple[CountyStore, CountyStore]


@pytest.fixture
def two(server: Server, library: Library) -> Iterator[Two]:
    """Two programs on one database."""
    with (
        server.database() as where,
        CountyStore.create(where, library, "990101", practice=True) as one,
        CountyStore.open(where, library) as other,
    ):
        yield one, other


def test_two_programs_on_a_server_take_turns(two: Two) -> None:
    one, other = two
    with one.batch("一", "王老师") as batch:
        batch.add(delivery(), file("甲.xlsx"))
        assert told(other.batch("二").__enter__).params["user"] == "王老师"
        batch.flush()
        assert len(other.deliveries()) == 1
        other.decide("a/1|b/2", "two", user="李老师")
    assert list(one.decisions()) == ["a/1|b/2"]
    assert merge(other, delivery(), delivery(revision=2)) == ["same", "replaced"]
    one.undo(2)
    assert [kept.revision for kept in other.deliveries()] == [1]
    assert one.verify_log() == other.verify_log() == []


def test_a_merge_that_lost_its_right_unknowingly_is_fenced_off(two: Two, server: Server) -> None:
    """Its connection was cut and somebody else began: nothing of it is put in any more."""
    one, other = two
    run = one.batch("一", "王老师").__enter__()
    run.add(delivery(), file("甲.xlsx"))
    server.ask(f"SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = {MERGE}")
    assert merge(other, delivery("2135000002")) == ["merged"]
    assert refused(run.__exit__, None, None, None) == "merging"
    assert [kept.school for kept in other.deliveries()] == ["2135000002"]
    assert [(line.id, line.state) for line in other.batches()] == [(2, "done"), (1, "open")]
    assert merge(one, delivery()) == ["merged"]


def test_a_connection_that_breaks_is_told_and_made_again(two: Two, server: Server) -> None:
    one, _ = two
    cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'xiangxiao'"
    server.ask(cut)
    assert one.deliveries() == []  # nothing was under way: nobody notices
    backing = one._backing

    def work() -> None:
        with backing.writing() as connection:
            put(connection, "a", "1")
            server.ask(cut)
            put(connection, "b", "1")

    assert refused(work) == "server_gone"
    with backing.reading() as connection:
        assert get(connection, "a") is None


def test_a_commit_of_which_nothing_was_heard_is_looked_up(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = two
    commit, deaf = (
        sa.engine.RootTransaction.commit,
        OperationalError("COMMIT", None, psycopg.OperationalError("the connection is closed")),
    )

    def heard(self: sa.engine.RootTransaction) -> None:
        commit(self)
        raise deaf

    def lost(self: sa.engine.RootTransaction) -> None:
        self.rollback()
        raise deaf

    with monkeypatch.context() as patch:
        patch.setattr(sa.engine.RootTransaction, "commit", heard)
        one.set_setting("heard", "1")
    assert other.setting("heard") == "1"
    with monkeypatch.context() as patch:
        patch.setattr(sa.engine.RootTransaction, "commit", lost)
        assert refused(one.set_setting, "lost", "1") == "server_gone"
    assert other.setting("lost") == ""


def test_two_threads_of_one_program_never_merge_at_once(
    path: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever has looked whether somebody merges waits for the other to have looked as well, as far as that may be."""
    begun, looked, inside = threading.Barrier(2), threading.Barrier(2), threading.Barrier(2)

    def now() -> str:
        with suppress(threading.BrokenBarrierError):
            looked.wait(0.5)
        return "2026-09-20 10:32"

    def run(number: int) -> str:
        begun.wait()
        try:
            with store.batch(str(number), "周敏"), suppress(threading.BrokenBarrierError):
                inside.wait(0.5)
        except Refusal as refusal:
            return refusal.code
        return "merged"

    with CountyStore.create(path, library, "990101", practice=True) as store, ThreadPoolExecutor(2) as pool:
        monkeypatch.setattr(lite, "now", now)
        assert sorted(pool.map(run, (1, 2))) == ["merged", "merging"]
