"""Merging: what each delivery is when it comes, what counts afterwards, and where everything can be found again."""

from pathlib import Path
from typing import Any

import pytest

from db.county.batch import Run
from db.county.sent import Conflict, File
from db.county.store import CountyStore
from db.keys import Cost
from forms.library import Library
from forms.likeness import MoveKey, PupilKey
from forms.problems import Refusal
from tests.db.county.made import TERM, bring, broken_off, delivery, file, merge, problem, pupil
from tests.db.made import refused

A, B = "2135000001", "2135000002"


def test_what_each_delivery_is_when_it_comes(county: CountyStore) -> None:
    first, second, third = (delivery(A, revision) for revision in (1, 2, 3))
    assert merge(county, second, delivery(B)) == ["merged", "merged"]
    assert merge(county, third, first, second) == ["replaced", "older", "same"]
    assert merge(county, third, third) == ["same", "same"]
    assert [part.revision for part in county.current(TERM, A).values()] == [3, 3]
    assert [part.revision for part in county.current(TERM, B).values()] == [1, 1]


def test_all_revisions_are_kept_and_listed(county: CountyStore) -> None:
    merge(county, delivery(A, 2), delivery(B), delivery(A, 1))
    assert [(kept.school, kept.revision) for kept in county.deliveries(TERM)] == [(A, 2), (A, 1), (B, 1)]
    assert [kept.revision for kept in county.deliveries(TERM, A)] == [2, 1]
    assert county.deliveries("2025-1") == []


def test_a_form_that_the_newest_revision_lacks_still_counts(county: CountyStore) -> None:
    merge(county, delivery(A, 1), delivery(A, 2, forms=["student"]))
    found = {form: part.revision for (_, form), part in county.current(TERM).items()}
    assert found == {"school": 1, "student": 2}
    assert county.mixed(TERM) == {A: [1, 2]}


def test_a_draft_counts_until_something_reviewed_comes(county: CountyStore) -> None:
    came = merge(county, delivery(A, 1), delivery(A, 9, draft=True), delivery(B, 3, draft=True))
    assert came == ["merged", "older", "merged"]
    assert {school: part.revision for (school, _), part in county.current(TERM).items()} == {A: 1, B: 3}
    assert merge(county, delivery(B, 1)) == ["replaced"]
    assert {school: part.revision for (school, _), part in county.current(TERM).items()} == {A: 1, B: 1}
    assert len(county.deliveries(TERM)) == 4


def test_periods_do_not_mix(county: CountyStore) -> None:
    assert merge(county, delivery(A, 1), delivery(A, 5, period="2025-2")) == ["merged", "merged"]
    assert {part.revision for part in county.current(TERM).values()} == {1}
    assert {part.revision for part in county.current("2025-2").values()} == {5}
    assert county.periods() == {TERM, "2025-2"}


def test_two_contents_under_one_number_are_told(county: CountyStore) -> None:
    one, other, alike = delivery(A, 1), delivery(A, 1, text="other"), delivery(A, 1, reasons=[])
    alike.digest = "0" * 64  # it differs in its reasons only
    merge(county, one, other, alike, delivery(B))
    newest = max((one.digest, other.digest))
    assert {part.digest for part in county.current(TERM, A).values()} == {newest}
    oldest = min((one.digest, other.digest))
    assert county.conflicts(TERM) == [Conflict(A, form, 1, (newest, oldest)) for form in ("school", "student")]
    [told] = [fault for fault in county.problems(TERM) if fault.code == "county.conflict"]
    assert {kept.id: kept.digest for kept in county.deliveries()}[told.delivery] == oldest
    county.choose(told.delivery, "王老师")
    assert {part.digest for part in county.current(TERM, A).values()} == {oldest}
    assert county.conflicts(TERM) == [Conflict(A, form, 1, (oldest, newest)) for form in ("school", "student")]
    assert not [fault for fault in county.problems(TERM) if fault.code == "county.conflict"], "the county has chosen"
    [back] = [kept.id for kept in county.deliveries() if kept.digest == newest]
    county.choose(back)
    assert {part.digest for part in county.current(TERM, A).values()} == {newest}
    merge(county, delivery(A, 2))
    assert not [fault for fault in county.problems(TERM) if fault.code == "county.conflict"], "a newer one is in"
    assert refused(county.choose, 99) == "no_such_delivery"


