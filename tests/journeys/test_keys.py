"""How many keys a pupil costs, counted honestly, in the entry grid and on the card.

A class of forty is typed off paper into a new ledger, the first pupil included, for whom nothing is known yet. Every key
press counts: digits, Enter, arrows, both keys of a chord. Chinese words go through an input method, so that each costs
the letters of its pinyin in full and the key that settles it; what the pupil's own name costs is counted apart. Nothing
is clicked. In the end each pupil is complete: 36 required fields are filled and no error stands; the ID number and the
twenty-five of DECIDED and SAID, every one of which is on the sheet, are as the sheet says.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import mean, median

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from export.jobs.desk import Desk
from export.jobs.session import Session
from forms.library import Library
from tests.journeys.clerk import AIM, Clerk, told
from tests.journeys.hand import Hand
from tests.journeys.sheet import DECIDED, SAID, Sheet, sheets
from tests.ui.practice import session, theme
from ui.roll.page import RollPage
from ui.theme import Theme

__all__ = ["session", "theme"]
CLASS = 40


@pytest.fixture
def desk(tmp_path: Path, session: Session) -> Iterator[Desk]:
    """A ledger of one class without pupils."""
    with Desk.create(tmp_path / "a.school", session, "2199000128", "石坪小学", practice=True, user="王秀兰") as desk:
        desk.set_period("2026-1")
        desk.save("class", None, {"grade": "一年级", "class_no": "1", "kind": "普通班", "head_teacher": "李老师"})
        yield desk


@pytest.fixture
def page(desk: Desk, theme: Theme, qtbot: QtBot) -> RollPage:
    page = RollPage(desk, theme)
    qtbot.addWidget(page)
    page.resize(800, 480)
    page.refresh()
    page.show()
    page.activateWindow()
    QApplication.processEvents()
    return page


def is_as_on_paper(desk: Desk, paper: list[Sheet]) -> None:
    table = desk.tables["student"]
    rows = {table.text(row, "id_number"): row for row in range(len(table))}
    assert len(rows) == len(table) == len(paper)
    for sheet in paper:
        row = rows[sheet["id_number"]]
        assert {name: table.text(row, name) for name in ("name", *DECIDED, *SAID)} == sheet.texts
    assert {item.problem.code for item in desk.problems("student") if item.problem.level == "error"} == set()


def typed_in_the_grid(page: RollPage, paper: list[Sheet]) -> Clerk:
    """A class from the first name to the ledger; Ctrl+Enter belongs to the window."""
    page.open_grid()
    grid = page.grid
    assert grid is not None
    clerk = Clerk(Hand(page), page.form, lambda: grid.model.spot(grid.view.currentIndex())[1], short=True)
    for sheet in paper:
        clerk.pupil(sheet)
    page.commands()["take_in"]()
    return clerk


def test_keys_in_the_entry_grid(page: RollPage, desk: Desk, library: Library, figure: Callable[[str], None]) -> None:
    """What a number has in common with the one before is left out; nothing but the pupil's own name is set aside."""
    paper = sheets(library, "一年级", CLASS)
    clerk = typed_in_the_grid(page, paper)
    is_as_on_paper(desk, paper)
    figure(told("entry grid, shortest way", clerk.costs))
    beside = [cost.beside_name for cost in clerk.costs]
    assert max(mean(beside), median(beside)) <= AIM


def test_keys_on_the_card(page: RollPage, desk: Desk, library: Library, figure: Callable[[str], None]) -> None:
    """The shortest way: what a number has in common with the one before is left out."""
    paper = [sheet for sheet in sheets(library, "一年级", CLASS) if sheet["nation"] == "汉族"]
    page.new()
    clerk = Clerk(Hand(page), page.form, page.sections.current_field, short=True)
    for sheet in paper:
        clerk.pupil(sheet)
    is_as_on_paper(desk, paper)
    figure(told("card, shortest way", clerk.costs))
    beside = [cost.beside_name for cost in clerk.costs]
    assert max(mean(beside), median(beside)) <= AIM
