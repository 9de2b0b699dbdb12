"""打印表册: what is to be printed on the left, its pages on the right; nothing is printed that was not seen."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QButtonGroup, QCheckBox, QFrame, QWidget

from export.jobs.listing import items, note_printed
from export.jobs.whereabouts import classes
from ui.page import Command, Page, Place
from ui.parts import SIDE, Line, PageHead, Pick, SideItem, column, row, say, text
from ui.printing import Paper, Press, foot
from ui.printing.choice import CHOICES, Choice, Wish, choice_for, choice_of
from ui.theme import Theme
from ui.translation import counted, translated

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
        self.press = Press(theme, self, self._foot, self._propose, desk.library.catalogue)
        self.head = PageHead(self.tr("Print lists"), self.press.print_button, self.press.save_button)
        self.classes = Pick(theme, self.tr("All classes"), self.tr("Class"))
        self.items = Pick(theme, self.tr("All items"), self.tr("Item"))
        self.full = QCheckBox(self.tr("Whole numbers"))
        self._warning = text(self.tr("ID, phone and card numbers are masked. Printing them whole is recorded."),
                             12, "ink3", wrap=True)  # fmt: skip
        self.papers = {choice.key: SideItem(theme, translated(choice.title), choice.icon) for choice in CHOICES}
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
        return {"print": self.press.print_now}

    def show_place(self, place: Place) -> None:
        choice = choice_for(place.form) if place.form else None
        key = place.about if place.about in self.papers else (choice.key if choice else "")
        if key:
            had_focus = any(paper.hasFocus() for paper in self.papers.values())
            self.papers[key].setChecked(True)
            if had_focus:  # the ring stays with what is shown
                self.papers[key].setFocus()
            self._show()

    def facts(self) -> list[str]:
        pages = self.press.pages
        return [pages.paper.title, counted(self.tr("{count} pages"), count=pages.count)] if pages else []

    def panes(self) -> list[QWidget]:
        return [self.papers[self.chosen.key], self.press.preview]

    def _note(self, paper: Paper) -> None:
        """The log remembers of what came out with whole numbers."""
        if paper.has_whole_numbers:
            note_printed(self.desk, paper.title, paper.form)

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
        pages = self.press.show_paper(replace(paper, has_whole_numbers=full))
        words = counted(self.tr("{title}, {count} pages"), title=paper.title, count=pages.count)
        say(self.head.facts, words)
        self.moved.emit()

    def _foot(self) -> str:
        return foot(self.desk.school_name, self.desk.user, self._now())

    def _propose(self, title: str) -> Path:
        return self.desk.path.parent / f"{title}_{self.desk.period.short_zh}.pdf"

    def _lay_out(self) -> None:
        side = QFrame()
        side.setProperty("ground", "paper")
        wishes = column(self.classes, self.items, self.full, self._warning, gap=8, margins=(16, 12, 16, 12))
        column(8, *self.papers.values(), 8, Line(), wishes, None, gap=0, parent=side)
        side.setFixedWidth(self.theme.px(SIDE))
        body = row(side, Line(upright=True), self.press.preview, gap=0)
        body.setStretch(2, 1)
        column(self.head, self.press.message, self.press.busy, body, gap=0, parent=self).setStretch(3, 1)
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
        self.press.out.connect(self._note)
