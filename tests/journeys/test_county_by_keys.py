"""The county's window by keys alone: every page and what lies over it is reached, used and left again.

After every key the cursor must be on something that is seen, takes keys and has a name; keys come to every input of
each page and overlay. Nothing is clicked and no slot is called; files are named in Qt's own dialogs.
"""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from forms.library import root
from tests.journeys.hand import ALT, CONTROL, DOWN, ENTER, TAB, Hand
from tests.journeys.seat import Seat, name_of
from tests.ui.county.conftest import ALTERED, SILENT, bureau, empty, merged, window
from tests.ui.county.test_desk import sent
from tests.ui.practice import session, theme
from tests.ui.window.test_keys import inputs, walked, within
from ui.county.collect import CollectPage
from ui.county.deeds import CountyDeeds
from ui.county.faults import FaultsPage
from ui.county.indicators import IndicatorsPage
from ui.county.pairs import PairsPage
from ui.county.register import RegisterPage
from ui.county.rooms import ROOMS
from ui.county.settings import SettingsPage
from ui.county.slips import SlipsPage
from ui.county.window import CountyWindow
from ui.preferences import Preferences

__all__ = ["bureau", "empty", "merged", "sent", "session", "theme", "window"]
Key = Qt.Key
ESC, SPACE, RIGHT, END, F1, F6, F8 = (
    Key.Key_Escape, Key.Key_Space, Key.Key_Right, Key.Key_End, Key.Key_F1, Key.Key_F6, Key.Key_F8,
)  # fmt: skip
WAIT = 60_000


@pytest.fixture
def seat(window: CountyWindow, qapp: QApplication, tmp_path: Path) -> Seat:
    CountyDeeds(window, qapp, Preferences(tmp_path / "choices.json"), root() / "resources" / "help")
    seat = Seat(window)
    seat.strike("1", held=ALT)
    return seat


def keys_come_to_all_of_it(window: CountyWindow) -> None:
    """Every input of what is shown now has a name, and F6 and Tab lead to it."""
    assert [type(one).__name__ for one in inputs(window) if not name_of(one)] == []
    wanted, before = inputs(window.page), QApplication.focusWidget()
    reached = walked(window)
    assert wanted
    assert [f"{type(one).__name__} {name_of(one)}" for one in wanted if not within(one, reached)] == []
    assert before is not None
    before.setFocus()


def name_files(*paths: Path) -> None:
    """What is typed into the next file dialog."""

    def name_it() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QFileDialog):
            asking.stop()
            Hand(dialog).strike("a", held=CONTROL)
            quote = '"' if len(paths) > 1 else ""
            Hand(dialog).say(" ".join(f"{quote}{path}{quote}" for path in paths))
            Hand(dialog).strike(ENTER)

    asking = QTimer(QApplication.instance())
    asking.timeout.connect(name_it)
    asking.start(20)


def to(seat: Seat, name: str) -> None:
    """Tab on until the cursor is on what bears a name."""
    for _ in range(60):
        if name_of(seat.at) == name:
            return
        seat.strike(TAB)
    raise AssertionError(f"Tab does not come to {name!r}")


def test_the_cursor_is_never_lost_from_page_to_page(window: CountyWindow, seat: Seat) -> None:
    for at, room in enumerate(ROOMS, 1):
        seat.strike(str(at), held=ALT)
        assert window.page.key == room.key
        seat.strike(F6, F6, F6, F6, TAB, TAB, F8, F6)
    seat.strike(Key.Key_Slash, held=CONTROL)
    seat.strike(ESC)
    seat.strike(F1, ESC)
    seat.strike("l", held=CONTROL)
    assert inputs(window.centralWidget()) == [seat.at], "nothing else can be reached"
    seat.strike(ENTER)
    assert window.page.isAncestorOf(seat.at) or window.rail.isAncestorOf(seat.at)
    seat.strike("k", held=CONTROL)
    seat.say("城关镇河滨小学")
    seat.strike(ENTER)
    assert (window.page.key, window.page.list.key) == ("board", SILENT)  # pyright: ignore[reportAttributeAccessIssue]


