"""What a county keeps beside its deliveries: the register, decisions on pairs, return slips, settings, and its log."""

from collections.abc import Callable
from dataclasses import replace

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from db.county import fixed, log
from db.county.register import School, expected, heir
from db.county.store import CountyStore
from forms.likeness import Decision
from tests.db.county.made import TERM, delivery, merge
from tests.db.made import refused

A, B, C = "2135000001", "2135000002", "2135000003"
SCHOOLS = {
    A: School(A, "柳溪小学", "211", "柳溪镇", counted=True, phone="0595-1234567", contact="王老师"),
    B: School(B, "竹坪教学点", "218", "柳溪镇", central=A, parent=A, counted=False),
    C: School(C, "新村小学", opened="2026-09-01", counted=None),
}

# ── the register ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_register_grows_and_changes(county: CountyStore) -> None:
    assert county.set_register(SCHOOLS.values(), "王老师") == dict.fromkeys(SCHOOLS, "new")
    assert county.register() == SCHOOLS
    renamed = replace(SCHOOLS[B], name="竹坪小学")
    assert county.set_register([SCHOOLS[A], renamed], "王老师") == {A: "same", B: "changed"}
    assert county.register() == {**SCHOOLS, B: renamed}
    last, *_ = county.log()
    assert (last.what, last.about, last.user) == ("学校名录", f"school {B}", "王老师")
    assert "竹坪教学点" in last.detail
    assert "竹坪小学" in last.detail


def test_one_school_twice_in_one_list(county: CountyStore) -> None:
    assert county.set_register([SCHOOLS[A], replace(SCHOOLS[A], name="别名")]) == {A: "changed"}
    assert county.register()[A].name == "别名"


def test_mergers_and_closures_have_their_day(county: CountyStore) -> None:
    county.set_register(SCHOOLS.values())
    county.close_school(B, "2026-07-15", into=A, user="王老师")
    county.close_school(C, "2027-07-01")
    known = county.register()
    assert {school.code for school in expected(known.values(), "2026-07-14")} == {A, B}
    assert {school.code for school in expected(known.values(), "2026-07-15")} == {A}
    assert {school.code for school in expected(known.values(), "2026-09-01")} == {A, C}
    assert [heir(known, B, day) for day in ("2026-07-14", "2026-07-15")] == [B, A]
    assert heir(known, C, "2028-01-01") == C
    assert heir(known, "9999999999", "2026-09-01") == "9999999999"
    assert [entry.what for entry in county.log(2)] == ["撤销", "撤并"]
    assert [entry.what for entry in county.log(about=f"school {B}")] == ["撤并", "学校名录"]


def test_an_heir_may_have_an_heir() -> None:
    known = {
        A: replace(SCHOOLS[A], closed="2020-01-01", into=B),
        B: replace(SCHOOLS[B], closed="2023-01-01", into=C),
        C: replace(SCHOOLS[C], opened=""),
    }
    assert [heir(known, A, day) for day in ("2019-12-31", "2020-01-01", "2023-01-01")] == [A, B, C]


CODES = st.sampled_from([A, B, C, ""])
DAYS = st.sampled_from(["", "2020-01-01", "2026-01-01"])


@given(st.dictionaries(CODES, st.builds(School, code=CODES, closed=DAYS, into=CODES)), CODES, DAYS)
def test_the_search_for_an_heir_always_ends(known: dict[str, School], code: str, day: str) -> None:
    """Even where schools took each other over in a ring."""
    found = heir(known, code, day)
    assert found == code or found in {school.into for school in known.values()}


# ── decisions ───────────────────────────────────────────────────────────────────────────────────────────────────────

PAIR = f"{A}/r1|{B}/r2"


def test_decisions_are_remembered_over_new_revisions(county: CountyStore) -> None:
    merge(county, delivery(A), delivery(B))
    county.decide(PAIR, "two", "双胞胎", "王老师")
    [decision] = county.decisions().values()
    assert decision == Decision(PAIR, "two", "双胞胎", "王老师", decision.at)
    merge(county, delivery(A, 2), delivery(B, 2))
    county.undo(1)
    assert county.decisions() == {PAIR: decision}


