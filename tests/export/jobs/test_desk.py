"""What a clerk does at the desk: every change is durable, undone as one step, and the problems stand beside it."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from export.findings import context_of
from export.jobs.desk import Desk
from export.jobs.holdings import states_of, tables_of
from export.jobs.session import Session
from export.jobs.standing import Item
from forms.checks import check
from forms.problems import Refusal
from tests.forms.small_school import id_number, lasting_id

FIRST, SECOND, THIRD = (lasting_id("student", row) for row in range(3))


def codes(items: list[Item]) -> set[str]:
    return {item.problem.code for item in items}


def is_in_step(desk: Desk) -> bool:
    """Whether tables and problems are those of the store."""
    tables = tables_of(desk.store, desk.period, desk.library)
    states = states_of(desk.store, desk.period, tables)
    expected = check(tables, context_of(tables, desk.library, desk.period.code, states))
    return desk.tables == tables and [item.problem for item in desk.problems()] == expected


def test_a_desk_opens_with_the_school_and_its_records(desk: Desk) -> None:
    assert (desk.school_code, desk.school_name, desk.practice) == ("2199000001", "石坪小学", True)
    assert desk.period.code == "2026-1"
    assert len(desk.tables["student"]) == 3
    assert desk.problems() == []


def test_a_save_is_durable_and_named(desk: Desk, session: Session) -> None:
    assert desk.problems() == []
    change = desk.save("student", FIRST, {"phone": "13900002222", "postcode": "362300"})
    assert (change.id, change.form, change.row, change.fields) == (FIRST, "student", 0, ("phone",))
    assert not change.problems_changed
    assert desk.next_undo == "修改学生：联系电话、邮政编码"
    desk.close()
    with Desk.open(desk.path, session) as again:
        assert again.tables["student"].columns["phone"][0] == "13900002222"


def test_what_cannot_be_read_is_kept_shown_and_named(desk: Desk, session: Session) -> None:
    change = desk.save("student", FIRST, {"born_on": "12.3.5"})
    assert change.problems_changed
    assert desk.text("student", FIRST, "born_on") == "12.3.5"
    [item] = desk.problems("student")
    assert (item.problem.record, item.problem.field) == (FIRST, "born_on")
    assert item.problem.level == "error"
    assert item.label == "林雨桐"
    assert "12.3.5" in item.message
    assert is_in_step(desk)
    assert desk.save("student", FIRST, {"born_on": "2018.3.12"}).problems_changed
    assert desk.problems() == []


def test_a_new_record_stands_at_the_end(desk: Desk) -> None:
    change = desk.save("student", None, {"name": "新来的"})
    assert change.row == 3
    assert change.fields == ("name",)
    assert "required" in codes(desk.problems("student"))
    assert is_in_step(desk)


def test_a_pupil_is_pointed_to_by_name_or_number(desk: Desk) -> None:
    visit = desk.tables["visit"].ids[0]
    for words in ("买买提·艾力", id_number("2018-05-20", "013"), f"买买提·艾力 {id_number('2018-05-20', '013')}"):
        desk.save("visit", visit, {"student": FIRST})
        desk.save("visit", visit, {"student": words})
        assert desk.tables["visit"].columns["student"] == [SECOND]
    assert desk.text("visit", visit, "student") == "买买提·艾力"
    [*_, last] = desk.history("visit", visit, "student")
    assert (last.old, last.new) == ("林雨桐", "买买提·艾力")
    seen = desk.preview_cells("visit", "买买提·艾力\n谁", ["student"], [visit])
    assert [cell.fate for cell in seen.cells] == ["same", "refused"]
    desk.save("visit", visit, {"student": "没有这个人"})
    assert codes(desk.problems("visit")) >= {"kind.not_on_record"}
    assert is_in_step(desk)


def test_a_paste_is_one_step(desk: Desk) -> None:
    clip = "林雨桐\t2018.3.12\n新来的\t12x\n"
    fields = ["name", "born_on"]
    seen = desk.preview_cells("student", clip, fields, [FIRST])
    assert [(cell.fate, cell.text) for cell in seen.cells] == [
        ("same", "林雨桐"), ("same", "2018-03-12"), ("taken", "新来的"), ("refused", "12x"),
    ]  # fmt: skip
    assert seen.cells[-1].message
    assert (seen.new, seen.count("refused")) == (1, 1)
    ids = desk.apply_cells("student", seen.rows, "粘贴 2 行")
    assert ids[0] == FIRST
    assert len(desk.tables["student"]) == 4
    assert desk.text("student", ids[1], "born_on") == "12x"
    assert is_in_step(desk)
    assert desk.undo() == "粘贴 2 行"
    assert desk.tables["student"].ids == [FIRST, SECOND, THIRD]
    assert desk.problems() == []


def test_one_copied_row_fills_many(desk: Desk) -> None:
    seen = desk.preview_cells("student", "走读", ["boards"], [FIRST, SECOND, THIRD])
    desk.apply_cells("student", seen.rows, "向下填充")
    assert desk.tables["student"].columns["boards"] == ["1", "1", "1"]


def test_removing_undoing_redoing_and_restoring(desk: Desk) -> None:
    desk.remove("student", FIRST)
    assert desk.tables["student"].ids == [SECOND, THIRD]
    assert "refers" in codes(desk.problems("visit"))
    assert desk.bin("student").ids == [FIRST]
    assert desk.undo() == "删除学生"
    assert desk.problems() == []
    assert desk.next_redo == "删除学生"
    assert desk.redo() == "删除学生"
    assert is_in_step(desk)
    desk.restore("student", FIRST)
    assert desk.tables["student"].ids == [FIRST, SECOND, THIRD]
    assert is_in_step(desk)


WORK = st.tuples(
    st.sampled_from(["save", "save", "new", "paste", "remove", "restore", "undo", "undo", "redo"]),
    st.integers(0, 4),
    st.dictionaries(
        st.sampled_from(["name", "born_on", "grade", "boards", "left_behind", "phone", "id_number"]),
        st.sampled_from(["", "李一", "2018-03-12", "四年级", "住校", "138", id_number("2018-05-20", "013")]),
        max_size=3,
    ),
)
"""What is done, to which pupil, and what is typed."""


def works(desk: Desk, what: str, row: int, texts: dict[str, str]) -> None:
    pupils = [*desk.tables["student"].ids, None]
    pupil, gone = pupils[row % len(pupils)], desk.bin("student").ids
    if what in ("save", "new"):
        desk.save("student", pupil if what == "save" else None, texts)
    elif what == "paste":
        desk.apply_cells("student", [(pupil, texts), (None, texts)])
    elif what == "remove" and pupil:
        desk.remove("student", pupil)
    elif what == "restore" and gone:
        desk.restore("student", gone[row % len(gone)])
    elif what == "undo":
        desk.undo()
    elif what == "redo":
        desk.redo()


@given(day=st.lists(WORK, min_size=1, max_size=10))
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_after_any_day_of_work_tables_and_problems_are_those_of_the_store(
    made: Path, session: Session, tmp_path: Path, day: list[tuple[str, int, dict[str, str]]]
) -> None:
    shutil.copyfile(made, tmp_path / "day.school")
    with Desk.open(tmp_path / "day.school", session) as desk:
        for what, row, texts in day:
            works(desk, what, row, texts)
        assert is_in_step(desk)
    (tmp_path / "day.school").unlink()


def test_a_locked_form_refuses_and_nothing_changes(desk: Desk) -> None:
    desk.set_state("student", "approved", "审核通过", "周校长")
    assert desk.states["student"].state.zh == "已审核"
    for change in (
        lambda: desk.save("student", FIRST, {"name": "别人"}),
        lambda: desk.save("student", None, {"name": "别人"}),
        lambda: desk.apply_cells("student", [(None, {"name": "别人"})]),
        lambda: desk.remove("student", FIRST),
        desk.undo,
    ):
        with pytest.raises(Refusal, match="return_locked"):
            change()
        assert is_in_step(desk)
    assert desk.text("student", FIRST, "name") == "林雨桐"
    desk.set_state("student", "filling", "名字写错了")
    assert desk.save("student", FIRST, {"name": "林雨彤"}).fields == ("name",)


def test_nothing_to_report_is_confirmed_and_taken_back_by_a_record(desk: Desk) -> None:
    desk.remove("visit", desk.tables["visit"].ids[0])
    assert codes(desk.problems("visit")) == {"form.not_filled"}
    desk.confirm_nil("visit")
    assert desk.problems("visit") == []
    assert desk.completeness("visit").is_filled
    desk.save("visit", None, {"student": FIRST})
    assert not desk.completeness("visit").nil
    with pytest.raises(Refusal, match="nil_but_records"):
        desk.confirm_nil("student")


def test_one_reason_explains_several_reminders(desk: Desk) -> None:
    for pupil in (FIRST, SECOND):
        desk.save("student", pupil, {"grade": "六年级"})
    keys = [item.problem.key for item in desk.problems() if item.problem.code == "grade_age"]
    assert len(keys) == 2
    desk.set_reason(keys, "跳级，有县里批文")
    explained = [item for item in desk.problems() if item.problem.key in keys]
    assert [item.reason for item in explained] == ["跳级，有县里批文"] * 2
    assert not any(item.stands for item in explained)
    assert desk.completeness("student").explained == 2
    desk.set_reason(keys[:1], "")
    assert sum(item.stands for item in desk.problems() if item.problem.key in keys) == 1


def test_looking_at_a_masked_number_is_recorded(desk: Desk) -> None:
    number = id_number("2018-03-12", "002")
    assert desk.text("student", FIRST, "id_number") == f"990101********{number[-4:]}"
    assert desk.reveal("student", FIRST, "id_number") == number
    [*_, last] = desk.history("student", FIRST, "id_number")
    assert (last.name, last.user, last.kind) == ("查看身份证件号", "王秀兰", "note")
    assert desk.next_undo == "名册"


def test_sentences_come_in_the_language_that_is_chosen(desk: Desk) -> None:
    desk.save("student", FIRST, {"name": ""})
    [zh] = [item.message for item in desk.problems()]
    desk.set_language("en")
    [en] = [item.message for item in desk.problems()]
    assert "姓名" in zh
    assert "Name" in en


def test_history_is_masked_too(desk: Desk) -> None:
    desk.save("student", FIRST, {"phone": "13900002222"})
    [*_, last] = desk.history("student", FIRST, "phone")
    assert (last.old, last.new) == ("138****1111", "139****2222")


def test_a_new_record_takes_over_what_is_carried_and_what_follows(desk: Desk) -> None:
    fresh = desk.fresh("student")
    assert fresh["grade"] == "二年级"
    assert fresh["nation"] == "汉族"
    assert "name" not in fresh
    assert desk.suggestion("student", "grade", FIRST) == "三年级"
    number = id_number("2019-02-03", "018")
    assert desk.derive("student", {"id_number": number}) == {"born_on": "2019-02-03", "sex": "女"}
    assert desk.derive("student", {"id_number": number}, FIRST) == {}


def test_another_period_has_other_records(desk: Desk) -> None:
    version = desk.version
    desk.set_period("2026-2")
    assert desk.version > version
    assert len(desk.tables["subsidy"]) == 0
    assert len(desk.tables["student"]) == 3
    assert is_in_step(desk)


def test_a_backup_is_made_and_remembered(desk: Desk, tmp_path: Path) -> None:
    assert desk.last_backup is None
    made = desk.backup(tmp_path / "copy.school")
    assert made.records["student"] == 3
    last = desk.last_backup
    assert last is not None
    assert last.file == str(tmp_path / "copy.school")


def test_an_export_is_remembered_and_changes_since_are_counted(desk: Desk, tmp_path: Path) -> None:
    sent = desk.export(tmp_path / "a.xlsx")
    assert sent.written
    last = desk.last_export
    assert last is not None
    assert (last.revision, last.check_code) == (1, sent.check_code)
    assert desk.summary().unsent == 0
    assert desk.summary().due.step == "done"
    desk.save("student", FIRST, {"phone": "13900002222"})
    desk.reveal("student", FIRST, "phone")
    assert desk.summary().unsent == 1


def test_an_error_holds_the_export_back(desk: Desk, tmp_path: Path) -> None:
    desk.save("student", FIRST, {"name": ""})
    sent = desk.export(tmp_path / "a.xlsx")
    assert not sent.written
    assert [located.problem.code for located in sent.problems] == ["required"]
    assert desk.last_export is None
    assert desk.export(tmp_path / "a.xlsx", draft=True).written


def test_a_workbook_is_shown_and_taken_in_as_one_step(desk: Desk, session: Session, tmp_path: Path) -> None:
    desk.export(tmp_path / "a.xlsx")
    desk.save("student", FIRST, {"phone": "13900002222"})
    seen = desk.preview(tmp_path / "a.xlsx")
    assert sum(planned.count("changed") for planned in seen.plans) == 1
    desk.take_in(seen, "a.xlsx")
    assert desk.tables["student"].columns["phone"][0] == "13800001111"
    assert is_in_step(desk)
    assert desk.undo() == "导入 a.xlsx"
    assert desk.tables["student"].columns["phone"][0] == "13900002222"
    assert is_in_step(desk)


def test_the_home_page_says_how_far_and_what_is_wrong(desk: Desk) -> None:
    desk.save("student", FIRST, {"grade": "六年级", "name": ""})
    desk.set_deadline("2026-09-18")
    home = desk.summary()
    assert (home.due.deadline, home.due.step, home.due.lacking) == ("2026-09-18", "fill", 1)
    assert (home.forms["student"].records, home.forms["student"].required_filled) == (3, 2)
    assert [(one.zh, one.boys, one.girls) for one in home.grades] == [
        ("二年级", 1, 0),
        ("三年级", 1, 0),
        ("六年级", 0, 1),
    ]
    assert (home.pupils, home.girls, home.boarders, home.left_behind, home.aided) == (3, 1, 1, 1, 1)
    assert [item.problem.level for item in home.attention] == sorted(item.problem.level for item in home.attention)
    assert home.due.next == home.attention[0]
    assert desk.summary() is home


def test_a_child_is_found_and_stays_found_after_changes(desk: Desk) -> None:
    assert desk.search("student", "lyt") == [0]
    assert desk.hits("student", "yt")[0].marks == {"name": (1, 2)}
    assert desk.search("student", "1111") == [0, 1, 2]
    assert desk.search("visit", "lyt") == [0]
    assert desk.hits("visit", "lyt")[0].marks == {"student": (0, 1, 2)}
    desk.save("student", SECOND, {"name": "单雨桐"})
    assert desk.search("student", "syt") == [1]
    desk.undo()
    assert desk.search("student", "syt") == []
    desk.remove("student", FIRST)
    assert desk.search("student", "lyt") == []
    assert desk.search("student", "") == [0, 1]
