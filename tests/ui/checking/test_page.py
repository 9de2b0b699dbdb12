"""校验与导出: reasons in the row and together, jumps, nil returns, the gate, the lock, the workbook."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from export.jobs.approval import approval, gate
from export.jobs.desk import Desk
from export.jobs.sending import last_workbook
from forms.problems import Refusal
from ui.problems.model import REASON
from ui.problems.reason import ReasonEditor
from ui.problems.rows import split
from ui.school.checking import CheckPage
from ui.theme import Theme


def shown(desk: Desk, theme: Theme, qtbot: QtBot) -> CheckPage:
    page = CheckPage(desk, theme)
    qtbot.addWidget(page)
    page.resize(1182, 700)
    page.show()
    page.refresh()
    page.table.setFocus()
    return page


def reminders(page: CheckPage) -> list[int]:
    return [at for at, row in enumerate(page.model.rows) if row.state == "reminder" and row.takes_reason]


def reason_editor(page: CheckPage, qtbot: QtBot) -> ReasonEditor:
    qtbot.waitUntil(lambda: page.table.viewport().findChild(ReasonEditor) is not None)
    editor = page.table.viewport().findChild(ReasonEditor)
    assert editor is not None
    return editor


def ready(desk: Desk, tmp_path: Path) -> None:
    desk.backup(tmp_path / "copy.school")


def test_errors_come_first_and_segments_count(faulty: Desk, theme: Theme, qtbot: QtBot) -> None:
    page = shown(faulty, theme, qtbot)
    levels = [row.item.problem.level for row in page.model.rows]
    assert levels == sorted(levels)
    assert len(levels) == len(faulty.problems())
    page.strip.segments.choose("reminder")
    page.strip.wanted.emit(page.strip.value)
    assert {row.state for row in page.model.rows} == {"reminder"}


def test_no_errors_and_no_reminders_are_a_tick(clean: Desk, theme: Theme, qtbot: QtBot) -> None:
    assert not clean.problems()
    segments = shown(clean, theme, qtbot).strip.segments
    assert [segments.glyph(key) for key in ("error", "reminder", "done")] == ["done"] * 3


def test_errors_and_reminders_have_their_own_signs(faulty: Desk, theme: Theme, qtbot: QtBot) -> None:
    segments = shown(faulty, theme, qtbot).strip.segments
    assert [segments.glyph(key) for key in ("error", "reminder")] == ["error", "reminder"]


def test_a_form_and_a_class_may_be_chosen(faulty: Desk, theme: Theme, qtbot: QtBot) -> None:
    page = shown(faulty, theme, qtbot)
    group = next(row.group for row in page.model.rows if row.item.problem.form == "left_behind" and row.group)
    page.strip.forms._choose("left_behind")
    page.strip.classes._choose(group)
    assert page.model.rows
    assert {(row.item.problem.form, row.group) for row in page.model.rows} == {("left_behind", group)}


def test_a_reason_is_typed_in_the_row(faulty: Desk, theme: Theme, qtbot: QtBot) -> None:
    page = shown(faulty, theme, qtbot)
    line = reminders(page)[0]
    page.table.go(line)
    qtbot.keyClick(page.table, Qt.Key.Key_F2)
    editor = reason_editor(page, qtbot)
    editor.setEditText("已核对户口簿")
    with qtbot.waitSignal(page.changed):
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert page.model.rows[line].state == "done"
    key = page.model.rows[line].key
    assert next(item.reason for item in faulty.problems() if item.problem.key == key) == "已核对户口簿"


def test_a_usual_reason_is_picked(faulty: Desk, theme: Theme, qtbot: QtBot) -> None:
    page = shown(faulty, theme, qtbot)
    line = reminders(page)[0]
    page.table.write(line)
    editor = reason_editor(page, qtbot)
    assert editor.count() >= 3
    editor.setCurrentIndex(1)
    with qtbot.waitSignal(page.changed):
        editor.textActivated.emit(editor.currentText())
    assert page.model.rows[line].reason == editor.itemText(1)


def test_an_error_takes_no_reason(faulty: Desk, theme: Theme, qtbot: QtBot) -> None:
    page = shown(faulty, theme, qtbot)
    assert not page.table.write(0)


def test_one_reason_serves_several_reminders(faulty: Desk, theme: Theme, qtbot: QtBot) -> None:
    page = shown(faulty, theme, qtbot)
    lines = reminders(page)[:3]
    model, table = page.table.selectionModel(), page.table
    for line in lines:
        model.select(page.model.index(line, 0), model.SelectionFlag.Select | model.SelectionFlag.Rows)
    assert page.problems.together.isVisible()
    page.problems.together.reason.setEditText("历史数据")
    qtbot.mouseClick(page.problems.together.button, Qt.MouseButton.LeftButton)
    assert {page.model.rows[line].reason for line in lines} == {"历史数据"}
    assert table.isVisible()


def test_like_reminders_are_offered_after_the_first(faulty: Desk, theme: Theme, qtbot: QtBot) -> None:
    page = shown(faulty, theme, qtbot)
    codes = [(row.item.problem.form, row.item.problem.code) for row in page.model.rows]
    line = next((at for at in reminders(page) if codes.count(codes[at]) > 1), None)
    if line is None:
        pytest.skip("no two reminders of a kind in this school")
    page.problems._explain(page.model.rows[line], "属实")
    qtbot.mouseClick(page.problems.together.button, Qt.MouseButton.LeftButton)
    assert {row.reason for row, code in zip(page.model.rows, codes, strict=True) if code == codes[line]} == {"属实"}


def test_enter_and_a_double_click_lead_to_the_record(faulty: Desk, theme: Theme, qtbot: QtBot) -> None:
    page = shown(faulty, theme, qtbot)
    page.table.go(1)
    problem = page.model.rows[1].item.problem
    with qtbot.waitSignal(page.open_record) as told:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert tuple(told.args) == (problem.form, problem.record, problem.field or "")
    with qtbot.waitSignal(page.open_record) as told:
        page.table.doubleClicked.emit(page.model.index(1, 3))
    assert told.args[1] == problem.record


def test_f8_walks_through_what_stands(faulty: Desk, theme: Theme, qtbot: QtBot) -> None:
    page = shown(faulty, theme, qtbot)
    page.table.go(0)
    assert page.next_problem()
    assert page.table.currentIndex().row() == 1
    page.table.go(len(page.model.rows) - 1)
    assert not page.next_problem()


def test_nothing_to_report_is_confirmed_in_the_row(clean: Desk, theme: Theme, qtbot: QtBot) -> None:
    for id_ in list(clean.tables["visit"].ids):
        clean.remove("visit", id_)
    page = shown(clean, theme, qtbot)
    line = next(at for at, row in enumerate(page.model.rows) if row.is_nil)
    page.table.setCurrentIndex(page.model.index(line, REASON))
    with qtbot.waitSignal(page.changed):
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert clean.completeness("visit").nil
    assert not any(row.is_nil for row in page.model.rows)


def test_the_gate_says_what_is_missing(faulty: Desk, theme: Theme, qtbot: QtBot) -> None:
    page = shown(faulty, theme, qtbot)
    assert not page.gate.approve.isEnabled()
    assert page.gate._lacking.isVisible()
    assert "4" in page.gate._lacking.text()
    assert gate(faulty).conditions == (False, False, False, False)


def test_a_second_person_reviews_and_locks(clean: Desk, theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    ready(clean, tmp_path)
    page = shown(clean, theme, qtbot)
    qtbot.mouseClick(page.gate.approve, Qt.MouseButton.LeftButton)
    page.gate.answers.reviewer.setText("王秀兰")
    qtbot.mouseClick(page.gate.answers.lock, Qt.MouseButton.LeftButton)
    assert approval(clean) is None
    assert "王秀兰" in page.gate.answers._problem.text()
    page.gate.answers.reviewer.setText("李老师")
    qtbot.mouseClick(page.gate.answers.lock, Qt.MouseButton.LeftButton)
    made = approval(clean)
    assert made is not None
    assert made.reviewer == "李老师"
    assert page.model.is_locked
    with pytest.raises(Refusal, match="return_locked"):
        clean.save("student", clean.tables["student"].ids[0], {"talent": "唱歌"})


def test_the_way_back_is_recorded(clean: Desk, theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    ready(clean, tmp_path)
    page = shown(clean, theme, qtbot)
    page._approve("李老师", "张建国")
    page.take_back("王秀兰", "")
    assert approval(clean) is not None
    page.take_back("王秀兰", "县里退回")
    assert approval(clean) is None
    assert any("县里退回" in step.name for step in clean.steps(20))
    clean.save("student", clean.tables["student"].ids[0], {"talent": "唱歌"})


def test_the_workbook_leaves_and_changes_are_counted(clean: Desk, theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    ready(clean, tmp_path)
    page = shown(clean, theme, qtbot)
    page._approve("李老师", "张建国")
    page.ask_file = lambda *_: str(tmp_path / "out.xlsx")
    with qtbot.waitSignal(page.changed, timeout=20_000):
        qtbot.mouseClick(page.card.export, Qt.MouseButton.LeftButton)
    workbook = last_workbook(clean)
    assert workbook is not None
    assert page.card._code.text() == workbook.check_code
    assert page.card.folder.isVisible()
    qtbot.waitUntil(lambda: not page.card.busy.isVisible())
    clean.save("student", clean.tables["student"].ids[0], {"talent": "唱歌"})
    page.refresh()
    assert page.card._since.isVisible()
    assert approval(clean) is None


def test_f9_reads_everything_anew(faulty: Desk, theme: Theme, qtbot: QtBot) -> None:
    page = shown(faulty, theme, qtbot)
    qtbot.keyClick(page.table, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: page._last is not None, timeout=20_000)
    assert page._last is not None
    assert page._last.problems == len(faulty.problems())
    qtbot.waitUntil(page.again.isEnabled)


def test_the_list_names_nobody_by_number(faulty: Desk, theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    page = shown(faulty, theme, qtbot)
    page.ask_file = lambda *_: str(tmp_path / "list.xlsx")
    page._list()
    qtbot.waitUntil(page.message.isVisible, timeout=20_000)
    sheet = openpyxl.load_workbook(tmp_path / "list.xlsx").active
    assert sheet is not None
    assert sheet.max_row == len(page.model.rows) + 1
    words = "".join(str(cell.value) for cells in sheet.iter_rows() for cell in cells)
    numbers = [str(number) for number in faulty.tables["student"].columns["id_number"] if number]
    assert not any(number in words for number in numbers)


def test_everything_has_a_name(faulty: Desk, theme: Theme, qtbot: QtBot) -> None:
    page = shown(faulty, theme, qtbot)
    for kind in (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView):
        for widget in page.findChildren(kind):
            is_own = not widget.objectName().startswith("qt_") and widget.window() is page.window()
            if is_own and widget.parent() is not page.table:  # whose corner is Qt's
                assert widget.accessibleName() or getattr(widget, "text", str)(), widget


def test_a_sentence_is_split_into_what_and_how() -> None:
    assert split("第 18 位应为 2。请对照户口簿核对。") == ("第 18 位应为 2", "请对照户口簿核对")
    assert split("没有填写。") == ("没有填写", "")


def test_one_click_opens_the_list_of_reasons(faulty: Desk, theme: Theme, qtbot: QtBot) -> None:
    page = shown(faulty, theme, qtbot)
    line = reminders(page)[0]
    page.table.scrollTo(page.model.index(line, REASON), QAbstractItemView.ScrollHint.PositionAtCenter)
    place = page.table.visualRect(page.model.index(line, REASON)).center()
    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    editor = reason_editor(page, qtbot)
    qtbot.waitUntil(lambda: editor.view().isVisible())
    editor.hidePopup()
    assert editor.isVisible()


def test_arrows_go_from_reason_to_reason(faulty: Desk, theme: Theme, qtbot: QtBot) -> None:
    page = shown(faulty, theme, qtbot)
    first, second = reminders(page)[:2]
    page.table.write(first)
    editor = reason_editor(page, qtbot)
    editor.setEditText("属实")
    qtbot.keyClick(editor, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.table.currentIndex().row() == second)
    qtbot.waitUntil(lambda: page.model.rows[first].reason == "属实")


def test_escape_leaves_a_reason_unwritten(faulty: Desk, theme: Theme, qtbot: QtBot) -> None:
    page = shown(faulty, theme, qtbot)
    line = reminders(page)[0]
    page.table.write(line)
    editor = reason_editor(page, qtbot)
    editor.setEditText("不写了")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.table.viewport().findChild(ReasonEditor) is None)
    assert not page.model.rows[line].reason


def exported(desk: Desk, theme: Theme, qtbot: QtBot, folder: Path) -> CheckPage:
    ready(desk, folder)
    page = shown(desk, theme, qtbot)
    page._approve("李老师", "张建国")
    page.ask_file = lambda *_: str(folder / "out.xlsx")
    with qtbot.waitSignal(page.changed, timeout=20_000):
        qtbot.mouseClick(page.card.export, Qt.MouseButton.LeftButton)
    return page


def test_the_page_says_truly_whether_anything_is_locked(
    clean: Desk, theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    ready(clean, tmp_path)
    page = shown(clean, theme, qtbot)
    page._approve("李老师", "张建国")
    assert "locked" in page.gate._lock_words.text()
    assert page.model.is_locked
    page.ask_file = lambda *_: str(tmp_path / "out.xlsx")
    with qtbot.waitSignal(page.changed, timeout=20_000):
        qtbot.mouseClick(page.card.export, Qt.MouseButton.LeftButton)
    assert "open again" in page.gate._lock_words.text()
    assert not page.model.is_locked
    assert page.gate.stamp.accessibleName() == "Approved"


def test_a_change_after_the_export_voids_the_approval_and_says_whose(
    clean: Desk, theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    page = exported(clean, theme, qtbot, tmp_path)
    id_ = clean.tables["student"].ids[0]
    clean.save("student", id_, {"talent": "唱歌"})
    page.refresh()
    assert approval(clean) is None
    assert "王秀兰" in page.gate._facts.text()
    assert page.gate._facts.text().startswith("Void")
    assert page.gate.stamp.accessibleName() == "Awaiting approval"
    assert page.card._since.isVisible()


def test_a_reason_after_the_export_voids_the_approval_too(faulty: Desk) -> None:
    key = next(item.problem.key for item in faulty.problems() if item.problem.level == "reminder")
    form = key.split("|")[1]
    faulty.set_state(form, "approved")
    with pytest.raises(Refusal, match="return_locked"):
        faulty.set_reason([key], "属实")
    faulty.set_state(form, "exported")
    faulty.set_reason([key], "属实")
    assert faulty.states[form].state.value == "filling"
    assert faulty.states[form].who == faulty.user
    assert any("审核作废" in step.name for step in faulty.steps(3))
