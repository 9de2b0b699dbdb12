"""What the program's own commands do in any window: another ledger, the look, the language, help."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from export.jobs.opening import COUNTY_ENDING, ENDING
from export.jobs.session import VERSION
from forms.problems import Language, Refusal
from ui.parts.files import ask_file, ask_folder
from ui.preferences import Preferences
from ui.speech import LANGUAGES
from ui.task import run
from ui.theme import ZOOMS, Wish
from ui.translation import language

if TYPE_CHECKING:
    from ui.county.window import CountyWindow
    from ui.help import HelpWindow
    from ui.window import Window

SCHEMES: tuple[Wish, ...] = ("system", "light", "dark", "contrast")
Handlers = dict[str, Callable[[], object]]
Shown = TypeVar("Shown", bound="Window | CountyWindow")


class Deeds(QObject, Generic[Shown]):
    """Commands that belong to no page, whosever window it is; a school's and a county's add their own."""

    elsewhere = Signal(object)
    """Path of another ledger to open, None for the first page."""
    spoken = Signal(str)
    """A language to speak from now on."""

    def __init__(
        self, window: Shown, ledger: Path, app: QApplication, preferences: Preferences, help_folder: Path
    ) -> None:
        super().__init__(window)
        self.window, self.app, self.preferences = window, app, preferences
        self._ledger, self._help_folder = ledger, help_folder
        able = window.commands.actions_by_name
        window.commands.connect_all({name: act for name, act in self.handlers().items() if name in able})
        able[f"language:{language()}"].setChecked(True)
        for scheme in SCHEMES:
            able[f"scheme:{scheme}"].setChecked(scheme == window.theme.wish)

    def handlers(self) -> Handlers:
        """Name of a command → what it does."""
        return {
            "open": self.open, "begin": lambda: self.elsewhere.emit(None), "backup": self.backup,
            "help": self.show_help, "keys": self.keys,
            "diagnosis": self.diagnosis, "about": self.about, "quit": self.window.close,
            "zoom_in": lambda: self.zoom(1), "zoom_out": lambda: self.zoom(-1), "zoom_reset": lambda: self.zoom(0),
            **{f"scheme:{scheme}": lambda scheme=scheme: self.dress(scheme) for scheme in SCHEMES},
            **{f"language:{key}": lambda key=key: self.speak(key) for key, _ in LANGUAGES},
        }  # fmt: skip

    def facts(self) -> str:
        """For whoever helps: versions and sizes, nobody's data."""
        return f"Xiangxiao {VERSION}\n{system_facts()}\n"

    def altered_log(self) -> list[int]:
        """Numbers of log rows that somebody altered behind the program's back; slow."""
        raise NotImplementedError

    def open(self) -> None:
        """Another ledger."""
        pattern = f"{self.tr('Ledgers')} (*{ENDING} *{COUNTY_ENDING})"
        folder = str(self._ledger.parent)
        name = ask_file(self.window, self.tr("Open another ledger…"), folder, pattern)
        if name:
            self.elsewhere.emit(Path(name))

    # ── copies ──────────────────────────────────────────────────────────────────────────────────────────────────

    def back_up_to(self, folder: Path) -> bool:
        """Begin a copy beside the window, `backed_up` when it is made; False where one is under way already."""
        raise NotImplementedError

    def backup(self) -> None:
        """A verified copy, off the main thread; asks for a folder only the first time."""
        folder = self._backup_folder()
        if folder is not None and self.back_up_to(folder):
            self.window.tell(self.tr("Backing up and reading the copy again…"))

    def backed_up(self, to: Path) -> None:
        """The copy is made and was read again."""
        self.window.tell(self.tr("Copied to {file}, read again and found whole.").format(file=to), "jade")

    def _backup_folder(self) -> Path | None:
        known = self.preferences.choices.backup_folder
        if known and Path(known).is_dir():
            return Path(known)
        name = ask_folder(self.window, self.tr("Where copies shall lie"))
        if not name:
            return None
        self.preferences.change(backup_folder=name)
        return Path(name)

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

    @cached_property
    def help(self) -> "HelpWindow":
        """The manual, made when it is first opened."""
        from ui.help import HelpWindow

        return HelpWindow(self.window.theme, self._help_folder, self.window)

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

    def diagnosis(self) -> None:
        """Copy the facts, and read the log of changes over, beside the window."""
        QGuiApplication.clipboard().setText(self.facts())
        self.window.tell(self.tr("Copied: versions and counts, no names or numbers of anybody."), "jade")
        run(self, lambda _progress: self.altered_log(), self._read_over, self._refused)

    def _read_over(self, altered: list[int]) -> None:
        if not altered:
            words = self.tr("Copied: versions and counts, no names of anybody. Its log of changes holds.")
            self.window.tell(words, "jade")
            return
        numbers = "、".join(map(str, altered[:5])) + ("…" if len(altered) > 5 else "")
        words = self.tr("The log of changes was altered outside this program, at no. {numbers}. Keep a copy.")
        self.window.tell(words.format(numbers=numbers), "seal")

    def _refused(self, refusal: Refusal) -> None:
        self.window.tell(self.window.words_of(refusal), "seal")

    def about(self) -> None:
        """Name and version."""
        words = self.tr("Xiangxiao {version}: registers of small rural schools, offline. Free software, MIT licence.")
        self.window.tell(words.format(version=VERSION))


def system_facts() -> str:
    """Versions of what the program runs on."""
    import platform

    from PySide6.QtCore import qVersion

    return f"Python {platform.python_version()}, Qt {qVersion()}, {platform.system()} {platform.release()}"
