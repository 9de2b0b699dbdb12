"""The closed loop: what schools sent is merged, slips go back, are worked off at the schools, and the board is green."""

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from export.jobs.county.slips import waiting
from export.jobs.desk import Desk
from export.jobs.todo import TodoItem
from export.slip.sealed import opened
from forms.problems import Refusal
from tests.export.jobs.county.loop import PERIOD, Loop
from tests.export.workbook.made import put, sheet


def work_off(desk: Desk, item: TodoItem) -> None:
    """What a clerk does about one item."""
    if item.state != "open" or item.item.kind == "file":
        return
    if item.item.kind == "leave" and item.found:
        grade = desk.text("student", item.item.record, "grade")
        desk.save("movement", None, {
            "student": item.item.record, "kind": "转出", "applied_on": "2026-11-18", "effective_on": "2026-11-20",
            "grade_before": grade, "scope": "本县（市、区）内", "to_code": item.item.other, "to_school": "他校",
            "reason": "家庭搬迁",
        })  # fmt: skip
    else:
        desk.answer(item.item.id, "已电话核实，确在本校就读")


def explain(desk: Desk) -> None:
    """Reasons for whatever reminder is left."""
    left = [item.problem.key for item in desk.problems() if item.stands]
    desk.set_reason(left, "已核实")


def send_again(loop: Loop, school: str, work: Callable[[Desk], None], slip: Path | None = None) -> Path:
    to = loop.folder / f"again{loop.rounds}" / f"{school}.xlsx"
    to.parent.mkdir(exist_ok=True)
    with loop.desk(school) as desk:
        if slip is not None:
            desk.open_slip(slip)
        work(desk)
        explain(desk)
        sent = desk.export(to)
        assert sent.written, [located.message for located in sent.problems if located.stands]
    return to


def alter(loop: Loop, pupil: tuple[str, str]) -> None:
    """Somebody types a wrong phone into the workbook after the export."""
    school, record = pupil
    path = loop.folder / f"{school}.xlsx"
    book = openpyxl.load_workbook(path)
    page = sheet(book, "学生")
    keys = {str(cell.value): place for place, cell in enumerate(page[3], start=1)}
    rows = [row for row in range(6, page.max_row + 1) if page.cell(row, keys["_id"]).value == record]
    put(page, rows[0], keys["phone"], "1380000")
    (loop.folder / "altered").mkdir()
    book.save(loop.folder / "altered" / path.name)


def test_merge_slips_fix_answer_export_merge_and_the_board_is_green(loop: Loop) -> None:
    pairs, county = loop.pairs(), loop.county
    copied, sounds = pairs["copied"], pairs["same_sound"]
    county.decide(copied.key, "first", "家长确认", "周敏")
    county.decide(sounds.key, "ask", "", "周敏")
    slips = loop.write()
    kinds = {(school, item.kind) for school, written in slips.items() for item in written.slip.items}
    assert (copied.second.school, "leave") in kinds
    assert {(sounds.first.school, "ask"), (sounds.second.school, "ask")} <= kinds
    assert set(loop.statuses().values()) >= {"returned"}
    assert {code for code, status in loop.statuses().items() if status == "returned"} == set(slips)

    def work(desk: Desk) -> None:
        for item in desk.todo().items:
            work_off(desk, item)
        assert desk.todo().open == 0

    again = [send_again(loop, school, work, written.path) for school, written in slips.items()]
    assert {code for code, status in loop.statuses().items() if status == "returned"} == set(slips), "not merged yet"
    loop.merge(*again)
    standing = [one for school in slips for one in loop.slips().standing(school)]
    assert {one.state for one in standing} == {"fixed", "answered"}
    assert {one.answer for one in standing if one.state == "answered"} == {"已电话核实，确在本校就读"}
    assert set(loop.statuses().values()) == {"reported"}
    assert loop.slips().drafts() == {}, "nothing is left to ask"
    states = {kind: pair.state for kind, pair in loop.pairs().items()}
    assert states["unreleased"] == "transfer_closes"
    assert states["copied"] != "open", "the child is on one roll only"


def test_an_altered_workbook_comes_back_right(loop: Loop) -> None:
    pair = loop.pairs()["no_number"]
    school = pair.first.school
    with loop.desk(school) as desk:
        desk.save("student", pair.first.pupil.record, {"phone": "1380000"})
    alter(loop, (school, pair.first.pupil.record))
    loop.county.undo(loop.county.batches()[0].id)
    loop.merge(loop.folder / "altered")
    assert loop.statuses()[school] == "problems"
    written = loop.write(schools={school})[school]
    items = {item.code: item for item in written.slip.items if item.kind in ("problem", "file")}
    assert set(items) == {"kind.phone_shape", "seal.cell"}
    phone = items["kind.phone_shape"]
    assert (phone.record, phone.field, phone.sheet) == (pair.first.pupil.record, "phone", "学生")
    assert phone.label == pair.first.pupil.name
    assert phone.cell

    def work(desk: Desk) -> None:
        before = {each.item.code: each.state for each in desk.todo().items}
        assert before == {"kind.phone_shape": "open", "seal.cell": "open"}
        desk.save("student", phone.record, {"phone": "13800001111"})
        assert {each.item.code: each.state for each in desk.todo().items} == {
            "kind.phone_shape": "fixed",
            "seal.cell": "open",
        }

    loop.merge(send_again(loop, school, work, written.path))
    assert {one.item.code: one.state for one in loop.slips().standing(school)} == {
        "kind.phone_shape": "fixed",
        "seal.cell": "fixed",
    }
    assert loop.statuses()[school] == "reported"


