"""The county's slip becomes a list at the school: every item leads to its record and goes when that is put right."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from export.jobs.county.collect import Collecting, Order
from export.jobs.desk import Desk
from export.jobs.todo import Todo
from export.slip import Slip, SlipItem
from export.workbook.read import Receiver
from forms.library import Library
from forms.problems import Refusal
from tests.export.slip.made import ASK, FILE, FIRST, KEY, LEAVE, OTHER_KEY, PHONE, SECOND, THIRD, newer, saved, slip

Open = Callable[..., None]


@pytest.fixture
def take(desk: Desk, library: Library, tmp_path: Path) -> Open:
    def take(made: Slip | None = None, key: bytes = KEY) -> None:
        desk.open_slip(saved(made or slip(), library, tmp_path, key))

    return take


def states(todo: Todo) -> dict[str, str]:
    return {each.item.id: each.state for each in todo.items}


def spoil(desk: Desk) -> None:
    desk.save("student", FIRST, {"phone": "1380000111"})


def test_without_a_slip_there_is_nothing_to_do(desk: Desk) -> None:
    todo = desk.todo()
    assert (todo.slip, todo.items, todo.open) == (None, (), 0)
    with pytest.raises(Refusal, match="slip_no_item"):
        desk.answer("x", "好")


def test_items_lead_to_their_records(desk: Desk, take: Open) -> None:
    spoil(desk)
    take()
    todo = desk.todo()
    assert todo.slip == slip()
    assert states(todo) == dict.fromkeys((PHONE.id, ASK.id, LEAVE.id, FILE.id), "open")
    places = [(each.item.form, each.item.record, each.item.field, each.found) for each in todo.items]
    assert places[:2] == [("student", FIRST, "phone", True), ("student", SECOND, "name", True)]
    desk.remove("student", SECOND)
    assert [each.found for each in desk.todo().items][:3] == [True, False, True]


def test_the_list_is_there_again_after_closing(desk: Desk, take: Open, tmp_path: Path) -> None:
    take()
    desk.answer(ASK.id, "随父母回村，确在本校就读")
    before = desk.todo()
    desk.close()
    shutil.copyfile(tmp_path / "a.school", tmp_path / "b.school")
    with Desk.open(tmp_path / "b.school", desk.session) as again:
        assert again.todo() == before


def test_an_item_is_fixed_as_soon_as_its_record_is_right_and_open_again_after_undo(desk: Desk, take: Open) -> None:
    spoil(desk)
    take()
    assert states(desk.todo())[PHONE.id] == "open"
    desk.save("student", FIRST, {"phone": "13800001111"})
    assert states(desk.todo())[PHONE.id] == "fixed"
    desk.undo()
    assert states(desk.todo())[PHONE.id] == "open"


def test_a_pupil_that_left_is_fixed_and_so_is_one_that_is_gone(desk: Desk, take: Open) -> None:
    take()
    desk.save("movement", None, {
        "student": THIRD, "kind": "转出", "effective_on": "2026-11-02", "grade_before": "二年级", "to_school": "河口小学",
    })  # fmt: skip
    assert states(desk.todo())[LEAVE.id] == "fixed"
    desk.remove("student", SECOND)
    assert states(desk.todo())[ASK.id] == "fixed"


def test_a_coming_is_fixed_by_the_movement_and_a_child_without_record_by_its_name(desk: Desk, take: Open) -> None:
    here = SlipItem("e1", "enter", "a", "b", form="student", record=SECOND, label="买买提·艾力")
    nobody = SlipItem("e2", "enter", "a", "b", form="student", label="黄一诺")
    gone = SlipItem("l2", "leave", "a", "b", form="student", label="黄子轩")
    take(slip(here, nobody, gone))
    assert set(states(desk.todo()).values()) == {"open"}
    new = desk.save("student", None, {"name": "黄一诺"}).id
    for pupil in (SECOND, new):
        desk.save("movement", None, {"student": pupil, "kind": "转入", "effective_on": "2026-11-02"})
    desk.save("movement", None, {"student": THIRD, "kind": "转出", "effective_on": "2026-11-02"})
    assert set(states(desk.todo()).values()) == {"fixed"}


def test_an_answer_is_kept_and_can_be_taken_back(desk: Desk, take: Open) -> None:
    take()
    desk.answer(ASK.id, " 确在本校就读 ")
    [item] = [each for each in desk.todo().items if each.item.id == ASK.id]
    assert item.state == "answered"
    assert item.answer is not None
    assert (item.answer.text, item.answer.who) == ("确在本校就读", "王秀兰")
    desk.answer(ASK.id, "")
    assert states(desk.todo())[ASK.id] == "open"


def test_an_answer_to_a_reminder_is_its_reason(desk: Desk, take: Open) -> None:
    desk.save("student", FIRST, {"distance": "51"})
    [found] = [item for item in desk.problems("student") if item.problem.level == "reminder"]
    take(
        slip(
            SlipItem(
                found.problem.key,
                "problem",
                found.message,
                "写明原因",
                found.problem.code,
                "student",
                FIRST,
                "distance",
            )
        )
    )
    desk.answer(found.problem.key, "家住外乡，周末接送")
    assert found.reason == "家住外乡，周末接送"
    assert desk.todo().open == 0


def test_a_row_that_had_no_lasting_id_is_known_by_its_problem(desk: Desk, take: Open) -> None:
    spoil(desk)
    take(slip(replace(PHONE, id="kind.phone_shape|student|row 6|phone", record="")))
    assert desk.todo().open == 1
    desk.save("student", FIRST, {"phone": "13800001111"})
    assert desk.todo().open == 0


# ── a newer slip ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_newer_slip_replaces_the_older_and_keeps_answers_that_the_county_had_not_seen(desk: Desk, take: Open) -> None:
    take(slip(ASK, LEAVE))
    desk.answer(ASK.id, "确在本校就读")
    desk.answer(LEAVE.id, "没有转走")
    take(newer(ASK, replace(LEAVE, answer="没有转走")))
    todo = desk.todo()
    assert todo.slip is not None
    assert todo.slip.number == 2
    assert states(todo) == {ASK.id: "answered", LEAVE.id: "open"}, "asked again: the county has read that answer"


def test_an_older_slip_is_refused_and_the_same_one_changes_nothing(
    desk: Desk, take: Open, library: Library, tmp_path: Path
) -> None:
    take(newer())
    desk.answer(ASK.id, "确在本校就读")
    with pytest.raises(Refusal, match="slip_older"):
        take(slip())
    assert desk.open_slip(saved(newer(), library, tmp_path)).same
    assert states(desk.todo())[ASK.id] == "answered"


def test_a_slip_of_another_period_waits_for_its_period(desk: Desk, take: Open) -> None:
    take(slip(period="2025-2"))
    assert desk.todo().slip is None
    desk.set_period("2025-2")
    assert desk.todo().slip is not None


# ── what is not for this store ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"school": "2199000009", "school_name": "河口小学"}, "slip_other_school"),
        ({"practice": False}, "slip_real"),
    ],
)
def test_a_strange_slip_is_refused_with_a_sentence(
    desk: Desk, take: Open, library: Library, said: dict[str, object], code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        take(slip(**said))
    assert refused.value.code == code
    assert library.catalogue.refusal(refused.value).endswith(("。", "）。"))
    assert desk.todo().slip is None


def test_another_county_is_refused_once_one_is_known(desk: Desk, take: Open, library: Library) -> None:
    take()
    with pytest.raises(Refusal) as refused:
        take(newer(county="990202", county_name="北山县教育局"))
    assert "北山县教育局" in library.catalogue.refusal(refused.value)
    assert "石坪县教育局" in library.catalogue.refusal(refused.value)


def test_a_slip_under_another_key_changes_nothing_until_somebody_has_compared_the_digits(
    desk: Desk, take: Open, library: Library, tmp_path: Path
) -> None:
    first = desk.open_slip(saved(slip(), library, tmp_path))
    assert not first.new_key
    assert len(first.signer) == 6
    desk.answer(ASK.id, "写了半天的答复")
    before = desk.todo()
    strange = saved(newer(LEAVE, number=10**9, contact="13900000000"), library, tmp_path, OTHER_KEY)
    taken = desk.open_slip(strange)
    assert taken.new_key
    assert taken.signer != first.signer
    assert desk.todo() == before
    assert desk.open_slip(strange, signer=first.signer).new_key, "those are the digits of the other key"
    take(newer(ASK, number=2, id="7" * 32))
    assert states(desk.todo()) == {ASK.id: "answered"}, "the county's own slips go on being taken"


def test_a_new_key_is_taken_by_its_digits_and_its_numbers_begin_anew(
    desk: Desk, take: Open, library: Library, tmp_path: Path
) -> None:
    take(newer(ASK, LEAVE, number=7))
    desk.answer(ASK.id, "确在本校就读")
    path = saved(slip(ASK, county="990202", county_name="北山县教育局"), library, tmp_path, OTHER_KEY)
    signer = desk.open_slip(path).signer
    assert not desk.open_slip(path, signer=signer).new_key
    todo = desk.todo()
    assert todo.slip is not None
    assert (todo.slip.number, states(todo)) == (1, {ASK.id: "answered"})
    assert desk.open_slip(path).same
    old = saved(newer(ASK, number=8, id="8" * 32), library, tmp_path)
    assert desk.open_slip(old).new_key, "from now on it is the earlier key that is strange"


def test_numbers_of_an_earlier_key_hold_nobody_up_in_any_period(
    desk: Desk, take: Open, library: Library, tmp_path: Path
) -> None:
    take(newer(number=10**9))
    take(newer(number=10**9, period="2025-2", id="7" * 32))
    for made in (slip(ASK), slip(ASK, period="2025-2", id="8" * 32)):
        path = saved(made, library, tmp_path, OTHER_KEY)
        assert not desk.open_slip(path, signer=desk.open_slip(path).signer).new_key


def test_an_answer_outlives_a_slip_that_does_not_ask(desk: Desk, take: Open) -> None:
    take(slip(ASK, LEAVE))
    desk.answer(ASK.id, "确在本校就读")
    take(newer(LEAVE))
    assert states(desk.todo()) == {LEAVE.id: "open"}
    take(newer(ASK, LEAVE, number=3, id="7" * 32))
    assert states(desk.todo()) == {ASK.id: "answered", LEAVE.id: "open"}


# ── on the way back ───────────────────────────────────────────────────────────────────────────────────────────────


def test_states_and_answers_travel_within_the_next_export(
    desk: Desk, take: Open, library: Library, tmp_path: Path
) -> None:
    take(slip(ASK, LEAVE, FILE, revision=0))
    desk.answer(ASK.id, "确在本校就读")
    sent = desk.export(tmp_path / "sent.xlsx")
    assert sent.written, [located.message for located in sent.problems if located.stands]
    with Collecting([tmp_path / "sent.xlsx"], Order(readers=1)) as collecting:
        [collected] = collecting
    answers = {answer["item"]: answer for answer in collected.deliveries[0].answers}
    assert {id_: answer["state"] for id_, answer in answers.items()} == {
        ASK.id: "answered",
        LEAVE.id: "open",
        FILE.id: "fixed",
    }
    assert (answers[ASK.id]["text"], answers[ASK.id]["who"], answers[ASK.id]["slip"]) == (
        "确在本校就读",
        "王秀兰",
        "5" * 32,
    )
    assert states(desk.todo())[FILE.id] == "fixed"
    book = desk.session.reader.read(tmp_path / "sent.xlsx")
    assert Receiver(library).receive(book).verdict.state == "intact"
