"""The two buttons of every paper: what is seen is printed or kept as a PDF, beside the window, and can be stopped."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from forms.problems import Catalogue, Refusal
from ui.parts import BusyBar, Button, MessageBar
from ui.parts.files import ask_place
from ui.printing.pages import Pages
from ui.printing.paper import Paper
from ui.printing.preview import Preview
from ui.task import Job, run
from ui.theme import Theme
from ui.translation import counted, language


class Press(QObject):
    """The paper that is shown, with all that is needed to bring it out; whoever has it lays its widgets out."""

    out = Signal(object)
    """The Paper of which every page is out."""

    def __init__(
        self, theme: Theme, owner: QWidget, foot: Callable[[], str], propose: Callable[[str], Path],
        catalogue: Catalogue,
    ) -> None:  # fmt: skip
        """`foot`: what stands below each page; `propose`: title → the file to keep it in; `catalogue`: for refusals."""
        super().__init__(owner)
        self._owner, self._foot, self._propose, self._catalogue = owner, foot, propose, catalogue
        self.ask_file: Callable[[str], str] = self._ask_file
        self.ask_printer: Callable[[Pages], QPrinter | None] = self._ask_printer
        self.print_button = Button(theme, self.tr("Print"), "solid", "print", "Ctrl+P")
        self.save_button = Button(theme, self.tr("Save as PDF"), icon="download")
        self.message, self.busy, self.preview = MessageBar(theme), BusyBar(theme), Preview(theme)
        self.pages: Pages | None = None
        self.print_button.clicked.connect(self.print_now)
        self.save_button.clicked.connect(self.save_pdf)

    def show_paper(self, paper: Paper) -> Pages:
        """Lay another paper out."""
        self.pages = Pages(paper, self._foot())
        self.preview.show_pages(self.pages)
        return self.pages

    def print_now(self) -> None:
        """Print what is seen."""
        pages = self.pages if self.print_button.isEnabled() else None
        printer = self.ask_printer(pages) if pages else None
        if pages is None or printer is None:
            return
        own = Pages(pages.paper, self._foot())  # laid out in the other thread: the preview may go on painting
        words = self.tr("{title}: {count} pages sent to the printer.")
        words = counted(words, title=pages.paper.title, count=pages.count)
        self._work(lambda progress: own.print_to(printer, progress), words, self.tr("Printing"), own.paper)

    def save_pdf(self) -> None:
        """Keep what is seen as a PDF."""
        pages = self.pages
        chosen = self.ask_file(str(self._propose(pages.paper.title))) if pages else ""
        if pages is None or not chosen:
            return
        own = Pages(pages.paper, self._foot())
        words = self.tr("Saved: {file}.").format(file=chosen)
        self._work(lambda progress: own.save_pdf(Path(chosen), progress), words, self.tr("Saving as PDF"), own.paper)

    def _work(self, job: Job, told: str, words: str, paper: Paper) -> None:
        """Paint the pages beside the window; it is told once all of them are out."""
        self._allow(able=False)

        def done(_none: object) -> None:
            self.out.emit(paper)
            self.message.tell(told, "jade")

        task = run(self._owner, job, done, self._refused, lambda: self._allow(able=True))
        self.busy.follow(task, words)

    def _allow(self, *, able: bool) -> None:
        for button in (self.print_button, self.save_button):
            button.setEnabled(able)

    def _refused(self, refusal: Refusal) -> None:
        self.message.tell(self._catalogue.refusal(refusal, language()), "seal")

    def _ask_file(self, proposed: str) -> str:
        return ask_place(self._owner, self.tr("Save as PDF"), proposed, "PDF (*.pdf)")

    def _ask_printer(self, pages: Pages) -> QPrinter | None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(pages.layout)
        printer.setFullPage(True)
        printer.setDocName(pages.paper.title)
        dialog = QPrintDialog(printer, self._owner)
        return printer if dialog.exec() else None
