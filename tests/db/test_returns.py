"""Returns: a form in a period, how far it is, and when it is locked."""

import pytest

from db.returns import State
from db.steps import Insert, Update
from db.store import Store
from forms.library import Library
from forms.problems import Refusal
from tests.db.made import refused


def test_the_states_have_words() -> None:
    assert [state.zh for state in State] == ["未填", "填报中", "已校验", "已审核", "已导出"]


def test_a_return_begins_with_its_first_record(store: Store) -> None:
    assert {name: found.state for name, found in store.returns().items()} == {
        "pupil": State.EMPTY,
        "call": State.EMPTY,
    }
    store.save("call", None, {"name": "家访"}, period="2026-1", user="王老师")
    found = store.returns()["call"]
    assert (found.state, found.period, found.who) == (State.FILLING, "2026-1", "王老师")
    assert store.returns("2026-2")["call"].state == State.EMPTY
    assert store.returns()["pupil"].state == State.EMPTY


def test_a_standing_form_counts_in_the_current_period(store: Store) -> None:
    store.save("pupil", None, {"name": "甲"})
    assert store.returns()["pupil"].period == "2026-1"
    store.set_period("2026-2")
    assert store.period.code == "2026-2"
    assert store.returns()["pupil"].state == State.EMPTY
    assert store.returns("2026-1")["pupil"].state == State.FILLING
    assert set(store.periods()) >= {"2026-1", "2026-2"}


def test_a_change_sets_a_checked_or_exported_return_back(store: Store) -> None:
    saved = store.save("pupil", None, {"name": "甲"})
    store.set_return_state("pupil", "", State.CHECKED)
    store.save("pupil", saved.id, {"name": "甲"})
    assert store.returns()["pupil"].state == State.CHECKED
    store.save("pupil", saved.id, {"name": "乙"})
    assert store.returns()["pupil"].state == State.FILLING
    store.exported("pupil", "", 3)
    assert (store.returns()["pupil"].state, store.returns()["pupil"].revision) == (State.EXPORTED, 3)
    store.remove("pupil", saved.id)
    assert (store.returns()["pupil"].state, store.returns()["pupil"].revision) == (State.FILLING, 3)


def test_an_approved_return_is_locked(store: Store) -> None:
    saved = store.save("call", None, {"name": "甲"}, period="2026-1")
    store.save("call", None, {"name": "乙"}, period="2026-2")
    store.set_return_state("call", "2026-1", State.APPROVED)
    before = store.last_change
    with pytest.raises(Refusal) as caught:
        store.save("call", saved.id, {"name": "丙"})
    assert caught.value.code == "return_locked"
    assert caught.value.params["period"] == {"zh": "2026—2027学年 秋季学期", "en": "2026–2027, autumn term"}
    assert refused(store.save, "call", None, {"name": "丙"}, "2026-1") == "return_locked"
    assert refused(store.remove, "call", saved.id) == "return_locked"
    assert refused(store.apply, [Update("call", saved.id, {"name": "丙"})], "导入") == "return_locked"
    steps = [Insert("pupil", {"name": "丁"}), Insert("call", {"name": "丁"}, period="2026-1")]
    assert refused(store.apply, steps, "导入") == "return_locked"
    assert refused(store.confirm_nil, "call", "2026-1") == "return_locked"
    assert (store.last_change, store.count("pupil")) == (before, 0)
    store.save("call", None, {"name": "丙"}, period="2026-2")
    store.set_return_state("call", "2026-1", State.FILLING)
    store.save("call", saved.id, {"name": "丙"})
    assert store.table("call", "2026-1").columns["name"] == ["丙"]


def test_the_lock_survives_a_restart(store: Store, few: Library) -> None:
    store.save("pupil", None, {"name": "甲"})
    store.set_return_state("pupil", "", State.APPROVED)
    store.close()
    with Store.open(store.path, few) as again:
        assert refused(again.save, "pupil", None, {"name": "乙"}) == "return_locked"


def test_nothing_to_report(store: Store) -> None:
    found = store.confirm_nil("call", user="王老师")
    assert (found.nil_confirmed, found.state) == (True, State.FILLING)
    assert store.returns()["call"].nil_confirmed
    store.save("call", None, {"name": "甲"}, period="2026-1")
    assert not store.returns()["call"].nil_confirmed
    assert refused(store.confirm_nil, "call") == "nil_but_records"
    assert store.confirm_nil("call", "2026-2").nil_confirmed


def test_every_revision_is_given_out_once(store: Store, few: Library) -> None:
    assert [store.next_revision("2026-1") for _ in range(3)] == [1, 2, 3]
    assert store.next_revision("2026-2") == 1
    store.close()
    with Store.open(store.path, few) as again:
        assert again.next_revision("2026-1") == 4


def test_a_period_is_read_from_words(store: Store) -> None:
    store.set_period("2027春")
    assert store.period.code == "2026-2"
    assert refused(store.set_period, "明年") == "period"
    before = store.last_change
    store.set_period("2026-2")
    assert store.last_change == before


def test_reasons(store: Store, few: Library) -> None:
    store.set_reason("age|pupil|1|", "复读一年", "王老师")
    assert (store.reasons()["age|pupil|1|"].text, store.reasons()["age|pupil|1|"].who) == ("复读一年", "王老师")
    before = store.last_change
    store.set_reason("age|pupil|1|", "复读一年", "别人")
    assert store.last_change == before
    store.set_reason("age|pupil|1|", "休学一年")
    store.close()
    with Store.open(store.path, few) as again:
        assert again.reasons()["age|pupil|1|"].text == "休学一年"
        again.set_reason("age|pupil|1|", "")
        assert again.reasons() == {}
        assert again.verify_changes() == []


def test_settings(store: Store, few: Library) -> None:
    assert store.setting("columns") == ""
    assert store.setting("columns", "all") == "all"
    store.set_setting("columns", "name")
    store.set_setting("columns", "name")
    store.close()
    with Store.open(store.path, few) as again:
        assert again.setting("columns") == "name"


def test_many_settings_are_made_and_forgotten_at_once(store: Store, few: Library) -> None:
    store.change_settings({"draft:2": "b", "draft:1": "a", "drift": "c"})
    store.change_settings({"draft:1": None, "draft:3": "d"})
    store.close()
    with Store.open(store.path, few) as again:
        assert list(again.settings_under("draft:").items()) == [("draft:2", "b"), ("draft:3", "d")]


def test_the_signing_key_stays(store: Store, few: Library) -> None:
    key = store.signing_key()
    assert len(key) == 32
    store.close()
    with Store.open(store.path, few) as again:
        assert again.signing_key() == key