def test_an_answer_that_is_not_enough_is_asked_again(loop: Loop) -> None:
    pair = loop.pairs()["no_number"]
    loop.county.decide(pair.key, "ask")
    school = pair.first.school
    first = loop.write(schools={school})[school]
    question = next(item for item in first.slip.items if item.kind == "ask")
    loop.merge(send_again(loop, school, lambda desk: desk.answer(question.id, "不清楚"), first.path))
    assert question.id not in {item.id for item in loop.slips().drafts().get(school, [])}
    second = loop.write(schools={school}, again={question.id})[school]
    again = next(item for item in second.slip.items if item.id == question.id)
    assert (second.slip.number, again.answer) == (2, "不清楚")
    assert [one.state for one in loop.slips().standing(school) if one.item.id == question.id] == ["open"]
    with loop.desk(school) as desk:
        desk.open_slip(second.path)
        assert [each.state for each in desk.todo().items if each.item.id == question.id] == ["open"]

    def answer(desk: Desk) -> None:
        desk.answer(question.id, "户口簿已核对，在本校就读")

    loop.merge(send_again(loop, school, answer))
    assert [one.answer for one in loop.slips().standing(school) if one.item.id == question.id] == [
        "户口簿已核对，在本校就读"
    ]


def test_two_children_and_postponed_pairs_ask_nobody(loop: Loop) -> None:
    pairs = loop.pairs()
    for kind, verdict in (("unreleased", "two"), ("copied", "later"), ("same_sound", "two")):
        loop.county.decide(pairs[kind].key, verdict)  # pyright: ignore[reportArgumentType]
    asked = {item.id.partition("|")[2] for items in loop.slips().drafts().values() for item in items}
    assert asked.isdisjoint({pairs[kind].key for kind in ("unreleased", "copied", "same_sound")})


def test_a_child_that_never_arrived_is_asked_for_by_name(loop: Loop) -> None:
    planted = json.loads((loop.folder / "duplicates.json").read_text("utf-8"))
    [lost] = [each for each in planted if each["kind"] == "unreceived"]
    items = loop.slips().drafts()[lost["second"][0]]
    [item] = [item for item in items if item.kind == "enter" and not item.record]
    with loop.desk(lost["first"][0]) as desk:
        assert desk.text("student", lost["first"][1], "name") == item.label
    assert item.other == lost["first"][0]


def test_the_slip_names_the_school_and_is_signed_by_the_county(loop: Loop) -> None:
    pair = loop.pairs()["copied"]
    loop.county.decide(pair.key, "second")
    written = loop.write(schools={pair.first.school})[pair.first.school]
    found = opened(loop.session.reader.read(written.path), written.path.name)
    assert found.slip == written.slip
    assert (found.slip.county, found.slip.county_name, found.slip.practice) == ("990123", "青岚县教育局", True)
    with loop.desk(pair.second.school) as other, pytest.raises(Exception, match="slip_other_school"):
        other.open_slip(written.path)
    kept = loop.county.slips(PERIOD, pair.first.school)
    assert [slip.number for slip in kept] == [1]


def test_a_county_that_never_sent_one_waits_for_nobody(loop: Loop) -> None:
    assert waiting(loop.county, loop.session.library) == {}


def test_the_same_words_again_answer_what_was_asked_again(loop: Loop) -> None:
    pair = loop.pairs()["no_number"]
    loop.county.decide(pair.key, "ask")
    school, words = pair.first.school, "确在本校就读"
    first = loop.write(schools={school})[school]
    asked = next(item for item in first.slip.items if item.kind == "ask")

    def state() -> str:
        return next(one.state for one in loop.slips().standing(school) if one.item.id == asked.id)

    loop.merge(send_again(loop, school, lambda desk: desk.answer(asked.id, words), first.path))
    assert state() == "answered"
    second = loop.write(schools={school}, again={asked.id})[school]
    assert state() == "open"
    loop.merge(send_again(loop, school, lambda _desk: None))
    assert state() == "open", "the school has not read the second slip"
    loop.merge(send_again(loop, school, lambda desk: desk.answer(asked.id, words), second.path))
    assert state() == "answered"
    assert asked.id not in {item.id for item in loop.slips().drafts().get(school, [])}


def test_two_who_write_slips_at_once_write_the_numbers_that_the_county_keeps(loop: Loop) -> None:
    pair = loop.pairs()["no_number"]
    loop.county.decide(pair.key, "ask")
    school = pair.first.school
    one, two = loop.slips(), loop.slips()
    assert not one.latest()
    assert not two.latest()
    written = [each.write(loop.folder / name, schools={school}) for each, name in ((one, "a"), (two, "b"))]
    numbers = {each.slip.id: each.slip.number for [each] in written}
    assert sorted(numbers.values()) == [1, 2]
    assert {kept.id: kept.number for kept in loop.county.slips(PERIOD, school)} == numbers
    for [each] in written:
        assert opened(loop.session.reader.read(each.path), each.path.name).slip == each.slip
        assert f"第{each.slip.number}号" in each.path.name


def test_a_slip_that_cannot_be_written_has_not_gone_out(loop: Loop) -> None:
    pair = loop.pairs()["no_number"]
    loop.county.decide(pair.key, "ask")
    school = pair.first.school
    draft = loop.write(schools={school})[school].path
    blocked = loop.folder / "full" / draft.name.replace("第1号", "第2号")
    blocked.mkdir(parents=True)
    slips = loop.slips()
    with pytest.raises(Refusal):
        slips.write(blocked.parent, schools={school})
    assert [kept.number for kept in loop.county.slips(PERIOD, school)] == [1]
    assert slips.latest()[school].number == 1
    assert [each.slip.number for each in slips.write(loop.folder / "again", schools={school})] == [2]
