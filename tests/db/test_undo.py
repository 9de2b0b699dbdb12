"""Undo restores content exactly, in any mixture with redo and new work, and over restarts. The log only ever grows."""

import shutil
import uuid
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.returns import State
from db.steps import Insert, Remove, Restore, Step, Update
from db.store import Store
from forms.library import Library
from tests.db.forms import FIELDS, small
from tests.db.made import refused


def content(store: Store) -> object:
    """Everything people see of the records."""
    return [
        (table.ids, table.columns, table.raw)
        for form in ("pupil", "call")
        for table in (store.table(form, None), store.table(form, None, gone=True))
    ]


def test_undo_and_redo_name_what_they_do(store: Store) -> None:
    saved = store.save("pupil", None, {"name": "甲"}, action="新增学生")
    store.save("pupil", saved.id, {"name": "乙", "age": "九"}, action="改名")
    store.remove("pupil", saved.id)
    assert store.next_undo == "删除学生"
    assert [store.undo() for _ in range(4)] == ["删除学生", "改名", "新增学生", None]
    assert store.next_undo is None
    assert store.count("pupil") == store.count("pupil", gone=True) == 0
    assert [store.redo() for _ in range(4)] == ["新增学生", "改名", "删除学生", None]
    assert store.table("pupil", gone=True).columns["name"] == ["乙"]
    assert store.table("pupil", gone=True).raw == {(0, "age"): "九"}


def test_new_work_ends_redo(store: Store) -> None:
    saved = store.save("pupil", None, {"name": "甲"})
    store.save("pupil", saved.id, {"name": "乙"}, action="改名")
    store.undo()
    assert store.next_redo == "改名"
    store.save("pupil", saved.id, {"age": "8"})
    assert store.next_redo is None
    assert store.redo() is None


def test_undo_survives_a_restart(store: Store, few: Library) -> None:
    saved = store.save("pupil", None, {"name": "甲"})
    store.save("pupil", saved.id, {"name": "乙"}, action="改名")
    store.close()
    with Store.open(store.path, few) as again:
        assert again.undo() == "改名"
    with Store.open(store.path, few) as again:
        assert again.table("pupil").columns["name"] == ["甲"]
        assert again.redo() == "改名"
        assert again.table("pupil").columns["name"] == ["乙"]


def test_undo_is_written_into_the_log(store: Store) -> None:
    saved = store.save("pupil", None, {"name": "甲"}, user="王老师")
    before = store.last_change
    store.undo("李老师")
    assert store.last_change == before + 1
    entries = store.history("pupil", saved.id)
    assert [(entry.kind, entry.old, entry.new, entry.user) for entry in entries] == [
        ("do", "", "甲", "王老师"),
        ("undo", "甲", "", "李老师"),
    ]
    assert store.verify_changes() == []


def test_the_list_of_steps_tells_what_is_undone(store: Store) -> None:
    for name in "甲乙丙":
        store.save("pupil", None, {"name": name}, action=name)
    store.undo()
    store.undo()
    store.redo()
    steps = [step for step in store.actions(10) if step.kind != "note"]
    assert [(step.kind, step.name, step.is_undone) for step in steps] == [
        ("redo", "乙", False),
        ("undo", "乙", True),
        ("undo", "丙", False),
        ("do", "丙", True),
        ("do", "乙", False),
        ("do", "甲", False),
    ]
    assert store.actions(2) == steps[:2]
    assert store.actions(0) == []


def test_states_and_reasons_are_not_undone(store: Store) -> None:
    store.save("pupil", None, {"name": "甲"}, action="新增")
    store.set_reason("code|pupil||", "属实")
    store.set_return_state("pupil", "", State.CHECKED)
    assert store.undo() == "新增"
    assert store.reasons()["code|pupil||"].text == "属实"
    assert store.returns()["pupil"].state == State.FILLING
    assert store.undo() is None


def test_undo_stops_at_a_locked_return(store: Store) -> None:
    store.save("pupil", None, {"name": "甲"})
    store.set_return_state("pupil", "", State.APPROVED)
    before = content(store)
    assert refused(store.undo) == "return_locked"
    assert content(store) == before
    store.set_return_state("pupil", "", State.FILLING)
    assert store.undo() == "新增学生"


