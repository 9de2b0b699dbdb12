"""The strip on top of the home page: how long, which return, how far, and the one thing to press."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from export.jobs.summary import Due
from ui.moments import day, weekday
from ui.page import Place
from ui.parts import Button, Card, Line, Link, Step, Steps, column, row, say, text
from ui.theme import Theme
from ui.translation import counted, said

ONWARD = Place("", about="next_problem")


class DueStrip(Card):
    """The return of the period as a whole."""

    went = Signal(object)
    """To the next thing that waits, or to where the next step is done."""
    deadline_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._left, self._days, self._unit = (
            text(size=13, tone="ink2"),
            text(size=38, bold=True),
            text(size=13, tone="ink2"),
        )
        self._title = text(size=16, bold=True)
        self._until = text(size=13, tone="ink2")
        self._ask = Link(theme, self.tr("Set the deadline"))
        self._ask.clicked.connect(self.deadline_asked)
        self._steps = Steps(theme)
        self._waiting = text(size=14, bold=True)
        self.button = Button(theme, self.tr("Go on"), "solid", "arrow_right", "F8")
        self._place = ONWARD
        self.button.clicked.connect(lambda: self.went.emit(self._place))
        self.button.setMinimumWidth(theme.px(172))
        days = row(self._left, self._days, self._unit, gap=8)
        what = column(None, self._title, self._until, self._ask, None, gap=4)
        todo = column(None, self._waiting, self.button, None, gap=7)
        lines = [Line(upright=True), Line(upright=True)]
        inner = row(days, what, lines[0], self._steps, lines[1], todo, gap=18, margins=(20, 20, 20, 20))
        inner.setStretch(3, 1)
        self.body.addLayout(inner)

    def show_due(self, due: Due, today: date) -> None:
        """Show how things stand."""
        self._show_deadline(due.deadline, today)
        say(self._title, said(due.period))
        self._steps.show_steps(self._steps_of(due), _STEPS.get(due.step, 3))
        self._steps.setAccessibleDescription(said(due.period))
        say(self._waiting, self._words(due))
        both = self.tr("A blank that must be filled is an error, too; a record may have several.")
        self._waiting.setToolTip(both if due.lacking and due.errors else "")
        self._show_button(due)

    def _show_button(self, due: Due) -> None:
        """One thing to press: what is to be done now."""
        words, keys, self._place = self.tr("Go on"), "F8", ONWARD
        if due.step == "approve":
            words, keys, self._place = self.tr("To the review"), "", Place("check", about="approve")
        elif due.step == "export":
            words, keys, self._place = self.tr("To the export"), "", Place("check", about="export")
        elif due.step == "done":
            words, keys, self._place = self.tr("Print the cover"), "", Place("print", about="cover")
        self.button.rename(words, keys)

    def _show_deadline(self, deadline: str, today: date) -> None:
        until = date.fromisoformat(deadline) if deadline else None
        for part in (self._left, self._days, self._unit, self._until):
            part.setVisible(until is not None)
        self._ask.setVisible(until is None)
        if until is None:
            return
        days = (until - today).days
        say(self._left, self.tr("due in") if days >= 0 else self.tr("late by"), "ink2" if days >= 0 else "seal")
        say(self._days, str(abs(days)), "ink" if days >= 0 else "seal")
        say(self._unit, self.tr("days"))
        words = self.tr("To the county by {day} ({weekday})").format(day=day(until, today), weekday=weekday(until))
        say(self._until, words)

    def _steps_of(self, due: Due) -> list[Step]:
        at = _STEPS.get(due.step, 4)
        facts = (
            counted(self.tr("{filled} / {forms} filled"), filled=due.filled, forms=due.forms),
            self._found(due),
            self.tr("By the head"),
            self.tr("Workbook"),
        )
        names = (self.tr("Fill"), self.tr("Check"), self.tr("Approve"), self.tr("Export"))
        return [Step(name, fact, place < at) for place, (name, fact) in enumerate(zip(names, facts, strict=True))]

    def _found(self, due: Due) -> str:
        return counted(self.tr("Errors {errors}, reminders {reminders}"), errors=due.errors, reminders=due.reminders)

    def _words(self, due: Due) -> str:
        done = {
            "approve": self.tr("Ready for the review"), "export": self.tr("Approved, not yet exported"),
            "done": self.tr("Exported; nothing is left to do"),
        }  # fmt: skip
        if due.step in done:
            return done[due.step]
        if due.lacking and due.errors:
            return counted(self.tr("Errors {errors}, incomplete {lacking}"), lacking=due.lacking, errors=due.errors)
        if due.errors or due.reminders:
            return self._found(due)
        return counted(self.tr("{count} forms to fill"), count=due.forms - due.filled)


_STEPS = {"fill": 0, "check": 1, "approve": 2, "export": 3}
