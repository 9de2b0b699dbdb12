"""From the first start to a sealed workbook, through the window and by keys only.

Nothing is clicked and no model is called: keys go to whatever has the cursor, words come as an input method settles
them, the clipboard holds what WPS or Excel puts there. Desk and file are only looked at.
"""

from collections.abc import Callable
from pathlib import Path
from statistics import mean, median

from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from export.jobs.desk import Desk
from forms.library import Library
from tests.journeys.clerk import AIM, Clerk, Cost, told
from tests.journeys.doors import Doors
from tests.journeys.hand import CONTROL, DOWN, ENTER, TAB, Hand
from tests.journeys.sheet import Sheet, sheets
from tests.ui.window.conftest import program, session
from ui.app import Program
from ui.problems.model import REASON
from ui.roll.page import RollPage
from ui.school.checking.page import CheckPage
from ui.school.first_run import Wizard
from ui.school.forms import FormsPage
from ui.window import Window

__all__ = ["program", "session"]
PASSWORD = "four easy words 2026"
SPACE, RIGHT, F2, F6, F8, F9 = (
    Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_F2, Qt.Key.Key_F6, Qt.Key.Key_F8, Qt.Key.Key_F9,
)  # fmt: skip
CAPTIONS = {"id_number": "身份证号", "address_now": "家庭住址", "phone": "家长手机", "guardian1_phone": "监护人电话"}
"""As the old list calls them; the rest bears the captions of the form."""
WAIT = 20_000
"""ms, for what works in another thread."""


def test_a_year_begins(
    program: Program, qtbot: QtBot, tmp_path: Path, library: Library, doors: Doors, figure: Callable[[str], None]
) -> None:
    """First run, school and classes, 40 pupils typed, 12 pasted, problems settled, approved, exported, checked."""
    (tmp_path / "stick").mkdir()
    first_run(program, qtbot, tmp_path / "stick")
    window, desk = program.shown, program.desk
    assert isinstance(window, Window)
    assert desk is not None
    window.resize(1366, 768)
    window.activateWindow()
    hand = Hand(window)
    school_and_classes(hand, desk)
    typed, pasted = sheets(library, "一年级", 40), sheets(library, "二年级", 12)
    costs = enter(hand, window, desk, typed)
    paste(hand, window, desk, pasted)
    settle(hand, window, desk, qtbot)
    approve(hand, window, desk, qtbot)
    export(hand, desk, tmp_path / "up.xlsx", qtbot)
    code, says, _ = doors.call("check", tmp_path / "up.xlsx")
    assert code == 0
    assert "封印完好" in says
    table = desk.tables["student"]
    numbers = {table.text(row, "id_number") for row in range(len(table))}
    assert numbers == {sheet["id_number"] for sheet in (*typed, *pasted)}
    figure(told("through the window", costs))
    beside = [cost.beside_names for cost in costs]
    assert max(mean(beside), median(beside)) <= AIM


def first_run(program: Program, qtbot: QtBot, stick: Path) -> None:
    """Five questions; the recovery code is copied by hand."""
    program.start()
    wizard = program.shown
    assert isinstance(wizard, Wizard)
    wizard.activateWindow()
    hand = Hand(wizard)
    hand.strike(ENTER)
    hand.say("石坪小学")
    hand.strike(TAB, "2199000128", ENTER)
    hand.strike(TAB, TAB, TAB, str(stick), ENTER)
    hand.say("王秀兰")
    hand.strike(TAB, PASSWORD, TAB, PASSWORD, ENTER)
    qtbot.waitUntil(lambda: wizard.at == 4 and wizard.code.print_button.isEnabled(), timeout=WAIT)
    hand.strike(TAB, SPACE, ENTER)


def school_and_classes(hand: Hand, desk: Desk) -> None:
    """F8 leads to what the school's own form still lacks, then to the classes, of which there is none yet."""
    hand.strike(F8, "1", F8, "7", F8)
    hand.strike(Qt.Key.Key_N, held=CONTROL)
    for grade, teacher in (("1", "李老师"), ("2", "王老师")):
        hand.strike(grade, "1", ENTER)
        hand.say(teacher)
        hand.strike(ENTER)
    assert len(desk.tables["class"]) == 2
    assert [item for item in desk.problems() if item.problem.form in ("school", "class")] == []


