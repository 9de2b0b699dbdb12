"""The county's window by keys: files come in beside the window, the board counts them, pairs are decided and taken back."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from export.jobs.county.merge import Merging
from tests.db.county.made import broken_off
from tests.once import Schools
from tests.ui.practice import session, theme
from ui.county.board import BoardPage
from ui.county.collect import CollectPage
from ui.county.pairs import PairsPage
from ui.county.window import CountyWindow
from ui.page import Place

__all__ = ["session", "theme"]
SCHOOLS, PUPILS = 4, 240


@pytest.fixture(scope="session")
def sent(practice: Schools) -> Path:
    """What four practice schools sent, with children whom two of them have; look, do not touch."""
    return practice(SCHOOLS, PUPILS, 5, doubles=17)


@pytest.fixture
def window(empty: CountyWindow) -> CountyWindow:
    return empty


def collect(window: CountyWindow, paths: list[Path], qtbot: QtBot) -> CollectPage:
    """Read files, look at the plan, take in what it says by one key, and wait for the end."""
    page = plan(window, paths, qtbot)
    qtbot.keyClick(page.planned.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.plan is None and page.files.isEnabled(), timeout=60_000)
    return page


def plan(window: CountyWindow, paths: list[Path], qtbot: QtBot) -> CollectPage:
    """Read files; nothing is taken in yet."""
    window.go(Place("collect"))
    page = window.page
    assert isinstance(page, CollectPage)
    page.collect(paths)
    qtbot.waitUntil(lambda: page.plan is not None and page.take.isEnabled(), timeout=60_000)
    return page


def test_an_empty_county_says_what_to_do(window: CountyWindow) -> None:
    page = window.page
    assert isinstance(page, BoardPage)
    assert page.list.sheet.lines == []
    assert window.bureau.board().expected == 0


def test_files_come_in_and_a_batch_is_taken_back(
    window: CountyWindow, sent: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    bad = tmp_path / "坏文件.xlsx"
    bad.write_bytes(b"PK\x03\x04 nothing else")
    page = collect(window, [sent, bad], qtbot)
    states = [line.cells[1].glyph for line in page.list.sheet.lines]
    assert sorted(states) == ["done"] * SCHOOLS + ["error"]
    assert page.message.isVisible()
    window.go(Place("board"))
    board = window.page
    assert isinstance(board, BoardPage)
    assert sum(not line.heading for line in board.list.sheet.lines) == SCHOOLS
    window.go(Place("collect"))
    page.take_back()
    assert window.bureau.board().on_roll == 0


def test_a_plan_is_shown_and_somebody_walks_away(
    window: CountyWindow, sent: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    bad = tmp_path / "坏文件.xlsx"
    bad.write_bytes(b"PK\x03\x04 nothing else")
    page = plan(window, [sent, bad], qtbot)
    lines = page.planned.list.sheet.lines
    assert [line.cells[1].glyph for line in lines] == ["error"] + ["done"] * SCHOOLS, "what must be looked at is first"
    assert lines[0].cells[3].words.endswith("。")
    assert window.bureau.batches() == []
    assert page.planned.list.hasFocus()
    qtbot.keyClick(page.planned.list, Qt.Key.Key_Down)
    forms = [line.cells for line in page.planned.forms.sheet.lines]
    assert all(cells[1].words == cells[2].words for cells in forms if cells[1].words != "0"), "all of it is new"
    qtbot.keyClick(page.planned.list, Qt.Key.Key_Escape)
    assert page.plan is None
    assert (window.bureau.batches(), window.bureau.board().on_roll) == ([], 0)
    assert page.batches.hasFocus()


def test_a_plan_waits_while_somebody_looks_elsewhere_and_goes_with_the_window(
    window: CountyWindow, sent: Path, qtbot: QtBot
) -> None:
    page = plan(window, [sent], qtbot)
    qtbot.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert window.page is page
    assert page.plan is not None
    window.close()
    assert page.plan is None


def test_files_set_aside_are_one_step_away_until_they_come_right(
    window: CountyWindow, sent: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    good = sorted(sent.glob("*.xlsx"))[0]
    bad = tmp_path / good.name
    bad.write_bytes(b"PK\x03\x04 nothing else")
    collect(window, [bad], qtbot)
    window.go(Place("board"))
    board = window.page
    assert isinstance(board, BoardPage)
    assert board.aside.isVisible()
    qtbot.mouseClick(board.aside, Qt.MouseButton.LeftButton)
    page = window.page
    assert isinstance(page, CollectPage)
    assert page.batches.key == "aside"
    assert [line.cells[0].words for line in page.list.sheet.lines] == [good.name]
    collect(window, [good], qtbot)
    window.go(Place("board"))
    assert not board.aside.isVisible()


def test_the_same_files_again_change_nothing(window: CountyWindow, sent: Path, qtbot: QtBot) -> None:
    collect(window, [sent], qtbot)
    before = window.bureau.board().on_roll
    page = collect(window, [sent], qtbot)
    assert {line.cells[1].words for line in page.list.sheet.lines} == {page.list.sheet.lines[0].cells[1].words}
    assert window.bureau.board().on_roll == before == PUPILS


def test_pairs_are_decided_by_keys_and_taken_back(window: CountyWindow, sent: Path, qtbot: QtBot) -> None:
    collect(window, [sent], qtbot)
    qtbot.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    page = window.page
    assert isinstance(page, PairsPage)
    qtbot.waitUntil(lambda: bool(page.list.sheet.lines), timeout=30_000)
    waiting = sum(line.is_open for line in window.bureau.pairs())
    first = page.list.key
    assert page.compared.sheet.lines, "both records stand side by side"
    qtbot.keyClick(page.list, Qt.Key.Key_2)
    assert window.bureau.store.decisions()[first].verdict == "second"
    assert page.list.key != first
    qtbot.keyClick(page.list, Qt.Key.Key_3)
    assert page.reason.hasFocus(), "two children: a reason is wanted"
    qtbot.keyClicks(page.reason, "twins")
    qtbot.keyClick(page.reason, Qt.Key.Key_Return)
    assert sum(line.is_open for line in window.bureau.pairs()) == waiting - 2
    page.undo()
    page.undo()
    assert window.bureau.store.decisions() == {}
    assert page.list.key == first


def test_decisions_are_remembered_by_the_next_merge(
    window: CountyWindow, sent: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    collect(window, [sent], qtbot)
    pair = next(line.pair for line in window.bureau.pairs() if line.is_open)
    window.bureau.decide(pair.key, "first")
    again = tmp_path / "again"
    shutil.copytree(sent, again)
    collect(window, [again], qtbot)
    line = next(line for line in window.bureau.pairs() if line.pair.key == pair.key)
    assert line.decision is not None
    assert not line.is_open


def test_every_page_opens_by_its_key(window: CountyWindow, sent: Path, qtbot: QtBot) -> None:
    collect(window, [sent], qtbot)
    for at, key in enumerate(window.rail.items, 1):
        qtbot.keyClick(window, Qt.Key(ord(str(at))), Qt.KeyboardModifier.AltModifier)
        assert window.page.key == key
        assert window.page.title
    qtbot.wait(0)


def test_a_batch_that_was_stopped_goes_on_with_one_key(window: CountyWindow, sent: Path, qtbot: QtBot) -> None:
    """Also in another sitting, as after a crash: the batch says what it was told to take."""
    page, merging = plan(window, [sent], qtbot), window.bureau.merging
    window.bureau.merging = lambda progress=None: _stopping(merging, progress)  # type: ignore[method-assign]
    qtbot.keyClick(page.planned.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.plan is None and page.files.isEnabled(), timeout=60_000)
    window.bureau.merging = merging  # type: ignore[method-assign]
    [batch] = window.bureau.batches()
    assert batch.state == "open"
    assert 0 < len(window.bureau.sent()) < SCHOOLS
    assert page.go_on.isVisible()
    qtbot.keyClick(page.batches, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.bureau.batches()[0].state == "done" and page.files.isEnabled(), timeout=60_000)
    assert len(window.bureau.sent()) == SCHOOLS
    assert [one.status for one in window.bureau.files(batch.id)].count("merged") == SCHOOLS
    assert not page.go_on.isVisible()
    assert window.bureau.store.sources(batch.id) == []


def _stopping(merging: Callable[..., Merging], progress: Callable[..., object] | None) -> Merging:
    """A merge that somebody stops after its first file."""
    made = merging(lambda *step: (progress and progress(*step), made.cancel()))
    return made


def test_of_a_batch_whose_files_are_gone_it_is_said(
    window: CountyWindow, sent: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    broken_off(window.bureau.store, lambda _batch: None)
    window.go(Place("collect"))
    page = window.page
    assert isinstance(page, CollectPage)
    assert page.go_on.isVisible()
    page.go_on.click()
    assert page.message.isVisible()
    assert window.bureau.batches()[0].state == "open"
