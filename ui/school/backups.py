"""备份与恢复: the last copy, a new one now, and the way back, with what there is now and what would be there then."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QDialog, QLineEdit, QTableWidgetItem, QWidget

from export.jobs.backups import Compared, Kept, bring_back, compare, kept_in, proposed
from export.jobs.opening import ENDING, is_locked
from forms.problems import Refusal
from ui.moments import moment
from ui.page import Page, Place
from ui.parts import BusyBar, Button, Card, MessageBar, PageHead, column, labelled, row, say, text
from ui.parts.files import ask_file, ask_folder
from ui.preferences import Preferences
from ui.school.lines import NUMBER, lines
from ui.task import run
from ui.theme import Theme
from ui.translation import counted, said

if TYPE_CHECKING:
    from export.jobs.desk import Desk

Swap = Callable[[Callable[[], object], str | None], None]
"""Closes the ledger, does something with its file, and opens it again with a password."""


class RestoreDialog(QDialog):
    """The last question before the way back."""

    def __init__(self, theme: Theme, backup: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Restore this backup"))
        words = self.tr(
            "{file} takes the place of the ledger. What was changed since is no longer in it. "
            "The ledger as it is now is kept beside it under another name, so that even this can be taken back."
        )
        self.go = Button(theme, self.tr("Restore"), "solid", "undo")
        stay = Button(theme, self.tr("Leave everything as it is"))
        title = text(self.tr("Restore this backup"), 16, bold=True)
        sentence = text(words.format(file=backup), 14, "ink2", wrap=True)
        column(title, sentence, row(None, self.go, stay), gap=14, margins=20, parent=self)
        self.setMinimumWidth(theme.px(480))
        self.go.clicked.connect(self.accept)
        stay.clicked.connect(self.reject)
        stay.setFocus()


class BackupPage(Page):
    """Copies of everything."""

    key: ClassVar[str] = "backup"
    help_key: ClassVar[str] = "safety"

    def __init__(
        self, desk: "Desk", theme: Theme, preferences: Preferences, swap: Swap | None = None,
        parent: QWidget | None = None, *, today: Callable[[], date] = date.today,
    ) -> None:  # fmt: skip
        super().__init__(desk, theme, parent)
        self.setProperty("ground", "desk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._preferences, self._swap, self._today = preferences, swap, today
        self._kept: list[Kept] = []
        self._looked_at: Path | None = None
        self.ask_folder: Callable[[], str] = self._ask_folder
        self.ask_file: Callable[[], str] = self._ask_file
        self.ask_sure: Callable[[str], bool] = self._ask_sure
        self.now = Button(theme, self.tr("Back up now"), "solid", "archive")
        self.other = Button(theme, self.tr("To another folder or stick…"), icon="drive")
        self.head = PageHead(self.tr("Safety copies"), self.now, self.other)
        self.message, self.busy = MessageBar(theme), BusyBar(theme)
        self.files = lines(theme, self.tr("Backups"), [self.tr("Made"), self.tr("File"), self.tr("Size")], 1)
        captions = [self.tr("Form"), self.tr("Now"), self.tr("In the backup"), self.tr("Difference")]
        self.counts = lines(theme, self.tr("Now and in the backup"), captions, 0, frozenset({1, 2, 3}))
        self.counts.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.look = Button(theme, self.tr("Look inside"), icon="eye")
        self.restore = Button(theme, self.tr("Restore this backup"), icon="undo")
        self.open_file = Button(theme, self.tr("Another file…"), icon="folder", small=True)
        self._says = text(size=13, tone="ink2", wrap=True)
        self._lay_out()
        self._connect()

    @property
    def title(self) -> str:
        return self.tr("Safety copies")

    @property
    def folder(self) -> Path | None:
        """Where backups go."""
        last = self.desk.last_backup
        known = self._preferences.choices.backup_folder or (str(Path(last.file).parent) if last else "")
        return Path(known) if known else None

    # ── what the window asks ────────────────────────────────────────────────────────────────────────────────────

    def refresh(self) -> None:
        last, folder = self.desk.last_backup, self.folder
        fact = self.tr("No backup yet")
        if last:
            fact = self.tr("Last backup: {time}").format(time=moment(last.at, self._today()))
        say(self.head.facts, fact, "ink2" if last else "amber")
        say(self._card.fact, str(folder) if folder else self.tr("no folder chosen yet"))
        self._kept = kept_in(self.desk, folder) if folder else []
        self.files.empty = self._empty(folder)
        self._show_files()
        self.shown_version = self.desk.version

    def show_place(self, place: Place) -> None:
        if place.about == "now":
            self.back_up()

    def facts(self) -> list[str]:
        return [counted(self.tr("{count} backups"), count=len(self._kept))]

    def panes(self) -> list[QWidget]:
        return [self.files, self.look]

    # ── a new copy ──────────────────────────────────────────────────────────────────────────────────────────────

    def back_up(self) -> None:
        """Copy everything; a folder is asked for only the first time."""
        folder = self.folder
        if folder is None or not folder.is_dir():
            self.back_up_elsewhere()
        else:
            self._copy(folder)

    def back_up_elsewhere(self) -> None:
        """Ask for a folder, such as one on a stick, and copy everything there."""
        name = self.ask_folder()
        if name:
            self._preferences.change(backup_folder=name)
            self._copy(Path(name))

    def _copy(self, folder: Path) -> None:
        if not self.now.isEnabled():
            return
        self.now.setEnabled(False)
        to = proposed(self.desk, folder)
        task = run(
            self, lambda _progress: self.desk.backup(to), lambda _copy: self._copied(to), self._tell, self._rested
        )  # fmt: skip
        self.busy.follow(task, self.tr("Backing up and reading the copy again…"), can_stop=False)

    def _copied(self, to: Path) -> None:
        self.message.tell(self.tr("Copied to {file}, read again and found whole.").format(file=to), "jade")
        self.refresh()
        self.changed.emit()

    def _rested(self) -> None:
        self.now.setEnabled(True)

    # ── the way back ────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def chosen(self) -> Path | None:
        """The backup that is chosen in the list."""
        at = self.files.currentRow()
        return self._kept[at].path if 0 <= at < len(self._kept) else None

    def choose_file(self) -> None:
        """Look into a file that lies elsewhere."""
        name = self.ask_file()
        if name:
            self._look(Path(name))

    def look_inside(self) -> None:
        """Verify the chosen backup and show what is in it."""
        if self.chosen is not None:
            self._look(self.chosen)

    def _look(self, file: Path) -> None:
        password = self.password.text()
        self._forget()
        self.look.setEnabled(False)
        task = run(
            self, lambda _progress: compare(self.desk, file, password)[1], lambda rows: self._looked(file, rows),
            self._tell, lambda: self.look.setEnabled(bool(self._kept)),
        )  # fmt: skip
        self.busy.follow(task, self.tr("Verifying every page of {file}").format(file=file.name), can_stop=False)

    def _looked(self, file: Path, rows: list[Compared]) -> None:
        self._looked_at = file
        self._show_counts(rows)
        say(self._says, self.tr("{file}: every page verified, nothing damaged.").format(file=file.name), "jade")
        self.restore.setEnabled(self._swap is not None)

    def bring_back(self) -> None:
        """Ask, then put the backup in the ledger's place; the window opens anew."""
        file, swap, ledger = self._looked_at, self._swap, self.desk.path
        if file is None or swap is None or not self.ask_sure(file.name):
            return
        password = self.password.text() or None
        swap(lambda: bring_back(ledger, file, password), password)

    # ── showing ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _show_files(self) -> None:
        self.files.setRowCount(len(self._kept))
        for at, one in enumerate(self._kept):
            size = f"{one.size / 1_048_576:.1f} MB"
            name = (
                one.path.name if one.is_whole else self.tr("{file}, its key file is missing").format(file=one.path.name)
            )
            for column_, words in enumerate((moment(one.at, self._today()), name, size)):
                item = QTableWidgetItem(words)
                item.setToolTip(str(one.path))
                item.setData(Qt.ItemDataRole.UserRole, "ink" if one.is_whole else "amber")
                self.files.setItem(at, column_, item)
        if self._kept and self.files.currentRow() < 0:
            self.files.selectRow(0)
        self.look.setEnabled(bool(self._kept))

    def _empty(self, folder: Path | None) -> str:
        """What an empty list says."""
        if folder is None:
            return self.tr("There is no backup yet. Press Back up now and choose a folder, best on a USB stick.")
        return self.tr("There is no backup in this folder yet. Press Back up now, and it stands here.")

    def _show_counts(self, rows: list[Compared]) -> None:
        self.counts.setRowCount(len(rows))
        for at, one in enumerate(rows):
            less = one.then - one.now
            difference = f"{less:+,}" if less else "—"
            tone = "amber" if less < 0 else ("ink" if less else "ink3")
            for column_, words in enumerate(
                (said(self.desk.library.forms[one.form]), f"{one.now:,}", f"{one.then:,}", difference)
            ):
                item = QTableWidgetItem(words)
                if column_:
                    item.setTextAlignment(NUMBER)
                item.setData(Qt.ItemDataRole.UserRole, tone if column_ == 3 else "ink")
                self.counts.setItem(at, column_, item)

    def _forget(self) -> None:
        self._looked_at = None
        self.counts.setRowCount(0)
        self.restore.setEnabled(False)
        say(
            self._says,
            self.tr("Choose a backup and look inside: what there is now and then stands side by side."),
            "ink2",
        )

    def _tell(self, refusal: Refusal) -> None:
        self.message.tell(self.desk.library.catalogue.refusal(refusal, self.desk.session.language), "seal")

    def _lay_out(self) -> None:
        self._card = Card(self.tr("Backups"), self.open_file, fact="")
        self._card.body.addWidget(self.files, 1)
        note = self.tr("A copy is two files that belong together, the ledger and its key. Keep one away from here.")
        self._card.body.addLayout(row(text(note, 12, "ink3", wrap=True), margins=(16, 8, 16, 10)))
        right = Card(self.tr("Restore"))
        asked = QWidget()
        row(labelled(self.tr("Password"), self.password), self.password, gap=12, parent=asked).setStretch(1, 1)
        asked.setVisible(is_locked(self.desk.path))
        right.body.addLayout(column(self._says, asked, row(self.look, None), gap=10, margins=(16, 14, 16, 12)))
        right.body.addWidget(self.counts, 1)
        right.body.addLayout(row(None, self.restore, margins=(16, 10, 16, 12)))
        body = row(self._card, right, gap=12, margins=16)
        body.setStretch(0, 11)
        body.setStretch(1, 9)
        column(self.head, self.message, self.busy, body, gap=0, parent=self).setStretch(3, 1)
        for table, widths in ((self.files, {0: 120, 2: 84}), (self.counts, {1: 76, 2: 84, 3: 72})):
            for at, wide in widths.items():
                caption = table.horizontalHeaderItem(at)
                asked = self.theme.metrics(13, bold=True).horizontalAdvance(caption.text() if caption else "")
                table.setColumnWidth(at, max(self.theme.px(wide), asked + self.theme.px(28)))

    def _connect(self) -> None:
        self.now.clicked.connect(self.back_up)
        self.other.clicked.connect(self.back_up_elsewhere)
        self.look.clicked.connect(self.look_inside)
        self.files.itemActivated.connect(lambda _item: self.look_inside())
        self.files.itemSelectionChanged.connect(self._forget)
        self.open_file.clicked.connect(self.choose_file)
        self.restore.clicked.connect(self.bring_back)
        self.password.returnPressed.connect(self.look_inside)
        self._forget()

    def _ask_folder(self) -> str:
        return ask_folder(self, self.tr("Where copies shall lie"))

    def _ask_file(self) -> str:
        pattern = f"{self.tr('Backups')} (*{ENDING} *{ENDING}.old*)"
        return ask_file(self, self.tr("Another file…"), str(self.folder or ""), pattern)

    def _ask_sure(self, name: str) -> bool:
        return bool(RestoreDialog(self.theme, name, self).exec())
