"""打印表册: what is to be printed on the left, its pages on the right; nothing is printed that was not seen."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QFileDialog, QFrame, QWidget

from export.jobs.listing import items, note_printed
from export.jobs.whereabouts import classes
from forms.problems import Refusal
from ui.page import Command, Page, Place
from ui.parts import SIDE, BusyBar, Button, Line, MessageBar, PageHead, Pick, SideItem, column, row, say, text
from ui.printing import Pages
from ui.printing.choice import CHOICES, Choice, Wish, choice_for, choice_of
from ui.printing.preview import Preview
from ui.task import Job, run
from ui.theme import Theme
from ui.translation import translated

if TYPE_CHECKING:
    from export.jobs.desk import Desk

PRACTICE = "练习数据"


class PrintPage(Page):
    """The preview is the page; printing and saving are its two buttons."""

    key: ClassVar[str] = "print"

    def __init__(
        self, desk: "Desk", theme: Theme, parent: QWidget | None = None, *, now: Callable[[], datetime] = datetime.now
    ) -> None:
        super().__init__(desk, theme, parent)
        self._now = now
        self.ask_file: Callable[[str], str] = self._ask_file
        self.ask_printer: Callable[[Pages], QPrinter | None] = self._ask_printer
        self.print_button = Button(theme, self.tr("Print"), "solid", "print", "Ctrl+P")
        self.save_button = Button(theme, self.tr("Save as PDF"), icon="download")
        self.head = PageHead(self.tr("Print lists"), self.print_button, self.save_button)
        self.message, self.busy, self.preview = MessageBar(theme), BusyBar(theme), Preview(theme)
        self.classes = Pick(theme, self.tr("All classes"), self.tr("Class"))
        self.items = Pick(theme, self.tr("All items"), self.tr("Item"))
        self.full = QCheckBox(self.tr("Whole numbers"))
        self._warning = text(self.tr("ID, phone and card numbers are masked. Printing them whole is recorded."),
                             12, "ink3", wrap=True)  # fmt: skip
        self.papers = {choice.key: SideItem(theme, translated(choice.title), choice.icon) for choice in CHOICES}
        self.pages: Pages | None = None
        self._lay_out()
        self._connect()

    @property
    def title(self) -> str:
        return self.tr("Print lists")

    @property
    def chosen(self) -> Choice:
        """Which paper is shown."""
        return choice_of(next(key for key, button in self.papers.items() if button.isChecked()))

    # ── what the window asks ────────────────────────────────────────────────────────────────────────────────────

    def refresh(self) -> None:
        self.classes.offer([(name, name) for name in classes(self.desk.tables)])
        self.items.offer(items(self.desk))
        self._show()
        self.shown_version = self.desk.version

    def commands(self) -> Mapping[str, Command]:
        return {"print": self.print_now}

    def show_place(self, place: Place) -> None:
        choice = choice_for(place.form) if place.form else None
        key = place.about if place.about in self.papers else (choice.key if choice else "")
        if key:
            self.papers[key].setChecked(True)
            self._show()

    def facts(self) -> list[str]:
        pages = self.pages
        return [pages.paper.title, self.tr("{count} pages").format(count=pages.count)] if pages else []

    def panes(self) -> list[QWidget]:
        return [self.papers[self.chosen.key], self.preview]

    # ── doing it ────────────────────────────────────────────────────────────────────────────────────────────────

    def print_now(self) -> None:
        """Print what is seen."""
        pages = self.pages if self.print_button.isEnabled() else None
        printer = self.ask_printer(pages) if pages else None
        if pages is None or printer is None:
            return
        own = Pages(pages.paper, self._foot())  # laid out in the other thread: the preview may go on painting
        words = self.tr("{title}: {count} pages sent to the printer.")
        words = words.format(title=pages.paper.title, count=pages.count)
        self._work(lambda progress: own.print_to(printer, progress), words, self.tr("Printing"))

    def save_pdf(self) -> None:
        """Keep what is seen as a PDF."""
        pages = self.pages
        if pages is None:
            return
        name = f"{pages.paper.title}_{self.desk.period.short_zh}.pdf"
        chosen = self.ask_file(str(self.desk.path.parent / name))
        if not chosen:
            return
        own = Pages(pages.paper, self._foot())
        words = self.tr("Saved: {file}.").format(file=chosen)
        self._work(lambda progress: own.save_pdf(Path(chosen), progress), words, self.tr("Saving as PDF"))

    def _work(self, job: Job, told: str, words: str) -> None:
        """Paint the pages beside the window; what was printed whole is recorded once all of it is out."""
        note = self._note()
        for button in (self.print_button, self.save_button):
            button.setEnabled(False)

        def done(_none: object) -> None:
            note()
            self.message.tell(told, "jade")

        self.busy.follow(run(self, job, done, self._refused, self._rested), words)

    def _rested(self) -> None:
        for button in (self.print_button, self.save_button):
            button.setEnabled(True)

    def _refused(self, refusal: Refusal) -> None:
        self.message.tell(self.desk.library.catalogue.refusal(refusal, self.desk.session.language), "seal")

    def _note(self) -> Callable[[], None]:
        """What the log shall remember of the paper that is shown now."""
        pages = self.pages
        if self.full.isChecked() and self.chosen.has_numbers and pages is not None:
            return lambda: note_printed(self.desk, pages.paper.title, pages.paper.form)
        return lambda: None

    # ── showing ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _show(self, _key: object = None) -> None:
        choice = self.chosen
        self.classes.setVisible(choice.by_class)
        self.items.setVisible(choice.by_item)
        self.full.setVisible(choice.has_numbers)
        self._warning.setVisible(choice.has_numbers)
        full = self.full.isChecked() and choice.has_numbers
        paper = choice.make(self.desk, Wish(self.classes.value, self.items.value, full))
        if self.desk.practice and PRACTICE not in paper.mark:
            paper = replace(paper, mark="　".join(filter(None, (PRACTICE, paper.mark))))
        self.pages = Pages(paper, self._foot())
        self.preview.show_pages(self.pages)
        words = self.tr("{title}, {count} pages").format(title=paper.title, count=self.pages.count)
        say(self.head.facts, words)
        self.moved.emit()

    def _foot(self) -> str:
        words = (self.desk.school_name, self.desk.user, f"{self._now():%Y-%m-%d %H:%M} 打印")
        return "　".join(word for word in words if word)

    def _lay_out(self) -> None:
        side = QFrame()
        side.setProperty("ground", "paper")
        wishes = column(self.classes, self.items, self.full, self._warning, gap=8, margins=(16, 12, 16, 12))
        column(8, *self.papers.values(), 8, Line(), wishes, None, gap=0, parent=side)
        side.setFixedWidth(self.theme.px(SIDE))
        body = row(side, Line(upright=True), self.preview, gap=0)
        body.setStretch(2, 1)
        column(self.head, self.message, self.busy, body, gap=0, parent=self).setStretch(3, 1)
        self.theme.changed.connect(lambda: side.setFixedWidth(self.theme.px(SIDE)))

    def _connect(self) -> None:
        group = QButtonGroup(self)
        for button in self.papers.values():
            group.addButton(button)
            button.clicked.connect(self._show)
        next(iter(self.papers.values())).setChecked(True)
        self.classes.chosen.connect(self._show)
        self.items.chosen.connect(self._show)
        self.full.toggled.connect(self._show)
        self.print_button.clicked.connect(self.print_now)
        self.save_button.clicked.connect(self.save_pdf)

    def _ask_file(self, proposed: str) -> str:
        return QFileDialog.getSaveFileName(self, self.tr("Save as PDF"), proposed, "PDF (*.pdf)")[0]

    def _ask_printer(self, pages: Pages) -> QPrinter | None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(pages.layout)
        printer.setFullPage(True)
        printer.setDocName(pages.paper.title)
        dialog = QPrintDialog(printer, self)
        return printer if dialog.exec() else None
