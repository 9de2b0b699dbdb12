"""Pictures of the county's pages: a made-up county with doubles, a school that is missing, one with faults."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QWidget

from export.jobs.county.bureau import Bureau
from export.jobs.desk import Desk
from export.jobs.practice import PERIOD, Made, Order, make
from export.jobs.session import Session
from ui.county.board import BoardPage
from ui.county.collect import CollectPage
from ui.county.pairs import PairsPage
from ui.county.window import CountyWindow
from ui.page import Place
from ui.theme import Theme

SCHOOLS, PUPILS, DOUBLES, SEED = 18, 1500, 12, 2026
AGAIN = 3
"""Schools that have sent a second revision."""
FAULTY = (6, 9, 12)
"""Schools with faults, counted from 0; the first of them has its return slip."""
LATE = 14
"""The school that has sent nothing since last term."""
BEFORE = "2025-2"
MISSING = ("2199000903", "石坪镇小河口教学点", "石坪镇学区")


def pictures(theme: Theme, session: Session, folder: Path) -> Iterator[QWidget]:
    """The window at each of its pages."""
    bureau = _county(session, folder / "county")
    window = CountyWindow(bureau, theme, None)
    try:
        for key in window.rail.items:
            window.go(Place(key))
            window.show()
            _settled(window)
            yield window
        yield _called(window)
        yield _planned(window, folder / "county")
    finally:
        window.close()
        bureau.close()


def _county(session: Session, folder: Path) -> Bureau:
    """Merged, with slips sent to schools whose files came with faults."""
    folder.mkdir(parents=True)
    bureau = Bureau.create(folder / "x.county", session, "990123", "青岚县教育局", PERIOD, practice=True, user="周敏")
    order = Order(folder / "sent", SCHOOLS, PUPILS, SEED, problems=True, faulty=FAULTY, doubles=DOUBLES)
    made = make(order, session)
    _send_last_term(made[LATE], session)
    bureau.merged(bureau.merging().run([folder / "sent"]))
    bureau.write_slips(folder / "slips", "", {made[FAULTY[0]].code})
    code, name, district = MISSING
    bureau.set_school(code, name=name, district=district, contact="周德贵", phone="13800005521", kind="218")
    late = made[LATE]
    bureau.set_school(late.code, name=late.name, district=MISSING[2], contact="岑国栋", phone="13800007733", kind="218")
    bureau.set_deadline((date.today() + timedelta(8)).isoformat())
    _send_again(made[:AGAIN], folder / "again", session)
    return bureau


def _send_last_term(one: Made, session: Session) -> None:
    with Desk.open(one.store, session) as desk:
        desk.set_period(BEFORE)
        desk.export(one.workbook, draft=True)


def _send_again(made: list[Made], folder: Path, session: Session) -> None:
    """A few schools have corrected something and sent a second revision; one file was cut off on its way."""
    folder.mkdir()
    for at, one in enumerate(made):
        with Desk.open(one.store, session) as desk:
            for id_ in desk.tables["student"].ids[: 3 + at]:
                desk.save("student", id_, {"phone": f"1380000{at}{at}21"})
            desk.remove("visit", desk.tables["visit"].ids[0])
            desk.set_reason([item.problem.key for item in desk.problems() if item.stands], "已核实")
            desk.export(folder / one.workbook.name)
    (folder / "高寨小学（修改）.xlsx").write_bytes(made[-1].workbook.read_bytes()[:20_000])


def _called(window: CountyWindow) -> CountyWindow:
    """The list of those who must be called."""
    window.go(Place("board"))
    page = window.page
    assert isinstance(page, BoardPage)
    page.show_calls()
    return window


def _planned(window: CountyWindow, folder: Path) -> CountyWindow:
    """Files that were read and wait to be taken in."""
    window.go(Place("collect"))
    page = window.page
    assert isinstance(page, CollectPage)
    page.collect([folder / "again", *sorted((folder / "sent").glob("*.xlsx"))[6:9]])
    _settled(window)
    page.planned.list.step(1)
    return window


def _settled(window: CountyWindow) -> None:
    """Wait for what is worked out beside the window."""
    page = window.page
    busy = getattr(page, "busy", None)
    loop, timer = QEventLoop(), QTimer()
    timer.timeout.connect(lambda: loop.quit() if busy is None or not busy.isVisible() else None)
    timer.start(50)
    QTimer.singleShot(20_000, loop.quit)
    loop.exec()
    if isinstance(page, PairsPage):
        page.list.setFocus()
