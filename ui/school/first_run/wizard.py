"""The first run of a school or of a county: five questions, one on each page; practice after the first of them."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from export.jobs.session import VERSION, Session
from forms.problems import Refusal
from ui.parts import BusyBar, Button, IconView, MessageBar, Step, Steps, column, row, say, text
from ui.school.first_run.answers import (
    CodeQuestion,
    CountyQuestion,
    PlaceQuestion,
    SchoolQuestion,
    SecretQuestion,
    WayQuestion,
)
from ui.school.first_run.cover import Cover
from ui.school.first_run.making import (
    Answers,
    Made,
    MadeCounty,
    make_county,
    make_ledger,
    open_practice,
    open_practice_county,
)
from ui.school.first_run.question import Question
from ui.school.recovery import print_code
from ui.task import Job, Progress, run
from ui.theme import Theme
from ui.translation import counted

WIDEST = 980
"""px of a question; a wider one is hard to read."""


class Wizard(QWidget):
    """Asks, makes the ledger, hands it over open."""

    made = Signal(object)
    """A Made or a MadeCounty: the ledger is open and the code was kept."""

    def __init__(
        self, theme: Theme, session: Session, folder: Path, today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._session, self._folder = theme, session, folder
        self._made: Made | MadeCounty | None = None
        code = session.library.forms["school"].fields["code"]
        self.way, self.school = WayQuestion(theme), SchoolQuestion(theme, code, session.library.catalogue)
        self.place, self.secret = PlaceQuestion(theme, folder, today), SecretQuestion(theme)
        self.code = CodeQuestion(theme)
        self.county, self._at = CountyQuestion(theme), 0
        self.steps, self.message, self._stack = Steps(theme), MessageBar(theme), QStackedWidget()
        self.back = Button(theme, self.tr("Previous step"))
        self.onward = Button(theme, self.tr("Next step"), "solid", keys="Enter")
        self._missing, self.busy = text(size=13, tone="ink2", wrap=True), BusyBar(theme)
        self._lay_out()
        self.back.clicked.connect(lambda: self._show(self.at - 1))
        self.onward.clicked.connect(self.go_on)
        self.code.print_button.clicked.connect(self._print)
        for question in (*self.questions, self.county):
            question.answered.connect(self._judge)
        self._show(0)

    @property
    def at(self) -> int:
        """Which question is shown."""
        return self._at

    @property
    def questions(self) -> list[Question]:
        """In order; a county has a division where a school has a code."""
        return [self.way, self.county if self.way.way == "county" else self.school, self.place, self.secret, self.code]

    def go_on(self) -> None:
        """To the next question; after the last answer the ledger is made."""
        if self.questions[self.at].missing() or not self.onward.isEnabled():
            return
        if self.at == 0 and self.way.is_practice:
            self._practise()
        elif self.at == len(self.questions) - 1:
            self.made.emit(self._made)
        elif self.at == len(self.questions) - 2:
            answers, make = self.answers(), make_county if self.way.way == "county" else make_ledger
            self._work(lambda progress: make(answers, self._session, progress))
        else:
            self._show(self.at + 1)

    def answers(self) -> Answers:
        """All that was answered."""
        code, name = (self.county if self.way.way == "county" else self.school).value()
        return Answers(
            Path(self.place.folder.text()), self.secret.user.text().strip(), code, name,
            self.place.period.currentData(), self.secret.password.text(), self.place.backup.text().strip(),
            self.way.last_year if self.way.way == "last_year" else None,
        )  # fmt: skip

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_on()
            return
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        for question in (*self.questions, self.county):
            self._stack.addWidget(question)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        asked = QWidget()
        asked.setMaximumWidth(self._theme.px(WIDEST))
        column(self.steps, 16, self._stack, gap=12, parent=asked).setStretch(2, 1)
        row(asked, None, margins=(56, 32, 56, 8), parent=inner).setStretch(0, 20)
        scroll.setWidget(inner)
        foot = QFrame()
        foot.setProperty("part", "foot")
        self._missing.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row(
            IconView(self._theme, "lock", "ink2", 16),
            text(self.tr("Works offline. Nothing leaves this PC by itself."), 13, "ink2"),
            self._missing,
            self.back,
            self.onward,
            gap=10,
            margins=(56, 0, 56, 0),
            parent=foot,
        ).setStretch(2, 1)  # a long sentence takes a second line, so that the window never outgrows a small screen
        right = QWidget()
        right.setProperty("ground", "paper")
        right.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._parts = (scroll, foot)
        column(self.message, self.busy, scroll, foot, gap=0, parent=right).setStretch(2, 1)
        row(Cover(self._theme, VERSION), right, gap=0, parent=self).setStretch(1, 1)

    def _show(self, at: int) -> None:
        self._at = at
        self._stack.setCurrentWidget(self.questions[at])
        self.back.setVisible(0 < at < len(self.questions) - 1)
        self.message.hide()
        self._judge()
        self.questions[at].enter()

    def _practise(self) -> None:
        user = self.tr("Practice")
        if self.way.way == "practice":
            self._work(lambda _progress: open_practice(self._folder / self.tr("Practice school"), self._session, user))
            return
        folder, words = self._folder / self.tr("Practice county"), self.tr("{done} of {of}: {name}")

        def job(progress: Progress) -> MadeCounty:
            def tell(done: int, of: int, name: str = "") -> None:
                progress(done, of, counted(words, done=done, of=of, name=name))

            return open_practice_county(folder, self._session, user, tell)

        self._work(job)

    def _judge(self) -> None:
        steps = [Step(one.step, is_done=place < self.at) for place, one in enumerate(self.questions)]
        self.steps.show_steps(steps, self.at)
        missing = self.questions[self.at].missing()
        say(self._missing, missing)
        self.onward.setEnabled(not missing)
        is_last = self.at == len(self.questions) - 1
        is_practice = self.at == 0 and self.way.is_practice
        words = self.tr("Open the ledger") if is_last or is_practice else self.tr("Next step")
        if self.onward.text() != words:
            self.onward.setText(words)
            self.onward.updateGeometry()

    def _work(self, job: Job) -> None:
        for part in self._parts:
            part.setEnabled(False)
        last_year, can_stop = self.way.way == "last_year", self.way.way in ("last_year", "practice_county")
        words = self.tr("Making the ledger, then taking in last year's workbook")
        words = words if last_year else self.tr("Making the ledger")
        self.busy.follow(run(self, job, self._worked, self._refused, self._rested), words, can_stop=can_stop)

    def _rested(self) -> None:
        for part in self._parts:
            part.setEnabled(True)
        self.questions[self.at].enter()

    def _worked(self, made: Made | MadeCounty) -> None:
        self._made = made
        if not made.recovery_code:
            self.made.emit(made)
            return
        self.code.show_code(made.recovery_code)
        self._show(len(self.questions) - 1)
        if isinstance(made, MadeCounty):
            return
        if made.refused:
            self._refused(made.refused)
        elif self.way.way == "last_year" and self.way.last_year:
            self._tell_taken(made, self.way.last_year.name)

    def _tell_taken(self, made: Made, file: str) -> None:
        if made.records:
            words = counted(self.tr("Taken in from {file}: {count} records."), file=file, count=made.records)
            self.message.tell(words, "jade")
        else:
            self.message.tell(
                self.tr("Nothing was taken in from {file}; Import does it at any time.").format(file=file)
            )

    def _refused(self, refusal: Refusal) -> None:
        self.message.tell(self._session.library.catalogue.refusal(refusal, self._session.language), "seal")

    def _print(self) -> None:
        code, name = (self.county if self.way.way == "county" else self.school).value()
        if print_code(self, f"{name}　{code}", self.code.code.text()):
            self.code.copied.setChecked(True)
