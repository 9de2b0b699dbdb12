"""What the program's own commands do in a school's window: everything in the menus that belongs to no page."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication, QMenu

from export.jobs.people import people, work_as
from forms.problems import Refusal
from ui.deeds import Deeds, Handlers
from ui.keeping import Keeping
from ui.moments import moment
from ui.page import Place
from ui.preferences import Preferences
from ui.window import Window


class SchoolDeeds(Deeds[Window]):
    """Commands of one school's window."""

    def __init__(self, window: Window, app: QApplication, preferences: Preferences, help_folder: Path) -> None:
        super().__init__(window, window.desk.path, app, preferences, help_folder)
        self.keeping = Keeping(window.desk, preferences, self.backed_up, self._refused, self)
        self._missed: list[Path | None] = []
        """Where the copy before closing could not be made; None where there is no folder for it."""
        window.let_close = self._let_close
        window.commands.lock.clicked.connect(self.lock)
        window.commands.user.clicked.connect(self.ask_who)
        window.status.pressed.connect(self._pressed)
        self.show_copies()
        self.window.settled.connect(self.show_copies)

    def handlers(self) -> Handlers:
        window, go = self.window, self.window.go
        names = (name for name in window.commands.actions_by_name if name.startswith("go:"))
        return {
            **super().handlers(),
            "export": lambda: go(Place("check", about="export")),
            "lock": self.lock, "save": self.save, "undo": self.undo, "redo": self.redo,
            "find_all": window.finder.open, "find": self.find, "next_pane": window.next_pane,
            "problems": window.toggle_problems,
            "next_problem": window.next_problem, "previous_problem": lambda: window.next_problem(back=True),
            "check": lambda: go(Place("check", about="check")),
            **{name: lambda key=name[3:]: go(Place(key)) for name in names},
            "go:help": self.show_help,
        }  # fmt: skip

    def facts(self) -> str:
        desk = self.window.desk
        counts = ", ".join(f"{name} {len(table)}" for name, table in desk.tables.items())
        return f"{super().facts()}period {desk.period.code}, practice {desk.practice}\n{counts}\n"

    def altered_log(self) -> list[int]:
        return self.window.desk.altered_log()

    # ── copies ──────────────────────────────────────────────────────────────────────────────────────────────────

    def back_up_to(self, folder: Path) -> bool:
        if self.keeping.is_busy:
            return False
        self.keeping.copy()
        return True

    def _let_close(self) -> bool:
        """Whether the window may close now: not before a copy that is being made or was wanted is made, or has been
        missed once.
        """
        keeping, folder = self.keeping, self.keeping.folder
        if not keeping.is_busy:
            if not keeping.wants_last or self._missed == [folder]:
                return True
            self._missed = [folder]
            if folder is None:
                words = self.tr(
                    "The folder for copies is not there. Plug the stick in, or close once more without a copy."
                )
                self.window.tell(words, "amber")
                return False
        self.window.tell(self.tr("Backing up; then the program closes."))
        keeping.copy(self.window.close)
        return False

    def backed_up(self, to: Path) -> None:
        super().backed_up(to)
        self.show_copies()
        self.window.refresh()

    def show_copies(self) -> None:
        """Backup and export in the status bar."""
        kept, sent, today = self.window.desk.last_backup, self.window.desk.last_export, date.today()
        words = self.tr("Backup: {time}").format(time=moment(kept.at, today)) if kept else self.tr("No backup yet")
        self.window.status.show_backup(words, "ink2" if kept else "amber")
        self.window.status.show_unsent(self.tr("Exported: {time}").format(time=moment(sent.at, today)) if sent else "")

    # ── editing ─────────────────────────────────────────────────────────────────────────────────────────────────

    def undo(self) -> None:
        """Take back the last step, whoever's page it was; in the entry grid the grid's own."""
        if own := self.window.able().get("undo"):
            own()
            return
        self._step(self.window.desk.undo, self.tr("Undone: {name}"))

    def redo(self) -> None:
        """Bring forth what was undone."""
        if own := self.window.able().get("redo"):
            own()
            return
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

    # ── who sits here ───────────────────────────────────────────────────────────────────────────────────────────

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

    def _pressed(self, key: str) -> None:
        if key in ("errors", "reminders"):
            self.window.show_problems(key.removesuffix("s"))
        else:
            deeds = {"saved": self.save, "backup": self.backup, "export": lambda: self.window.go(Place("check"))}
            deeds[key]()
