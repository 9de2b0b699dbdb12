"""The home page itself: composed of its cards, with the numbers of the desk."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.moments import whole_day
from ui.page import Page, Place
from ui.parts import Card, Line, MessageBar, column, row, say, text
from ui.parts.layouts import spaced
from ui.school.home.attention import AttentionCard
from ui.school.home.copies import CopiesCard
from ui.school.home.due import DueStrip
from ui.school.home.grades import GradesChart
from ui.school.home.progress import ProgressCard
from ui.theme import Theme
from ui.translation import counted

if TYPE_CHECKING:
    from export.jobs.desk import Desk


class Swatch(QWidget):
    """The colour of a series, before its name."""

    def __init__(self, ground: str) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("swatch", ground)
        self.setFixedSize(10, 10)


class PupilsCard(Card):
    """Pupils by grade, and how many board, are left behind, are aided."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        boys, girls = text(self.tr("Boys"), 13, "ink2"), text(self.tr("Girls"), 13, "ink2")
        legend = row(Swatch("indigo_fill"), boys, 6, Swatch("indigo_soft"), girls, gap=6)
        super().__init__(" ", legend, parent=parent)
        self.chart = GradesChart(theme)
        self.body.addLayout(row(self.chart, margins=(14, 6, 16, 6)), 1)
        self.body.addLayout(row(Line(faint=True), margins=(16, 0, 16, 0)))
        names = (self.tr("Girls"), self.tr("Boarders"), self.tr("Left behind"), self.tr("Aided"))
        self.figures = [text(size=15, bold=True) for _ in names]
        foot = row(gap=6, margins=(16, 8, 16, 8))
        for at, (name, figure) in enumerate(zip(names, self.figures, strict=True)):
            if at:
                foot.addStretch(1)
            foot.addWidget(text(name, 13, "ink2"))
            foot.addWidget(figure)
        self.body.addLayout(foot)


class HomePage(Page):
    """What a clerk sees first, and comes back to."""

    key: ClassVar[str] = "home"

    def __init__(
        self, desk: "Desk", theme: Theme, parent: QWidget | None = None, *, today: Callable[[], date] = date.today
    ) -> None:
        super().__init__(desk, theme, parent)
        self._today = today
        self.message = MessageBar(theme)
        self.due, self.progress, self.pupils = DueStrip(theme), ProgressCard(theme), PupilsCard(theme)
        self.attention, self.copies = AttentionCard(theme, desk.library), CopiesCard(theme)
        grid = QGridLayout()
        spaced(grid, (16, 16, 16, 16), 12)
        grid.addWidget(self.due, 0, 0, 1, 2)
        for at, card in enumerate((self.progress, self.pupils, self.attention, self.copies)):
            grid.addWidget(card, 1 + at // 2, at % 2)
        grid.setColumnStretch(0, 7)
        grid.setColumnStretch(1, 4)
        grid.setRowStretch(1, 10)
        grid.setRowStretch(2, 6)
        column(self.message, grid, gap=0, parent=self)
        self._connect()

    @property
    def title(self) -> str:
        return self.tr("Home")

    def refresh(self) -> None:
        summary, today = self.desk.summary(), self._today()
        self.due.show_due(summary.due, today)
        self.progress.show_forms(summary.forms, today)
        say(self.pupils.title, counted(self.tr("{count} pupils at school"), count=summary.pupils))
        others = len(self.desk.tables["student"]) - summary.pupils
        say(self.pupils.fact, counted(self.tr("{count} more not at school"), count=others) if others else "")
        self.pupils.chart.show_grades(summary.grades)
        counts = (summary.girls, summary.boarders, summary.left_behind, summary.aided)
        for figure, count in zip(self.pupils.figures, counts, strict=True):
            say(figure, f"{count:,}")
        self.attention.show_items(summary.attention, summary.due, is_new=not len(self.desk.tables["student"]))
        self.copies.show_copies(summary, today)

    def facts(self) -> list[str]:
        code = self.tr("School code {code}").format(code=self.desk.school_code)
        at = date.fromisoformat(self.desk.period.counted_on)
        counted = self.tr("Counted on {day}").format(day=whole_day(at))
        return [f"{self.desk.school_name}　{code}", counted]

    def panes(self) -> list[QWidget]:
        return [self.due, self.progress, self.attention, self.copies]

    def _connect(self) -> None:
        self.due.went.connect(self.went)
        self.due.deadline_asked.connect(lambda: self.went.emit(Place("settings", about="deadline")))
        self.progress.opened.connect(lambda key: self.went.emit(Place(key)))
        self.attention.went.connect(self.went)
        self.attention.all_asked.connect(lambda: self.went.emit(Place("check")))
        self.copies.backup_asked.connect(lambda: self.went.emit(Place("backup", about="now")))
        self.copies.export_asked.connect(lambda: self.went.emit(Place("check", about="export")))
        for card in (self.copies, self.attention):
            card.import_asked.connect(lambda: self.went.emit(Place("import", "student")))
        self.attention.new_asked.connect(lambda: self.went.emit(Place("roll", about="new")))
        self.attention.paste_asked.connect(lambda: self.went.emit(Place("roll", about="grid")))
