"""A copy that is made while somebody types disturbs nobody, and one before closing is made or missed once."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.journeys.hand import Hand
from ui.app import Program
from ui.page import Place
from ui.roll.page import RollPage
from ui.school.deeds import SchoolDeeds
from ui.window import Window


@pytest.fixture
def deeds(window: Window) -> SchoolDeeds:
    return window.findChildren(SchoolDeeds)[0]


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "stick"


def wanted(program: Program, stick: Path, when: str) -> None:
    program.preferences.change(backup_folder=str(stick), backup_when=when)


def changed(window: Window) -> None:
    window.desk.save("student", window.desk.tables["student"].ids[0], {"name": "改一改"})


@pytest.mark.parametrize("is_new", [False, True])
def test_what_is_being_typed_stays_when_a_copy_ends(
    window: Window, program: Program, deeds: SchoolDeeds, stick: Path, qtbot: QtBot, is_new: bool
) -> None:
    stick.mkdir()
    wanted(program, stick, "daily")
    window.activateWindow()
    window.go(Place("roll", "student"))
    page = next(one for one in window.page.findChildren(RollPage) if one.form.name == "student")
    if is_new:
        page.new()
    page.sections.focus_field("name")
    deeds.keeping.look()
    assert deeds.keeping.is_busy
    Hand(window).strike("x", "y")
    qtbot.waitUntil(lambda: not deeds.keeping.is_busy, timeout=20_000)
    assert page.sections.row("name").editor.value_text() == "xy"
    page.leave()
    assert "xy" in window.desk.tables["student"].columns["name"]


def test_the_stick_that_was_asked_for_gets_its_copy(
    window: Window, program: Program, stick: Path, qtbot: QtBot
) -> None:
    wanted(program, stick, "closing")
    changed(window)
    window.close()
    assert window.isVisible()
    stick.mkdir()
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=20_000)
    assert list(stick.iterdir())


def test_who_closes_twice_goes_without_a_copy(window: Window, program: Program, stick: Path) -> None:
    wanted(program, stick, "closing")
    changed(window)
    window.close()
    assert window.isVisible()
    window.close()
    assert not window.isVisible()


@pytest.mark.parametrize("when", ["closing", "daily"])
def test_whoever_closes_while_a_copy_is_made_need_not_close_again(
    window: Window, program: Program, deeds: SchoolDeeds, stick: Path, qtbot: QtBot, when: str
) -> None:
    stick.mkdir()
    wanted(program, stick, when)
    changed(window)
    deeds.keeping.copy()
    window.close()
    window.close()
    assert window.isVisible()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=20_000)
    assert list(stick.iterdir())


def test_the_program_locks_itself_again_and_again(window: Window, program: Program, qtbot: QtBot) -> None:
    program.idle.set_minutes(10)
    program.idle.passed.emit()
    assert window.locked.isVisible()
    timer = program.idle._timer  # pyright: ignore[reportPrivateUsage]
    timer.stop()  # as it is once it has passed
    window.locked.button.click()
    assert not window.locked.isVisible()
    qtbot.keyClick(window.windowHandle(), "a")
    assert timer.isActive()
