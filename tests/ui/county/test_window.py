"""The county's window as a whole: menus, Ctrl+K, F1, the way to what waits, and a deadline that has passed."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.county.store import CountyStore
from export.jobs.county.bureau import Bureau
from forms.library import root
from tests.ui.county.conftest import ALTERED, SILENT, type_in
from ui.county.board import BoardPage
from ui.county.deeds import CountyDeeds
from ui.county.register import RegisterPage
from ui.county.settings import SettingsPage
from ui.county.window import CountyWindow
from ui.page import Place
from ui.preferences import Preferences
from ui.speech import Speech
from ui.theme import Theme

Key, CONTROL, ALT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def deeds(window: CountyWindow, qapp: QApplication, tmp_path: Path) -> CountyDeeds:
    return CountyDeeds(window, qapp, Preferences(tmp_path / "choices.json"), root() / "resources" / "help")


def board_of(window: CountyWindow) -> BoardPage:
    assert isinstance(window.page, BoardPage)
    return window.page


def settings_of(window: CountyWindow, qtbot: QtBot) -> SettingsPage:
    qtbot.keyClick(window, Key.Key_8, ALT)
    assert isinstance(window.page, SettingsPage)
    return window.page


def found(window: CountyWindow, words: str, qtbot: QtBot) -> list[str]:
    """What Ctrl+K finds."""
    qtbot.keyClick(window, Key.Key_K, CONTROL)
    field = window.commands.field
    assert field.hasFocus()
    field.clear()
    type_in(field, words)
    window.finder.look(words)
    return [one.words for one in window.finder.model.found]


@pytest.mark.parametrize("words", ["城关镇河滨小学", "hbxx", SILENT])
def test_a_school_is_found_from_anywhere_and_stands_on_the_board(
    window: CountyWindow, words: str, qtbot: QtBot
) -> None:
    window.go(Place("register"))
    assert found(window, words, qtbot)[0] == "城关镇河滨小学"
    qtbot.keyClick(window.commands.field, Key.Key_Return)
    assert board_of(window).list.key == SILENT
    assert board_of(window).list.hasFocus()


def test_pages_and_commands_are_found(window: CountyWindow, deeds: CountyDeeds, qtbot: QtBot) -> None:
    assert "Indicators" in found(window, "indic", qtbot)
    assert "Make return slips" in found(window, "return slips", qtbot)
    assert "Dark" in found(window, "dark", qtbot)


def test_f1_opens_the_countys_page_of_the_manual(window: CountyWindow, deeds: CountyDeeds, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Key.Key_F1)
    assert deeds.help.isVisible()
    assert deeds.help.page == "county"
    deeds.help.close()


def test_every_command_of_the_menus_does_something(window: CountyWindow, deeds: CountyDeeds) -> None:
    for name, action in window.commands.actions_by_name.items():
        assert action.receivers("2triggered(bool)") > 0, name


def test_schools_with_problems_and_silent_ones_are_one_step_away(window: CountyWindow, qtbot: QtBot) -> None:
    window.go(Place("register"))
    window.status.items["errors"].click()
    assert board_of(window).list.key == ALTERED
    window.go(Place("register"))
    window.status.items["reminders"].click()
    assert board_of(window).list.key == SILENT
    qtbot.mouseClick(board_of(window).faulty, Qt.MouseButton.LeftButton)
    assert board_of(window).list.key == ALTERED


@pytest.mark.parametrize(("days", "words"), [(8, "8 days left"), (0, "today"), (-65, "65 days ago")])
def test_the_board_says_how_long_it_is_or_was(window: CountyWindow, days: int, words: str) -> None:
    window.bureau.set_deadline((date.today() + timedelta(days)).isoformat())
    window.settle()
    assert board_of(window).head.facts.text().endswith(words)


def test_every_page_fits_into_the_smallest_window(
    bureau: Bureau, theme: Theme, qapp: QApplication, qtbot: QtBot
) -> None:
    """As nearly everybody sees it: in Chinese."""
    speech = Speech(qapp, root() / "resources" / "translations" / "zh_CN.toml", theme)
    speech.speak("zh")
    try:
        made = CountyWindow(bureau, theme, None)
        qtbot.addWidget(made)
        wide = {}
        for key in made.rail.items:
            made.go(Place(key))
            wide[key] = made.page.minimumSizeHint().width() + made.rail.width()
        made.resize(1296, 662)
        assert (made.width(), made.height()) == (1296, 662), wide
        made.close()
    finally:
        speech.hush()


def test_what_the_county_decides_changes_the_figures(window: CountyWindow, qtbot: QtBot) -> None:
    bureau = window.bureau
    before = {one.stage: one.n for one in bureau.indicators() if one.item == "teaching_area"}
    page = settings_of(window, qtbot)
    box = page.rules["small_points"]
    box.setFocus()
    qtbot.keyClick(box, Key.Key_Down)
    after = {one.stage: one.n for one in bureau.indicators() if one.item == "teaching_area"}
    assert bureau.settings().small_points == "counted"
    assert after["primary"] > before["primary"]


def test_the_deadline_is_typed(window: CountyWindow, qtbot: QtBot) -> None:
    page = settings_of(window, qtbot)
    page.deadline.clear()
    page.deadline.setFocus()
    qtbot.keyClicks(page.deadline, "2026-12-18")
    qtbot.keyClick(page.deadline, Key.Key_Return)
    assert window.bureau.board().deadline == "2026-12-18"
    page.deadline.clear()
    qtbot.keyClicks(page.deadline, "soon")
    qtbot.keyClick(page.deadline, Key.Key_Return)
    assert window.bureau.board().deadline == "2026-12-18"
    assert page.deadline.property("state") == "error"


def test_a_figure_is_entered_in_percent_and_what_is_no_number_is_said(window: CountyWindow, qtbot: QtBot) -> None:
    page = settings_of(window, qtbot)
    line = next(each for each in page.lines if each.asked.key == "satisfaction")
    line.editor.setFocus()
    qtbot.keyClicks(line.editor, "87.5%")
    qtbot.keyClick(line.editor, Key.Key_Return)
    assert window.bureau.settings().entered == {"satisfaction": "0.875"}
    qtbot.keyClicks(line.editor, "x")
    qtbot.keyClick(line.editor, Key.Key_Return)
    assert line.wrong.isVisible()
    assert window.bureau.settings().entered == {"satisfaction": "0.875"}


def test_every_page_fits_a_small_screen_in_english_too(bureau: Bureau, theme: Theme, qtbot: QtBot) -> None:
    made = CountyWindow(bureau, theme, None)
    qtbot.addWidget(made)
    assert made.titles["board"] == "Board", "without a translation it speaks English"
    for key in made.rail.items:
        made.go(Place(key))
        busy = getattr(made.page, "busy", None)
        made.show()
        qtbot.waitUntil(lambda busy=busy: busy is None or not busy.isVisible(), timeout=30_000)
        assert made.minimumSizeHint().width() <= 1366, key
    made.close()


def test_captions_and_names_are_whole(window: CountyWindow) -> None:
    view = board_of(window).list
    head, cells = window.theme.metrics(13, bold=True), window.theme.metrics()
    for at, column in enumerate(view.sheet.columns):
        assert view.columnWidth(at) >= head.horizontalAdvance(column.caption) + 16, column.caption
    names = [line.cells[0].words for line in view.sheet.lines if not line.heading]
    assert view.columnWidth(0) >= max(map(cells.horizontalAdvance, names)) + 24


def test_a_district_is_gone_to_and_the_school_says_which_it_is(window: CountyWindow, qtbot: QtBot) -> None:
    window.bureau.set_school(SILENT, district="河西学区")
    page = board_of(window)
    page.refresh()
    lines = page.districts.lines
    assert sum(line.isChecked() for line in lines) == 1
    other = next(line for line in lines if not line.isChecked())
    other.setFocus()
    qtbot.keyClick(other, Key.Key_Return)
    assert page.list.hasFocus()
    chosen = next(row for row in window.bureau.board().rows if row.code == page.list.key)
    assert chosen.district == other.district.name
    assert [line.district.name for line in page.districts.lines if line.isChecked()] == [chosen.district]


def test_whom_to_call_is_laid_over_the_board_and_printed(window: CountyWindow, qtbot: QtBot, tmp_path: Path) -> None:
    page = board_of(window)
    silent = window.bureau.board().missing
    assert silent, "somebody has not reported"
    qtbot.keyClick(window.focusWidget() or window, Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert page.calls.isVisible()
    pages = page.calls.press.pages
    assert pages is not None
    lines = pages.paper.lists[0].rows
    assert [line[2] for line in lines] == [one.name for one in silent]
    assert any("0860-2000000" in line for line in lines), "the telephone stands beside the name"
    assert "练习" in pages.paper.mark
    page.calls.press.ask_file = lambda _proposed: str(tmp_path / "calls.pdf")
    qtbot.keyClick(page.calls.press.save_button, Key.Key_Return)
    qtbot.waitUntil(page.calls.press.save_button.isEnabled, timeout=20_000)
    assert (tmp_path / "calls.pdf").read_bytes().startswith(b"%PDF")
    qtbot.keyClick(page.calls.press.preview, Key.Key_Escape)
    assert not page.calls.isVisible()
    assert page.list.hasFocus()


def test_the_county_is_backed_up_from_its_menu(
    window: CountyWindow, deeds: CountyDeeds, tmp_path: Path, qtbot: QtBot
) -> None:
    """The school's own action under the school's words; the folder is remembered for both."""
    (tmp_path / "copies").mkdir()
    deeds.preferences.change(backup_folder=str(tmp_path / "copies"))
    window.commands.actions_by_name["backup"].trigger()
    qtbot.waitUntil(
        lambda: ".county" in window.message.sentence.text() and any((tmp_path / "copies").iterdir()), timeout=60_000
    )
    [copy] = (tmp_path / "copies").glob("990123_*.county")
    assert dict(CountyStore.look(copy).records)["delivery"] == len(window.bureau.store.deliveries())


def test_settings_and_register_read_no_more_than_they_show(
    window: CountyWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """A thousand schools' returns are not unpacked for a list of terms, nor is the register laid out twice."""
    asked: list[object] = []
    monkeypatch.setattr(window.bureau.store, "deliveries", lambda *given: asked.append(given) or [])
    page = settings_of(window, qtbot)
    terms = {page.period.itemData(at) for at in range(page.period.count())}
    assert {window.bureau.period.code} < terms
    show = RegisterPage._show
    monkeypatch.setattr(RegisterPage, "_show", lambda page: (asked.append(page), show(page)))
    window.go(Place("register"))
    assert asked == [window.page]
