"""Collect files: any number of them, with percent and cancel; what became of each; batches that can be taken back."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QWidget

from forms.problems import Refusal
from ui.county.page import CountyPage
from ui.county.sheet import Cell, Column, Line, Sheet
from ui.moments import moment
from ui.page import Command, Place
from ui.parts import BusyBar, Button, MessageBar, PageHead, column, row, say
from ui.parts import Line as Rule
from ui.task import Cancelled, Progress, run
from ui.theme import Theme
from ui.translation import translated, word

if TYPE_CHECKING:
    from export.jobs.county.bureau import Batch, Bureau, FileLine, Sender
    from export.jobs.county.merge import Merged

STATUS: Mapping[str, tuple[str, str, str]] = {
    "merged": (word("Taken in"), "done", "ink"),
    "replaced": (word("Replaces an older one"), "done", "ink"),
    "older": (word("Older; kept aside"), "old", "amber"),
    "same": (word("Known already"), "done", "ink2"),
    "quarantined": (word("Set aside"), "error", "seal"),
    "interrupted": (word("Interrupted"), "reminder", "amber"),
}
"""Status of a file → words, glyph, tone."""
STATES: Mapping[str, str] = {"open": word("Interrupted"), "done": word("Done"), "undone": word("Taken back")}


class CollectPage(CountyPage):
    """Files come in; nothing of a bad one stops the others."""

    key: ClassVar[str] = "collect"
    help_key: ClassVar[str] = "county"

    def __init__(self, bureau: "Bureau", theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(bureau, theme, parent)
        self.files = Button(theme, self.tr("Choose files"), "solid", "inbox", "Ctrl+O")
        self.folder = Button(theme, self.tr("Choose a folder"), icon="folder")
        self.back = Button(theme, self.tr("Take this batch back"), icon="undo")
        self.head = PageHead(self.tr("Collect files"), self.files, self.folder, self.back)
        self.message, self.busy = MessageBar(theme), BusyBar(theme)
        self.batches = Sheet(theme, self.tr("Batches"), self._batch_columns(), high=46)
        self.list = Sheet(theme, self.tr("Files"), self._columns(), high=30)
        self._schools: dict[int, Sender] = {}
        self._lay_out()
        self.setAcceptDrops(True)
        self.files.clicked.connect(self.choose)
        self.folder.clicked.connect(self.choose_folder)
        self.back.clicked.connect(self.take_back)
        self.batches.picked.connect(lambda _key: self._show_files())
        self.list.opened.connect(self._open)

    @property
    def title(self) -> str:
        return self.tr("Collect files")

    def refresh(self) -> None:
        with QSignalBlocker(self.batches):  # the files are shown once, whichever batch is chosen in the end
            self.batches.show_lines([self._batch(one) for one in self.bureau.batches()], empty=self.tr("No batch yet."))
        self._show_files()

    def commands(self) -> Mapping[str, Command]:
        return {"import": self.choose}

    def show_place(self, place: Place) -> None:
        if place.about == "choose":
            self.choose()

    def facts(self) -> list[str]:
        return [self.bureau.name, self.head.facts.text()]

    def panes(self) -> list[QWidget]:
        return [self.batches, self.list]

    # ── collecting ──────────────────────────────────────────────────────────────────────────────────────────────

    def choose(self) -> None:
        """Ask for files."""
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("Choose the schools' files"), "", "(*.xlsx *.xls *.et)")
        self.collect([Path(name) for name in names])

    def choose_folder(self) -> None:
        """Ask for a folder."""
        name = QFileDialog.getExistingDirectory(self, self.tr("Choose the folder with the schools' files"))
        self.collect([Path(name)] if name else [])

    def collect(self, paths: Sequence[Path]) -> None:
        """Take files in beside the window; cancelled, the batch stays and can be gone on with or taken back."""
        if not paths or not self.files.isEnabled():
            return
        self.message.hide()
        for button in (self.files, self.folder, self.back):
            button.setEnabled(False)
        task = run(self, lambda progress: self._merge(paths, progress), self._merged, self._refused, self._rested)
        self.busy.follow(task, self.tr("Reading and proving the files"))

    def _merge(self, paths: Sequence[Path], progress: Progress) -> "Merged":
        """Runs beside the window; 取消 ends it, and what was read by then is told all the same."""

        def tell(done: int, of: int, name: str) -> None:
            try:
                progress(done, of, self.tr("{done} of {of}: {name}").format(done=done, of=of, name=name))
            except Cancelled:
                merging.cancel()

        merging = self.bureau.merging(tell)
        return merging.run(paths)

    def _merged(self, merged: "Merged") -> None:
        self.bureau.merged(merged)
        taken, bad = merged.count("merged", "replaced"), merged.count("quarantined")
        words = self.tr("{taken} taken in, {same} known already, {older} older ones kept aside.").format(
            taken=taken, same=merged.count("same"), older=merged.count("older")
        )
        if bad:
            words += self.tr(" {count} files were set aside; the list says why.").format(count=bad)
        if merged.cancelled:
            words = self.tr("Stopped. What was read is kept; collect again to go on, or take the batch back.")
        self.message.tell(words, "amber" if bad or merged.cancelled else "jade")
        self.changed.emit()
        self.refresh()

    def _refused(self, refusal: Refusal) -> None:
        session = self.bureau.session
        self.message.tell(session.library.catalogue.refusal(refusal, session.language), "seal")

    def _rested(self) -> None:
        for button in (self.files, self.folder, self.back):
            button.setEnabled(True)
        self.list.setFocus()

    def take_back(self) -> None:
        """Undo the chosen batch."""
        if not self.batches.key:
            return
        try:
            self.bureau.take_back(int(self.batches.key))
        except Refusal as refusal:
            self._refused(refusal)
            return
        self.message.tell(self.tr("The batch was taken back; what it replaced counts again."), "jade")
        self.changed.emit()
        self.refresh()

    # ── dropping files ──────────────────────────────────────────────────────────────────────────────────────────

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        self.collect([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    # ── showing ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _batch_columns(self) -> list[Column]:
        return [Column(self.tr("Batch"), 0), Column(self.tr("How it stands"), 84)]

    def _columns(self) -> list[Column]:
        return [
            Column(self.tr("File"), 190), Column(self.tr("How it stands"), 150), Column(self.tr("School name"), 250),
            Column(self.tr("What to know"), 0),
        ]  # fmt: skip

    def _batch(self, one: "Batch") -> Line:
        name = one.name or self.tr("Batch {number}").format(number=one.id)
        state = Cell(translated(STATES[one.state]), "amber" if one.state == "open" else "ink2", size=13)
        tone = "ink2" if one.state == "undone" else "ink"
        return Line(str(one.id), (Cell(f"{moment(one.begun, date.today())}　{name}", tone, tip=name), state))

    def _show_files(self) -> None:
        key = self.batches.key
        lines = self.bureau.files(int(key)) if key else []
        self._schools = self.bureau.senders(lines)
        empty = self.tr("Choose the schools' files or a folder, or drop them here: in any order, any number of times.")
        self.list.show_lines([self._file(one) for one in lines], empty=empty)
        taken = sum(one.status in ("merged", "replaced") for one in lines)
        bad = sum(one.status == "quarantined" for one in lines)
        words = self.tr("{count} files, {taken} taken in, {bad} set aside")
        say(self.head.facts, words.format(count=len(lines), taken=taken, bad=bad) if lines else "")
        self.moved.emit()

    def _file(self, one: "FileLine") -> Line:
        words, glyph, tone = STATUS[one.status]
        sender = self._schools.get(one.id)
        school = Cell(f"{sender.name}　{self.tr('No.')} {sender.revision}" if sender else "—", "ink2")
        why = Cell(one.reason, "seal" if one.status == "quarantined" else "ink2", tip=one.reason)
        return Line(str(one.id), (Cell(one.name, tip=one.path), Cell(translated(words), tone, glyph), school, why))

    def _open(self, key: str) -> None:
        """The school of a file, on the page of problems."""
        sender = self._schools.get(int(key))
        if sender is not None:
            self.went.emit(Place("faults", record=sender.school))

    def _lay_out(self) -> None:
        aside = QFrame()
        aside.setProperty("ground", "paper")
        aside.setFixedWidth(self.theme.px(300))
        column(self.batches, gap=0, parent=aside)
        body = row(aside, Rule(upright=True), self.list, gap=0)
        body.setStretch(2, 1)
        column(self.head, self.message, self.busy, body, gap=0, parent=self).setStretch(3, 1)
