"""Keys in a block of selected cells: Enter goes round in it as in WPS, Tab goes across, and words go where they should."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from tests.journeys.hand import CONTROL, DOWN, ENTER, SHIFT, TAB, Hand
from tests.ui.roll.test_hand import At, at, column, grid, hand, roll, spot
from tests.ui.window.conftest import clean, clean_store, faulty, faulty_store, program, session, theme, window
from ui.roll.grid import Grid

__all__ = [
    "at", "clean", "clean_store", "faulty", "faulty_store", "grid", "hand", "program", "roll", "session", "theme",
    "window",
]  # fmt: skip
RIGHT, UP = Qt.Key.Key_Right, Qt.Key.Key_Up


def test_enter_goes_round_in_what_is_selected_and_tab_across(grid: Grid, hand: Hand, at: At) -> None:
    first = grid.model.fields.index("boards")
    beside = grid.model.fields[first + 1]
    at(1, "boards")
    hand.strike(DOWN, RIGHT, held=SHIFT)
    area = grid.view.area()
    hand.strike("1")
    assert (grid.draft.text(1, "boards"), spot(grid)) == ("走读", (2, "boards"))
    hand.strike("2")
    assert (grid.draft.text(2, "boards"), spot(grid)) == ("住校", (1, beside))
    hand.strike(ENTER, ENTER)
    assert spot(grid) == (1, "boards")
    hand.strike(ENTER, held=SHIFT)
    assert spot(grid) == (2, beside)
    hand.strike(TAB)
    assert spot(grid) == (1, "boards")
    hand.strike(TAB)
    assert spot(grid) == (1, beside)
    assert grid.view.area() == area == (1, 2, first, first + 1)
    hand.strike("c", held=CONTROL)
    assert len(QGuiApplication.clipboard().text().splitlines()) == 2
    hand.strike(UP)
    assert spot(grid) == (0, beside)
    assert grid.view.area() == (0, 0, first + 1, first + 1)


def test_words_go_round_in_a_selection_too_and_no_letter_is_lost(grid: Grid, hand: Hand, at: At) -> None:
    at(0, "name")
    hand.strike(DOWN, DOWN, held=SHIFT)
    for word in ("周一", "吴二", "郑三", "王四"):
        hand.say(word)
        hand.strike(ENTER)
    assert column(grid, "name", 4) == ["王四", "吴二", "郑三", ""]
    assert spot(grid) == (1, "name")


def test_candidates_of_the_first_letter_stand_below_its_cell(grid: Grid, at: At) -> None:
    """In a choice an input method is asked before an editor is open."""
    at(2, "boards")
    view = grid.view
    told = view.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    assert told == view.visualRect(view.currentIndex()).translated(view.viewport().pos())
