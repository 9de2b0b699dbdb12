"""The closed loop through both windows, by keys only: collect, ask, put right, answer, approve, export, collect again."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import openpyxl
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from export.jobs.county.bureau import Bureau
from export.jobs.county.slips import Standing
from export.jobs.desk import Desk
from export.jobs.practice import Made, Order, make
from export.jobs.session import Session
from tests.export.workbook.made import put
from tests.journeys.hand import ALT, CONTROL, ENTER, TAB, Hand
from tests.ui.window.conftest import program, session
from ui.app import Program
from ui.county.board import BoardPage
from ui.county.collect import CollectPage
from ui.county.pairs import PairsPage
from ui.county.slips import SlipsPage
from ui.county.window import CountyWindow
from ui.school.checking.page import CheckPage
from ui.school.todo import TodoPage
from ui.window import Window

__all__ = ["program", "session"]
Page = TypeVar("Page", bound=QWidget)
WAIT = 20_000
"""ms, for what works in another thread."""
SPACE, F6, F8 = Qt.Key.Key_Space, Qt.Key.Key_F6, Qt.Key.Key_F8
WRONG, RIGHT, ANSWER = "1380000", "13800001111", "已电话核实"


@contextmanager
def naming(program: Program, path: Path) -> Iterator[None]:
    """Whatever file dialog opens now gets this name by keys."""

    def name_it() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QFileDialog):
            asking.stop()
            Hand(dialog).strike(Qt.Key.Key_A, held=CONTROL)
            Hand(dialog).say(str(path))
            Hand(dialog).strike(ENTER)

    asking = QTimer()
    asking.timeout.connect(name_it)
    asking.start(20)
    yield
    assert not asking.isActive(), "no dialog asked for a file"
    assert program.shown is not None
    program.shown.activateWindow()  # as a system does once a dialog has gone


@pytest.fixture
def schools(session: Session, tmp_path: Path) -> list[Made]:
    """Three schools, of which two have the same child; the first one has a wrong phone."""
    made = make(Order(tmp_path / "sent", 3, 300, 5, doubles=1), session)
    file = made[0].workbook
    book = openpyxl.load_workbook(file)
    sheet = book["学生"]
    column = {str(cell.value): at for at, cell in enumerate(sheet[3], 1)}
    put(sheet, 8, column["phone"], WRONG)
    book.save(file)
    with Desk.open(made[0].store, session) as desk:
        desk.save("student", str(sheet.cell(8, column["_id"]).value), {"phone": WRONG})
    return made


@pytest.fixture
def county(session: Session, schools: list[Made], tmp_path: Path) -> Path:
    """The county's ledger, with a register, before anything came."""
    path = tmp_path / "990123.county"
    bureau = Bureau.create(path, session, "990123", "青岚县", "2026-1", practice=True, user="周敏")
    for one in schools:
        bureau.set_school(one.code, name=f"学校{one.code[-1]}", district="石坪镇学区")
    bureau.close()
    return path


def test_what_goes_out_as_a_slip_comes_back_answered_and_the_board_is_green(
    program: Program, schools: list[Made], county: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "copies").mkdir()
    program.preferences.change(backup_folder=str(tmp_path / "copies"))
    program.start(county)
    hand = at_the_county(program)
    collect(hand, program, schools[0].workbook.parent, qtbot)
    ask_both(hand, program, qtbot)
    faults_are_shown(hand, program, schools)
    slips = make_slips(hand, program, tmp_path / "slips", qtbot)
    (tmp_path / "again").mkdir()
    for one in [school for school in schools if school.code in slips]:
        go_to(hand, program, one.store)
        hand = at_the_school(program)
        work_off(hand, program, slips[one.code], qtbot)
        send(hand, program, tmp_path / "again" / one.workbook.name, qtbot)
        go_to(hand, program, county)
        hand = at_the_county(program)
    collect(hand, program, tmp_path / "again", qtbot)
    hand.strike("1", held=ALT)
    bureau = program.bureau
    assert bureau is not None
    assert {row.status for row in bureau.board().rows} == {"reported"}
    left: list[Standing] = [one for school in slips for one in bureau.slips().standing(school)]
    kept = {("problem", "fixed"), ("file", "fixed"), ("ask", "answered")}
    assert {(one.item.kind, one.state) for one in left} == kept
    assert {one.answer for one in left if one.state == "answered"} == {ANSWER}
    answers_are_beside_the_pair(hand, program, qtbot)


# ── at the county ───────────────────────────────────────────────────────────────────────────────────────────────────


def at_the_county(program: Program) -> Hand:
    window = program.shown
    assert isinstance(window, CountyWindow)
    return _ready(window)


def _ready(window: QWidget) -> Hand:
    window.resize(1366, 768)
    window.activateWindow()
    return Hand(window)


def page_of(program: Program, kind: type[Page]) -> Page:
    window = program.shown
    assert isinstance(window, (CountyWindow, Window))
    page = window.page
    assert isinstance(page, kind)
    return page


def command(hand: Hand, words: str) -> None:
    """By its words, from anywhere."""
    hand.strike(Qt.Key.Key_K, held=CONTROL)
    hand.say(words)
    hand.strike(ENTER)


def go_to(hand: Hand, program: Program, ledger: Path) -> None:
    with naming(program, ledger):
        command(hand, "打开其他台账")


