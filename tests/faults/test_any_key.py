"""Between any two keys: a kill takes at most the field that is being typed, and no step that was done is lost.

After every single key, those within an input method too, the files are opened as a kill there would leave them. That
this is what a kill leaves is held against programs that kill themselves after one of these keys. Kills in the middle
of a key are in tests/faults/test_typing.py.
"""

import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from export.jobs.desk import Desk
from export.jobs.session import Session
from tests.faults.killed import Typed, begun, paper
from tests.faults.remains import Kept, Remains, found_in, records_of
from tests.journeys.hand import CONTROL, DOWN, ENTER, SHIFT, Hand
from tests.tree import ROOT
from tests.ui.window.conftest import clean, clean_store, faulty, faulty_store, program, session, theme, window
from ui.page import Place
from ui.roll.page import RollPage
from ui.theme import Theme
from ui.window import Window

__all__ = ["clean", "clean_store", "faulty", "faulty_store", "program", "session", "theme", "window"]
Key = Qt.Key
RIGHT, HOME, UP, F2, F7 = Key.Key_Right, Key.Key_Home, Key.Key_Up, Key.Key_F2, Key.Key_F7
CAPTIONS = "姓名\t性别\t出生日期\r\n"
KILLS = {"grid": 2, "card": 1}
"""How many programs of each sort kill themselves; each takes seconds to start."""


def people(kept: Kept) -> dict[str, dict[str, str]]:
    """Name → what is kept of a pupil, in the ledger or in the grid; nobody may be there twice."""
    found = [*kept.records["student"].values(), *kept.waiting.values()]
    by_name = {pupil["name"]: pupil for pupil in found}
    assert len(by_name) == len(found)
    return by_name


@pytest.mark.parametrize("way", ["grid", "card"])
def test_a_kill_between_any_two_keys_takes_at_most_the_field_being_typed(
    way: str, session: Session, theme: Theme, tmp_path: Path, chance: random.Random, figure: Callable[[str], None]
) -> None:
    folder = tmp_path / "ledger"
    history: list[dict[str, dict[str, str]]] = []
    with begun(folder, session) as desk:
        remains = Remains(desk.path, session, tmp_path / "copy")
        typed = Typed(desk, theme, way)

        def after() -> None:
            owed = typed.owed()
            history.append(people(remains.look()))
            for name, fields in owed.items():
                assert {field: history[-1][name].get(field, "") for field in fields} == fields, len(history)
            assert set(history[-1]) <= {*owed, typed.now}

        typed.hand.after = after
        typed.all_of_it()
        assert len(typed.owed()) == len(paper(session))
        assert min(map(len, typed.owed().values())) > 10
        assert remains.states > 30
        typed.page.close()
        delete(typed.page)
    figure(
        f"kills between any two of {len(history)} keys, {way}: {remains.states} states of the files, nothing owed lost"
    )
    for at in sorted(chance.sample(range(1, len(history)), KILLS[way])):
        killed = tmp_path / f"killed{at}"
        command = [sys.executable, "-m", "tests.faults.killed", str(killed), way, str(at)]
        assert subprocess.run(command, cwd=ROOT, stderr=subprocess.DEVNULL, check=False).returncode < 0
        assert people(found_in(next(killed.glob("*.school")), session)) == history[at - 1], at


@pytest.fixture
def remains(faulty: Desk, session: Session, tmp_path: Path) -> Remains:
    return Remains(faulty.path, session, tmp_path / "copy")


@pytest.fixture
def roll(window: Window) -> RollPage:
    window.go(Place("roll"))
    QApplication.processEvents()
    window.activateWindow()
    roll = window.page.roll  # pyright: ignore[reportAttributeAccessIssue]
    assert isinstance(roll, RollPage)
    return roll


@pytest.fixture
def hand(window: Window) -> Iterator[Hand]:
    yield Hand(window)
    QGuiApplication.clipboard().clear()  # what Python has made must not outlive it