def test_everything_of_a_delivery_comes_back(county: CountyStore) -> None:
    sent = delivery(
        A,
        proof="proved",
        problems=[
            problem("student", "r"),
            ("说明", "", ("seal", "reminder", "", None, -1, "", {}, "去掉"), "…", "因为"),
        ],
    )
    merge(county, sent)
    kept = county.whole(1)
    for name in ("digest", "school", "school_name", "period", "revision", "practice", "draft", "seal", "check_code", "key",
                 "quick", "proof", "on_roll", "states", "definitions", "reasons", "answers", "problems", "facts", "pupils", "moves"):  # fmt: skip
        assert getattr(kept, name) == getattr(sent, name), name
    assert {form: vars(part) for form, part in sent.parts.items()} == {
        form: {name: getattr(part, name) for name in ("form", "definition", "sheet", "rows", "payload")}
        for form, part in kept.parts.items()
    }
    assert merge(county, kept) == ["same"]  # type: ignore[arg-type]


def test_texts_that_no_database_takes_are_mended(county: CountyStore) -> None:
    merge(county, delivery(A, pupils=[pupil(0, "r", name="张\ud840\0三")]))
    [(_, [key])] = county.pupils(TERM)
    assert key.name == "张��三"
    assert key.guardians == ("李大山", "王秀英")


WORN: dict[str, dict[str, Any]] = {
    "a record twice": {"pupils": [pupil(0, "r"), pupil(0, "r")]},
    "a number that no database has": {"moves": [(10**30, "m", "p", "12", "2026-09-02", "", "", "", "")]},
    "a row without its number": {"pupils": [(None, *pupil(0, "r")[1:])]},
}
"""What nobody foresaw that a file may hold."""


@pytest.mark.parametrize("worn", WORN)
def test_a_file_that_the_database_does_not_take_stops_no_other(county: CountyStore, worn: str) -> None:
    bad = delivery(B, 2, text="bad", **WORN[worn])
    merge(county, delivery(B, 1))
    before = county.content_digest()
    with county.batch("汇总", "王老师") as batch:
        files = {"甲.xlsx": [delivery(A)], "坏.xlsx": [bad], "乙.xlsx": [delivery(B, 3)], "又坏.xlsx": [bad]}
        bring(batch, files)
        batch.quarantine(file("锁.xlsx"), "password", "有密码。")
        assert batch.same(file(f"{delivery(B, 1).digest[:8]}.xlsx")) == "same"
        batch.flush()
        refused_files = batch.refused()
        assert [one.name for one in refused_files] == ["坏.xlsx", "又坏.xlsx"]
        assert refused(batch.add, delivery(A, 9), file("坏.xlsx")) == "unwritable"
        for one in refused_files:
            batch.quarantine(one, "unwritable", "收不下。")
    assert sorted((line.name, line.status, line.reason) for line in county.files(2)) == sorted([
        ("甲.xlsx", "merged", ""), ("乙.xlsx", "replaced", ""), ("锁.xlsx", "quarantined", "有密码。"),
        ("坏.xlsx", "quarantined", "收不下。"), ("又坏.xlsx", "quarantined", "收不下。"),
        (f"{delivery(B, 1).digest[:8]}.xlsx", "same", ""),
    ])  # fmt: skip
    assert {(school, part.revision) for (school, _), part in county.current(TERM).items()} == {(A, 1), (B, 3)}
    assert [line.state for line in county.batches()] == ["done", "done"]
    county.undo(2)
    assert county.content_digest() == before
    assert county.verify_log() == []


def test_of_a_file_with_one_such_piece_nothing_is_left_half(county: CountyStore) -> None:
    bad = delivery(A, 2, **WORN["a record twice"])
    with county.batch("汇总") as batch:
        bring(batch, {"乡.xlsx": [delivery(A), bad, delivery(A, 3)], "乙.xlsx": [delivery(B)]})
    assert [(line.name, line.status, line.code) for line in county.files()] == [
        ("乙.xlsx", "merged", ""), ("乡.xlsx", "quarantined", "unwritable"),
    ]  # fmt: skip
    assert [kept.school for kept in county.deliveries()] == [B]


