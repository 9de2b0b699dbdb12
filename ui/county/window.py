"""The county's window: rail in green cloth, pages, status bar. It composes and passes on, as the school's window does.

A page is made when it is first opened, reads the bureau in `refresh`, and is refreshed whenever the bureau's version is
another than it has shown.
"""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QMainWindow, QStackedWidget, QWidget

from forms.problems import Refusal
from ui.county.board import BoardPage
from ui.county.collect import CollectPage
from ui.county.faults import FaultsPage
from ui.county.indicators import IndicatorsPage
from ui.county.page import CountyPage
from ui.county.pairs import PairsPage
from ui.county.register import RegisterPage
from ui.county.rooms import ROOMS
from ui.county.slips import SlipsPage
from ui.lock import LockScreen
from ui.page import COMMANDS, Place
from ui.panes import enter, next_of
from ui.parts import Button, MessageBar, column, row, text
from ui.rail import Rail, RailEntry
from ui.status import StatusBar
from ui.task import finish
from ui.theme import Theme
from ui.translation import translated

if TYPE_CHECKING:
    from export.jobs.county.bureau import Bureau

MakePage = Callable[["Bureau", Theme], CountyPage]
PAGES: Mapping[str, MakePage] = {
    "board": BoardPage, "collect": CollectPage, "pairs": PairsPage, "faults": FaultsPage,
    "indicators": IndicatorsPage, "register": RegisterPage, "slips": SlipsPage,
}  # fmt: skip
ROOMY = 1296


