"""What the program's own commands do: everything in the menus that belongs to no page."""

from collections.abc import Callable
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from export.jobs.opening import COUNTY_ENDING, ENDING
from export.jobs.people import people, work_as
from export.jobs.session import VERSION
from forms.problems import Language, Refusal
from ui.keeping import Keeping
from ui.moments import moment
from ui.page import Place
from ui.preferences import Preferences
from ui.speech import LANGUAGES
from ui.theme import ZOOMS, Wish
from ui.translation import language
from ui.window import Window

if TYPE_CHECKING:
    from ui.help import HelpWindow

SCHEMES: tuple[Wish, ...] = ("system", "light", "dark", "contrast")


class Deeds(QObject):
    """Commands of one window."""

    elsewhere = Signal(object)
    """Path of another ledger to open, None for the first page."""
    spoken = Signal(str)
    """A language to speak from now on."""

    def __init__(self, window: Window, app: QApplication, preferences: Preferences, help_folder: Path) -> None:
        super().__init__(window)
        self.window, self.app, self.preferences = window, app, preferences
        self._help_folder = help_folder
        self.keeping = Keeping(window.desk, preferences, self._backed_up, self._refused, self)
        self._is_warned = False
        window.let_close = self._let_close
        window.commands.connect_all(self._handlers())
        window.commands.lock.clicked.connect(self.lock)
        window.commands.user.clicked.connect(self.ask_who)
        window.status.pressed.connect(self._pressed)
        window.commands.actions_by_name[f"language:{language()}"].setChecked(True)
        for scheme in SCHEMES:
            window.commands.actions_by_name[f"scheme:{scheme}"].setChecked(scheme == window.theme.wish)
        self.show_copies()
        self.window.settled.connect(self.show_copies)

    def _handlers(self) -> dict[str, Callable[[], object]]:
        window, go = self.window, self.window.go
        own: dict[str, Callable[[], object]] = {
            "open": self.open, "export": lambda: go(Place("check", about="export")), "backup": self.backup,
            "lock": self.lock, "save": self.save, "quit": window.close, "undo": self.undo, "redo": self.redo,
            "find_all": window.finder.open, "find": self.find, "next_pane": window.next_pane,
            "problems": window.toggle_problems,
            "zoom_in": lambda: self.zoom(1), "zoom_out": lambda: self.zoom(-1), "zoom_reset": lambda: self.zoom(0),
            "next_problem": window.next_problem, "previous_problem": lambda: window.next_problem(back=True),
            "check": lambda: go(Place("check", about="check")), "help": self.show_help, "keys": self.keys,
            "diagnosis": self.diagnosis, "about": self.about,
        }  # fmt: skip
        own |= {f"scheme:{scheme}": lambda scheme=scheme: self.dress(scheme) for scheme in SCHEMES}
        own |= {f"language:{key}": lambda key=key: self.speak(key) for key, _ in LANGUAGES}
        names = (name for name in window.commands.actions_by_name if name.startswith("go:"))
        own |= {name: lambda key=name[3:]: go(Place(key)) for name in names if name != "go:help"}
        own["go:help"] = self.show_help
        return {name: handler for name, handler in own.items() if name in window.commands.actions_by_name}

    # ── files ───────────────────────────────────────────────────────────────────────────────────────────────────

    def open(self) -> None:
        """Another ledger."""
        pattern = f"{self.tr('Ledgers')} (*{ENDING} *{COUNTY_ENDING})"
        folder = str(self.window.desk.path.parent)
        name, _ = QFileDialog.getOpenFileName(self.window, self.tr("Open another ledger…"), folder, pattern)
        if name:
            self.elsewhere.emit(Path(name))

    def backup(self) -> None:
        """A verified copy, off the main thread; asks for a folder only the first time."""
        if self._backup_folder() and not self.keeping.is_busy:
            self.window.tell(self.tr("Backing up and reading the copy again…"))
            self.keeping.copy()

    def _let_close(self) -> bool:
        """Whether the window may close now: not before the copy that was wanted is made, or has been missed once."""
        if not self.keeping.wants_last or self._is_warned:
            return not self.keeping.is_busy
        self._is_warned = True
        if self.keeping.folder is None:
            words = self.tr("The folder for copies is not there. Plug the stick in, or close once more without a copy.")
            self.window.tell(words, "amber")
        else:
            self.window.tell(self.tr("Backing up; then the program closes."))
            self.keeping.copy(self.window.close)
        return False

    def _backup_folder(self) -> Path | None:
        known = self.preferences.choices.backup_folder
        if known and Path(known).is_dir():
            return Path(known)
        name = QFileDialog.getExistingDirectory(self.window, self.tr("Where copies shall lie"))
        if not name:
            return None
        self.preferences.change(backup_folder=name)
        return Path(name)

    def _backed_up(self, to: Path) -> None:
        words = self.tr("Copied to {file}, read again and found whole.").format(file=to)
        self.window.tell(words, "jade")
        self.show_copies()
        self.window.refresh()

    def _refused(self, refusal: Refusal) -> None:
        self.window.tell(self.window.words_of(refusal), "seal")

    # ── editing ─────────────────────────────────────────────────────────────────────────────────────────────────

    def undo(self) -> None:
        """Take back the last step, whoever's page it was."""
        self._step(self.window.desk.undo, self.tr("Undone: {name}"))

    def redo(self) -> None:
        """Bring forth what was undone."""
        self._step(self.window.desk.redo, self.tr("Redone: {name}"))

    def _step(self, act: Callable[[], str | None], words: str) -> None:
        self.window.page.leave()
        try:
            name = act()
        except Refusal as refusal:
            self._refused(refusal)
            return
        self.window.settle()
        if name:
            self.window.tell(words.format(name=name))

    def save(self) -> None:
        """Everything is saved already; Ctrl+S says so."""
        self.window.page.leave()
        self.window.settle()
        self.window.tell(self.tr("Saved. Every field is saved as you leave it."), "jade")

    def find(self) -> None:
        """On this page, else anywhere."""
        if not self.window.page.find_text():
            self.window.finder.open()

    # ── the look ────────────────────────────────────────────────────────────────────────────────────────────────

    def zoom(self, step: int) -> None:
        """The whole program larger, smaller, or as it was."""
        now = self.window.theme.zoom
        larger, smaller = [each for each in ZOOMS if each > now], [each for each in ZOOMS if each < now]
        wanted = (larger[:1] or [now])[0] if step > 0 else (smaller[-1:] or [now])[0]
        self.dress(zoom=wanted if step else 100)

    def dress(self, scheme: Wish | None = None, zoom: int | None = None) -> None:
        """Another scheme or size, remembered."""
        theme = self.window.theme
        theme.dress(self.app, scheme, zoom)
        self.preferences.change(scheme=theme.wish, zoom=theme.zoom)

    def speak(self, wanted: Language) -> None:
        """Another language; nothing happens for the one that is spoken already."""
        if wanted != language():
            self.window.page.leave()
            self.spoken.emit(wanted)

    def show_copies(self) -> None:
        """Backup and export in the status bar."""
        kept, sent, today = self.window.desk.last_backup, self.window.desk.last_export, date.today()
        words = self.tr("Backup {time}").format(time=moment(kept.at, today)) if kept else self.tr("No backup yet")
        self.window.status.show_backup(words, "ink2" if kept else "amber")
        self.window.status.show_unsent(self.tr("Exported {time}").format(time=moment(sent.at, today)) if sent else "")

    @cached_property
    def help(self) -> "HelpWindow":
        """The manual, made when it is first opened."""
        from ui.help import HelpWindow

        return HelpWindow(self.window.theme, self._help_folder, self.window)

    # ── help and the lock ───────────────────────────────────────────────────────────────────────────────────────

    def lock(self) -> None:
        """Nothing can be read until somebody unlocks."""
        self.window.page.leave()
        self.window.locked.lock()

    def ask_who(self) -> None:
        """Somebody else sits down: one of those who have worked here, or a new name."""
        button, menu = self.window.commands.user, QMenu(self.window)
        for name in people(self.window.desk):
            menu.addAction(name, lambda name=name: self.work_as(name))
        menu.addSeparator()
        menu.addAction(self.tr("Somebody else…"), lambda: self.window.go(Place("settings", about="user")))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def work_as(self, name: str) -> None:
        """Every change from now on bears another name; what is being typed still bears the one before."""
        self.window.page.leave()
        work_as(self.window.desk, name)
        self.window.settle()

    def show_help(self) -> None:
        """The page of the manual that belongs to the page of the window."""
        page = self.window.page
        self.help.open(page.help_key or page.key)
        self.help.show()
        self.help.raise_()
        self.help.activateWindow()

    def keys(self) -> None:
        """All keys."""
        from ui.keys import KeysWindow

        KeysWindow(self.window.theme, self.window.commands.actions_by_name, self.window).show()

    def facts(self) -> str:
        """For whoever helps: versions and sizes, nobody's data."""
        desk = self.window.desk
        counts = ", ".join(f"{name} {len(table)}" for name, table in desk.tables.items())
        return f"Xiangxiao {VERSION}\n{system_facts()}\nperiod {desk.period.code}, practice {desk.practice}\n{counts}\n"

    def diagnosis(self) -> None:
        """Copy the facts."""
        QGuiApplication.clipboard().setText(self.facts())
        self.window.tell(self.tr("Copied: versions and counts, no names or numbers of anybody."), "jade")

    def about(self) -> None:
        """Name and version."""
        words = self.tr("Xiangxiao {version}: registers of small rural schools, offline. Free software, MIT licence.")
        self.window.tell(words.format(version=VERSION))

    def _pressed(self, key: str) -> None:
        if key in ("errors", "reminders"):
            self.window.show_problems(key.removesuffix("s"))
        else:
            deeds = {"saved": self.save, "backup": self.backup, "export": lambda: self.window.go(Place("check"))}
            deeds[key]()


def system_facts() -> str:
    """Versions of what the program runs on."""
    import platform

    from PySide6.QtCore import qVersion

    return f"Python {platform.python_version()}, Qt {qVersion()}, {platform.system()} {platform.release()}"
