"""The entry grid under a hand that knows WPS: no key is lost, the cursor is where it is looked for, undo is plain."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from export.jobs.desk import Desk
from tests.journeys.hand import ALT, CONTROL, DOWN, ENTER, SHIFT, TAB, Hand
from tests.ui.roll.test_grid import number
from tests.ui.window.conftest import clean, clean_store, faulty, faulty_store, program, session, theme, window
from ui.page import Place
from ui.roll.grid import Grid
from ui.roll.page import RollPage
from ui.window import Window

__all__ = ["clean", "clean_store", "faulty", "faulty_store", "program", "session", "theme", "window"]
LEFT, RIGHT, UP, HOME, END, F2 = (
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_F2,
)  # fmt: skip
PAGE_DOWN, ESC, DELETE = Qt.Key.Key_PageDown, Qt.Key.Key_Escape, Qt.Key.Key_Delete
At = Callable[[int, str], None]


@pytest.fixture
def roll(window: Window, faulty: Desk) -> RollPage:
    window.go(Place("roll"))
    QApplication.processEvents()
    window.activateWindow()
    roll = window.page.roll  # pyright: ignore[reportAttributeAccessIssue]
    assert isinstance(roll, RollPage)
    roll.open_grid()
    return roll


@pytest.fixture
def grid(roll: RollPage) -> Grid:
    assert roll.grid is not None
    return roll.grid


@pytest.fixture
def hand(window: Window) -> Hand:
    return Hand(window)


@pytest.fixture
def at(grid: Grid) -> At:
    def go(row: int, field: str) -> None:
        grid.view.go(row, grid.model.fields.index(field))
        QApplication.processEvents()

    return go


def spot(grid: Grid) -> tuple[int, str]:
    QApplication.processEvents()
    return grid.model.spot(grid.view.currentIndex())


def column(grid: Grid, field: str, rows: int) -> list[str]:
    return [grid.draft.text(row, field) for row in range(rows)]


def clip(words: str) -> None:
    QGuiApplication.clipboard().setText(words)


def test_f2_leads_into_the_text(grid: Grid, hand: Hand, at: At) -> None:
    hand.strike("Li Hua", ENTER)
    at(0, "name")
    hand.strike(F2, LEFT, LEFT, LEFT, "x", ENTER)
    assert grid.draft.text(0, "name") == "Li xHua"


def test_after_f2_another_choice_takes_the_place_of_the_one_that_stands_there(grid: Grid, hand: Hand, at: At) -> None:
    at(0, "boards")
    hand.strike("1")
    at(0, "boards")
    hand.strike(F2, "2")
    assert grid.draft.text(0, "boards") == "住校"


def test_two_digits_of_a_masked_number_are_mended_in_place(grid: Grid, hand: Hand, at: At) -> None:
    right = number("011")
    hand.strike("Zhou", ENTER, right[:16] + right[17] + right[16], ENTER)
    at(0, "id_number")
    assert "*" in grid.view.currentIndex().data()
    hand.strike(F2, Qt.Key.Key_Backspace, Qt.Key.Key_Backspace, right[16:])
    assert grid.draft.text(0, "id_number") == right


def test_esc_after_f2_leaves_a_masked_number_as_it_was(grid: Grid, hand: Hand, at: At) -> None:
    hand.strike("Zhou", ENTER, number("011"))
    at(0, "id_number")
    hand.strike(F2, Qt.Key.Key_Backspace, "5", ESC)
    assert grid.draft.text(0, "id_number") == number("011")
    assert spot(grid) == (0, "id_number")


def test_the_line_of_the_cell_works_in_the_whole_number(grid: Grid, hand: Hand, at: At) -> None:
    hand.strike("Zhou", ENTER, number("011"))
    at(0, "id_number")
    assert "*" in grid.line.text()
    grid.line.setFocus()
    hand.strike(END, Qt.Key.Key_Backspace, "5", ESC)
    assert grid.draft.text(0, "id_number") == number("011")
    assert not grid.line.hasFocus()
    grid.line.setFocus()
    hand.strike(END, Qt.Key.Key_Backspace, "5", ENTER)
    assert grid.draft.text(0, "id_number") == number("011")[:-1] + "5"
    assert not grid.line.hasFocus()


def test_what_the_grid_copies_it_can_paste_whole(grid: Grid, hand: Hand, at: At) -> None:
    hand.strike("Zhou", ENTER, number("011"))
    at(0, "id_number")
    hand.strike("c", held=CONTROL)
    assert "*" in QGuiApplication.clipboard().text()
    at(2, "id_number")
    hand.strike("v", held=CONTROL)
    assert grid.draft.text(2, "id_number") == number("011")
    hand.strike("x", held=CONTROL)
    assert grid.draft.text(2, "id_number") == ""
    assert grid.draft.done[-1].name == "剪切"


def test_today_by_one_key(grid: Grid, hand: Hand, at: At) -> None:
    at(0, "born_on")
    hand.strike(";", held=CONTROL)
    assert grid.draft.text(0, "born_on") == grid._setting.today.isoformat()
    at(1, "entered_on")
    hand.strike(";", held=CONTROL)
    assert grid.draft.text(1, "entered_on") == grid._setting.today.isoformat()[:7]
    assert spot(grid) == (1, "entered_on")


@pytest.mark.parametrize("field", ["name", "sex"])
def test_keys_of_the_sheet_work_in_every_column(grid: Grid, hand: Hand, at: At, field: str) -> None:
    """Also where an editor is open before the first key."""
    for row in range(3):
        at(row, "boards")
        hand.strike("1")
    last = grid.model.fields[-1]
    for key, held, wanted in (
        (HOME, None, (1, "name")), (END, None, (1, last)), (HOME, CONTROL, (0, "name")), (DOWN, CONTROL, None),
    ):  # fmt: skip
        at(1, field)
        hand.strike(key, **({"held": held} if held else {}))
        assert wanted is None or spot(grid) == wanted
        here = grid.view.currentIndex()
        assert grid.view.area() == (here.row(), here.row(), here.column(), here.column())
    at(1, field)
    hand.strike(PAGE_DOWN)
    assert spot(grid)[0] > 2
    at(0, field)
    hand.strike(END, held=CONTROL)
    assert spot(grid)[0] == 2
    assert any(grid.draft.text(row, spot(grid)[1]) for row in range(3))


def test_delete_empties_the_cell_to_which_ctrl_has_led(grid: Grid, hand: Hand, at: At) -> None:
    for row in range(3):
        at(row, "boards")
        hand.strike("1")
    at(0, "boards")
    hand.strike(DOWN, held=CONTROL)
    assert spot(grid) == (2, "boards")
    hand.strike(DELETE)
    assert column(grid, "boards", 3) == ["走读", "走读", ""]
    at(0, "boards")
    hand.strike(DOWN, held=CONTROL | SHIFT)
    hand.strike(DELETE)
    assert column(grid, "boards", 3) == ["", "", ""]


def test_shift_selects_from_the_cell_where_tab_has_led(grid: Grid, hand: Hand, at: At) -> None:
    at(0, "name")
    hand.strike(RIGHT, TAB)
    begun = grid.view.currentIndex().column()
    hand.strike(DOWN, DOWN, held=SHIFT)
    assert grid.view.area() == (0, 2, begun, begun)


def test_typing_goes_where_the_selection_began(grid: Grid, hand: Hand, at: At) -> None:
    at(2, "boards")
    hand.strike(DOWN, DOWN, held=SHIFT)
    hand.strike("1")
    assert column(grid, "boards", 5) == ["", "", "走读", "", ""]


def test_a_paste_fills_a_selection_that_is_a_multiple_of_it(grid: Grid, hand: Hand, at: At) -> None:
    at(0, "boards")
    hand.strike(DOWN, DOWN, DOWN, held=SHIFT)
    clip("走读\r\n住校\r\n")
    hand.strike("v", held=CONTROL)
    assert column(grid, "boards", 5) == ["走读", "住校", "走读", "住校", ""]
    assert grid.draft.done[-1].name == "粘贴"
    at(0, "grade")
    hand.strike(DOWN, RIGHT, held=SHIFT)
    clip("3")
    hand.strike("v", held=CONTROL)
    beside = grid.model.fields[grid.model.fields.index("grade") + 1]
    assert grid.draft.text(0, beside) == grid.draft.text(1, beside) != ""
    assert column(grid, "grade", 3)[2] == ""


def test_a_rectangle_is_never_pasted_into_one_line(grid: Grid, hand: Hand) -> None:
    clip("甲\t1\r\n乙\t2\r\n")
    hand.strike("Z")
    hand.strike("v", held=CONTROL)
    assert column(grid, "name", 3) == ["甲", "乙", ""]
    clip("丙\r\n")
    hand.strike(DOWN, DOWN, "Z")
    hand.strike("v", held=CONTROL)
    hand.strike(ENTER)
    assert grid.draft.text(2, "name") == "Z丙"


def test_the_cursor_outlives_a_paste_with_captions(grid: Grid, hand: Hand) -> None:
    clip("姓名\t性别\t出生日期\n周一\t男\t2018.1.1")
    hand.strike("v", held=CONTROL)
    assert spot(grid) == (0, "name")
    hand.strike("x", ENTER)
    assert grid.draft.text(0, "name") == "x"


def test_undo_leads_to_what_it_has_changed(grid: Grid, hand: Hand, at: At) -> None:
    at(3, "boards")
    hand.strike("1")
    at(30, "name")
    hand.strike("z", held=CONTROL)
    assert spot(grid) == (3, "boards")
    assert "已撤销：" in grid.panel._told.text()
    hand.strike("z", held=CONTROL)
    assert "没有可撤销" in grid.panel._told.text()
    at(20, "name")
    hand.strike("y", held=CONTROL)
    assert spot(grid) == (3, "boards")
    assert grid.draft.text(3, "boards") == "走读"


def test_what_changes_nothing_is_no_step(grid: Grid, hand: Hand, at: At) -> None:
    at(0, "boards")
    hand.strike("1")
    at(0, "boards")
    hand.strike(DELETE, DELETE)
    assert len(grid.draft.done) == 2


def test_alt_down_shows_the_list(grid: Grid, hand: Hand, at: At) -> None:
    at(0, "nation")
    hand.strike(DOWN, held=ALT)
    hand.strike(DOWN, ENTER)
    assert grid.draft.text(0, "nation") == "蒙古族"


def test_a_check_does_not_cut_what_is_being_composed(grid: Grid, hand: Hand, at: At) -> None:
    hand.strike("Zhou ", ENTER)
    at(0, "name")
    hand.strike(F2)
    editor = hand.at
    assert isinstance(editor, QLineEdit)
    QApplication.sendEvent(editor, QInputMethodEvent("li", []))
    grid.draft.put({(0, "sex"): "1"}, "type")
    grid.check()
    grid.model.follow()
    settled = QInputMethodEvent("", [])
    settled.setCommitString("丽")
    QApplication.sendEvent(hand.at, settled)
    hand.strike(ENTER)
    assert grid.draft.text(0, "name") == "Zhou丽"


def test_leaving_the_grid_gives_the_keys_to_the_list(roll: RollPage, grid: Grid, hand: Hand, faulty: Desk) -> None:
    known = len(faulty.tables["student"])
    clip("姓名\t性别\t出生日期\n周一\t男\t2018.1.1\n周二\t女\t2018.2.30")
    hand.strike("v", held=CONTROL)
    hand.strike(ENTER, held=CONTROL)
    assert len(faulty.tables["student"]) == known + 1
    assert spot(grid) == (1, "name")
    hand.strike("z", held=CONTROL)
    assert "名册" in grid.panel._told.text()
    hand.strike("Zhou")
    hand.strike("b", held=CONTROL)
    assert grid.draft.text(1, "name") == "Zhou"
    hand.strike("z", held=CONTROL)
    assert len(faulty.tables["student"]) == known


def test_find_never_leads_into_a_field_that_nobody_sees(roll: RollPage, hand: Hand) -> None:
    hand.strike("f", held=CONTROL)
    assert hand.at.isVisible()
    hand.strike(ESC)
    roll._show_list()
    roll.full_form()
    hand.strike("f", held=CONTROL)
    assert hand.at is roll.strip.search
    assert hand.at.isVisible()


def test_backspace_empties_a_cell_and_stays_in_it(grid: Grid, hand: Hand, at: At) -> None:
    hand.strike("Zhou", ENTER, number("011"))
    at(0, "id_number")
    hand.strike(Qt.Key.Key_Backspace, "123", ENTER)
    assert grid.draft.text(0, "id_number") == "123"


def test_coming_back_leads_into_what_is_seen(window: Window, roll: RollPage, grid: Grid, hand: Hand, at: At) -> None:
    at(2, "name")
    for page in ("home", "roll"):
        window.go(Place(page))
        QApplication.processEvents()
    hand.strike("Zhou", ENTER)
    assert grid.draft.text(2, "name") == "Zhou"
    roll._show_list()
    roll.full_form()
    for page in ("home", "roll"):
        window.go(Place(page))
        QApplication.processEvents()
    assert hand.at.isVisible()
    assert roll.full is not None
    assert roll.full.isAncestorOf(hand.at)


def test_a_half_typed_number_is_ended_in_the_full_form(roll: RollPage, hand: Hand) -> None:
    roll._show_list()
    hand.strike("n", held=CONTROL)
    hand.strike("Zhou", ENTER, number("011")[:10], Qt.Key.Key_F4)
    assert hand.at is roll.sections.row("id_number").editor
    hand.strike(END, number("011")[10:])
    assert roll.record.texts()["id_number"] == number("011")


def test_what_undo_has_brought_back_is_typed_over(roll: RollPage, hand: Hand) -> None:
    roll._show_list()
    hand.strike("n", held=CONTROL)
    hand.strike("Zhou", ENTER)
    roll.sections.focus_field("name")
    hand.strike("Wu", ENTER)
    roll.sections.focus_field("name")
    hand.strike("z", held=CONTROL)
    assert roll.record.texts()["name"] == "Zhou"
    hand.strike("He", ENTER)
    assert roll.record.texts()["name"] == "He"


def test_a_masked_cell_of_the_list_is_worked_in_and_the_look_is_noted(roll: RollPage, hand: Hand, faulty: Desk) -> None:
    roll._show_list()
    roll.table.go(roll.table.current, "guardian1_phone")
    roll.table.right.setFocus()
    hand.strike(F2)
    editor = hand.at
    assert isinstance(editor, QLineEdit)
    kept = roll.record.texts()["guardian1_phone"]
    assert editor.text() == kept
    assert editor.cursorPosition() == len(kept)


def test_an_arrow_keeps_what_is_typed_and_goes_to_the_next_row(grid: Grid, hand: Hand, at: At) -> None:
    hand.strike("Zhou", DOWN, "Wu", DOWN, "He", UP)
    assert column(grid, "name", 3) == ["Zhou", "Wu", "He"]
    assert spot(grid) == (1, "name")
    at(0, "distance")
    hand.strike("1.2", PAGE_DOWN)
    assert grid.draft.text(0, "distance") == "1.20"
    assert spot(grid)[0] > 2
