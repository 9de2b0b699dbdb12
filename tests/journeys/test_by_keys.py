"""The school's window by keys alone: door, lock, list of keys, column chooser, full form, bin, grid, and the way back.

After every key the cursor must be on something that is seen, takes keys and has a name; on every page keys come to
every input. Nothing is clicked and no slot is called.
"""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from export.jobs.desk import Desk
from export.jobs.session import Session
from tests.journeys.hand import ALT, CONTROL, DOWN, ENTER, SHIFT, TAB
from tests.journeys.seat import Seat, name_of
from tests.ui.window.conftest import clean, clean_store, faulty, faulty_store, program, session, theme, window
from tests.ui.window.test_keys import has_other_keys, inputs, walked, within
from ui.app import Program
from ui.roll.binview import BinView
from ui.roll.fullform import FullForm
from ui.roll.grid import Grid
from ui.roll.page import RollPage
from ui.school.first_run import Door, Wizard
from ui.school.rooms import ROOMS
from ui.window import Window

__all__ = ["clean", "clean_store", "faulty", "faulty_store", "program", "session", "theme", "window"]
Key = Qt.Key
ESC, SPACE, F1, F4, F6, F8 = Key.Key_Escape, Key.Key_Space, Key.Key_F1, Key.Key_F4, Key.Key_F6, Key.Key_F8
PASSWORD = "four easy words 2026"
WAIT = 30_000


@pytest.fixture
def seat(window: Window) -> Seat:
    window.activateWindow()
    QApplication.processEvents()
    return Seat(window)


def roll_of(window: Window) -> RollPage:
    roll = window.page.roll  # pyright: ignore[reportAttributeAccessIssue]
    assert isinstance(roll, RollPage)
    return roll


def keys_come_to_all_of_it(window: Window) -> None:
    """Every input of what is shown now has a name, and F6 and Tab lead to it."""
    assert [type(one).__name__ for one in inputs(window) if not name_of(one)] == []
    wanted = [one for one in inputs(window.page) if not has_other_keys(one)]
    reached = walked(window)
    assert wanted
    assert [f"{type(one).__name__} {name_of(one)}" for one in wanted if not within(one, reached)] == []


def test_the_cursor_is_never_lost_from_page_to_page(window: Window, seat: Seat) -> None:
    for at, room in enumerate(ROOMS[:9], 1):
        seat.strike(str(at), held=ALT)
        assert window.key == room.key
        for _ in range(6):
            seat.strike(F6)
        seat.strike(TAB, TAB)
        seat.strike(TAB, held=SHIFT)
    for room in ROOMS[9:-1]:
        seat.strike("k", held=CONTROL)
        seat.say(window.titles[room.key])
        seat.strike(ENTER)
        assert window.key == room.key
        seat.strike(F6, F6, F6, TAB)
    seat.strike(F1, ESC)


def test_locked_and_unlocked_the_cursor_is_where_it_was(window: Window, seat: Seat) -> None:
    seat.strike("2", held=ALT)
    seat.strike(F6)
    before = seat.at
    seat.strike("l", held=CONTROL)
    seat.stands("解锁")
    assert inputs(window.centralWidget()) == [seat.at], "nothing else can be reached"
    seat.strike("2", held=CONTROL)
    seat.strike(ENTER)
    assert seat.at is before


def test_from_practice_to_a_ledger_of_ones_own(program: Program, window: Window, seat: Seat) -> None:
    seat.strike("k", held=CONTROL)
    seat.say("新建台账")
    seat.strike(ENTER)
    wizard = program.shown
    assert isinstance(wizard, Wizard)
    assert (program.desk, wizard.at) == (None, 0)


def test_columns_are_chosen_by_keys(window: Window, seat: Seat) -> None:
    seat.strike("2", held=ALT)
    roll = roll_of(window)
    before = list(roll.shown)
    seat.strike("k", held=CONTROL)
    seat.say("选择列")
    seat.strike(ENTER)
    seat.stands("查找列")
    seat.say("民族")
    seat.strike(TAB)
    seat.stands("列")
    seat.strike(SPACE)
    assert set(roll.shown) ^ set(before) == {"nation"}
    seat.strike(ESC)
    assert not roll.chooser.isVisible()
    assert window.isAncestorOf(seat.at)


