"""Nothing is done to what is not seen: commands and keys while grid or bin cover the roll, and the right record after a save."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from export.jobs.drafts import Drafts
from tests.journeys.hand import CONTROL, ENTER, Hand
from tests.ui.window.conftest import clean, clean_store, faulty, faulty_store, program, session, window
from ui.page import Place
from ui.roll.page import RollPage
from ui.window import Window

__all__ = ["clean", "clean_store", "faulty", "faulty_store", "program", "session", "window"]


@pytest.fixture
def page(window: Window) -> RollPage:
    window.activateWindow()
    window.go(Place("roll", "student"))
    return next(one for one in window.page.findChildren(RollPage) if one.form.name == "student")


def names(window: Window) -> list[object]:
    return list(window.desk.tables["student"].columns["name"])


@pytest.mark.parametrize("over", ["grid", "bin"])
def test_whoever_goes_to_a_pupil_sees_the_pupil(window: Window, page: RollPage, over: str) -> None:
    page.table.go_line(0)
    page.bulk.remove()
    page.open_grid() if over == "grid" else page.open_bin()
    pupil = window.desk.tables["student"].ids[5]
    window.go(Place("roll", "student", pupil, "name"))
    assert page.card.isVisible()
    assert page.record.id == pupil
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Q)
    assert page.sections.row("name").editor.value_text() == "q"


def test_the_bin_takes_no_command_for_the_list_below_it(window: Window, page: RollPage) -> None:
    page.table.go_line(0)
    page.bulk.remove()
    page.open_bin()
    before = names(window)
    QApplication.clipboard().setText("错错")
    Hand(window).strike(Qt.Key.Key_V, held=CONTROL)
    window.trigger("remove")
    window.trigger("fill_down")
    assert names(window) == before
    Hand(window).strike(Qt.Key.Key_N, held=CONTROL)
    assert page.card.isVisible()
    assert page.record.is_new


def test_undo_shows_in_the_bin(window: Window, page: RollPage) -> None:
    page.table.go_line(0)
    page.bulk.remove()
    page.open_bin()
    assert page.bin is not None
    assert page.bin.model.rowCount() == 1
    window.trigger("undo")
    assert page.bin.model.rowCount() == 0


def test_f8_out_of_a_field_that_is_being_typed_leads_card_and_list_together(window: Window, page: RollPage) -> None:
    page.table.go_line(0)
    first = page.record.id
    page.sections.focus_field("name")
    hand = Hand(window)
    hand.strike("x", Qt.Key.Key_F8)
    assert page.table.current == page.record.id
    row = window.desk.tables["student"].row_of(first)
    assert row is not None
    assert window.desk.tables["student"].text(row, "name") == "x"
    on_card = page.record.id
    window.do("remove")
    assert on_card not in window.desk.tables["student"].ids


def test_several_that_were_removed_come_back_as_one(window: Window, page: RollPage) -> None:
    before = names(window)
    page.table.go_line(0)
    page.table.left.setFocus()
    QTest.keyClick(page.table.left, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    page.bulk.remove()
    assert len(names(window)) == len(before) - 2
    window.trigger("undo")
    assert sorted(map(str, names(window))) == sorted(map(str, before))


def test_where_all_are_removed_there_is_nothing_to_type_into(window: Window, page: RollPage) -> None:
    page.table.left.selectAll()
    page.bulk.remove()
    assert names(window) == []
    page.sections.focus_field("name")
    Hand(window).strike("q", ENTER)
    assert "q" not in window.desk.bin("student").columns["name"]
    assert names(window) == []


@pytest.mark.parametrize("what", ["remove", "paste", "fill_down", "restore"])
def test_after_the_review_a_change_is_refused_with_a_sentence(window: Window, page: RollPage, what: str) -> None:
    page.table.go_line(0)
    page.bulk.remove()
    before = names(window)
    for state in ("checked", "approved"):
        window.desk.set_state("student", state)
    told: list[str] = []
    page.told.connect(lambda words, _tone: told.append(words))
    page.table.go_line(0)
    QApplication.clipboard().setText("张三")
    if what == "restore":
        page.open_bin()
        assert page.bin is not None
        page.bin.restore.click()
    else:
        page.table.left.selectAll()
        window.do(what)
    assert names(window) == before
    assert len(told) == 1


def test_ctrl_z_in_the_grid_is_the_grids_wherever_the_cursor_is(window: Window, page: RollPage) -> None:
    desk = window.desk
    desk.save("student", desk.tables["student"].ids[0], {"name": "改一改"})
    before = desk.next_undo
    page.open_grid()
    grid = page.grid
    assert grid is not None
    grid._typed(0, "name", "甲甲")  # pyright: ignore[reportPrivateUsage]
    QTest.mouseClick(grid.drop, Qt.MouseButton.LeftButton)
    assert not grid.draft.filled()
    hand = Hand(window)
    hand.strike(Qt.Key.Key_Z, held=CONTROL)
    assert (desk.next_undo, grid.draft.text(0, "name")) == (before, "甲甲")
    hand.strike(Qt.Key.Key_F6)
    hand.strike(Qt.Key.Key_Z, held=CONTROL)
    assert (desk.next_undo, grid.draft.filled()) == (before, set())


def test_what_is_typed_in_the_line_above_the_cells_goes_in_with_its_row(window: Window, page: RollPage) -> None:
    page.open_grid()
    grid = page.grid
    assert grid is not None
    for at, name in enumerate(("甲甲", "乙乙")):
        grid._typed(at, "name", name)  # pyright: ignore[reportPrivateUsage]
    grid.check()
    grid.view.go(0, grid.model.fields.index("name"))
    grid.line.setFocus()
    grid.line.selectAll()
    hand = Hand(window)
    hand.strike("q")
    hand.strike(ENTER, held=CONTROL)
    assert names(window)[-2:] == ["q", "乙乙"]
    assert not grid.draft.filled()


def test_a_row_whose_words_were_cleared_waits_for_nobody(window: Window, page: RollPage) -> None:
    page.open_grid()
    grid = page.grid
    assert grid is not None
    grid._typed(0, "name", "甲甲")  # pyright: ignore[reportPrivateUsage]
    assert Drafts(window.desk, "student").waiting() == 1
    grid.view.go(0, grid.model.fields.index("name"))
    grid.clear()
    assert (grid.draft.filled(), Drafts(window.desk, "student").waiting()) == (set(), 0)


def test_the_grid_is_checked_beside_the_ledger_as_it_is_now(window: Window, page: RollPage) -> None:
    desk = window.desk
    first = desk.tables["student"].ids[0]
    page.open_grid()
    grid = page.grid
    assert grid is not None
    grid._typed(0, "id_number", desk.tables["student"].text(0, "id_number"))  # pyright: ignore[reportPrivateUsage]
    grid.check()
    told = grid._problems  # pyright: ignore[reportPrivateUsage]
    window.do("grid")
    page.table.go(first)
    page.bulk.remove()
    window.do("grid")
    now = grid._problems  # pyright: ignore[reportPrivateUsage]
    assert [one.message for one in now] == [one.message for one in grid.draft.problems()]
    assert now != told