def test_the_content_of_what_counts(county: CountyStore) -> None:
    newest = delivery(A, 2)
    merge(county, delivery(A, 1), newest, delivery(B))
    parts = county.current_parts(A, TERM)
    assert {form: content for form, (_, content) in parts.items()} == {
        form: part.payload for form, part in newest.parts.items()
    }
    ref = county.current(TERM)[A, "student"]
    assert (ref.sheet, ref.rows, ref.state, ref.digest) == ("student", 2, "filled", newest.digest)
    assert county.payload(ref) == newest.parts["student"].payload
    assert county.definition(ref.definition) == '{"form": "student"}'


def test_facts_problems_answers_are_those_of_what_counts(county: CountyStore) -> None:
    merge(county, delivery(A, 1, text="old"), delivery(A, 2, text="new"), delivery(B, 1))
    assert county.facts(TERM)[A] == {"all": {"pupils": 2, "text": "new"}}
    assert [(fault.school, fault.delivery, fault.form) for fault in county.problems(TERM)] == [
        (A, 2, "student"), (A, 2, ""), (B, 3, "student"), (B, 3, ""),
    ]  # fmt: skip
    assert [fault.packed() for fault in county.problems(TERM, B)] == [problem("student", f"{B}0"), problem("", "")]
    assert county.answers(TERM) == [
        (A, {"slip": "s", "item": "1"}),
        (A, {"slip": "s", "item": "2"}),
        (B, {"slip": "s", "item": "1"}),
    ]


def test_problems_of_a_part_that_a_newer_part_replaced_are_gone(county: CountyStore) -> None:
    merge(county, delivery(A, 1, problems=[problem("student", "r"), problem("school", "s"), problem("", "")]))
    merge(county, delivery(A, 2, forms=["student"], problems=[]))
    assert [fault.form for fault in county.problems(TERM)] == ["school"]


def test_pupils_and_transfers_over_the_county(county: CountyStore) -> None:
    same = "990101201803010028"
    merge(county, delivery(A, 1, pupils=[pupil(0, "old")]))
    merge(county, delivery(A, 2, pupils=[pupil(0, "a0", same), pupil(1, "a1", name="王小明")]))
    merge(county, delivery(B, pupils=[pupil(0, "b0", same), pupil(1, "b1", same, on_roll=False)]))
    assert [(school, [key.record for key in keys]) for school, keys in county.pupils(TERM)] == [
        (A, ["a0", "a1"]),
        (B, ["b0", "b1"]),
    ]
    [(_, keys), _] = county.pupils(TERM)
    assert keys[0] == PupilKey(*pupil(0, "a0", same))
    assert list(county.moves(TERM)) == []
    merge(county, delivery(A, 3, forms=["movement"]))
    assert list(county.moves(TERM)) == [(A, [MoveKey(*delivery(A).moves[0])])]
    assert [school for school, _ in county.pupils(TERM)] == [A, B]
    assert county.repeated(TERM) == {same: [(A, "a0"), (B, "b0")]}
    assert [(school, key.record) for school, key in county.find(TERM, same)] == [(A, "a0"), (B, "b0"), (B, "b1")]
    assert [key.record for _, key in county.find(TERM, "小明")] == ["a1"]
    assert [key.record for _, key in county.find(TERM, "Li Yu")] == ["a0", "a1", "b0", "b1"]
    assert county.find(TERM, "%") == []


def test_one_school_twice_with_the_same_number_is_not_repeated(county: CountyStore) -> None:
    merge(
        county, delivery(A, pupils=[pupil(0, "a0", "x"), pupil(1, "a1", "x")]), delivery(B, pupils=[pupil(0, "b0", "")])
    )
    assert county.repeated(TERM) == {}


def test_the_first_key_of_a_school_is_remembered(county: CountyStore) -> None:
    merge(county, delivery(A, 1, key=""), delivery(A, 2, key="first"), delivery(B, key="b"))
    merge(county, delivery(A, 3, key="second"))
    assert county.keys() == {A: "first", B: "b"}
    county.accept_key(A, "second", "王老师")
    assert county.keys() == {A: "second", B: "b"}


