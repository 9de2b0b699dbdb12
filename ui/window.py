"""The window: rail, menu row, pages, status bar. It composes, passes on what pages ask for, and stays small.

How a page and the window talk is said in ui/page.py. The window asks the open page for everything that depends on
it (commands, facts, panes, the next problem) and refreshes it whenever the desk's version is another than it has shown.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDateTime, QEvent, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from forms.problems import Refusal
from ui.dock import Dock, Pages
from ui.find import Finder, Found, pages_and_commands, records, tabs
from ui.lock import LockScreen
from ui.menus import Commands
from ui.page import COMMANDS, Command, Page, Place
from ui.panes import enter, next_of
from ui.parts import MessageBar, column, row
from ui.preferences import Preferences
from ui.rail import Rail, RailEntry
from ui.school.rooms import ROOMS, room_of, standing
from ui.status import StatusBar
from ui.theme import Theme
from ui.translation import said, translated

if TYPE_CHECKING:
    from export.jobs.desk import Desk
    from ui.problems import ProblemsPanel

MakePage = Callable[[], Page]
ROOMY = 1296
"""Below this width, at the zoom of the moment, the rail shows icons only."""


class Window(QMainWindow):
    """One school's ledger, open."""

    settled = Signal()
    """Everything shows what the desk holds."""

    def __init__(
        self, desk: "Desk", theme: Theme, pages: Mapping[str, MakePage], unlock: Callable[[str], None] | None,
        preferences: Preferences,
    ) -> None:  # fmt: skip
        super().__init__()
        self.desk, self.theme = desk, theme
        self._makers, self.pages = pages, dict[str, Page]()
        self._saved_at, self._seen = "", desk.version
        self.let_close: Callable[[], bool] = lambda: True
        """Asked before the window closes; who says no closes it later."""
        rooms = [room for room in ROOMS if room.key in pages or room.key == "help"]
        self.titles = {room.key: translated(room.title) for room in rooms}
        entries = [
            RailEntry(room.key, self.titles[room.key], room.icon, room.group, "F1" if room.key == "help" else "")
            for room in rooms
        ]
        self.commands = Commands(theme, [(room.key, self.titles[room.key], room.icon) for room in rooms], self)
        self.rail, self.status = Rail(theme, entries), StatusBar(theme)
        self.message, self.stack = MessageBar(theme), Pages()
        self.dock = Dock(desk, theme, self.stack, preferences, self._connect_panel)
        self._lay_out()
        self.finder = Finder(theme, self.commands.field, self._look_up, self.centralWidget())
        self._unlock = unlock
        self._locked: LockScreen | None = None
        self.commands.connect_all({name: partial(self.do, name) for name in COMMANDS})
        self.rail.chosen.connect(lambda key: self.go(Place(key)))
        self.finder.chosen.connect(self._chosen)
        theme.changing.connect(self._let_go)
        theme.changed.connect(self._measure)
        self.setWindowTitle(f"{desk.school_name} – {self.tr('Xiangxiao')}")

    @property
    def locked(self) -> LockScreen:
        """What lies over the window while it is locked."""
        if self._locked is None:
            self._locked = LockScreen(self.theme, self._unlock, self.words_of, self.centralWidget())
        return self._locked

    @property
    def page(self) -> Page:
        """The page that is open."""
        page = self.stack.currentWidget()
        assert isinstance(page, Page)
        return page

    @property
    def key(self) -> str:
        """The key of the page that is open; pages of rolls share one class."""
        return next(key for key, page in self.pages.items() if page is self.page)

    # ── going about ─────────────────────────────────────────────────────────────────────────────────────────────

    def go(self, place: Place) -> None:
        """Open a page, and on it a record and a field."""
        if place.about == "next_problem":
            self.next_problem()
            return
        if place.page not in self._makers:
            self.trigger(f"go:{place.page}" if place.page == "help" else place.page)
            return
        before, focus = self.stack.currentWidget(), self.focusWidget()
        if self.stack.count():
            self.page.leave()
        self.stack.setCurrentWidget(self._made(place.page))
        self.rail.choose(place.page)
        self.message.hide()
        self._refresh_page()
        if self.isVisible() and before is not self.page and (focus is None or self.stack.isAncestorOf(focus)):
            enter(self.page.panes()[0])  # the page that was left would take the cursor with it
        if place.form or place.record or place.about:
            self.page.show_place(place)
        self.settle()

    def next_problem(self, *, back: bool = False) -> None:
        """F8: in the panel while the cursor is there, on this page, else wherever the next thing waits."""
        focus, panel = self.focusWidget(), self.dock.panel if self.dock.is_shown else None
        if panel and focus and panel.isAncestorOf(focus) and (row := panel.list.step(back=back)):
            self._put_right(row.item.problem.form, row.item.problem.record, row.item.problem.field or "")
            return
        if self.stack.count() and self.page.next_problem(back=back):
            return
        item = self.desk.due().next
        if item is None:
            self.message.tell(self.tr("Nothing is left to put right."), "jade")
            return
        self._put_right(item.problem.form, item.problem.record, item.problem.field or "")

    def next_pane(self) -> None:
        """F6: rail, the panes of the page, the panel of problems, and round again."""
        panes = [item for item in self.rail.items.values() if item.isChecked()]
        panel = [self.dock.panel.list.table] if self.dock.is_shown else []
        inner = [pane for pane in (*self.page.panes(), *panel) if pane.isVisible()]
        enter(next_of([*panes, *inner], self.focusWidget()))

    def toggle_problems(self) -> None:
        """F7: open the panel of problems and go there, or close it."""
        self.dock.open(self.page.beside, is_open=not self.dock.is_open)
        enter(self.dock.panel.list.table if self.dock.is_open else self.page.panes()[0])

    def show_problems(self, state: str) -> None:
        """The errors, or the reminders: below the page where it has a panel, else on the page of all problems."""
        if not self.page.beside:
            self.go(Place("check", about=state))
            return
        self.dock.open(self.page.beside, is_open=True)
        self.dock.panel.list.show_state(state)
        enter(self.dock.panel.list.table)

    def trigger(self, name: str) -> None:
        """Do a command by its name, where it can be done."""
        if name in self.commands.actions_by_name:
            self.commands.actions_by_name[name].trigger()

    def able(self) -> Mapping[str, Command]:
        """What can be done now: what the open page can, and pages that may be opened from anywhere."""
        elsewhere = {key: partial(self.go, Place(key)) for key in ("import", "print") if key in self._makers}
        return {**elsewhere, **(self.page.commands() if self.stack.count() else {})}

    def do(self, name: str) -> None:
        """Do a command of the open page."""
        command = self.able().get(name)
        if command is not None:
            command()

    # ── keeping everything in step ──────────────────────────────────────────────────────────────────────────────

    def settle(self) -> None:
        """Show what follows from the desk and the open page: pills, counts, menus."""
        if self.desk.version != self._seen:
            self._seen = self.desk.version
            self._saved_at = QDateTime.currentDateTime().toString("HH:mm")
        if self.stack.count() and self.page.shown_version != self.desk.version:
            self._refresh_page()
        self._show_problems()
        school = said(self.desk.period).replace("季学期", "")
        self.rail.slip.show_school(self.desk.school_name, school, practice=self.desk.practice)
        self.status.show_saved(self._saved_at)
        self.commands.show_user(self.desk.user or self.tr("Practice") if self.desk.practice else self.desk.user)
        self.show_commands()
        self.settled.emit()

    def refresh(self) -> None:
        """Show the open page anew, where something else than the desk has changed."""
        self.page.refresh()

    def show_commands(self) -> None:
        """Which commands work now, and what the page says of itself."""
        able = self.able()
        self.commands.enable({name: name in able for name in COMMANDS})
        for name, following in (("undo", self.desk.next_undo), ("redo", self.desk.next_redo)):
            words, is_own = self.commands.words(name), name in able
            self.commands.retitle(name, f"{words}　{following}" if following and not is_own else words)
            self.commands.enable({name: is_own or following is not None})
        if self.stack.count():
            self.status.show_facts(self.page.facts())
            self.dock.follow(self.page.beside)
            self.commands.enable({"problems": bool(self.page.beside)})

    def words_of(self, refusal: Refusal) -> str:
        """What a refusal says."""
        return self.desk.library.catalogue.refusal(refusal, self.desk.session.language)

    def tell(self, sentence: str, tone: str = "ink") -> None:
        """Say a sentence on the page."""
        self.message.tell(sentence, tone)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._measure()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        if self.stack.count():
            self.page.leave()
        if not self.let_close():
            event.ignore()
            return
        super().closeEvent(event)

    # ── inside ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _lay_out(self) -> None:
        centre = QWidget()
        right = column(self.message, self.dock, gap=0)
        right.setStretch(1, 1)
        middle = row(self.rail, right, gap=0)
        middle.setStretch(1, 1)
        column(self.commands, middle, self.status, gap=0, parent=centre).setStretch(1, 1)
        self.setCentralWidget(centre)

    def _connect_panel(self, panel: "ProblemsPanel") -> None:
        panel.next_asked.connect(self.next_problem)
        panel.closed.connect(self.toggle_problems)
        panel.list.opened.connect(self._put_right)
        panel.list.changed.connect(self.settle)
        panel.list.told.connect(self.tell)

    def _put_right(self, form: str, record: str, field: str) -> None:
        if room := room_of(form):
            self.go(Place(room.key, form, record, field))

    def _made(self, key: str) -> Page:
        if key not in self.pages:
            page = self.pages[key] = self._makers[key]()
            page.changed.connect(self.settle)
            page.went.connect(self.go)
            page.told.connect(self.tell)
            page.moved.connect(lambda: self.stack.currentWidget() is page and self.show_commands())
            self.stack.addWidget(page)
        return self.pages[key]

    def _let_go(self) -> None:
        """Pages that are not open and hold nothing are made anew when they are next looked at."""
        for key, page in list(self.pages.items()):
            if page.is_idle and page is not self.stack.currentWidget():
                self.stack.removeWidget(self.pages.pop(key))
                page.deleteLater()
                QCoreApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete.value)  # now, not after the change

    def _refresh_page(self) -> None:
        if self.page.shown_version != self.desk.version:
            self.page.refresh()
            self.page.shown_version = self.desk.version

    def _show_problems(self) -> None:
        counts = standing(self.desk.problems())
        self.rail.show_problems({**counts, "todo": (0, self.desk.todo_open)})
        self.status.show_problems(*(sum(count[at] for count in counts.values()) for at in (0, 1)))

    def _look_up(self, text: str) -> list[Found]:
        pages = pages_and_commands(text, self.titles, self.commands.able())
        return [*records(text, self.desk), *tabs(text, self.titles, self.desk), *pages]

    def _chosen(self, target: Place | str) -> None:
        if isinstance(target, Place):
            self.go(target)
        else:
            self.trigger(target)

    def _measure(self) -> None:
        self.rail.set_narrow(narrow=self.width() < self.theme.px(ROOMY))
        centre = self.centralWidget()
        if self._locked and self._locked.isVisible():
            self._locked.setGeometry(centre.rect())
