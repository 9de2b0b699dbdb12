"""A plan says what taking files in would do, changes nothing, and is taken in without reading any file again."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from db.county.store import CountyStore
from export.delivery.change import Change
from export.jobs.county.lines import PlannedLine
from export.jobs.county.merge import Merging
from export.jobs.county.plan import Plan, Planning
from export.jobs.session import Session
from export.reading.worker import Reader
from forms.library import Library
from tests.export.jobs.county.loop import Loop


@pytest.fixture
def session(library: Library) -> Iterator[Session]:
    with Reader() as reader:
        yield Session(library, reader)


@pytest.fixture
def empty(library: Library, tmp_path: Path) -> Iterator[CountyStore]:
    with CountyStore.create(tmp_path / "b.county", library, "990123", practice=True) as store:
        yield store


def plan_of(store: CountyStore, session: Session, *paths: Path) -> Plan:
    return Planning(store, session).run(paths)


def one(plan: Plan) -> PlannedLine:
    [line] = plan.lines
    return line


def test_a_plan_changes_nothing_and_taking_it_in_is_merging(
    made: Path, empty: CountyStore, session: Session, library: Library, tmp_path: Path
) -> None:
    before = empty.content_digest()
    bad = tmp_path / "坏.xlsx"
    bad.write_bytes(b"PK\x03\x04")
    files = [*sorted(made.glob("*.xlsx")), bad]
    with closing(plan_of(empty, session, *files)) as plan:
        assert (empty.content_digest(), empty.batches(), empty.files()) == (before, [], [])
        assert [line.status for line in plan.lines] == ["merged"] * 3 + ["quarantined"]
        assert plan.lines[-1].reason.endswith("。")
        for line in plan.lines[:-1]:
            assert line.replaces == 0
            assert {form: each.added for form, each in line.changes.items()} == {
                f: n for f, n in line.rows.items() if n
            }
        for file in files:
            assert file.read_bytes()
        merged = Merging(empty, session).take_in(plan)
    with CountyStore.create(tmp_path / "c.county", library, "990123", practice=True) as other:
        Merging(other, session).run(files)
        assert other.content_digest() == empty.content_digest()
    assert [line.status for line in merged.files] == [line.status for line in plan.lines]
    empty.undo(merged.batch)
    assert empty.content_digest() == before


def test_what_is_new_changed_and_gone_stands_beside_each_form(loop: Loop) -> None:
    school = sorted(loop.folder.glob("*.school"))[0].stem
    again = loop.folder / "again.xlsx"
    with loop.desk(school) as desk:
        visits = desk.tables["visit"]
        desk.save("student", desk.tables["student"].ids[0], {"postcode": "990099"})
        desk.remove("visit", visits.ids[0])
        texts = {name: visits.text(0, name) for name in visits.form.fields if visits.text(0, name)}
        desk.save("visit", None, texts | {"visited_on": "2026-10-17"})
        desk.set_reason([item.problem.key for item in desk.problems() if item.stands], "已核实")
        sent = desk.export(again)
        assert sent.written, [located.message for located in sent.problems if located.stands]
    with closing(plan_of(loop.county, loop.session, again)) as plan:
        line = one(plan)
    assert (line.status, line.replaces, line.revision, line.draft) == ("replaced", 1, 2, False)
    assert line.changes == {"student": Change(changed=1), "visit": Change(added=1, gone=1)}


def test_files_that_are_known_are_told_before_they_come_again(loop: Loop) -> None:
    with closing(plan_of(loop.county, loop.session, loop.folder)) as plan:
        assert {line.status for line in plan.lines} == {"same"}
        merged = Merging(loop.county, loop.session).take_in(plan)
    assert {line.status for line in merged.files} == {"same"}


def test_a_file_that_others_took_back_meanwhile_is_read_anew(loop: Loop) -> None:
    before = loop.county.content_digest()
    with closing(plan_of(loop.county, loop.session, loop.folder)) as plan:
        loop.county.undo(1)
        merged = Merging(loop.county, loop.session).take_in(plan)
    assert {line.status for line in merged.files} == {"merged"}
    assert loop.county.content_digest() == before


def test_files_may_be_gone_once_they_are_planned(
    made: Path, empty: CountyStore, session: Session, tmp_path: Path
) -> None:
    """A stick that was pulled out while somebody looked at the plan."""
    stick = tmp_path / "stick"
    shutil.copytree(made, stick)
    with closing(plan_of(empty, session, stick)) as plan:
        shutil.rmtree(stick)
        merged = Merging(empty, session).take_in(plan)
    assert {line.status for line in merged.files} == {"merged"}


def test_a_plan_that_is_stopped_says_what_was_read(made: Path, empty: CountyStore, session: Session) -> None:
    planning = Planning(empty, session, lambda done, _of, _name: planning.cancel() if done == 1 else None)
    with closing(planning.run([made])) as plan:
        assert plan.cancelled
        assert len(plan) == 1
        assert empty.batches() == []
        merged = Merging(empty, session).take_in(plan)
    assert len(merged.files) == 1


def test_practice_and_real_data_are_told_apart_in_the_plan(
    made: Path, library: Library, session: Session, tmp_path: Path
) -> None:
    with (
        CountyStore.create(tmp_path / "d.county", library, "350101", password="县教育局2026") as real,
        closing(plan_of(real, session, made)) as plan,
    ):
        assert {line.status for line in plan.lines} == {"quarantined"}
        assert all("练习" in line.reason for line in plan.lines)
