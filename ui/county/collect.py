"""Collect files: they are read, it is shown what taking them in would do, and one key does it or drops it.

What became of each file, and the batches, stand here, too; a batch can be taken back.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from forms.problems import Refusal
from ui.county.page import BusyPage
from ui.county.planned import PlanPane
from ui.moments import moment
from ui.page import Command, Place
from ui.parts import Button, PageHead, column, row, say
from ui.parts import Line as Rule
from ui.parts.files import ask_files, ask_folder
from ui.parts.sheet import Cell, Column, Line, Sheet
from ui.task import Cancelled, Progress
from ui.theme import Theme
from ui.translation import counted, translated, word

if TYPE_CHECKING:
    from export.jobs.county.bureau import Batch, Bureau, FileLine, Sender
    from export.jobs.county.merge import Merged
    from export.jobs.county.plan import Plan

STATUS: Mapping[str, tuple[str, str, str]] = {
    "merged": (word("Taken in"), "done", "ink"),
    "replaced": (word("Replaces an older one"), "done", "ink"),
    "older": (word("Older; kept aside"), "old", "amber"),
    "same": (word("Known already"), "done", "ink2"),
    "held": (word("Waits for your word"), "reminder", "amber"),
    "quarantined": (word("Set aside"), "error", "seal"),
    "interrupted": (word("Interrupted"), "reminder", "amber"),
}
"""Status of a file → words, glyph, tone."""
ASIDE = "aside"
"""Key of the line under which all files stand that were set aside and not put right since."""
STATES: Mapping[str, str] = {"open": word("Interrupted"), "done": word("Done"), "undone": word("Taken back")}


class CollectPage(BusyPage):
    """Files come in; nothing of a bad one stops the others."""

    key: ClassVar[str] = "collect"
    help_key: ClassVar[str] = "county"

    def __init__(self, bureau: "Bureau", theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(bureau, theme, parent)
        self.files = Button(theme, self.tr("Choose files"), "solid", "inbox", "Ctrl+O")
        self.folder = Button(theme, self.tr("Choose a folder"), icon="folder")
        self.back = Button(theme, self.tr("Take this batch back"), icon="undo")
        self.go_on = Button(theme, self.tr("Go on with this batch"), "solid", "inbox", "Ctrl+Enter")
        self.take = Button(theme, self.tr("Take in"), "solid", "tick", "Ctrl+Enter")
        self.drop = Button(theme, self.tr("Do not take in"), icon="close", keys="Esc")
        self.head = PageHead(
            self.tr("Collect files"), self.take, self.drop, self.go_on, self.files, self.folder, self.back
        )
        self.batches = Sheet(theme, self.tr("Batches"), self._batch_columns(), high=46)
        self.list = Sheet(theme, self.tr("Files"), self._columns(), high=30)
        self.planned = PlanPane(bureau, theme)
        self.plan: Plan | None = None
        """What was read and waits to be taken in."""
        self._schools: dict[int, Sender] = {}
        self._is_shut = False
        self._lay_out()
        self._show_state()
        self.setAcceptDrops(True)
        for button, act in (
            (self.files, self.choose), (self.folder, self.choose_folder), (self.back, self.take_back),
            (self.take, self.take_in), (self.drop, self.walk_away), (self.go_on, self.resume),
        ):  # fmt: skip
            button.clicked.connect(lambda _checked=False, act=act: act())
        self.batches.picked.connect(lambda _key: self._show_files())
        self.list.opened.connect(self._open)

    @property
    def title(self) -> str:
        return self.tr("Collect files")

    def refresh(self) -> None:
        lines = [self._batch(one) for one in self.bureau.batches()]
        if aside := len(self.bureau.set_aside()):
            words = self.tr("Files that were set aside")
            lines.insert(0, Line(ASIDE, (Cell(words, "seal", "error"), Cell(str(aside), "seal", size=13))))
        key = self.batches.key
        self.batches.show_lines(lines, empty=self.tr("No batch yet."))
        if not key and aside:
            self.batches.step(1)  # the newest batch
        self._show_files()

    def commands(self) -> Mapping[str, Command]:
        if self.is_working:
            return {}
        forward = self.take_in if self.plan is not None else self.resume if self._is_open else None
        return {"import": self.choose, **({"take_in": forward} if forward else {})}

    def show_place(self, place: Place) -> None:
        if place.about == "choose":
            self.choose()
        elif place.about == ASIDE:
            self.batches.go(ASIDE)

    def facts(self) -> list[str]:
        return [self.bureau.name, self.head.facts.text()]

    def panes(self) -> list[QWidget]:
        return [self.planned.list, self.planned.forms] if self.plan is not None else [self.batches, self.list]

    def next_problem(self, *, back: bool = False) -> bool:
        """The next file that cannot be taken."""
        shown = self.list if self.plan is None else self.planned.list
        while shown.step(-1 if back else 1):
            if shown.sheet.lines[shown.currentIndex().row()].cells[1].glyph == "error":
                return True
        return False

    def shut(self) -> None:
        self._is_shut = True
        self._let_go()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape and self.plan is not None:
            self.walk_away()
        else:
            super().keyPressEvent(event)

    # ── collecting ──────────────────────────────────────────────────────────────────────────────────────────────

    def choose(self) -> None:
        """Ask for files."""
        names = ask_files(self, self.tr("Choose the schools' files"), kinds="(*.xlsx *.xls *.et)")
        self.collect([Path(name) for name in names])

    def choose_folder(self) -> None:
        """Ask for a folder."""
        name = ask_folder(self, self.tr("Choose the folder with the schools' files"))
        self.collect([Path(name)] if name else [])

    def collect(self, paths: Sequence[Path]) -> None:
        """Read files beside the window and show what taking them in would do; cancelled, what was read by then."""
        if not paths or self.is_working:
            return
        self._let_go()
        self._begin(
            lambda progress: self._read(paths, progress), self._proposed, self.tr("Reading and proving the files")
        )

    def take_in(self) -> None:
        """Take in what was shown; cancelled, the batch stays and can be taken back."""
        plan = self.plan
        if plan is None or self.is_working:
            return
        self._begin(lambda progress: self._merge(plan, progress), self._merged, self.tr("Taking the files in"))

    @property
    def _is_open(self) -> bool:
        """Whether the chosen batch was interrupted."""
        key = self.batches.key
        return key.isdigit() and any(one.id == int(key) and one.state == "open" for one in self.bureau.batches())

    def resume(self) -> None:
        """Go on with a batch that was stopped or broke off: what is in already is not read again."""
        if self.is_working or not self._is_open:
            return
        batch = int(self.batches.key)
        paths = self.bureau.sources(batch)
        if not paths:
            words = self.tr("The files of this batch are not where they were. Choose them again, or take it back.")
            self.message.tell(words, "amber")
            return
        self._begin(
            lambda progress: self._again(batch, paths, progress), self._merged, self.tr("Taking the files in")
        )  # fmt: skip

    def _again(self, batch: int, paths: Sequence[Path], progress: Progress) -> "Merged":
        """Runs beside the window, too."""
        merging = self.bureau.merging(lambda *step: self._tell(progress, merging.cancel, *step))
        return merging.run(paths, resume=batch)

    def walk_away(self) -> None:
        """Take nothing in."""
        if self.plan is not None and not self.is_working:
            self._let_go()
            self.message.tell(self.tr("Nothing was taken in, nothing has changed."))
            self._show_state()
            self.batches.setFocus()

    def _begin(self, job: Callable[[Progress], object], done: Callable[..., object], words: str) -> None:
        self.message.hide()
        self.work(job, done, words, can_stop=True)
        self._show_state()

    def _read(self, paths: Sequence[Path], progress: Progress) -> "Plan":
        """Runs beside the window; 取消 ends it, and what was read by then is shown all the same."""
        planning = self.bureau.planning(lambda *step: self._tell(progress, planning.cancel, *step))
        return planning.run(paths)

    def _merge(self, plan: "Plan", progress: Progress) -> "Merged":
        """Runs beside the window, too."""
        merging = self.bureau.merging(lambda *step: self._tell(progress, merging.cancel, *step))
        return merging.take_in(plan)

    def _tell(self, progress: Progress, cancel: Callable[[], object], done: int, of: int, name: str) -> None:
        try:
            progress(done, of, counted(self.tr("{done} of {of}: {name}"), done=done, of=of, name=name))
        except Cancelled:
            cancel()

    def _proposed(self, plan: "Plan") -> None:
        if self._is_shut or not plan.lines:
            plan.close()
            self.message.tell(self.tr("No file to take in was found there."), "amber")
            return
        self.plan = plan
        self.planned.show_plan(plan)
        words = counted(
            self.tr("Nothing is taken in yet. {new} new, {replaced} replace older ones, {same} known already, "
                    "{older} older."),
            new=plan.count("merged"), replaced=plan.count("replaced"), same=plan.count("same"),
            older=plan.count("older"),
        )  # fmt: skip
        bad = plan.count("quarantined")
        if held := plan.count("held"):
            words += counted(self.tr(" Waiting for your word: {count}; call the school."), count=held)
        if bad:
            words += counted(self.tr(" {count} cannot be taken; the list says why."), count=bad)
        if plan.cancelled:
            words = self.tr("Stopped: the other files were not read. ") + words
        self.message.tell(words, "amber" if bad or held or plan.cancelled else "ink")

    def _merged(self, merged: "Merged") -> None:
        self._let_go()
        self.bureau.merged(merged)
        taken, bad = merged.count("merged", "replaced"), merged.count("quarantined")
        words = counted(
            self.tr("{taken} taken in, {same} known already, {older} older ones kept aside."),
            taken=taken,
            same=merged.count("same"),
            older=merged.count("older"),
        )
        if bad:
            words += counted(self.tr(" {count} files were set aside; the list says why."), count=bad)
        if held := merged.count("held"):
            words += counted(self.tr(" Waiting for your word: {count}; call the school."), count=held)
        if merged.cancelled:
            words = self.tr("Stopped. What was taken in is kept; go on with Ctrl+Enter, or take the batch back.")
        self.message.tell(words, "amber" if bad or held or merged.cancelled else "jade")
        self.changed.emit()
        self.refresh()
        self.batches.go(str(merged.batch))

    def rested(self) -> None:
        self.is_working = False
        self._show_state()
        (self.list if self.plan is None else self.planned.list).setFocus()

    def _let_go(self) -> None:
        """The plan is no more."""
        if self.plan is not None:
            self.plan.close()
            self.plan = None

    def _show_state(self) -> None:
        """The plan with its two ways out, or the batches with the ways in."""
        is_planned = self.plan is not None
        self._stack.setCurrentIndex(int(is_planned))
        for button in (self.take, self.drop):
            button.setVisible(is_planned)
            button.setEnabled(not self.is_working)
        for button in (self.files, self.folder, self.back):
            button.setVisible(not is_planned)
            button.setEnabled(not self.is_working)
        self.go_on.hide()
        if self.plan is not None:
            count = self.plan.count("merged", "replaced", "older", "same", "held", "interrupted")
            words = self.tr("Take in {count} files") if count else self.tr("Note what cannot be taken")
            self.take.rename(counted(words, count=count), "Ctrl+Enter")
            facts = self.tr("{count} files were read; nothing is taken in yet")
            say(self.head.facts, counted(facts, count=len(self.plan)))
        else:
            self._show_files()
        self.moved.emit()

    def take_back(self) -> None:
        """Undo the chosen batch."""
        if not self.batches.key.isdigit():
            return
        try:
            self.bureau.take_back(int(self.batches.key))
        except Refusal as refusal:
            self.refused(refusal)
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
        lines = self.bureau.set_aside() if key == ASIDE else self.bureau.files(int(key)) if key else []
        self._schools = self.bureau.senders(lines)
        empty = self.tr("Choose the schools' files or a folder, or drop them here: in any order, any number of times.")
        self.list.show_lines([self._file(one) for one in lines], empty=empty)
        self.go_on.setVisible(self.plan is None and self._is_open)
        self.go_on.setEnabled(not self.is_working)
        taken = sum(one.status in ("merged", "replaced") for one in lines)
        bad = sum(one.status == "quarantined" for one in lines)
        words = self.tr("{count} files, {taken} taken in, {bad} set aside")
        say(self.head.facts, counted(words, count=len(lines), taken=taken, bad=bad) if lines else "")
        self.moved.emit()

    def _file(self, one: "FileLine") -> Line:
        words, glyph, tone = STATUS[one.status]
        sender = self._schools.get(one.id)
        number = self.tr("revision {number}").format(number=sender.revision) if sender else ""
        school = Cell(f"{sender.name}　{number}" if sender else "—", "ink2")
        why = Cell(one.reason, "seal" if one.status == "quarantined" else "ink2", tip=one.reason)
        return Line(str(one.id), (Cell(one.name, tip=one.path), Cell(translated(words), tone, glyph), school, why))

    def _open(self, key: str) -> None:
        """The school of a file, on the page of problems, where what waits is settled."""
        sender = self._schools.get(int(key))
        if sender is not None:
            self.went.emit(Place("faults", record=sender.school))

    def _lay_out(self) -> None:
        aside, taken = QFrame(), QWidget()
        aside.setProperty("ground", "paper")
        aside.setFixedWidth(self.theme.px(300))
        column(self.batches, gap=0, parent=aside)
        row(aside, Rule(upright=True), self.list, gap=0, parent=taken).setStretch(2, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(taken)
        self._stack.addWidget(self.planned)
        column(self.head, self.message, self.busy, self._stack, gap=0, parent=self).setStretch(3, 1)
