"""The page itself: composed of steps, table and panel; what they ask for is done through the desk."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from export.jobs.approval import approval, approve, gate, headteacher, standing, unlock
from export.jobs.problem_list import write_list
from export.jobs.recheck import Rechecked, recheck, rules
from export.jobs.sending import changed_since, file_name, last_workbook, send_out
from forms.problems import Refusal
from ui.moments import moment
from ui.page import Command, Page, Place
from ui.parts import Button, Line, MessageBar, PageHead, Step, Steps, column, row, say
from ui.parts.files import ask_place
from ui.problems import ProblemList
from ui.school.checking.export_card import ExportCard
from ui.school.checking.gate import GatePanel
from ui.school.checking.unlock import UnlockDialog
from ui.task import Progress, run
from ui.theme import Theme
from ui.translation import counted, said

if TYPE_CHECKING:
    from export.jobs.desk import Desk

PANEL = 327
STATES_SHOWN = ("error", "reminder")
"""What a Place may ask for: those problems only."""
AskFile = Callable[[str, str, str], str]
"""Title, proposed path and filter → the path that was chosen, "" for none."""


class CheckPage(Page):
    """校验与导出."""

    key: ClassVar[str] = "check"
    help_key: ClassVar[str] = "check_export"

    open_record = Signal(str, str, str)
    """Form, record and field that somebody wants to put right."""

    def __init__(
        self, desk: "Desk", theme: Theme, parent: QWidget | None = None, *, today: Callable[[], date] = date.today
    ) -> None:
        super().__init__(desk, theme, parent)
        self.setProperty("ground", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._today = today
        self._last: Rechecked | None = None
        self.ask_file: AskFile = self._ask_file
        self.again = Button(theme, self.tr("Check again"), "outlined", "refresh", "F9")
        self.head = PageHead(self.tr("Check and export"), self.again)
        self.listing = Button(theme, self.tr("Hand-out list"), icon="file", small=True)
        self.steps, self.message = Steps(theme), MessageBar(theme)
        self.problems = ProblemList(desk, theme, self.listing)
        self.model, self.table, self.strip = self.problems.model, self.problems.table, self.problems.strip
        self.gate, self.card = GatePanel(theme), ExportCard(theme)
        self._lay_out()
        self._connect()

    @property
    def title(self) -> str:
        return self.tr("Check and export")

    # ── what the window asks ────────────────────────────────────────────────────────────────────────────────────

    def refresh(self) -> None:
        self.message.hide()  # it told of what was shown before
        made, today = approval(self.desk), self._today()
        self.problems.refresh()
        self.gate.show_gate(gate(self.desk), standing(self.desk), headteacher(self.desk), today)
        workbook = last_workbook(self.desk)
        since = changed_since(self.desk, workbook) if workbook else 0
        self.card.show_workbook(workbook, since, today, approved=made is not None)
        self._show_steps()
        self._show_spent()
        self.shown_version = self.desk.version

    def commands(self) -> Mapping[str, Command]:
        return {"print": self._print_cover}

    def next_problem(self, *, back: bool = False) -> bool:
        self.table.setFocus()
        return self.problems.step(back=back) is not None

    def show_place(self, place: Place) -> None:
        if place.about == "check":
            self.recheck()
            self.table.setFocus()
        for about, button in (("export", self.card.export), ("approve", self.gate.approve)):
            if place.about == about and button.isVisibleTo(self):
                button.setFocus()
        if place.about in STATES_SHOWN:
            self.problems.show_state(place.about)
            self.table.setFocus()
        if (place.record or place.form) and self.problems.go(place.form, place.record, place.field):
            self.table.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_F9:
            self.recheck()
            return
        super().keyPressEvent(event)

    def facts(self) -> list[str]:
        shown, of = len(self.model.rows), len(self.model.all_rows)
        chosen = len(self.table.rows)
        facts = [counted(self.tr("{shown} of {of} problems"), shown=shown, of=of)]
        return [*facts, counted(self.tr("{count} selected"), count=chosen)] if chosen > 1 else facts

    def panes(self) -> list[QWidget]:
        return [self.strip, self.table, self.gate]

    def leave(self) -> None:
        self.problems.commit()

    def _explained(self) -> None:
        self.refresh()
        self.changed.emit()

    # ── review, export ──────────────────────────────────────────────────────────────────────────────────────────

    def _approve(self, reviewer: str, head: str) -> None:
        try:
            approve(self.desk, reviewer, head)
        except Refusal as refusal:
            self.gate.answers.tell(self.desk.library.catalogue.refusal(refusal, self.desk.session.language))
            return
        self.refresh()
        self.changed.emit()
        self.card.export.setFocus()

    def _unlock(self) -> None:
        dialog = UnlockDialog(self.theme, self.desk.user, self)
        if dialog.exec():
            self.take_back(dialog.who.text(), dialog.why.text())

    def take_back(self, who: str, why: str) -> None:
        """Unlock the forms; the reason is kept."""
        try:
            unlock(self.desk, who, why)
        except Refusal as refusal:
            self._tell(refusal)
            return
        self.refresh()
        self.changed.emit()
        self.message.tell(self.tr("The approval was taken back. The forms can be filled again."))

    def _export(self, *, draft: bool = False) -> None:
        last = last_workbook(self.desk)
        folder = Path(last.path).parent if last else self.desk.path.parent
        chosen = self.ask_file(self.tr("Export the workbook"), str(folder / file_name(self.desk)), "Excel (*.xlsx)")
        if not chosen:
            return

        def job(progress: Progress) -> object:
            return send_out(self.desk, Path(chosen), draft=draft, tell=lambda percent: progress(percent, 100))

        self.card.follow(run(self, job, self._exported, self._tell))

    def _exported(self, sent: object) -> None:
        self.refresh()
        self.changed.emit()
        if self.card.folder.isVisibleTo(self):
            self.card.folder.setFocus()  # the button that was pressed is gone
        if not getattr(sent, "written", False):
            self.message.tell(
                self.tr("Not exported: problems stand that must be put right or explained first."), "seal"
            )
        elif getattr(sent, "draft", False):
            self.message.tell(
                self.tr("The draft was written. It is marked as a draft and not to be handed in."), "jade"
            )

    def _folder(self) -> None:
        workbook = last_workbook(self.desk)
        if workbook is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(workbook.path).parent)))

    def _print_cover(self) -> None:
        self.went.emit(Place("print", about="cover"))

    def _list(self) -> None:
        name = self.tr("Problems {period}").format(period=self.desk.period.short_zh)
        proposed = str(self.desk.path.parent / f"{name}.xlsx")
        chosen = self.ask_file(self.tr("Hand-out list"), proposed, "Excel (*.xlsx)")
        if not chosen:
            return
        items = [row.item for row in self.model.rows]
        words = counted(self.tr("{count} lines written to {file}."), count=len(items), file=chosen)
        run(
            self, lambda _progress: write_list(self.desk, items, Path(chosen)),
            lambda _none: self.message.tell(words, "jade"), self._tell,
        )  # fmt: skip

    # ── checking again ──────────────────────────────────────────────────────────────────────────────────────────

    def recheck(self) -> None:
        """F9: read everything from the disk and check it anew."""
        if not self.again.isEnabled():
            return
        self.again.setEnabled(False)
        ended = partial(self.again.setEnabled, True)
        run(self, lambda _progress: recheck(self.desk), self._rechecked, self._tell, ended)

    def _rechecked(self, found: Rechecked) -> None:
        self._last = found
        self.refresh()

    def _show_spent(self) -> None:
        words = counted(self.tr("{count} rules"), count=rules(self.desk))
        if self._last is not None:
            words += self.tr(", {seconds} s").format(seconds=f"{self._last.seconds:.1f}")
        say(self.head.facts, f"{said(self.desk.period)}　{words}")

    def _show_steps(self) -> None:
        now, today = gate(self.desk), self._today()
        made, workbook = approval(self.desk), last_workbook(self.desk)
        is_filled, is_clean = now.filled == now.forms, not now.errors and not now.reminders
        is_out = made is not None and workbook is not None and not changed_since(self.desk, workbook)
        filled = counted(self.tr("All {count} forms filled"), count=now.forms)
        part = counted(self.tr("{filled} / {forms} forms filled"), filled=now.filled, forms=now.forms)
        found = counted(self.tr("Errors {errors}, {reminders} to explain"), errors=now.errors, reminders=now.reminders)
        clean = counted(self.tr("No error, {count} reminders explained"), count=now.explained)
        clean = clean if now.explained else self.tr("No error, no reminder")
        who = f"{moment(made.at, today)}　{made.head}" if made else self.tr("A second person looks, then lock")
        out = (
            self.tr("Revision {number}, {time}").format(number=workbook.revision, time=moment(workbook.at, today))
            if workbook
            else ""
        )
        steps = (
            Step(self.tr("Fill"), filled if is_filled else part, is_filled),
            Step(self.tr("Check"), clean if is_clean else found, is_clean and is_filled),
            Step(self.tr("Review"), who, made is not None),
            Step(self.tr("Export"), out if is_out else self.tr("Write the workbook"), is_out),
        )
        self.steps.show_steps(steps)

    # ── composing ───────────────────────────────────────────────────────────────────────────────────────────────

    def _lay_out(self) -> None:
        steps = QFrame()
        row(self.steps, margins=(24, 12, 24, 12), parent=steps)
        inner = QWidget()
        inner.setProperty("ground", "paper")
        column(self.gate, Line(), self.card, None, gap=14, margins=(16, 12, 16, 16), parent=inner)
        panel = QScrollArea()
        panel.setWidgetResizable(True)
        panel.setWidget(inner)
        panel.setFixedWidth(self.theme.px(PANEL))
        panel.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        panel.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = row(self.problems, Line(upright=True), panel, gap=0)
        body.setStretch(0, 1)
        laid = column(self.head, steps, Line(), self.message, body, gap=0, parent=self)
        laid.setStretch(4, 1)
        self.theme.changed.connect(lambda: panel.setFixedWidth(self.theme.px(PANEL)))

    def _connect(self) -> None:
        self.again.clicked.connect(self.recheck)
        self.listing.clicked.connect(self._list)
        self.problems.opened.connect(self.open_record)
        self.problems.changed.connect(self._explained)
        self.problems.told.connect(self.message.tell)
        self.problems.moved.connect(self.moved)
        self.gate.approve_asked.connect(self._approve)
        self.gate.unlock_asked.connect(self._unlock)
        self.gate.backup_asked.connect(lambda: self.went.emit(Place("backup", about="now")))
        self.card.export_asked.connect(self._export)
        self.card.draft_asked.connect(lambda: self._export(draft=True))
        self.card.folder_asked.connect(self._folder)
        self.card.cover_asked.connect(self._print_cover)

    def _tell(self, refusal: Refusal) -> None:
        self.message.tell(self.desk.library.catalogue.refusal(refusal, self.desk.session.language), "seal")

    def _ask_file(self, title: str, proposed: str, kinds: str) -> str:
        return ask_place(self, title, proposed, kinds)