def test_files_come_in_are_looked_at_and_decided(empty: CountyWindow, sent: Path, tmp_path: Path, qtbot: QtBot) -> None:
    """Choose, look at the plan, walk away, take in; what was set aside; pairs with a reason and taken back; slips."""
    bad = tmp_path / "坏文件.xlsx"
    bad.write_bytes(b"PK\x03\x04 nothing else")
    files = [*sorted(sent.glob("*.xlsx")), bad]
    seat, bureau = Seat(empty), empty.bureau
    seat.strike("2", held=ALT)
    page = empty.page
    assert isinstance(page, CollectPage)
    for is_wanted in (False, True):
        name_files(*files)
        to(seat, "Choose files")
        Hand.strike(seat, ENTER)
        empty.activateWindow()  # as the system does when the dialog has closed
        qtbot.waitUntil(lambda: page.plan is not None and page.take.isEnabled(), timeout=WAIT)
        assert seat.at is page.planned.list
        keys_come_to_all_of_it(empty)
        seat.strike(DOWN, F6, F6, F6)
        if not is_wanted:
            seat.strike(ESC)
            assert bureau.batches() == []
    Hand.strike(seat, ENTER, held=CONTROL)
    qtbot.waitUntil(lambda: page.plan is None and page.files.isEnabled(), timeout=WAIT)
    seat.strike(F6)
    seat.strike("k", held=CONTROL)
    seat.say("set aside")
    seat.strike(ENTER)
    assert page.batches.key == "aside"
    seat.strike(F6, DOWN, ENTER)
    assert [line.cells[0].words for line in page.list.sheet.lines] == [bad.name]

    seat.strike("3", held=ALT)
    pairs = empty.page
    assert isinstance(pairs, PairsPage)
    qtbot.waitUntil(lambda: bool(pairs.list.sheet.lines), timeout=WAIT)
    keys_come_to_all_of_it(empty)
    first = pairs.list.key
    seat.strike("2", "3")
    assert seat.at is pairs.reason
    seat.say("双胞胎")
    seat.strike(ENTER)
    assert {one.verdict for one in bureau.store.decisions().values()} == {"second", "two"}
    seat.strike(SPACE)
    seat.strike("z", "z", held=CONTROL)
    assert (bureau.store.decisions(), pairs.list.key) == ({}, first)
    seat.strike("4")
    assert bureau.store.decisions()[first].verdict == "ask"

    seat.strike("4", held=ALT)
    slips = empty.page
    assert isinstance(slips, SlipsPage)
    qtbot.waitUntil(slips.make.isEnabled, timeout=WAIT)
    keys_come_to_all_of_it(empty)
    seat.strike(ENTER, DOWN)
    assert seat.at is slips.items
    out = tmp_path / "slips"
    out.mkdir()
    name_files(out)
    Hand.strike(seat, ENTER, held=CONTROL)
    qtbot.waitUntil(lambda: bool(list(out.glob("*.xlsx"))) and not slips.busy.isVisible(), timeout=WAIT)
    seat.strike(F6)


def test_faults_and_figures_are_opened_to_their_cells(window: CountyWindow, seat: Seat, qtbot: QtBot) -> None:
    seat.strike("5", held=ALT)
    faults = window.page
    assert isinstance(faults, FaultsPage)
    qtbot.waitUntil(lambda: bool(faults.list.sheet.lines), timeout=WAIT)
    keys_come_to_all_of_it(window)
    seat.strike("f", held=CONTROL)
    seat.strike(ALTERED)
    qtbot.wait(0)
    seat.strike(ENTER, DOWN, ENTER)
    assert ALTERED in QGuiApplication.clipboard().text()
    seat.strike("6", held=ALT)
    page = window.page
    assert isinstance(page, IndicatorsPage)
    qtbot.waitUntil(lambda: bool(page._figures) and not page.busy.isVisible(), timeout=WAIT)
    keys_come_to_all_of_it(window)
    page.table.setFocus()
    for _ in range(8):
        if page.table.reading is not None:
            break
        seat.strike(RIGHT)
    assert page.table.reading is not None
    seat.strike(ENTER)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.sources, timeout=WAIT)
    keys_come_to_all_of_it(window)
    seat.strike(DOWN)
    seat.strike("c", held=CONTROL)
    assert "›" in QGuiApplication.clipboard().text()
    seat.strike(ESC)
    assert seat.at is page.table
    to(seat, page.outside.text())
    seat.strike(ENTER)
    assert page.stack.currentWidget() is page.out
    keys_come_to_all_of_it(window)
    seat.strike(ESC)
    assert seat.at is page.table
    QGuiApplication.clipboard().clear()


def test_the_register_is_written_in_and_taken_in(
    window: CountyWindow, seat: Seat, tmp_path: Path, qtbot: QtBot
) -> None:
    seat.strike("7", held=ALT)
    page = window.page
    assert isinstance(page, RegisterPage)
    keys_come_to_all_of_it(window)
    known = len(window.bureau.register())
    seat.strike("n", held=CONTROL)
    seat.strike("2199000777", ENTER)
    seat.say("新桥小学")
    seat.strike(ENTER, ESC)
    assert window.bureau.register()["2199000777"].name == "新桥小学"
    assert seat.at is page.list
    seat.strike(ENTER, TAB, ESC)
    listed = tmp_path / "名录.csv"
    listed.write_text("学校标识码,学校名称,学区\n2199000778,柳沟小学,石坪镇学区\n", "utf-8")
    name_files(listed)
    Hand.strike(seat, "i", held=CONTROL)
    qtbot.waitUntil(lambda: len(window.bureau.register()) == known + 2 and page.take.isEnabled(), timeout=WAIT)
    to(seat, "What became of each")
    seat.strike(ENTER)
    assert page.stack.currentWidget() is page.became
    keys_come_to_all_of_it(window)
    seat.strike(ESC)
    assert seat.at is page.list


def test_settings_are_changed(window: CountyWindow, seat: Seat) -> None:
    seat.strike("8", held=ALT)
    assert isinstance(window.page, SettingsPage)
    keys_come_to_all_of_it(window)
    to(seat, "Deadline")
    seat.strike("a", held=CONTROL)
    seat.strike("20261218", ENTER)
    assert window.bureau.board().deadline == "2026-12-18"
    to(seat, "Points below 50 pupils")
    seat.strike(DOWN)
    assert window.bureau.settings().small_points == "counted"
    seat.strike("1", held=ALT)
    seat.strike(F8, ENTER)