def roll_of(window: Window) -> RollPage:
    """The roll that is open."""
    assert isinstance(window.page, FormsPage)
    assert isinstance(window.page.roll, RollPage)
    return window.page.roll


def enter(hand: Hand, window: Window, desk: Desk, paper: list[Sheet]) -> list[Cost]:
    """The first grade off its sheets, in the entry grid; what each pupil took."""
    hand.strike(Qt.Key.Key_K, held=CONTROL)
    hand.say("学生")
    hand.strike(ENTER)
    hand.strike(Qt.Key.Key_B, held=CONTROL)
    roll = roll_of(window)
    grid = roll.grid
    assert grid is not None
    clerk = Clerk(hand, roll.form, lambda: grid.model.spot(grid.view.currentIndex())[1])
    for sheet in paper:
        clerk.pupil(sheet)
    hand.strike(ENTER, held=CONTROL)
    assert len(desk.tables["student"]) == len(paper)
    return clerk.costs


def paste(hand: Hand, window: Window, desk: Desk, paper: list[Sheet]) -> None:
    """The second grade out of an old list: an ID number that Excel has spoilt, and a distance in metres."""
    right, known = paper[3]["id_number"], len(desk.tables["student"])
    spoilt = {(3, "id_number"): "9.90123E+17", (5, "distance"): "1500", (7, "entered_on"): "2025年9月"}
    captions = {name: roll_of(window).form.fields[name].zh for name in paper[0].texts} | CAPTIONS
    lines = [[spoilt.get((at, name), sheet[name]) for name in captions] for at, sheet in enumerate(paper)]
    copied([list(captions.values()), *lines])
    hand.strike(Qt.Key.Key_V, held=CONTROL)
    hand.strike(F8, right.lower())
    hand.strike(ENTER, held=CONTROL)
    assert len(desk.tables["student"]) == known + len(paper)
    QGuiApplication.clipboard().clear()  # what Python has made must not outlive it


def copied(lines: list[list[str]]) -> None:
    """Put cells on the clipboard as WPS and Excel do: with tabs, and as a piece of a web page."""
    mime = QMimeData()
    mime.setText("".join("\t".join(line) + "\r\n" for line in lines))
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in line) + "</tr>" for line in lines)
    mime.setHtml(f"<html><body><table><!--StartFragment-->{cells}<!--EndFragment--></table></body></html>")
    QGuiApplication.clipboard().setMimeData(mime)


def settle(hand: Hand, window: Window, desk: Desk, qtbot: QtBot) -> None:
    """The reminder about the distance is explained; of the forms without a record it is said that there is nothing."""
    hand.strike(F9)
    page = window.page
    assert isinstance(page, CheckPage)
    qtbot.waitUntil(page.again.isEnabled, timeout=WAIT)
    assert {item.problem.code for item in desk.problems() if item.problem.form == "student"} == {
        "student.distance_unit"
    }
    hand.strike(F2)
    hand.say("学生家在外县")
    hand.strike(ENTER, DOWN)
    while page.model.rowCount() > 1:
        hand.strike(*([] if page.table.currentIndex().column() == REASON else [RIGHT]), ENTER)
    assert [item for item in desk.problems() if item.stands] == []


def approve(hand: Hand, window: Window, desk: Desk, qtbot: QtBot) -> None:
    """A safety copy, and a second person's name."""
    page = window.page
    assert isinstance(page, CheckPage)
    hand.strike(Qt.Key.Key_K, held=CONTROL)
    hand.say("立即备份")
    hand.strike(ENTER)
    qtbot.waitUntil(page.gate.approve.isEnabled, timeout=WAIT)
    hand.strike(F6, SPACE)
    hand.say("李主任")
    hand.strike(TAB)
    hand.say("赵校长")
    hand.strike(ENTER, SPACE)
    assert {state.state.value for state in desk.states.values()} == {"approved"}


def export(hand: Hand, desk: Desk, to: Path, qtbot: QtBot) -> None:
    """The cursor stands on the button already; the file's name is typed into Qt's own dialog."""

    def name_it() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QFileDialog):
            asking.stop()
            Hand(dialog).strike(Qt.Key.Key_A, held=CONTROL)
            Hand(dialog).strike(str(to), ENTER)

    asking = QTimer()
    asking.timeout.connect(name_it)
    asking.start(20)
    hand.strike(SPACE)
    qtbot.waitUntil(lambda: desk.last_export is not None, timeout=WAIT)
