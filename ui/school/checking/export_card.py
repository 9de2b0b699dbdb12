"""The card of the export: what left last, the code to read out on the phone, what changed since, and the next one."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from export.jobs.sending import Workbook
from ui.moments import moment
from ui.parts import BusyBar, Button, Glyph, Link, column, row, say, spaced, text
from ui.parts.elided import Elided
from ui.school.checking.gate import wide
from ui.task import Task
from ui.theme import Theme
from ui.translation import counted


class Facts(QWidget):
    """Lines of caption and value."""

    def __init__(self, theme: Theme, captions: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        spaced(grid, 0, 5)
        grid.setColumnMinimumWidth(0, theme.px(58))
        grid.setColumnStretch(1, 1)
        self._captions: list[QLabel] = []
        self.values: list[QLabel] = []
        for at, caption in enumerate(captions):
            self._captions.append(text(caption, 13, "ink2"))
            self.values.append(Elided(size=13))
            grid.addWidget(self._captions[-1], at, 0)
            grid.addWidget(self.values[-1], at, 1)

    def show_value(self, at: int, words: str, tone: str = "ink") -> None:
        """Say a value; an empty one hides its line."""
        say(self.values[at], words, tone)
        self.values[at].setToolTip(words)
        for label in (self._captions[at], self.values[at]):
            label.setVisible(bool(words))


class ExportCard(QWidget):
    """The lower part of the panel on the right."""

    export_asked = Signal()
    draft_asked = Signal()
    folder_asked = Signal()
    cover_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._glyph = Glyph(theme, "done")
        self._title = text(size=16, bold=True, wrap=True)
        self.facts = Facts(theme, (self.tr("Exported"), self.tr("File"), self.tr("Content")))
        self._code = text(size=20, bold=True, name="check_code")
        self._code_line = QWidget()
        caption = text(self.tr("Check code"), 13, "ink2")
        caption.setMinimumWidth(theme.px(58))
        row(caption, self._code, None, gap=6, parent=self._code_line)
        self._hint = text(self.tr("Read these 8 characters out on the phone: the same on both sides is the same data."),
                          12, "ink2", wrap=True)  # fmt: skip
        self._since = text(size=13, tone="amber", wrap=True)
        self._nothing = text(
            self.tr("Not exported yet. Once approved, the workbook can be written here."), 13, "ink2", wrap=True
        )
        self.export = wide(Button(theme, self.tr("Export the workbook"), "solid", "upload"))
        self.folder = wide(Button(theme, self.tr("Open folder"), "solid", "folder"))
        self.cover = wide(Button(theme, self.tr("Print cover"), icon="print"))
        self.draft = Link(theme, self.tr("Export a draft"))
        self.busy = BusyBar(theme, narrow=True)
        title = row(self._glyph, self._title, gap=8)
        title.setStretch(1, 1)
        column(
            title, self._nothing, self.facts, self._code_line, self._hint, self._since, self.busy, self.export,
            row(self.folder, self.cover), row(self.draft, None), gap=8, parent=self,
        )  # fmt: skip
        for button, signal in (
            (self.export, self.export_asked), (self.draft, self.draft_asked),
            (self.folder, self.folder_asked), (self.cover, self.cover_asked),
        ):  # fmt: skip
            button.clicked.connect(signal)
        self.busy.over.connect(lambda: self._allow(able=True))

    def follow(self, task: Task) -> None:
        """Show how far an export is; nothing else can be begun meanwhile."""
        self._allow(able=False)
        self.busy.follow(task, self.tr("Writing and reading back"))

    def _allow(self, *, able: bool) -> None:
        for button in (self.export, self.draft):
            button.setEnabled(able)

    def show_workbook(self, workbook: Workbook | None, since: int, today: date, *, approved: bool) -> None:
        """Show the last workbook; `since` counts the changes after it, `approved` opens the door for the next."""
        is_final = workbook is not None and approved and not since and not workbook.is_draft
        self._glyph.setVisible(is_final)
        say(self._title, self.tr("Exported, read back and found whole") if is_final else self.tr("Export"))
        for widget in (self.facts, self._code_line, self._hint):
            widget.setVisible(workbook is not None)
        self._nothing.setVisible(workbook is None and not approved)
        self.export.setVisible(approved and not is_final)
        self.draft.setVisible(not approved)
        self.folder.setVisible(is_final)
        self.cover.setVisible(workbook is not None)
        self._since.setVisible(workbook is not None and since > 0)
        if workbook is not None:
            self._show(workbook, since, today)

    def _show(self, workbook: Workbook, since: int, today: date) -> None:
        words = self.tr("{time}, revision {number}")
        words = self.tr("{time}, revision {number}, draft") if workbook.is_draft else words
        self.facts.show_value(0, words.format(time=moment(workbook.at, today), number=workbook.revision))
        self.facts.show_value(1, Path(workbook.path).name)
        self.facts.values[1].setToolTip(workbook.path)
        content = self.tr("{pupils} pupils, {forms} forms, {reasons} reasons")
        content = counted(content, pupils=workbook.pupils, forms=workbook.forms, reasons=workbook.reasons)
        self.facts.show_value(2, content if workbook.forms else "")
        say(self._code, workbook.check_code)
        say(
            self._since,
            counted(self.tr("{count} changes since then; the county's copy is no longer the newest."), count=since),
        )
