"""Return slips by keys: who would get one, made for all or for chosen schools, and an answer that is asked once more."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from export.jobs.county import slips as slips_job
from export.jobs.county.bureau import Bureau
from export.seal.sign import fingerprint
from export.slip.sealed import opened
from tests.ui.county.conftest import ALTERED, type_in
from ui.county.slips import SlipsPage
from ui.page import Place
from ui.task import finish
from ui.theme import Theme

Key, WAIT = Qt.Key, 60_000


@pytest.fixture
def page(bureau: Bureau, theme: Theme, qtbot: QtBot, tmp_path: Path) -> Iterator[SlipsPage]:
    made = SlipsPage(bureau, theme)
    made.ask_folder = lambda: str(tmp_path / "slips")
    made.resize(1182, 690)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.refresh()
    rest(made, qtbot)
    yield made
    finish(made)


def rest(page: SlipsPage, qtbot: QtBot) -> None:
    """Until everything is read or written."""
    qtbot.waitUntil(lambda: page.is_up_to_date, timeout=WAIT)


def write(page: SlipsPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.changed, timeout=WAIT):
        qtbot.keyClick(page.list, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    rest(page, qtbot)


def schools(page: SlipsPage) -> list[str]:
    return [line.key for line in page.list.sheet.lines]


def states(page: SlipsPage) -> set[str]:
    return {line.cells[1].glyph for line in page.items.sheet.lines}


def test_the_school_with_problems_would_get_a_slip(page: SlipsPage, bureau: Bureau) -> None:
    assert schools(page) == list(bureau.slips().drafts()) == [ALTERED]
    assert len(page.items.sheet.lines) == len(bureau.slips().drafts()[ALTERED])
    assert page.make.isEnabled()


def test_slips_are_written_with_the_deadline_and_then_wait(
    page: SlipsPage, bureau: Bureau, tmp_path: Path, qtbot: QtBot
) -> None:
    page.deadline.clear()
    type_in(page.deadline, "2026-10-09")
    write(page, qtbot)
    assert len(list((tmp_path / "slips").glob("退回单_*.xlsx"))) == 1
    assert bureau.slips().latest()[ALTERED].deadline == "2026-10-09"
    assert states(page) == {"blank"}
    assert page.message.property("tone") == "jade"
    assert bureau.board().by_status["returned"] == 1


def test_the_county_sees_the_digits_that_a_school_compares_on_the_phone(
    page: SlipsPage, bureau: Bureau, tmp_path: Path, qtbot: QtBot
) -> None:
    write(page, qtbot)
    [path] = (tmp_path / "slips").glob("退回单_*.xlsx")
    signer = fingerprint(opened(bureau.session.reader.read(path), path.name).public)
    assert any(signer in fact for fact in page.facts())


def test_what_is_no_date_is_said_before_anything_is_written(page: SlipsPage, tmp_path: Path, qtbot: QtBot) -> None:
    page.deadline.clear()
    type_in(page.deadline, "soon")
    qtbot.keyClick(page.list, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.deadline.hasFocus()
    assert not (tmp_path / "slips").exists()


def test_space_chooses_schools(page: SlipsPage, qtbot: QtBot) -> None:
    words = page.make.text()
    qtbot.keyClick(page.list, Key.Key_Space)
    assert page.list.sheet.lines[0].cells[0].glyph == "tick"
    assert page.make.text() != words
    qtbot.keyClick(page.list, Key.Key_Space)
    assert page.list.sheet.lines[0].cells[0].glyph == ""
    assert page.make.text() == words


def test_an_answer_is_shown_and_asked_once_more(
    page: SlipsPage, bureau: Bureau, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(page, qtbot)
    item = bureau.slips().latest()[ALTERED].items[0]["id"]
    said: Mapping[str, Mapping[str, str]] = {f"{ALTERED}/{item}": {"text": "属实", "who": "王秀兰"}}
    monkeypatch.setattr(slips_job, "answered", lambda _store, _period: said)
    bureau.set_deadline("2026-10-10")
    page.refresh()
    rest(page, qtbot)
    assert item not in {one.id for one in bureau.slips().drafts().get(ALTERED, ())}
    assert page.items.go(item)
    assert page.again.isVisible()
    qtbot.keyClick(page.items, Key.Key_Return)
    rest(page, qtbot)
    assert states(page) >= {"returned"}
    write(page, qtbot)
    assert item in {one["id"] for one in bureau.slips().latest()[ALTERED].items}
    assert bureau.slips().latest()[ALTERED].number == 2


def test_one_comes_to_the_slip_of_a_school(page: SlipsPage) -> None:
    page.show_place(Place("slips", record=ALTERED))
    assert page.list.key == ALTERED
