"""The program with a window: one of it at a time, from the first run or the door to the open ledger, and back again."""

import gc
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from export.jobs.opening import COUNTY_ENDING, is_locked, try_password
from export.jobs.places import is_removable
from export.jobs.session import VERSION, Session
from forms.library import root
from forms.problems import Language, Refusal
from ui.crash import Net
from ui.lock import Idle
from ui.once import Once
from ui.page import Place
from ui.panes import enter
from ui.preferences import Preferences
from ui.speech import Speech
from ui.task import Task, finish
from ui.theme import Theme

if TYPE_CHECKING:
    from export.jobs.county.bureau import Bureau
    from export.jobs.desk import Desk
    from ui.county.window import CountyWindow
    from ui.school.first_run import Wizard
    from ui.school.first_run.making import Made, MadeCounty
    from ui.window import Window


SIZE, FRAME = (1366, 768), 40
"""Of the window, where there is room, and of the system's title bar."""
SHOWN = 200
"""ms, after which a window has been painted and the processor is free."""
AHEAD = ("export.jobs.desk", "ui.school.pages", "ui.school.deeds")
"""What takes longer to load than the first window itself; nobody needs it before a ledger is open."""


@dataclass(frozen=True)
class Folders:
    """Where the program keeps its own things, and where it proposes to keep ledgers."""

    own: Path
    ledgers: Path

    @classmethod
    def usual(cls) -> "Folders":
        """As the system wants it."""
        location = QStandardPaths.StandardLocation
        own = Path(QStandardPaths.writableLocation(location.AppConfigLocation))
        documents = QStandardPaths.writableLocation(location.DocumentsLocation) or str(Path.home())
        return cls(own, Path(documents) / "乡校台账")


