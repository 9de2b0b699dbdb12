"""What the roll costs at a large school: a letter of a search, another record in the card, a pasted class.

Each stands against the time in which a person feels no waiting, and against bare Qt in this very run: a sort-filter
proxy over the same names, as many bare line edits filled, a bare table model that takes the same rectangle as texts,
unread and unchecked.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSortFilterProxyModel, Qt
from PySide6.QtGui import QGuiApplication, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QFormLayout, QLineEdit, QTableView, QWidget

from export.jobs.desk import Desk
from export.jobs.session import Session
from export.reading.worker import Reader
from forms.library import Library, root
from tests.bench.search import _fill
from ui.roll.page import RollPage
from ui.theme import Theme

TYPED = ("l", "ly", "lyt", "ly", "l", "李", "4527", "")
ROWS, COLUMNS = 500, 20
LETTER, RECORD, RECTANGLE = 0.016, 0.050, 1.0
"""Seconds that a letter of a search, another record in the card, and a pasted class may take."""

Ratio = tuple[str, float, float]


def ratios() -> list[Ratio]:
    """Name, ratio to bare Qt, limit."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    library = Library.built_in()
    theme = Theme(root() / "resources")
    theme.dress(app, "light")
    with tempfile.TemporaryDirectory() as name, Reader() as reader:
        path = Path(name) / "a.school"
        _fill(path, library)
        with Desk.open(path, Session(library, reader)) as desk:
            page = RollPage(desk, theme)
            page.resize(1182, 702)
            page.refresh()
            page.show()
            app.processEvents()
            desk.search("student", "a")
            found = [*_search(page), *_card(page), *_paste(page)]
            page.close()  # as every window of the program: Python must not be asked how high a header is while it dies
            return found


def _bare(page: RollPage) -> tuple[QSortFilterProxyModel, QTableView]:
    """The same cells in a model of plain items, under a proxy, in a view of the same size."""
    held, shown = QStandardItemModel(), page.model
    for line in range(shown.rowCount()):
        held.appendRow([QStandardItem(str(shown.index(line, at).data() or "")) for at in range(shown.columnCount())])
    proxy, view = QSortFilterProxyModel(), QTableView()
    proxy.setSourceModel(held)
    proxy.setFilterKeyColumn(1)
    held.setParent(proxy)
    view.setModel(proxy)
    view.resize(page.table.right.size())
    view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    view.show()
    return proxy, view


def _search(page: RollPage) -> list[Ratio]:
    proxy, _view = _bare(page)
    ours = _letters(page.strip.search.setText, TYPED)
    bare = _letters(proxy.setFilterFixedString, ("赵", "", "李雨", "李", "", "王", "一", ""))
    return [
        ("the slowest letter of a search among 2000, with the card / 16 ms", max(ours) / LETTER, 1.0),
        ("a letter of a search among 2000, with the card / a bare proxy's filter", sum(ours) / sum(bare), 8.0),
    ]


def _card(page: RollPage) -> list[Ratio]:
    _proxy, view = _bare(page)
    built = sum(len(part.rows) for part in page.card.sections.parts_)
    sheet = QWidget()
    laid = QFormLayout(sheet)
    lines = [QLineEdit() for _ in range(built)]
    for line in lines:
        laid.addRow("", line)
    sheet.resize(page.card.size())
    sheet.show()

    def bare(at: int) -> None:
        view.selectRow(at)
        for line in lines:
            line.setText(f"{at}")

    ours, least = iter(range(1, 10**6)), iter(range(1, 10**6))
    took = _time(lambda: _shown(page.table.go_line, next(ours) % 500), 40)
    limit = _time(lambda: _shown(bare, next(least) % 500), 40)
    return [
        ("another record in list and card / 50 ms", took / RECORD, 1.0),
        ("another record in list and card / a bare view and line edits", took / limit, 8.0),
    ]


def _paste(page: RollPage) -> list[Ratio]:
    fields = list(page.form.fields)[:COLUMNS]
    table = page.desk.tables["student"]
    rows = ["\t".join(table.text(row, name) for name in fields) for row in range(ROWS)]
    QGuiApplication.clipboard().setText("\n".join(rows))
    page.open_grid()
    grid = page.grid
    assert grid is not None
    grid._show_fields(fields)

    def ours() -> None:
        grid.view.go(0, 0)
        grid.paste()
        QApplication.processEvents()
        grid.undo()

    bare = QStandardItemModel(ROWS, COLUMNS)
    view = QTableView()
    view.setModel(bare)
    view.show()

    def least() -> None:
        for row, line in enumerate(QGuiApplication.clipboard().text().split("\n")):
            for column, text in enumerate(line.split("\t")):
                bare.setData(bare.index(row, column), text, Qt.ItemDataRole.EditRole)
        QApplication.processEvents()

    took, limit = _time(ours, 5), _time(least, 5)
    return [
        ("paste 500 × 20, read, checked, undone / 1 s", took / RECTANGLE, 1.0),
        ("paste 500 × 20, read, checked, undone / a bare model's setData", took / limit, 15.0),
    ]


def _shown(step: Callable[..., object], what: object) -> None:
    step(what)
    QApplication.processEvents()


def _letters(show: Callable[[str], object], words: Sequence[str], repeats: int = 7) -> list[float]:
    """Median seconds of each word, typed one after the other."""
    rounds = [[_seconds(lambda typed=typed: _shown(show, typed)) for typed in words] for _ in range(repeats)]
    return [statistics.median(each) for each in zip(*rounds, strict=True)]


def _time(step: Callable[[], object], repeats: int = 7) -> float:
    """Median seconds of a step."""
    return statistics.median(_seconds(step) for _ in range(repeats))


def _seconds(step: Callable[[], object]) -> float:
    start = time.perf_counter()
    step()
    return time.perf_counter() - start
