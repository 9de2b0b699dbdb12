"""The gate: four conditions, the review by a second person, the lock and the stamp."""

from datetime import date

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSizePolicy, QWidget

from export.jobs.approval import Gate, Lapsed, Standing
from ui.moments import moment
from ui.parts import Button, Glyph, IconView, Line, Stamp, column, labelled, row, say, spaced, text
from ui.school.checking.condition import Condition
from ui.theme import Theme
from ui.translation import counted


class ReviewAnswers(QWidget):
    """Who reviewed, and who answers: asked in place, not in a dialog."""

    given = Signal(str, str)
    given_up = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reviewer, self.head = QLineEdit(), QLineEdit()
        self._problem = text(size=13, tone="seal", wrap=True)
        self._sign = Glyph(theme, "error", 15)
        self._line = QWidget()
        self.lock = Button(theme, self.tr("Approve, lock now"), "solid", "lock")
        back = Button(theme, self.tr("Not yet"))
        grid = QGridLayout()
        spaced(grid, 0, 8)
        for at, (caption, editor) in enumerate(self._captions()):
            grid.addWidget(labelled(caption, editor), at, 0)
            grid.addWidget(editor, at, 1)
        wrong = row(self._sign, self._problem, gap=6, parent=self._line)
        wrong.setStretch(1, 1)
        wrong.setAlignment(self._sign, Qt.AlignmentFlag.AlignTop)
        self.reviewer.setPlaceholderText(self.tr("Not the one who filled"))
        column(grid, self._line, row(self.lock, back, None), gap=10, parent=self)
        self.lock.clicked.connect(self._give)
        self.reviewer.returnPressed.connect(self.head.setFocus)
        self.head.returnPressed.connect(self.lock.setFocus)
        back.clicked.connect(self.given_up)

    def begin(self, head: str) -> None:
        """Ask anew; the headteacher's name is known from the school's own form."""
        self._line.hide()
        self.reviewer.clear()
        self.head.setText(head)
        self.reviewer.setFocus()

    def tell(self, sentence: str) -> None:
        """Say what is wrong with the names."""
        say(self._problem, sentence)
        self._line.show()
        self.reviewer.setFocus()

    def _captions(self) -> tuple[tuple[str, QLineEdit], ...]:
        return (self.tr("Reviewer"), self.reviewer), (self.tr("Headteacher"), self.head)

    def _give(self) -> None:
        self.given.emit(self.reviewer.text(), self.head.text())