class Program(QObject):
    """Shows one thing at a time: the first run, the door, or the open ledger."""

    def __init__(self, app: QApplication, session: Session, folders: Folders) -> None:
        super().__init__(app)
        self.app, self.session, self.folders = app, session, folders
        self.preferences = Preferences(folders.own / "choices.json", self)
        choices = self.preferences.choices
        if app.style().name() not in ("fusion", ""):  # nameless where our own sheet lies over it already
            app.setStyle("Fusion")
        session.language = choices.language or session.language
        self.speech = Speech(app, root() / "resources" / "translations" / "zh_CN.toml", self)
        self.speech.speak(session.language)
        self.theme = Theme(root() / "resources", self)
        self.theme.dress(app, choices.scheme, choices.zoom)
        app.setWindowIcon(self.theme.icon("app", "ink", 64))
        app.styleHints().colorSchemeChanged.connect(lambda: self.theme.dress(app))
        self.net = Net(folders.own / "faults", lambda: f"Xiangxiao {VERSION}", self)
        self.net.caught.connect(self._confess)
        self.idle = Idle(self, choices.lock_minutes)
        self.preferences.changed.connect(lambda: self.idle.set_minutes(self.preferences.choices.lock_minutes))
        self.shown: QWidget | None = None
        self._window: Window | None = None
        self.desk: Desk | None = None
        self.bureau: Bureau | None = None

    def start(self, ledger: Path | None = None) -> None:
        """The ledger that was open last, its door, or the first run."""
        last = ledger or (Path(self.preferences.choices.ledger) if self.preferences.choices.ledger else None)
        if last is None or not last.is_file():
            self.first_run()
        elif is_locked(last):
            self.door(last)
        elif last.suffix == COUNTY_ENDING:
            self._try_county(last)
        else:
            self._try(last)

    def first_run(self) -> "Wizard":
        """The wizard."""
        from ui.school.first_run import Wizard

        wizard = Wizard(self.theme, self.session, self.folders.ledgers, date.today())
        wizard.made.connect(lambda made: self._begun(made, wizard))
        self._show(wizard)
        self._load_ahead()
        return wizard

    def door(self, ledger: Path) -> None:
        """Ask for the password of a ledger."""
        from ui.school.first_run import Door

        def open_with(password: str) -> "Desk | Bureau":
            if ledger.suffix == COUNTY_ENDING:
                return self._bureau(ledger, password)
            desk = self._desk(ledger, password)
            desk.summary()  # so that the home page need not wait for the first check
            return desk

        door = Door(self.theme, ledger, open_with, self._words)
        door.opened.connect(self.open_county if ledger.suffix == COUNTY_ENDING else self.open)
        door.elsewhere.connect(self.elsewhere)
        self._show(door)
        self._load_ahead()

    def open(self, desk: "Desk") -> "Window":
        """The window on an open ledger."""
        from export.jobs.people import resume
        from ui.school.deeds import SchoolDeeds
        from ui.school.pages import pages
        from ui.window import Window

        self.desk = desk
        resume(desk)
        self.preferences.opened(desk.path)
        locked = is_locked(desk.path)
        unlock = (lambda password: _unlock(desk.path, password)) if locked else None
        window = Window(
            desk, self.theme, pages(desk, self.theme, self.preferences, self.swap), unlock, self.preferences
        )
        deeds = SchoolDeeds(window, self.app, self.preferences, root() / "resources" / "help")
        deeds.elsewhere.connect(self.elsewhere)
        deeds.spoken.connect(self.speak, Qt.ConnectionType.QueuedConnection)  # it ends the window that asks
        self.idle.passed.connect(deeds.lock)
        self.net.rescue = lambda: window.page.leave()
        window.go(Place("home"))
        self._show(window)
        self._window = window
        enter(window.page.panes()[0])
        if is_removable(desk.path) and not desk.practice:
            window.tell(
                self.tr("This ledger lies on a stick. Copy both its files to the PC's disk and open it there."), "amber"
            )
        return window

    def open_county(self, bureau: "Bureau") -> "CountyWindow":
        """The county's window on an open ledger."""
        from ui.county.deeds import CountyDeeds
        from ui.county.window import CountyWindow

        self.bureau, path = bureau, bureau.path
        self.preferences.opened(path)
        locked = is_locked(path)
        window = CountyWindow(bureau, self.theme, (lambda password: _unlock(path, password)) if locked else None)
        deeds = CountyDeeds(window, self.app, self.preferences, root() / "resources" / "help")
        deeds.elsewhere.connect(self.elsewhere)
        deeds.spoken.connect(self.speak, Qt.ConnectionType.QueuedConnection)  # it ends the window that asks
        self.idle.passed.connect(window.shut)
        self._show(window)
        enter(window.page.panes()[0])
        return window

    def speak(self, language: Language) -> None:
        """Another language, at once: what is shown is made anew in it, and the ledger stays open."""
        self.preferences.change(language=language)
        self.speech.speak(language)
        if self.bureau is not None:
            self.session.language = language
            self.open_county(self.bureau)
            return
        if self.desk is None:
            self.session.language = language
            self.start()
            return
        page = self._window.key if self._window is not None else "home"
        self.desk.set_language(language)
        self.open(self.desk).go(Place(page))

    def elsewhere(self, ledger: Path | None) -> None:
        """Close this one and open another, or begin anew."""
        self.close()
        self.start(ledger) if ledger else self.first_run()

    def swap(self, act: Callable[[], object], password: str | None) -> None:
        """Close the ledger, do something with its file such as restoring it, and open it again."""
        assert self.desk is not None
        from ui.school.first_run import Waiting

        path, words = self.desk.path, self.tr("Restored. The ledger as it was before lies beside it.")
        self.close()

        def job(_progress: object) -> "tuple[Desk, str, str]":
            told, tone = words, "jade"
            try:
                act()
            except Refusal as refusal:
                told, tone = self._words(refusal), "seal"
            return self._desk(path, password), told, tone

        waiting = Waiting(self.theme)
        self._show(waiting)
        task = Task(job, waiting).run_with(self._swapped, lambda _refusal: self.door(path))
        waiting.busy.follow(task, self.tr("Restoring, then opening the ledger"), can_stop=False)

    def _swapped(self, opened: "tuple[Desk, str, str]") -> None:
        desk, told, tone = opened
        self.open(desk).tell(told, tone)

    def close(self) -> None:
        """Leave one complete file; a field that is still being typed into is saved first."""
        self.net.rescue = None
        focus = self.shown.focusWidget() if self.shown else None
        if focus and self.desk:
            focus.clearFocus()
        if self.shown:
            finish(self.shown)
        if self.desk:
            self.desk.close()
            self.desk = None
        if self.bureau:
            self.bureau.close()
            self.bureau = None
        gc.unfreeze()  # what pages had read of this ledger goes with it

    def raise_window(self) -> None:
        """Somebody started the program a second time: show the first one."""
        if self.shown:
            self.shown.setWindowState(self.shown.windowState() & ~Qt.WindowState.WindowMinimized)
            self.shown.raise_()
            self.shown.activateWindow()

    def _begun(self, made: "Made | MadeCounty", wizard: "Wizard") -> None:
        from ui.school.first_run.making import MadeCounty

        answers = wizard.answers() if made.recovery_code else None
        if answers:
            self.preferences.change(backup_folder=answers.backup_folder)
        if isinstance(made, MadeCounty):
            self.open_county(made.bureau)
            return
        if answers:
            from export.jobs.people import work_as

            work_as(made.desk, answers.user)
        self.open(made.desk)

    def _try(self, ledger: Path) -> None:
        try:
            desk = self._desk(ledger, None)
        except Refusal as refusal:
            self.first_run().message.tell(self._words(refusal), "seal")
            return
        self.open(desk)

    def _try_county(self, ledger: Path) -> None:
        try:
            bureau = self._bureau(ledger, None)
        except Refusal as refusal:
            self.first_run().message.tell(self._words(refusal), "seal")
            return
        self.open_county(bureau)

    def _desk(self, ledger: Path, password: str | None) -> "Desk":
        from export.jobs.desk import Desk

        return Desk.open(ledger, self.session, password)

    def _bureau(self, ledger: Path, password: str | None) -> "Bureau":
        from export.jobs.county.bureau import Bureau

        bureau = Bureau.open(ledger, self.session, password)
        bureau.board()  # so that the first page need not wait for it
        return bureau

    def _load_ahead(self) -> None:
        """While somebody reads or types a password, what an open ledger needs is loaded beside it."""
        task = Task(lambda _progress: [import_module(name) for name in AHEAD], self)
        QTimer.singleShot(SHOWN, self, task.start)

    def _words(self, refusal: Refusal) -> str:
        return self.session.library.catalogue.refusal(refusal, self.session.language)

    def _show(self, widget: QWidget) -> None:
        before, self.shown = self.shown, widget
        widget.setWindowTitle(widget.windowTitle() or self.tr("Xiangxiao"))
        if before:
            widget.setGeometry(before.geometry())
        else:
            widget.resize(*_size())
        if before and before.isMaximized():
            widget.showMaximized()
        else:
            widget.show()
        self.idle.watch(widget.windowHandle())
        if self._window is not None and before is self._window:
            self._window.let_close, self._window = lambda: True, None  # its ledger goes on elsewhere, or is closed
        if before:
            before.close()
            before.deleteLater()

    def _confess(self, file: str) -> None:
        box = QMessageBox(self.shown)
        box.setWindowTitle(self.tr("Xiangxiao"))
        box.setText(self.tr("The program has made a mistake. What you typed is saved; you can go on working."))
        box.setInformativeText(self.tr("A report without any personal data lies in {file}.").format(file=file))
        box.open()


def run(session: Session, arguments: Sequence[str] = (), folders: Folders | None = None) -> int:
    """The whole program, until its last window is closed; the second start only shows the first one."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication([sys.argv[0], *arguments])
    app.setApplicationName("xiangxiao")
    places = folders or Folders.usual()
    once = Once(str(places.own), app)
    if not once.is_first:
        return 0
    program = Program(app, session, places)
    once.called.connect(program.raise_window)
    program.net.spread()
    program.start(Path(arguments[0]) if arguments else None)
    if program.shown and _is_small():
        program.shown.showMaximized()
    try:
        return app.exec()
    finally:
        program.net.fold()
        program.close()


def _unlock(ledger: Path, password: str) -> None:
    try_password(ledger, password)


def _is_small() -> bool:
    """Whether the window and its frame would leave the screen, and so the status bar could not be seen."""
    screen = QGuiApplication.primaryScreen().availableGeometry()
    return screen.width() <= SIZE[0] + FRAME or screen.height() <= SIZE[1] + FRAME


def _size() -> tuple[int, int]:
    """Most of the screen, never more."""
    screen = QGuiApplication.primaryScreen().availableGeometry()
    return min(SIZE[0], screen.width()), min(SIZE[1], screen.height())