def test_files_and_what_became_of_them(county: CountyStore) -> None:
    bad = File("坏.xlsx", "f" * 64, "/in/坏.xlsx", 12)
    with county.batch("第一次", "王老师") as batch:
        bring(batch, {"甲.xlsx": [delivery(A, 2)], "旧.xlsx": [delivery(A, 1)]})
        batch.quarantine(bad, "damaged", "文件已损坏。")
        bring(batch, {"又.xlsx": [delivery(A, 2)], "乡.xlsx": [delivery(A, 2), delivery(B)]})
    assert [(line.name, line.status, line.deliveries) for line in county.files(1)] == [
        ("甲.xlsx", "merged", (1,)), ("旧.xlsx", "older", (2,)), ("坏.xlsx", "quarantined", ()), ("又.xlsx", "same", (1,)),
        ("乡.xlsx", "merged", (1, 3)),
    ]  # fmt: skip
    assert county.files(1)[2][2:] == (bad.name, bad.path, bad.sha256, 12, "quarantined", "damaged", "文件已损坏。", ())
    assert county.files() == county.files(1)
    [line] = county.batches()
    assert (line.id, line.name, line.user, line.state) == (1, "第一次", "王老师", "done")
    assert line.begun
    assert line.ended


def test_a_file_that_was_seen_need_not_be_read_again(county: CountyStore) -> None:
    with county.batch("一") as batch:
        bring(batch, {"乡.xlsx": [delivery(A), delivery(B)]})
        batch.quarantine(file("坏.xlsx"), "damaged", "")
    before = county.content_digest()
    with county.batch("二") as batch:
        assert [batch.seen(file(name).sha256) for name in ("乡.xlsx", "坏.xlsx", "新.xlsx")] == [True, False, False]
        assert batch.same(file("乡.xlsx", 2)) == "same"
    assert [(line.name, line.status, line.deliveries) for line in county.files(2)] == [("乡.xlsx", "same", (1, 2))]
    county.undo(1)
    assert county.content_digest() == before


def test_later_rules_replace_what_was_worked_out(county: CountyStore) -> None:
    merge(county, delivery(A), delivery(B))
    before = county.whole(2)
    with county.batch("重新校验") as batch:
        batch.renew(delivery(A, problems=[], facts={"all": {}}, pupils=[pupil(7, "r7")], on_roll=1))
    assert county.problems(TERM, A) == []
    assert county.facts(TERM)[A] == {"all": {}}
    assert [key.row for key in county.whole(1).pupils] == [7]
    assert county.whole(2) == before


def test_practice_and_real_data_never_mix(county: CountyStore, path: Path, library: Library) -> None:
    with county.batch("一") as batch:
        assert refused(batch.add, delivery(practice=False), file("真.xlsx")) == "real_into_practice_county"
        assert batch.add(delivery(), file("练.xlsx")) == "merged"
    assert [line.name for line in county.files()] == ["练.xlsx"]
    with (
        CountyStore.create(path, library, "350101", password="县教育局2026", cost=Cost(1, 64)) as real,
        real.batch("一") as batch,
    ):
        assert refused(batch.add, delivery(), file("练.xlsx")) == "practice_into_county"
        assert batch.add(delivery(practice=False), file("真.xlsx")) == "merged"


def test_a_run_that_was_broken_off_can_be_continued(county: CountyStore) -> None:
    def work(batch: Run) -> None:
        bring(batch, {"甲.xlsx": [delivery(A)]})
        batch.quarantine(file("锁.xlsx"), "password", "")
        batch.add(delivery(B), file("乡.xlsx", 2))
        batch.flush()
        batch.add(delivery(B, 2), file("丢.xlsx"))

    broken_off(county, work)
    assert [(line.state, line.id) for line in county.batches()] == [("open", 1)]
    assert [(line.name, line.status) for line in county.files()] == [
        ("甲.xlsx", "merged"),
        ("锁.xlsx", "quarantined"),
        ("乡.xlsx", "interrupted"),
    ]
    with county.batch("汇总", "王老师", resume=1) as batch:
        assert batch.seen(file("甲.xlsx").sha256)
        assert not batch.seen(file("乡.xlsx").sha256)
        bring(batch, {"乡.xlsx": [delivery(B), delivery(B, 3)], "锁.xlsx": [delivery(A, 2)]})
        batch.quarantine(file("坏.xlsx"), "damaged", "")
        batch.quarantine(file("坏.xlsx"), "damaged", "")
    assert [(line.state, line.id) for line in county.batches()] == [("done", 1)]
    assert [(line.name, line.status) for line in county.files()] == [
        ("甲.xlsx", "merged"), ("锁.xlsx", "replaced"), ("乡.xlsx", "replaced"), ("坏.xlsx", "quarantined"),
    ]  # fmt: skip
    assert refused(county.batch("汇总", resume=1).__enter__) == "batch_not_open"