class GatePanel(QWidget):
    """The upper part of the panel on the right."""

    approve_asked = Signal(str, str)
    unlock_asked = Signal()
    backup_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._head = ""
        self.stamp = Stamp(theme)
        self._facts = text(size=13, tone="ink2", wrap=True)
        self.conditions = [
            Condition(theme, self.tr("All forms filled, or nothing to report")),
            Condition(theme, self.tr("All errors put right")),
            Condition(theme, self.tr("All reminders put right or explained")),
            Condition(theme, self.tr("A safety copy is made"), self.tr("Back up now")),
        ]
        self.approve = wide(Button(theme, self.tr("Approve and lock"), "solid", "lock"))
        self._lacking = text(size=12, tone="ink2", wrap=True)
        self._lacking.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.answers = ReviewAnswers(theme)
        self.unlock = wide(Button(theme, self.tr("Take the approval back"), icon="undo"))
        self._all_met = text(size=12, tone="ink2", wrap=True)
        self._open, self._done = QWidget(), QWidget()
        column(*self.conditions, 2, self.approve, self._lacking, self.answers, gap=8, parent=self._open)
        met = row(
            Glyph(theme, "done"), column(text(self.tr("All four conditions are met")), self._all_met, gap=1), gap=10
        )
        met.setAlignment(met.itemAt(0).widget(), Qt.AlignmentFlag.AlignTop)
        met.setStretch(1, 1)
        self._lock, self._lock_words = IconView(theme, "lock", "indigo", 16), text(size=13, tone="ink2", wrap=True)
        lock = row(self._lock, self._lock_words, gap=10)
        lock.setAlignment(self._lock, Qt.AlignmentFlag.AlignTop)
        lock.setStretch(1, 1)
        column(met, lock, self.unlock, gap=12, parent=self._done)
        title = column(text(self.tr("Review"), 16, bold=True), self._facts, None, gap=6)
        top = row(title, self.stamp)
        top.setStretch(0, 1)
        column(top, Line(), self._open, self._done, gap=12, parent=self)
        self.answers.hide()
        self._connect()

    def show_gate(self, gate: Gate, standing: Standing, head: str, today: date) -> None:
        """Show how far it is; once approved, who did it, and whether anything can be changed still."""
        self._head, approval = head, standing.approval
        self.stamp.show_set(is_set=approval is not None)
        self._open.setVisible(approval is None)
        self._done.setVisible(approval is not None)
        if approval is not None:
            self.answers.hide()
            words = self.tr("Headteacher {head}, reviewed by {reviewer}\n{time}")
            time = moment(approval.at, today)
            say(self._facts, words.format(head=approval.head, reviewer=approval.reviewer, time=time))
            self._show_lock(is_locked=standing.is_locked)
            met = self.tr("{forms} forms complete, no error, {count} reminders explained")
            met = met if gate.explained else self.tr("{forms} forms complete, no error, no reminder")
            say(self._all_met, counted(met, forms=gate.forms, count=gate.explained))
            return
        say(self._facts, self.tr("Possible once all four are met.\nThe forms are locked by it."), "ink2")
        if standing.lapsed is not None:
            self._show_lapsed(standing.lapsed, today)
        self._show_conditions(gate, today)
        self.approve.setEnabled(gate.is_open)
        self.approve.setVisible(self.answers.isHidden() or not gate.is_open)
        self.answers.setVisible(not self.approve.isVisibleTo(self._open))
        say(self._lacking, self._lacking_words(gate))
        self._lacking.setVisible(not gate.is_open)

    def _show_lock(self, *, is_locked: bool) -> None:
        self._lock.show_icon(*(("lock", "indigo") if is_locked else ("unlock", "amber")))
        locked = self.tr("All forms are locked until the approval is taken back.")
        words = self.tr("Sent, so the forms are open again: whatever is changed now voids the approval.")
        say(self._lock_words, locked if is_locked else words, "ink2" if is_locked else "amber")

    def _show_lapsed(self, lapsed: Lapsed, today: date) -> None:
        words = self.tr("Void: {who} changed something after the export ({time}). Review and export again.")
        who = lapsed.who or self.tr("somebody")
        say(self._facts, words.format(who=who, time=moment(lapsed.at, today)), "amber")

    def _show_conditions(self, gate: Gate, today: date) -> None:
        filled, errors, reminders, copy = self.conditions
        words = counted(self.tr("{filled} / {forms} forms"), filled=gate.filled, forms=gate.forms)
        if gate.nil:
            words += counted(self.tr(", {count} of them with nothing to report"), count=gate.nil)
        filled.show_state("done" if gate.filled == gate.forms else "error", words)
        words = counted(self.tr("{count} left"), count=gate.errors) if gate.errors else self.tr("None")
        errors.show_state("error" if gate.errors else "done", words)
        of = gate.reminders + gate.explained
        words = counted(self.tr("{count} of {of} to explain"), count=gate.reminders, of=of)
        words = words if gate.reminders else counted(self.tr("{count} explained"), count=gate.explained)
        reminders.show_state("reminder" if gate.reminders else "done", words)
        if gate.backup is None:
            words = self.tr("None yet")
        else:
            words = self.tr("{time}, {place}").format(time=moment(gate.backup.at, today), place=gate.backup.file)
        copy.show_state("done" if gate.is_backed_up else "reminder", words, link=not gate.is_backed_up)

    def _lacking_words(self, gate: Gate) -> str:
        """What is missing, right below the button that cannot be pressed."""
        todo = (
            self.tr("fill all forms"), self.tr("put errors right"), self.tr("explain reminders"), self.tr("back up"),
        )  # fmt: skip
        lacking = [words for words, is_met in zip(todo, gate.conditions, strict=True) if not is_met]
        joined = QCoreApplication.translate("", ", ").join(lacking)
        return counted(self.tr("{count} still missing: {what}"), count=len(lacking), what=joined)

    def _connect(self) -> None:
        self.approve.clicked.connect(self._ask)
        self.answers.given.connect(self.approve_asked)
        self.answers.given_up.connect(self._give_up)
        self.unlock.clicked.connect(self.unlock_asked)
        self.conditions[3].link.clicked.connect(self.backup_asked)

    def _ask(self) -> None:
        self.approve.hide()
        self.answers.show()
        self.answers.begin(self._head)

    def _give_up(self) -> None:
        self.answers.hide()
        self.approve.show()
        self.approve.setFocus()


def wide(button: Button) -> Button:
    """A button as wide as its panel, 34 px high."""
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    button.setMinimumHeight(button.theme.px(34))
    return button