class CountyWindow(QMainWindow):
    """One county's ledger, open."""

    settled = Signal()
    elsewhere = Signal(object)
    """Open another ledger: a Path, or None to begin anew."""

    def __init__(
        self,
        bureau: "Bureau",
        theme: Theme,
        unlock: Callable[[str], None] | None,
        pages: Mapping[str, MakePage] = PAGES,
    ) -> None:
        super().__init__()
        self.bureau, self.theme, self._makers = bureau, theme, pages
        self.pages = dict[str, CountyPage]()
        self._seen, self._saved_at = bureau.version, ""
        rooms = [room for room in ROOMS if room.key in pages]
        entries = [RailEntry(room.key, translated(room.title), room.icon, room.group) for room in rooms]
        self.rail, self.status, self.message = Rail(theme, entries, "pine"), StatusBar(theme), MessageBar(theme)
        self.stack = QStackedWidget()
        self.open = Button(theme, self.tr("Open another ledger…"), "text", "folder", small=True)
        self.lock = Button(theme, self.tr("Lock"), "text", "lock", small=True)
        self._lay_out()
        self.locked = LockScreen(theme, unlock, self.words_of, self.centralWidget())
        self._connect()
        self.setWindowTitle(f"{bureau.name} – {self.tr('Xiangxiao')}")
        self.go(Place("board"))

    @property
    def page(self) -> CountyPage:
        """The page that is open."""
        page = self.stack.currentWidget()
        assert isinstance(page, CountyPage)
        return page

    def go(self, place: Place) -> None:
        """Open a page, and what is meant on it."""
        if place.page not in self._makers:
            return
        if self.stack.count():
            self.page.leave()
        self.stack.setCurrentWidget(self._made(place.page))
        self.rail.choose(place.page)
        self.message.hide()
        self._refresh()
        if place.record or place.about or place.form:
            self.page.show_place(place)
        self.settle()
        if self.isVisible():
            enter(self.page.panes()[0])

    def settle(self) -> None:
        """Show what follows from the bureau and the open page."""
        if self.bureau.version != self._seen:
            self._seen = self.bureau.version
            self._saved_at = QDateTime.currentDateTime().toString("HH:mm")
        self._refresh()
        period = self.bureau.period.zh.replace("季学期", "")
        self.rail.slip.show_school(self.bureau.name, period, practice=self.bureau.practice)
        board = self.bureau.board()
        by = board.by_status
        self.status.show_problems(by["problems"] + by["returned"], by["old"] + by["missing"])
        self.status.show_saved(self._saved_at)
        self.status.show_backup("")
        self.status.show_unsent("")
        self.status.show_facts(self.page.facts())
        self.rail.show_problems({"board": (0, by["missing"] + by["old"]), "faults": (by["problems"], 0)})
        self.settled.emit()

    def words_of(self, refusal: Refusal) -> str:
        """What a refusal says."""
        return self.bureau.library.catalogue.refusal(refusal, self.bureau.session.language)

    def next_pane(self) -> None:
        """F6: rail, the panes of the page, and round again."""
        rail: list[QWidget] = [item for item in self.rail.items.values() if item.isChecked()]
        enter(next_of([*rail, *(pane for pane in self.page.panes() if pane.isVisible())], self.focusWidget()))

    def undo(self) -> None:
        """Take the last decision about a pair back."""
        if self.bureau.undo_decision() is not None:
            self.settle()

    def shut(self) -> None:
        """Ctrl+L: hide everything until the password is given."""
        self.locked.lock()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._measure()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        finish(self)
        super().closeEvent(event)

    def _refresh(self) -> None:
        if self.page.shown_version != self.bureau.version:
            self.page.refresh()
            self.page.shown_version = self.bureau.version

    def _made(self, key: str) -> CountyPage:
        if key not in self.pages:
            page = self.pages[key] = self._makers[key](self.bureau, self.theme)
            page.changed.connect(self.settle)
            page.went.connect(self.go)
            page.told.connect(self.message.tell)
            page.moved.connect(lambda: self.stack.currentWidget() is page and self.status.show_facts(page.facts()))
            self.stack.addWidget(page)
        return self.pages[key]

    def _choose(self, at: int) -> None:
        keys = list(self.rail.items)
        if at < len(keys):
            self.go(Place(keys[at]))

    def _ask(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        name, _ = QFileDialog.getOpenFileName(self, self.tr("Open another ledger"), "", "(*.school *.county)")
        if name:
            self.elsewhere.emit(Path(name))

    def _lay_out(self) -> None:
        bar, centre = QFrame(), QWidget()
        bar.setProperty("part", "menu_row")
        bar.setFixedHeight(self.theme.px(38))
        mark = self.tr("Practice data, never to be reported") if self.bureau.practice else ""
        who = text(self.bureau.user or self.tr("County"), 13, "ink2")
        row(12, text(mark, 13, "amber"), None, who, self.open, self.lock, gap=8, margins=(0, 0, 8, 0), parent=bar)
        right = column(self.message, self.stack, gap=0)
        right.setStretch(1, 1)
        middle = row(self.rail, right, gap=0)
        middle.setStretch(1, 1)
        column(bar, middle, self.status, gap=0, parent=centre).setStretch(1, 1)
        self.setCentralWidget(centre)

    def _connect(self) -> None:
        self.rail.chosen.connect(lambda key: self.go(Place(key)))
        self.open.clicked.connect(self._ask)
        self.lock.clicked.connect(self.shut)
        self.theme.changed.connect(self._measure)
        keys: dict[str, Callable[[], object]] = {
            "F6": self.next_pane, "F8": lambda: self.page.next_problem(), "Ctrl+Z": self.undo, "Ctrl+L": self.shut,
            "Shift+F8": lambda: self.page.next_problem(back=True),
            "Ctrl+O": lambda: self.go(Place("collect", about="choose")), "Ctrl+F": lambda: self.page.find_text(),
            **{COMMANDS[name][1]: partial(self._do, name) for name in ("new", "import")},
            **{f"Alt+{at + 1}": partial(self._choose, at) for at in range(len(self.rail.items))},
        }  # fmt: skip
        for combination, act in keys.items():
            QShortcut(QKeySequence(combination), self).activated.connect(act)

    def _do(self, name: str) -> None:
        """What the open page can do under a name of COMMANDS."""
        if act := self.page.commands().get(name):
            act()

    def _measure(self) -> None:
        self.rail.set_narrow(narrow=self.width() < self.theme.px(ROOMY))
        if self.locked.isVisible():
            self.locked.setGeometry(self.centralWidget().rect())