def shown(roll: RollPage, desk: Desk) -> Kept:
    """What the program itself shows: everything of it must be left."""
    waiting: dict[int, dict[str, str]] = {}
    if roll.grid is not None:
        draft = roll.grid.draft
        rows = {at: {name: draft.text(at, name) for name in draft.form.fields} for at in range(len(draft))}
        held = {at: {name: text for name, text in row.items() if text} for at, row in rows.items()}
        waiting = {at: row for at, row in held.items() if row}
    reasons = {item.problem.key: item.reason for item in desk.problems() if item.reason}
    return Kept(records_of(desk), waiting, reasons)


def test_after_each_step_in_the_grid_all_that_is_shown_would_be_left(
    roll: RollPage, faulty: Desk, hand: Hand, remains: Remains
) -> None:
    known, seen = len(remains.look().records["student"]), list[Kept]()

    def after() -> None:
        now, left = shown(roll, faulty), remains.look()
        assert (left.records, left.waiting) == (now.records, now.waiting)
        if not seen or seen[-1] != left:
            seen.append(left)

    hand.after = after
    hand.strike("b", held=CONTROL)
    QGuiApplication.clipboard().setText(
        CAPTIONS + "周一\t男\t2018.1.1\r\n周二\t女\t2018.2.30\r\n周三\t男\t2018.3.3\r\n"
    )
    hand.strike("v", held=CONTROL)
    assert [row["name"] for row in remains.look().waiting.values()] == ["周一", "周二", "周三"]
    hand.strike(HOME, RIGHT)
    hand.strike(DOWN, DOWN, held=SHIFT)
    hand.strike("d", held=CONTROL)
    assert {row["sex"] for row in remains.look().waiting.values()} == {"男"}
    hand.strike("z", held=CONTROL)
    assert [row["sex"] for row in remains.look().waiting.values()] == ["男", "女", "男"]
    hand.strike("y", held=CONTROL)
    hand.strike("x", held=CONTROL)
    hand.strike("z", held=CONTROL)
    hand.strike(Key.Key_Delete)
    hand.strike("z", "z", held=CONTROL)
    hand.strike(ENTER, held=CONTROL)
    assert len(remains.look().records["student"]) == known + 2
    assert len(remains.look().waiting) == 1
    hand.strike("b", held=CONTROL)
    hand.strike("z", held=CONTROL)
    assert len(remains.look().records["student"]) == known
    hand.strike("y", held=CONTROL)
    assert len(seen) >= 9


def test_a_reason_that_was_written_is_left(roll: RollPage, faulty: Desk, hand: Hand, remains: Remains) -> None:
    def after() -> None:
        assert remains.look() == shown(roll, faulty)

    hand.after = after
    before = remains.look().reasons
    hand.strike(F7)
    panel = roll.window().dock.panel  # pyright: ignore[reportAttributeAccessIssue]
    for _ in range(len(panel.list.model.rows)):
        if panel.list.table.current.takes_reason:
            break
        hand.strike(DOWN)
    hand.strike(F2)
    hand.say("学生家在外县")
    assert remains.look().reasons == before
    hand.strike(ENTER)
    assert [why for key, why in remains.look().reasons.items() if key not in before] == ["学生家在外县"]


def test_a_pupil_who_goes_away_is_left_gone(
    window: Window, roll: RollPage, faulty: Desk, hand: Hand, remains: Remains
) -> None:
    """A movement is entered on the card: each field is durable when the next key comes."""
    known = set(remains.look().records["movement"])

    def after() -> None:
        assert remains.look().records == records_of(faulty)

    hand.after = after
    hand.strike(Key.Key_PageUp, held=CONTROL)
    movements = window.page.roll  # pyright: ignore[reportAttributeAccessIssue]
    assert isinstance(movements, RollPage)
    assert movements.form.name == "movement"
    hand.strike("n", held=CONTROL)
    hand.strike("zh", ENTER)
    (gone,) = set(remains.look().records["movement"]) - known
    assert remains.look().records["movement"][gone]["student"] in remains.look().records["student"]
    hand.say("转出")
    hand.strike(ENTER)
    assert remains.look().records["movement"][gone]["kind"].startswith("转出")
    hand.strike("20261016", ENTER)
    assert remains.look().records["movement"][gone]["effective_on"] == "2026-10-16"