TEXTS = {
    "name": ["甲", "乙", ""], "age": ["8", "九", "", "-"], "born": ["2018-1-5", "腊月", ""], "bus": ["是", "否", "", "?"],
    "colours": ["红、蓝", "粉", ""], "note": ["一\n二", "\x00", ""],
}  # fmt: skip
RECORDS = [f"{n:032x}" for n in range(1, 4)]
FIELD_TEXTS = st.sampled_from([(name, text) for name, texts in TEXTS.items() for text in texts])
SAVES = st.tuples(st.just("save"), st.sampled_from(RECORDS), st.lists(FIELD_TEXTS, min_size=1, max_size=3))
MARKS = st.tuples(st.sampled_from(["remove", "restore"]), st.sampled_from(RECORDS))
IMPORTS = st.tuples(
    st.just("apply"), st.lists(st.tuples(st.sampled_from("iurb"), st.sampled_from(RECORDS)), max_size=5)
)
MOVES = st.tuples(st.sampled_from(["undo", "redo", "undo", "undo", "restart"]))


def steps_of(store: Store, wanted: list[tuple[str, str]]) -> list[Step]:
    """Steps that make sense: only what is there is changed or taken out."""
    known = {*store.table("pupil", None).ids, *store.table("pupil", None, gone=True).ids}
    steps: list[Step] = []
    for what, record in wanted:
        if what == "i":
            steps.append(Insert("pupil", {"name": "丙", "age": len(steps)}, {"born": "春天"}, id=record))
            known.add(record)
        elif record in known:
            makers = {"u": lambda r: Update("pupil", r, {"age": 7, "name": None}), "r": lambda r: Remove("pupil", r)}
            steps.append(makers.get(what, lambda r: Restore("pupil", r))(record))
    return steps


def perform(store: Store, move: tuple[Any, ...]) -> None:
    what, *rest = move
    if what == "save":
        store.save("pupil", rest[0], dict(rest[1]))
    elif what == "apply":
        store.apply(steps_of(store, rest[0]), "导入")
    elif rest[0] in store.table("pupil", gone=what == "restore").ids:
        (store.remove if what == "remove" else store.restore_record)("pupil", rest[0])


@pytest.fixture(scope="module")
def empty(few: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("undo") / "1.school"
    Store.create(path, few, "1", practice=True).close()
    return path


@settings(max_examples=60)
@given(moves=st.lists(st.one_of(SAVES, MARKS, IMPORTS, MOVES, MOVES), max_size=25))
def test_content_follows_two_stacks(moves: list[tuple[Any, ...]], empty: Path, few: Library) -> None:
    """Against the plainest model there is: a stack of contents to go back to, and one to go forth to."""
    path = empty.with_name(f"{uuid.uuid4().hex}.school")
    shutil.copy(empty, path)
    store = Store.open(path, few)
    done: list[Any] = []
    undone: list[Any] = []
    for move in moves:
        before, change = content(store), store.last_change
        if move == ("undo",):
            assert (store.undo() is not None) == bool(done)
            if done:
                undone.append(before)
                assert content(store) == done.pop()
        elif move == ("redo",):
            assert (store.redo() is not None) == bool(undone)
            if undone:
                done.append(before)
                assert content(store) == undone.pop()
        elif move == ("restart",):
            store.close()
            store = Store.open(store.path, few)
            assert content(store) == before
        else:
            perform(store, move)
            if store.last_change != change:
                done.append(before)
                undone.clear()
    assert store.verify_changes() == []
    while done:
        store.undo()
        assert content(store) == done.pop()
    store.close()


def test_undo_does_not_reach_behind_a_changed_kind(place: Path, few: Library, library: Library) -> None:
    with Store.create(place, few, "1", practice=True) as store:
        saved = store.save("pupil", None, {"age": "8", "name": "甲"})
    changed = {**FIELDS, "age": {**FIELDS["age"], "kind": "text"}}
    with Store.open(place, small(library, fields=changed)) as store:
        assert store.table("pupil").columns["age"] == ["8"]
        assert store.undo() is None
        store.save("pupil", saved.id, {"age": "八岁"})
        assert store.undo() == "修改学生：年龄"
        assert store.table("pupil").columns["age"] == ["8"]
        assert store.undo() is None


@pytest.mark.parametrize("many", [1, 300])
def test_many_steps_back(store: Store, many: int) -> None:
    saved = store.save("pupil", None, {"name": "甲"})
    for n in range(many):
        store.save("pupil", saved.id, {"age": n})
    for n in reversed(range(many)):
        assert store.table("pupil").columns["age"] == [n]
        store.undo()
    assert store.table("pupil").columns["age"] == [None]
