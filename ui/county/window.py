"""The county's window: rail in green cloth, pages, status bar. It composes and passes on, as the school's window does.

A page is made when it is first opened, reads the bureau in `refresh`, and is refreshed whenever the bureau's version is
another than it has shown.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from forms.problems import Refusal
from ui.county.board import BoardPage
from ui.county.collect import CollectPage
from ui.county.faults import FaultsPage
from ui.county.finding import Finding
from ui.county.indicators import IndicatorsPage
from ui.county.menus import COUNTY_MENUS, COUNTY_OWN
from ui.county.page import CountyPage
from ui.county.pairs import PairsPage
from ui.county.register import RegisterPage
from ui.county.rooms import ROOMS
from ui.county.settings import SettingsPage
from ui.county.slips import SlipsPage
from ui.find import Finder, Found
from ui.lock import LockScreen
from ui.menus import Commands
from ui.page import COMMANDS, Place
from ui.panes import enter, next_of
from ui.parts import MessageBar, column, row
from ui.rail import Rail, RailEntry
from ui.status import StatusBar
from ui.task import finish
from ui.theme import Theme
from ui.translation import counted, said, translated

if TYPE_CHECKING:
    from export.jobs.county.bureau import Bureau

MakePage = Callable[["Bureau", Theme], CountyPage]
PAGES: Mapping[str, MakePage] = {
    "board": BoardPage, "collect": CollectPage, "pairs": PairsPage, "faults": FaultsPage,
    "indicators": IndicatorsPage, "register": RegisterPage, "slips": SlipsPage,
    "settings": SettingsPage,
}  # fmt: skip
ROOMY = 1296


class CountyWindow(QMainWindow):
    """One county's ledger, open."""

    settled = Signal()

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
        self.titles = {room.key: translated(room.title) for room in rooms}
        entries = [RailEntry(room.key, self.titles[room.key], room.icon, room.group) for room in rooms]
        places = [(room.key, self.titles[room.key], room.icon) for room in rooms]
        wanted = self.tr("Find a school or page")
        self.commands = Commands(theme, places, self, COUNTY_MENUS, COUNTY_OWN, wanted)
        self.rail, self.status, self.message = Rail(theme, entries, "pine"), StatusBar(theme), MessageBar(theme)
        self.stack = QStackedWidget()
        self._lay_out()
        self._finding = Finding(bureau)
        self.finder = Finder(theme, self.commands.field, self._look_up, self.centralWidget())
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
        period = said(self.bureau.period).replace("季学期", "")
        self.rail.slip.show_school(self.bureau.name, period, practice=self.bureau.practice)
        self._show_counts()
        self.status.show_saved(self._saved_at)
        self.status.show_backup("")
        self.status.show_unsent("")
        self.commands.show_user(self.bureau.user or self.tr("County"))
        self.show_commands()
        self.settled.emit()

    def show_commands(self) -> None:
        """Which commands work now, and what the page says of itself."""
        able = self.page.commands()
        self.commands.enable({name: name in able for name in COMMANDS if name in self.commands.actions_by_name})
        self.status.show_facts(self.page.facts())

    def _show_counts(self) -> None:
        """How many schools must be looked after, in the rail and in the status bar."""
        by, aside = self.bureau.board().by_status, len(self.bureau.set_aside())
        problems, silent = by["problems"] + by["returned"], by["old"] + by["missing"]
        for key, words, count, tone, glyph in (
            ("errors", self.tr("Faulty {count}"), problems, "seal", "error"),
            ("reminders", self.tr("Silent {count}"), silent, "amber", "blank"),
        ):
            told = counted(words, count=count)
            self.status.items[key].say(told, tone if count else "ink2", glyph if count else "done")
        self.rail.show_problems({"board": (0, silent), "faults": (by["problems"], 0), "collect": (0, aside)})

    def words_of(self, refusal: Refusal) -> str:
        """What a refusal says."""
        return self.bureau.library.catalogue.refusal(refusal, self.bureau.session.language)

    def next_pane(self) -> None:
        """F6: rail, the panes of the page, and round again."""
        rail: list[QWidget] = [item for item in self.rail.items.values() if item.isChecked()]
        enter(next_of([*rail, *(pane for pane in self.page.panes() if pane.isVisible())], self.focusWidget()))

    def next_problem(self, *, back: bool = False) -> None:
        """F8: the next thing on this page that waits."""
        self.page.next_problem(back=back)

    def undo(self) -> None:
        """Take the last decision about a pair back; where the pairs are shown, go to it."""
        if isinstance(self.page, PairsPage):
            self.page.undo()
        elif self.bureau.undo_decision() is not None:
            self.settle()

    def shut(self) -> None:
        """Ctrl+L: hide everything until the password is given."""
        self.locked.lock()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._measure()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        finish(self)
        for page in self.pages.values():
            page.shut()
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
            page.moved.connect(lambda: self.stack.currentWidget() is page and self.show_commands())
            self.stack.addWidget(page)
        return self.pages[key]

    def _lay_out(self) -> None:
        centre = QWidget()
        right = column(self.message, self.stack, gap=0)
        right.setStretch(1, 1)
        middle = row(self.rail, right, gap=0)
        middle.setStretch(1, 1)
        column(self.commands, middle, self.status, gap=0, parent=centre).setStretch(1, 1)
        self.setCentralWidget(centre)

    def tell(self, sentence: str, tone: str = "ink") -> None:
        """Say a sentence on the page."""
        self.message.tell(sentence, tone)

    def _connect(self) -> None:
        self.rail.chosen.connect(lambda key: self.go(Place(key)))
        self.finder.chosen.connect(self._chosen)
        self.commands.lock.clicked.connect(self.shut)
        self.status.pressed.connect(self._pressed)
        self.theme.changed.connect(self._measure)
        own: dict[str, Callable[[], object]] = {
            "next_pane": self.next_pane, "undo": self.undo, "lock": self.shut, "next_problem": self.next_problem,
            "previous_problem": lambda: self.next_problem(back=True), "find_all": self.finder.open,
            "find": lambda: self.page.find_text() or self.finder.open(),
            "collect": lambda: self.go(Place("collect", about="choose")),
            "make_slips": lambda: self.go(Place("slips", about="make")),
            "problem_schools": lambda: self.go(Place("board", about="problems")),
            "silent_schools": lambda: self.go(Place("board", about="missing")),
            "aside": lambda: self.go(Place("collect", about="aside")),
        }  # fmt: skip
        there = self.commands.actions_by_name
        own |= {name: partial(self._do, name) for name in COMMANDS if name in there}
        own |= {name: partial(self.go, Place(name[3:])) for name in there if name.startswith("go:")}
        self.commands.connect_all(own)

    def _look_up(self, words: str) -> list[Found]:
        return self._finding.look_up(words, self.titles, self.commands.able())

    def _chosen(self, target: Place | str) -> None:
        if isinstance(target, Place):
            self.go(target)
        else:
            self.commands.actions_by_name[target].trigger()

    def _pressed(self, key: str) -> None:
        """The status bar leads to the schools that it counts."""
        if key in ("errors", "reminders"):
            self.go(Place("board", about="problems" if key == "errors" else "missing"))

    def _do(self, name: str) -> None:
        """What the open page can do under a name of COMMANDS."""
        if act := self.page.commands().get(name):
            act()

    def _measure(self) -> None:
        self.rail.set_narrow(narrow=self.width() < self.theme.px(ROOMY))
        if self.locked.isVisible():
            self.locked.setGeometry(self.centralWidget().rect())