def test_a_decision_may_be_changed_and_withdrawn_and_the_log_keeps_both(county: CountyStore) -> None:
    county.decide(PAIR, "two", "", "王老师")
    county.decide(PAIR, "first", "已核对学籍", "李老师")
    assert county.decisions()[PAIR].verdict == "first"
    county.withdraw(PAIR, "李老师")
    county.withdraw(PAIR, "李老师")
    assert county.decisions() == {}
    assert [(entry.what, entry.about, entry.user, entry.detail) for entry in reversed(county.log())] == [
        ("查重认定", PAIR, "王老师", '{"new": "two", "old": null, "reason": ""}'),
        ("查重认定", PAIR, "李老师", '{"new": "first", "old": "two", "reason": "已核对学籍"}'),
        ("撤回认定", PAIR, "李老师", '{"new": null, "old": "first"}'),
    ]


# ── slips, settings ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_slips_are_numbered_by_school_and_period(county: CountyStore) -> None:
    items = [{"sheet": "学生", "cell": "B7", "do": "补填姓名"}]
    first = county.add_slip("s1", A, TERM, items, "2026-10-01", "王老师")
    assert (first.number, first.items, first.deadline) == (1, items, "2026-10-01")
    second = county.add_slip("s2", A, TERM, [])
    other, later = county.add_slip("s3", B, TERM, []), county.add_slip("s4", A, "2026-2", [])
    assert [slip.number for slip in (second, other, later)] == [2, 1, 1]
    assert county.slips() == [first, second, later, other]
    assert county.slips(TERM) == [first, second, other]
    assert county.slips(TERM, A) == [first, second]


def test_settings_and_the_period(county: CountyStore) -> None:
    assert county.setting("deadline") == ""
    assert county.setting("deadline", "x") == "x"
    county.set_setting("deadline", "2026-10-01", "王老师")
    county.set_setting("deadline", "2026-10-01", "王老师")
    assert county.setting("deadline") == "2026-10-01"
    assert len(county.log()) == 1
    assert county.period is None
    county.set_period("2026秋")
    assert county.period
    assert county.period.code == "2026-1"
    assert refused(county.set_period, "明年") == "period"
    assert len(county.signing_key()) == 32


# ── the log ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_deed_is_in_the_log(county: CountyStore) -> None:
    merge(county, delivery(A))
    county.undo(1, "李老师")
    county.accept_key(A, "bb", "王老师")
    county.note("查看证件号", "pupil r1", "王老师")
    assert [(entry.seq, entry.what, entry.user) for entry in reversed(county.log())] == [
        (1, "开始汇总", "王老师"), (2, "收入", "王老师"), (3, "完成汇总", "王老师"), (4, "撤销汇总", "李老师"),
        (5, "认可新签名", "王老师"), (6, "查看证件号", "王老师"),
    ]  # fmt: skip
    assert [entry.seq for entry in county.log(2)] == [6, 5]
    assert county.verify_log() == []


TAMPERING: dict[str, Callable[[], sa.Executable]] = {
    "edited": lambda: sa.update(fixed.LOG).where(fixed.LOG.c.seq == 2).values(user="别人"),
    "taken out": lambda: sa.delete(fixed.LOG).where(fixed.LOG.c.seq == 2),
    "moved": lambda: sa.update(fixed.LOG).where(fixed.LOG.c.seq == 3).values(seq=9),
    "put in": lambda: sa.insert(fixed.LOG).values(seq=4, what="", about="", detail="", user="", at="", hash=b"x"),
}


@pytest.mark.parametrize("how", TAMPERING)
def test_tampering_with_the_log_is_noticed(county: CountyStore, how: str) -> None:
    for number in range(3):
        county.note("看", str(number))
    assert county.verify_log() == []
    with county._backing.writing() as connection:
        connection.execute(TAMPERING[how]())
    assert county.verify_log()


def test_a_deed_that_failed_is_not_in_the_log(county: CountyStore) -> None:
    with pytest.raises(ZeroDivisionError), county._backing.writing() as connection:
        raise ZeroDivisionError(log.note(connection, "看"))
    assert county.log() == []
    assert county.note("看") == 1