def test_a_record_in_full_and_back_by_esc(window: Window, seat: Seat) -> None:
    seat.strike("2", held=ALT)
    seat.strike(F6, F4)
    full = roll_of(window).stack.currentWidget()
    assert isinstance(full, FullForm)
    assert full.isAncestorOf(seat.at)
    keys_come_to_all_of_it(window)
    roll_of(window).sections.focus_field("name")
    kept = roll_of(window).record.texts()["name"]
    seat.strike("Zhou", ESC)
    assert roll_of(window).stack.currentWidget() is full, "the first Esc takes back what was typed"
    assert roll_of(window).record.texts()["name"] == kept
    seat.strike(ESC)
    assert roll_of(window).stack.currentWidget() is not full
    assert roll_of(window).card.isAncestorOf(seat.at)


def test_a_removed_pupil_is_brought_back_from_the_bin(window: Window, seat: Seat, faulty: Desk) -> None:
    known = set(faulty.tables["student"].ids)
    seat.strike("2", held=ALT)
    seat.strike(F6)
    seat.strike("k", held=CONTROL)
    seat.say("删除")
    seat.strike(ENTER)
    assert len(faulty.tables["student"]) == len(known) - 1
    seat.strike("k", held=CONTROL)
    seat.say("回收站")
    seat.strike(ENTER)
    bin_ = roll_of(window).stack.currentWidget()
    assert isinstance(bin_, BinView)
    assert bin_.isAncestorOf(seat.at)
    keys_come_to_all_of_it(window)
    while seat.at is not bin_.restore:
        seat.strike(TAB)
    seat.strike(ENTER)
    assert set(faulty.tables["student"].ids) == known
    seat.strike(ESC)
    assert roll_of(window).table.isAncestorOf(seat.at)


def test_the_grid_with_all_its_parts(window: Window, seat: Seat) -> None:
    seat.strike("2", held=ALT)
    seat.strike("b", held=CONTROL)
    grid = roll_of(window).grid
    assert isinstance(grid, Grid)
    assert grid.view.isAncestorOf(seat.at)
    seat.strike("Zhou", ENTER, "511", ENTER)
    grid.check()
    keys_come_to_all_of_it(window)
    seat.strike(F8)
    assert grid.isAncestorOf(seat.at)
    seat.strike(F6)
    assert grid.panel.isAncestorOf(seat.at)
    seat.strike(DOWN, ENTER)
    assert grid.view.isAncestorOf(seat.at)
    seat.strike("b", held=CONTROL)
    assert roll_of(window).table.isAncestorOf(seat.at)


def test_password_and_recovery_code_open_door_and_lock(
    program: Program, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    ledger = tmp_path / "a.school"
    with Desk.create(ledger, session, "2199000128", "石坪小学", password=PASSWORD) as desk:
        desk.set_period("2026-1")
        code = desk.store.new_recovery_code()
    program.start(ledger)
    door = program.shown
    assert isinstance(door, Door)
    door.activateWindow()
    seat = Seat(door)
    seat.strike(TAB, held=SHIFT)
    seat.strike(TAB)
    assert seat.at is door.password
    seat.strike("wrong")
    super(Seat, seat).strike(ENTER)
    qtbot.waitUntil(door.button.isEnabled, timeout=WAIT)
    assert seat.at is door.password
    assert door.password.selectedText() == door.password.text() == "wrong"
    seat.strike(code)
    super(Seat, seat).strike(ENTER)
    qtbot.waitUntil(lambda: program.shown is not door, timeout=WAIT)
    shown = program.shown
    assert isinstance(shown, Window)
    shown.activateWindow()
    seat = Seat(shown)
    seat.strike("2", held=ALT)
    seat.strike(F6)
    before = seat.at
    seat.strike("l", held=CONTROL)
    seat.strike("nonsense", ENTER)
    qtbot.waitUntil(shown.locked.button.isEnabled, timeout=WAIT)
    assert shown.locked.isVisible()
    seat.strike(PASSWORD, ENTER)
    qtbot.waitUntil(lambda: not shown.locked.isVisible(), timeout=WAIT)
    assert seat.at is before
