"""Nothing that the program says of itself is cut off at 1366 × 768, on any page, in Chinese or in English.

What people have typed may be: a cell shortens it and gives all of it as a tooltip.
"""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QHeaderView, QLabel, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from export.jobs.county.bureau import Bureau
from export.jobs.desk import Desk
from export.jobs.session import Session
from forms.problems import Language
from tests.ui.county.conftest import bureau, merged
from ui.app import Program
from ui.county.window import CountyWindow
from ui.page import Place
from ui.parts import Button, Elided, PageHead
from ui.parts.segments import Segment
from ui.parts.sheet import Sheet
from ui.rail import RailItem
from ui.school.rooms import ROOMS

__all__ = ["bureau", "merged"]
WIDE, HIGH = 1366, 768
Begin = Callable[[Language], Program]


@pytest.fixture
def begin(session: Session, request: pytest.FixtureRequest) -> Begin:
    """The program in a language; the next test finds it in Chinese again."""

    def make(language: Language) -> Program:
        session.language = language
        return request.getfixturevalue("program")

    return make


def cut(window: QWidget) -> list[str]:
    """What is seen now and shows less than its words."""
    QApplication.processEvents()
    found = [f"{type(one).__name__}: {words}" for one in _shown(window) if (words := _short_of(one))]
    views = [view for view in window.findChildren(QTableView) if view.isVisible()]
    return found + [f"{view.accessibleName()}: {words}" for view in views for words in (*_heads(view), *_cells(view))]


def _shown(window: QWidget) -> Iterator[QWidget]:
    kinds = (Button, Segment, RailItem, QLabel, QLineEdit)
    yield from (one for one in window.findChildren(QWidget) if isinstance(one, kinds) and one.isVisible())


def _short_of(one: QWidget) -> str:
    """Its words where they do not fit."""
    if isinstance(one, QLineEdit):
        margins = one.textMargins()
        room = one.contentsRect().width() - margins.left() - margins.right()
        words = one.placeholderText() if not one.property("filter") else ""
        return words if one.fontMetrics().horizontalAdvance(words) > room else ""
    if isinstance(one, RailItem):
        theme = one.theme
        return one.text() if theme.metrics(14, bold=True).horizontalAdvance(one.text()) > one._room() else ""
    if isinstance(one, Elided):
        is_fact = isinstance(one.parentWidget(), PageHead)
        return one.text() if is_fact and one.fontMetrics().horizontalAdvance(one.text()) > one.width() else ""
    if isinstance(one, QLabel) and (one.wordWrap() or not one.text()):
        return ""
    words = one.text() if isinstance(one, (Button, Segment, QLabel)) else ""
    return words if one.width() < one.sizeHint().width() else ""


def _heads(view: QTableView) -> Iterator[str]:
    """Captions over columns that the program has made as wide as it likes."""
    header = view.horizontalHeader()
    if not (isinstance(view, Sheet) or header.property("part") in ("plain", "lined")):
        return
    assert isinstance(header, QHeaderView)
    for section in range(header.count()):
        words = str(view.model().headerData(section, Qt.Orientation.Horizontal) or "")
        if header.sectionSize(section) < header.fontMetrics().horizontalAdvance(words):
            yield words


def _cells(view: QTableView) -> Iterator[str]:
    """English words in columns of a county's list that have a width of their own."""
    if not isinstance(view, Sheet):
        return
    for line in view.sheet.lines:
        for at, (cell, column) in enumerate(zip(line.cells, view.sheet.columns, strict=False)):
            room = view.columnWidth(at) - (
                37 if cell.glyph else 16
            )  # at least 8 px on both sides, and 21 px for the glyph
            if column.wide and cell.words.isascii() and not line.heading:
                font = view.font()
                font.setBold(cell.bold)
                if QFontMetrics(font).horizontalAdvance(cell.words) > room:
                    yield cell.words


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_of_a_school_fits(language: Language, begin: Begin, faulty: Desk, qtbot: QtBot) -> None:
    window = begin(language).open(faulty)
    window.resize(WIDE, HIGH)
    qtbot.waitExposed(window)
    found = list[str]()
    for room in ROOMS:
        for form in room.forms or ("",):
            window.go(Place(room.key, form))
            found += [f"{room.key} {form} {each}" for each in cut(window)]
    window.go(Place("roll", "student"))
    for command in ("full_form", "full_form", "grid"):
        window.trigger(command)
        found += [f"{command} {each}" for each in cut(window)]
    assert found == []
    assert window.minimumSizeHint().width() <= WIDE
    assert window.width() == WIDE


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_of_a_county_fits(language: Language, begin: Begin, bureau: Bureau, qtbot: QtBot) -> None:
    window = CountyWindow(bureau, begin(language).theme, None)
    qtbot.addWidget(window)
    window.resize(WIDE, HIGH)
    window.show()
    found = list[str]()
    for key in window.rail.items:
        window.go(Place(key))
        busy = getattr(window.page, "busy", None)
        qtbot.waitUntil(lambda busy=busy: busy is None or not busy.isVisible(), timeout=20_000)
        found += [f"{key} {each}" for each in cut(window)]
    assert found == []
    assert window.minimumSizeHint().width() <= WIDE
    assert window.width() == WIDE