def tab_to(hand: Hand, wanted: QWidget) -> None:
    for _ in range(60):
        if hand.at is wanted:
            return
        hand.strike(TAB)
    raise AssertionError("Tab does not lead there")


def collect(hand: Hand, program: Program, folder: Path, qtbot: QtBot) -> None:
    hand.strike("2", held=ALT)
    page = page_of(program, CollectPage)
    tab_to(hand, page.folder)
    with naming(program, folder):
        hand.strike(SPACE)
    qtbot.waitUntil(lambda: page.plan is not None and page.take.isEnabled(), timeout=WAIT)
    assert page.plan is not None
    assert page.plan.count("quarantined") == 0, [line.reason for line in page.plan.lines]
    hand.strike(ENTER, held=CONTROL)
    qtbot.waitUntil(lambda: page.plan is None and page.files.isEnabled(), timeout=WAIT)


def ask_both(hand: Hand, program: Program, qtbot: QtBot) -> None:
    hand.strike("3", held=ALT)
    page = page_of(program, PairsPage)
    qtbot.waitUntil(lambda: bool(page.list.sheet.lines), timeout=WAIT)
    assert len(page.list.sheet.lines) == 1
    hand.strike("4")


def faults_are_shown(hand: Hand, program: Program, schools: list[Made]) -> None:
    command(hand, "有问题的学校")
    page = page_of(program, BoardPage)
    assert page.list.key == schools[0].code
    assert page.bureau.board().by_status["problems"] == 1


def make_slips(hand: Hand, program: Program, folder: Path, qtbot: QtBot) -> dict[str, Path]:
    folder.mkdir()
    command(hand, "生成退回单")
    page = page_of(program, SlipsPage)
    qtbot.waitUntil(lambda: page.is_up_to_date, timeout=WAIT)
    with naming(program, folder):
        hand.strike(ENTER, held=CONTROL)
    wanted = set(page.bureau.slips().drafts())
    assert len(wanted) >= 2
    qtbot.waitUntil(lambda: page.is_up_to_date and len(list(folder.iterdir())) == len(wanted), timeout=WAIT)
    return {path.name.split("_")[1]: path for path in folder.iterdir()}


def answers_are_beside_the_pair(hand: Hand, program: Program, qtbot: QtBot) -> None:
    hand.strike("3", held=ALT)
    page = page_of(program, PairsPage)
    qtbot.waitUntil(lambda: bool(page.list.sheet.lines), timeout=WAIT)
    assert page.answers.text().count(ANSWER) == 2


# ── at a school ─────────────────────────────────────────────────────────────────────────────────────────────────────


def at_the_school(program: Program) -> Hand:
    window = program.shown
    assert isinstance(window, Window)
    return _ready(window)


def work_off(hand: Hand, program: Program, slip: Path, qtbot: QtBot) -> None:
    """The phone is put right in its record; everything else is answered in a few words."""
    desk = desk_of(program)
    command(hand, "退回单")
    page = page_of(program, TodoPage)
    with naming(program, slip):
        hand.strike(SPACE)
    qtbot.waitUntil(lambda: bool(page.list.sheet.lines) and page.open_file.isEnabled(), timeout=WAIT)
    for item in [each for each in desk.todo().items if each.item.field == "phone"]:
        show(hand, page, item.item.id)
        hand.strike(ENTER)
        hand.strike(Qt.Key.Key_A, held=CONTROL)
        hand.strike(RIGHT, ENTER)
        table = desk.tables["student"]
        assert table.columns["phone"][table.row_of(item.item.record) or 0] == RIGHT
        command(hand, "退回单")
    for _ in range(desk.todo().open):
        hand.strike(F6)
        assert hand.at is page.answer, hand.at
        hand.say(ANSWER)
        hand.strike(ENTER)
    assert desk.todo().open == 0


def show(hand: Hand, page: TodoPage, wanted: str) -> None:
    for _ in page.list.sheet.lines:
        if page.list.key != wanted:
            hand.strike(F8)
    assert page.list.key == wanted


def desk_of(program: Program) -> Desk:
    assert program.desk is not None
    return program.desk


def send(hand: Hand, program: Program, to: Path, qtbot: QtBot) -> None:
    """Check, a safety copy, a second person's name where the review was reopened, and the file."""
    desk = desk_of(program)
    hand.strike(Qt.Key.Key_F9)
    page = page_of(program, CheckPage)
    qtbot.waitUntil(page.again.isEnabled, timeout=WAIT)
    assert [item.problem.code for item in desk.problems() if item.stands] == []
    if page.gate.approve.isVisible():
        command(hand, "立即备份")
        qtbot.waitUntil(page.gate.approve.isEnabled, timeout=WAIT)
        tab_to(hand, page.gate.approve)
        hand.strike(SPACE)
        hand.say("李主任")
        hand.strike(TAB)
        hand.say("赵校长")
        hand.strike(ENTER, SPACE)
    assert {state.state.value for state in desk.states.values()} <= {"approved", "exported"}
    before = desk.last_export
    with naming(program, to):
        hand.strike(Qt.Key.Key_E, held=CONTROL)
        assert hand.at is page.card.export
        hand.strike(SPACE)
        qtbot.waitUntil(lambda: desk.last_export != before, timeout=WAIT)
    qtbot.waitUntil(lambda: page.card.busy.isHidden() and page.focusWidget() is page.card.folder, timeout=WAIT)
    assert to.exists()
