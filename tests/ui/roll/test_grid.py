"""The entry grid: paste a class, nothing is swallowed, each refusal is named, one key takes it back."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from export.jobs.desk import Desk
from forms.kinds.identity import check_character
from tests.ui.roll.test_page import CONTROL, ENTER, focused
from ui.editors import Setting
from ui.roll.draft import Draft
from ui.roll.grid import Grid
from ui.roll.gridpanel import worst
from ui.roll.headings import recognised
from ui.roll.known import KnownRecords
from ui.roll.model import Role
from ui.theme import Theme

Open = Callable[..., Grid]
SHIFT = Qt.KeyboardModifier.ShiftModifier


def number(serial: str) -> str:
    return f"99012320190101{serial}" + check_character(f"99012320190101{serial}")


@pytest.fixture
def opened(qtbot: QtBot, desk: Desk, theme: Theme) -> Open:
    def make(form: str = "student") -> Grid:
        grid = Grid(desk, form, Setting(records=KnownRecords(desk)), theme)
        qtbot.addWidget(grid)
        grid.resize(1182, 702)
        grid.show()
        grid.activateWindow()
        grid.view.setFocus()
        grid.view.go(0, 0)
        QApplication.processEvents()
        return grid

    return make


def copied(rows: list[list[str]]) -> None:
    QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in rows))


PUPILS = [
    ["姓名", "性别", "出生日期", "身份证号", "民族", "上下学距离"],
    ["周梓涵", "男", "2019.1.1", number("011"), "汉族", "1.2"],
    ["陈浩宇", "1", "20190101", "9.90123E+17", "汉", "0.6"],
    ["马文轩", "男", "2019/2/30", number("013"), "回族", "0.8"],
]


def test_the_model_keeps_qts_rules(opened: Open, qtmodeltester: ModelTester) -> None:
    grid = opened()
    copied(PUPILS)
    grid.paste()
    qtmodeltester.check(grid.model, force_py=True)
    qtmodeltester.check(grid.panel.model, force_py=True)


def test_the_panel_warns_only_of_what_is_there(opened: Open) -> None:
    grid = opened()
    copied(PUPILS)
    assert worst(()) == "done"
    grid.paste()
    waiting = grid._waiting()
    assert worst(waiting) == "error"
    assert worst([note._replace(level="reminder") for note in waiting]) == "reminder"


def test_a_header_says_what_is_where(desk: Desk) -> None:
    form = desk.library.forms["student"]
    assert recognised(form, PUPILS[0]) == ["name", "sex", "born_on", "id_number", "nation", "distance"]
    assert recognised(form, PUPILS[1]) is None


def test_a_paste_is_tidied_named_and_taken_back_as_one(qtbot: QtBot, opened: Open) -> None:
    grid = opened()
    copied(PUPILS)
    qtbot.keyClick(focused(), Qt.Key.Key_V, CONTROL)
    draft = grid.draft
    assert [draft.text(row, "name") for row in range(3)] == ["周梓涵", "陈浩宇", "马文轩"]
    assert draft.text(0, "born_on") == "2019-01-01"
    assert (0, "born_on") in draft.tidied
    assert draft.text(1, "id_number") == "9.90123E+17"
    assert draft.table.wrong[1, "id_number"].code == "kind.digits_lost"
    assert draft.text(2, "born_on") == "2019/2/30"
    assert "3" in grid.panel._told.text()
    notes = {(note.row, note.field): note.level for note in grid.panel.model.notes}
    assert notes[1, "id_number"] == notes[2, "born_on"] == "error"
    qtbot.keyClick(focused(), Qt.Key.Key_Z, CONTROL)
    assert len(draft) == 0
    qtbot.keyClick(focused(), Qt.Key.Key_Y, CONTROL)
    assert len(draft) == 3


def test_a_rectangle_without_header_goes_where_the_cursor_is(opened: Open) -> None:
    grid = opened()
    grid.view.go(2, grid.model.fields.index("sex"))
    copied([["1", "20190101"], ["2", "20190102"]])
    grid.paste()
    assert [grid.draft.text(row, "sex") for row in (2, 3)] == ["1", "2"]
    assert grid.draft.text(3, "born_on") == "2019-01-02"


def test_good_rows_go_into_the_ledger_and_the_others_stay(opened: Open, desk: Desk) -> None:
    grid, known = opened(), len(desk.tables["student"])
    copied(PUPILS)
    grid.paste()
    taken: list[int] = []
    grid.taken.connect(taken.append)
    grid.take_in()
    table = desk.tables["student"]
    assert len(table) - known == sum(taken) == 1
    assert table.text(known, "name") == "周梓涵"
    assert table.text(known, "country") == "中国"
    assert [grid.draft.text(row, "name") for row in range(len(grid.draft))] == ["陈浩宇", "马文轩"]
    grid.take_all()
    assert len(table) - known == 3
    assert table.text(known + 2, "born_on") == "2019/2/30"
    assert desk.undo()
    assert len(table) - known == 1


def spot(grid: Grid) -> tuple[int, str]:
    QApplication.processEvents()
    return grid.model.spot(grid.view.currentIndex())


def typed(qtbot: QtBot, *words: str | Qt.Key) -> None:
    """Keys as a hand strikes them, wherever the cursor is by then."""
    for word in words:
        if isinstance(word, str):
            for letter in word:
                qtbot.keyClicks(focused(), letter)
        else:
            qtbot.keyClick(focused(), word)


def test_enter_and_tab_stop_only_where_a_person_is_needed(qtbot: QtBot, opened: Open) -> None:
    grid = opened()
    typed(qtbot, "Zhou", ENTER)
    assert spot(grid) == (0, "id_number")
    typed(qtbot, number("011"))
    assert spot(grid) == (0, "address_now")
    while not focused().text().endswith("村"):
        typed(qtbot, Qt.Key.Key_Down)
    village = focused().text()
    typed(qtbot, "1-2", Qt.Key.Key_Tab)
    assert grid.draft.text(0, "sex") == "男"
    assert grid.draft.text(0, "address_now") == f"{village}1组2号"
    assert grid.draft.text(0, "household_division") == grid.draft.text(0, "birthplace") != ""
    assert spot(grid) == (0, "household")
    typed(qtbot, "11", "13800001111", "011000")
    assert spot(grid) == (0, "distance")
    assert grid.draft.text(0, "boards") == "走读"
    assert grid.draft.text(0, "guardian1_phone") == "13800001111"


def test_the_row_below_begins_where_the_one_above_is_full(qtbot: QtBot, opened: Open) -> None:
    grid = opened("class")
    typed(qtbot, "3", "1", ENTER, "Li", ENTER)
    assert grid.draft.text(0, "grade") == "三年级"
    assert spot(grid) == (1, "grade")
    typed(qtbot, ENTER, "2", ENTER)
    assert [grid.draft.text(1, name) for name in ("grade", "class_no", "kind")] == ["", "2班", "普通班"]


def test_back_leads_along_the_way_one_came(qtbot: QtBot, opened: Open) -> None:
    grid = opened()
    typed(qtbot, "Zhou", ENTER, number("011"), "3", ENTER, "1")
    assert spot(grid) == (0, "boards")
    typed(qtbot, Qt.Key.Key_Backspace)
    assert spot(grid) == (0, "household")
    typed(qtbot, "2")
    assert grid.draft.text(0, "household") == "非农业户口"
    assert spot(grid) == (0, "boards")
    qtbot.keyClick(focused(), Qt.Key.Key_Tab, SHIFT)
    qtbot.keyClick(focused(), Qt.Key.Key_Tab, SHIFT)
    assert spot(grid) == (0, "address_now")


def test_who_goes_down_a_column_goes_on_down_it(qtbot: QtBot, opened: Open) -> None:
    grid = opened()
    grid.view.go(0, grid.model.fields.index("boards"))
    typed(qtbot, Qt.Key.Key_Down, "1", "2")
    assert [grid.draft.text(row, "boards") for row in range(3)] == ["", "走读", "住校"]
    assert spot(grid) == (3, "boards")
    typed(qtbot, "1", Qt.Key.Key_Up, Qt.Key.Key_Up, ENTER)
    assert spot(grid) == (3, "boards")


def test_the_cell_above_is_taken_by_one_key(qtbot: QtBot, opened: Open, desk: Desk) -> None:
    grid, table = opened(), desk.tables["student"]
    grid.view.go(0, grid.model.fields.index("phone"))
    qtbot.keyClick(grid.view, Qt.Key.Key_Apostrophe, CONTROL)
    assert grid.draft.text(0, "phone") == table.text(len(table) - 1, "phone")
    grid.view.go(1, grid.model.fields.index("name"))
    QApplication.processEvents()
    typed(qtbot, "x")
    grid.view.go(2, grid.model.fields.index("name"))
    QApplication.processEvents()
    qtbot.keyClick(focused(), Qt.Key.Key_Apostrophe, CONTROL)
    assert grid.draft.text(2, "name") == grid.draft.text(1, "name")


def test_what_is_carried_over_is_seen_and_counts_as_nobodys_word(qtbot: QtBot, opened: Open, desk: Desk) -> None:
    grid, table = opened(), desk.tables["student"]
    typed(qtbot, "Zhou", ENTER)
    assert grid.draft.text(0, "grade") == table.text(len(table) - 1, "grade")
    assert (0, "grade") in grid.draft.given
    qtbot.keyClick(focused(), Qt.Key.Key_Tab, SHIFT)
    typed(qtbot, Qt.Key.Key_Delete)
    assert grid.draft.filled() == set()


def test_a_number_that_is_half_typed_waits_while_another_program_is_looked_at(qtbot: QtBot, opened: Open) -> None:
    grid = opened()
    typed(qtbot, "Zhou", ENTER, number("011")[:16])
    editor, away = focused(), Qt.FocusReason.ActiveWindowFocusReason
    QApplication.sendEvent(editor, QFocusEvent(QEvent.Type.FocusOut, away))
    QApplication.sendEvent(editor, QFocusEvent(QEvent.Type.FocusIn, away))
    assert focused() is editor
    typed(qtbot, number("011")[16:])
    assert grid.draft.text(0, "id_number") == number("011")


def test_unfinished_rows_wait_in_the_store(qtbot: QtBot, opened: Open, desk: Desk) -> None:
    first = opened()
    copied(PUPILS)
    first.paste()
    typed(qtbot, Qt.Key.Key_Down)
    again = Draft(desk, "student")
    assert [again.text(row, name) for row in range(3) for name in again.form.fields] == [
        first.draft.text(row, name) for row in range(3) for name in again.form.fields
    ]
    assert again.given == first.draft.given
    assert (1, "id_number") in again.table.wrong
    first.undo()
    assert len(Draft(desk, "student")) == 0
    first.redo()
    first.take_in()
    waiting = Draft(desk, "student")
    assert [waiting.text(row, "name") for row in range(len(waiting))] == ["陈浩宇", "马文轩"]


def test_the_editor_of_a_name_is_open_before_the_first_key(qtbot: QtBot, opened: Open) -> None:
    grid = opened()
    assert focused() is not grid.view
    qtbot.keyClick(focused(), Qt.Key.Key_Down)
    assert grid.view.currentIndex().row() == 1
    qtbot.keyClick(focused(), Qt.Key.Key_Right)
    assert grid.view.currentIndex().column() == 1


def test_fill_down_and_clear_are_steps(qtbot: QtBot, opened: Open) -> None:
    grid = opened()
    column = grid.model.fields.index("sex")
    grid.view.go(0, column)
    qtbot.keyClicks(grid.view, "1")
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    grid.view.go(0, column)
    grid.view.go(3, column, extend=True)
    qtbot.keyClick(grid.view, Qt.Key.Key_D, CONTROL)
    assert [grid.draft.text(row, "sex") for row in range(4)] == ["男"] * 4
    qtbot.keyClick(grid.view, Qt.Key.Key_Delete)
    assert grid.draft.text(2, "sex") == ""
    grid.undo()
    assert grid.draft.text(2, "sex") == "男"
    assert [step.name for step in grid.draft.done][-1] != ""


def test_an_id_number_fills_birth_date_and_sex(opened: Open) -> None:
    grid = opened()
    grid.model.setData(grid.model.index(0, grid.model.fields.index("id_number")), number("022"))
    assert grid.draft.text(0, "born_on") == "2019-01-01"
    assert grid.draft.text(0, "sex") == "女"


def test_f8_goes_round_what_waits(opened: Open) -> None:
    grid = opened()
    copied(PUPILS)
    grid.paste()
    seen = set()
    for _ in range(20):
        assert grid.next_problem()
        seen.add(grid.model.spot(grid.view.currentIndex()))
    assert seen == {(note.row, note.field) for note in grid.panel._lists["problems"]}


def test_the_line_of_the_cell_shows_its_problem_and_mends_it(qtbot: QtBot, opened: Open) -> None:
    grid = opened()
    copied(PUPILS)
    grid.paste()
    grid._go(2, "born_on")
    assert grid.line.text() == "2019/2/30"
    assert grid.what.text()
    grid.line.setFocus()
    grid.line.selectAll()
    qtbot.keyClicks(grid.line, "2019-01-03")
    qtbot.keyClick(grid.line, Qt.Key.Key_Return)
    assert grid.draft.text(2, "born_on") == "2019-01-03"


def test_undo_of_a_wrong_paste_brings_every_own_value_back(desk: Desk) -> None:
    draft = Draft(desk, "student")
    draft.put({(row, "name"): f"{row}" for row in range(5)}, "type")
    before = [draft.text(row, "name") for row in range(5)]
    draft.put({(row, "name"): "same" for row in range(9)}, "paste")
    undone = draft.undo()
    assert undone is not None
    assert undone.name == "paste"
    assert [draft.text(row, "name") for row in range(5)] == before
    assert len(draft) == 5


def test_every_form_has_a_grid(opened: Open, desk: Desk) -> None:
    for form in desk.library.forms:
        grid = opened(form)
        assert grid.model.columnCount() > 0
        assert grid.model.index(0, 0).data(Role.LEVEL) is None