def test_a_run_that_was_broken_off_can_be_taken_back(county: CountyStore) -> None:
    merge(county, delivery(A))
    before = county.content_digest()
    broken_off(county, lambda batch: (bring(batch, {"乡.xlsx": [delivery(A, 2), delivery(B)]}), batch.flush()))
    assert county.content_digest() != before
    county.undo(2)
    assert county.content_digest() == before


def test_taking_back_takes_out_what_no_other_batch_brought(county: CountyStore) -> None:
    merge(county, delivery(A), delivery(B))
    merge(county, delivery(A), delivery(A, 2))
    county.undo(1, "李老师")
    assert [(kept.school, kept.revision) for kept in county.deliveries()] == [(A, 2), (A, 1)]
    assert [(line.id, line.state) for line in county.batches()] == [(2, "done"), (1, "undone")]
    assert [line.status for line in county.files(1)] == ["merged", "merged"]
    assert refused(county.undo, 1) == "batch_not_open"
    county.undo(2)
    assert county.deliveries() == []
    assert county.keys() == {}
    assert [line.status for line in county.files(2)] == ["same", "replaced"]


def test_what_was_taken_back_can_come_again(county: CountyStore) -> None:
    merge(county, delivery(A))
    before = county.content_digest()
    county.undo(1)
    with county.batch("又") as batch:
        assert not batch.seen(file(f"{delivery(A).digest[:8]}.xlsx").sha256)
    assert merge(county, delivery(A)) == ["merged"]
    assert county.content_digest() == before


def test_a_batch_that_is_not_there(county: CountyStore) -> None:
    assert refused(county.undo, 7) == "no_such_batch"
    assert refused(county.batch("汇总", resume=7).__enter__) == "no_such_batch"
    assert merge(county, delivery(A)) == ["merged"]


def test_content_is_put_in_by_groups(county: CountyStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("db.county.batch.KEYS_AT_ONCE", 5)
    there: list[int] = []
    with county.batch("汇总") as batch:
        for revision in range(1, 6):
            batch.add(delivery(A, revision), file(f"{revision}.xlsx"))
            there.append(len(county.deliveries()))
    assert there == [0, 2, 2, 4, 4]
    assert len(county.deliveries()) == 5


def test_a_refusal_in_the_middle_ends_the_run(county: CountyStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also for one who takes it for a fault of the file, sets that aside and goes on."""

    def full(*_: object) -> None:
        raise Refusal("disk_full", path="x")

    def work(batch: Run) -> None:
        batch.add(delivery(A), file("甲.xlsx"))
        batch.flush()
        with monkeypatch.context() as patch:
            patch.setattr("db.county.batch.KEYS_AT_ONCE", 1)
            patch.setattr(county._backing, "pour", full)
            assert refused(batch.add, delivery(B), file("乙.xlsx")) == "disk_full"
        assert refused(batch.quarantine, file("乙.xlsx"), "disk_full", "") == "disk_full"
        assert refused(batch.add, delivery(B, 2), file("丙.xlsx")) == "disk_full"
        assert refused(batch.flush) == "disk_full"
        assert refused(batch.__exit__, None, None, None) == "disk_full"

    broken_off(county, work)
    assert [kept.school for kept in county.deliveries()] == [A]
    assert [line.state for line in county.batches()] == ["open"]
    with county.batch("汇总", resume=1) as batch:
        assert batch.add(delivery(B), file("乙.xlsx")) == "merged"
    assert [line.status for line in county.files()] == ["merged", "merged"]
