"""The page itself: pairs on the left, the evidence above, both records, and the decision by the keys 1 to 4."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from forms.likeness import Verdict
from ui.county.page import BusyPage
from ui.county.pairs.compared import lines_of
from ui.parts import Badge, Button, Glyph, PageHead, Segments, clear, column, row, say, text
from ui.parts import Line as Rule
from ui.parts.sheet import Cell, Column, Line, Sheet
from ui.theme import Theme
from ui.translation import counted, translated, word

if TYPE_CHECKING:
    from export.jobs.county.bureau import Bureau, PairLine

GROUPS = {"all": word("All"), "id": word("One ID"), "transfer": word("Transfer"), "alike": word("Alike"),
          "done": word("Decided")}  # fmt: skip
VERDICTS: tuple[tuple[Verdict, str, str], ...] = (
    ("first", word("Child of A"), word("B's record goes back")),
    ("second", word("Child of B"), word("A's record goes back")),
    ("two", word("Two children"), word("A reason is wanted")),
    ("ask", word("Ask both"), word("A slip goes to each")),
)
SAID = {"first": word("Belongs to A"), "second": word("Belongs to B"), "two": word("Two children"),
        "ask": word("Asked"), "later": word("Postponed")}  # fmt: skip

LEFT = 336
"""How wide the list of pairs is at least, in px at 100 %."""

REASONS = 480
"""How wide the first row of reasons may be, in px at 100 %."""


def group_of(line: "PairLine") -> str:
    """In which segment a pair stands."""
    if not line.is_open:
        return "done"
    if line.pair.state == "transfer_open":
        return "transfer"
    return "id" if line.pair.kind in ("same_id", "same_code") else "alike"


class PairsPage(BusyPage):
    """Pupils in two schools."""

    key: ClassVar[str] = "pairs"
    help_key: ClassVar[str] = "county"

    def __init__(self, bureau: "Bureau", theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(bureau, theme, parent)
        self._lines: list[PairLine] = []
        self._by_key: dict[str, PairLine] = {}
        self.back = Button(theme, self.tr("Undo the last decision"), icon="undo", keys="Ctrl+Z")
        self.again = Button(theme, self.tr("Take this decision back"), icon="refresh")
        self.head = PageHead(self.tr("In two schools"), self.back, self.again)
        self.groups = Segments(theme, self.tr("Which pairs"))
        for key, words in GROUPS.items():
            self.groups.add(key, translated(words))
        self.list = Sheet(theme, self.tr("Pairs"), [Column(self.tr("Name and schools"), 0)], high=54)
        self._why, self._place = (row(gap=8), row(gap=8)), text("", 13, "ink2")
        self.compared = Sheet(theme, self.tr("Both records"), self._columns("", ""), high=29)
        self._note, self._note_sign = text("", wrap=True), Glyph(theme, "reminder")
        self.answers = text("", 14, wrap=True)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(self.tr("Why two"))
        self.reason.setAccessibleName(self.tr("Reason"))
        self.buttons: dict[Verdict, Button] = {verdict: Button(theme, f"{translated(words)}", keys=str(at))
                        for at, (verdict, words, _) in enumerate(VERDICTS, 1)}  # fmt: skip
        self.skip = Button(theme, self.tr("Skip"), "text", keys=self.tr("Space"))
        self._left = QFrame()
        self._lay_out()
        self._connect()

    @property
    def title(self) -> str:
        return self.tr("In two schools")

    def refresh(self) -> None:
        """The first comparison of a large county takes seconds, so it runs beside the window."""
        if not self.is_working:
            words = self.tr("Comparing the pupils of all schools")
            self.work(lambda _progress: self.bureau.pairs(), self._found, words)

    def facts(self) -> list[str]:
        open_, done = (sum(line.is_open is wanted for line in self._lines) for wanted in (True, False))
        return [
            counted(self.tr("{count} pairs to decide"), count=open_),
            counted(self.tr("{count} decided"), count=done),
        ]

    def panes(self) -> list[QWidget]:
        return [self.list, self.compared]

    def next_problem(self, *, back: bool = False) -> bool:
        return self.list.step(-1 if back else 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.text() == " " and not self.reason.hasFocus():
            self.list.step(1)
        else:
            super().keyPressEvent(event)

    # ── deciding ────────────────────────────────────────────────────────────────────────────────────────────────

    def decide(self, verdict: Verdict) -> None:
        """Decide of the chosen pair and go to the next."""
        key = self.list.key
        if not key:
            return
        reason = self.reason.text().strip()
        if verdict == "two" and not reason:
            self.message.tell(self.tr("Say in a few words why they are two children, then press 3 again."), "amber")
            self.reason.setFocus()
            return
        self.bureau.decide(key, verdict, reason)
        self.reason.clear()
        self.message.hide()
        self.list.setFocus()
        self._show_again()

    def undo(self) -> None:
        """Take the last decision back."""
        key = self.bureau.undo_decision()
        if key is not None:
            self._show_again()
            self.list.go(key)

    def withdraw(self) -> None:
        """Take the decision of the chosen pair back, whenever it was made."""
        if self.list.key:
            self.bureau.withdraw(self.list.key)
            self._show_again()

    def _show_again(self) -> None:
        self._found(self.bureau.pairs())
        self.changed.emit()

    # ── showing ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _found(self, lines: "list[PairLine]") -> None:
        self._lines, self._by_key = lines, {line.pair.key: line for line in lines}
        for key, words in GROUPS.items():
            count = sum(group_of(line) == key or (key == "all" and line.is_open) for line in lines)
            self.groups.say(key, f"{translated(words)} {count}")
        self._left.setFixedWidth(max(self.theme.px(LEFT), self.groups.sizeHint().width() + self.theme.px(32)))
        board = self.bureau.board()
        words = self.tr("{found} pairs among {pupils} pupils of {schools} schools, {open} to decide")
        say(self.head.facts, counted(words,
            found=len(lines), pupils=board.on_roll, schools=sum(bool(one.revision) for one in board.rows),
            open=sum(line.is_open for line in lines),
        ))  # fmt: skip
        self._show_list()

    def rested(self) -> None:
        self.is_working = False
        self.moved.emit()

    def _show_list(self) -> None:
        wanted = self.groups.value
        shown = [line for line in self._lines if group_of(line) == wanted or (wanted == "all" and line.is_open)]
        self.list.show_lines([self._line(line) for line in shown], empty=self.tr("No pair waits here."))
        self._show_pair()

    def _line(self, line: "PairLine") -> Line:
        pair = line.pair
        names = self.tr("{first} and {second}").format(first=line.names[0], second=line.names[1])
        aside, tone = self._aside(line)
        words = f"{pair.first.pupil.name}\n{names}"
        return Line(pair.key, (Cell(words, bold=True, tip=names, aside=aside, aside_tone=tone),))

    def _aside(self, line: "PairLine") -> tuple[str, str]:
        """What was decided, else why the pair is here; and its colour."""
        if line.decision is not None:
            return translated(SAID[line.decision.verdict]), "ink2"
        if group_of(line) == "id":
            return self.tr("One ID"), "seal"
        if group_of(line) == "transfer":
            return self.tr("Open transfer"), "amber"
        return self.tr("Alike {score}").format(score=line.pair.score), "ink2"

    def _columns(self, first: str, second: str) -> list[Column]:
        return [Column(self.tr("Field"), 112), Column(first, 0), Column(second, 0)]

    def _show_pair(self) -> None:
        for shown in self._why:
            clear(shown)
        line = self._by_key.get(self.list.key)
        for button in (*self.buttons.values(), self.skip):
            button.setEnabled(line is not None)
        self.again.setEnabled(line is not None and line.decision is not None)
        if line is None:
            self.compared.show_lines([], self._columns("", ""))
            self._tell("")
            self._show_answers(None)
            return
        catalogue, lang = self.bureau.library.catalogue, self.bureau.session.language
        self._show_reasons([catalogue.text(reason.code, reason.params, lang) for reason in line.pair.reasons[:4]])
        detail = self.bureau.pair_detail(line.pair)
        marks = self.tr("A"), self.tr("B")
        first, second = (f"{mark}　{name}" for mark, name in zip(marks, line.names, strict=True))
        self.compared.show_lines(lines_of(line, detail, self.bureau.library), self._columns(first, second))
        self._tell("".join(detail.notes) if detail else self.tr("One of the two records no longer counts."))
        self._show_answers(line)
        for verdict, button in self.buttons.items():
            button.show_look("solid" if detail and detail.advised == verdict else "outlined")

    def _show_reasons(self, reasons: list[str]) -> None:
        """In one row while there is room, else in two, so that long words do not widen the window."""
        room = self.theme.px(REASONS)
        for badge in (Badge(self.theme, reason, "indigo") for reason in reasons):
            room -= badge.sizeHint().width() + 8
            self._why[0 if room >= 0 else 1].addWidget(badge)

    def _show_answers(self, line: "PairLine | None") -> None:
        """What the schools answered, where they were asked."""
        told: list[str] = []
        for answer in self.bureau.pair_answers(line.pair) if line is not None and line.decision is not None else ():
            words = self.tr("{school} answered: {text}") if answer.text else self.tr("{school} has not answered yet.")
            who = self.tr(" ({who})").format(who=answer.who) if answer.who else ""
            told.append(words.format(school=answer.school, text=answer.text) + who)
        say(self.answers, "\n".join(told))
        self.answers.setVisible(bool(told))

    def _tell(self, words: str) -> None:
        say(self._note, words)
        self._note_sign.setVisible(bool(words))

    # ── laying out ──────────────────────────────────────────────────────────────────────────────────────────────

    def _lay_out(self) -> None:
        left, why, foot = self._left, QFrame(), QFrame()
        left.setProperty("ground", "paper")
        column(row(self.groups, None, margins=(16, 9, 16, 9)), Rule(), self.list, gap=0, parent=left).setStretch(2, 1)
        why.setProperty("ground", "paper")
        reasons = column(*(row(one, None) for one in self._why), gap=4)
        row(text(self.tr("Why one child"), bold=True), reasons, None, gap=10, margins=(16, 12, 16, 12), parent=why)
        noted = row(self._note_sign, self._note, gap=8)
        noted.setStretch(1, 1)
        note = column(noted, self.answers, gap=6, margins=(16, 10, 16, 10))
        foot.setProperty("ground", "paper2")
        choices = row(gap=10)
        for verdict, _, below in VERDICTS:
            choices.addLayout(column(self.buttons[verdict], text(translated(below), 12, "ink3"), gap=4))
        self.reason.setMinimumWidth(self.theme.px(96))
        laid = row(choices, self.reason, self.skip, gap=14, margins=(16, 12, 16, 12), parent=foot)
        laid.setStretch(1, 1)
        right = column(why, Rule(), self.compared, Rule(), note, Rule(), foot, gap=0)
        right.setStretch(2, 1)
        body = row(left, Rule(upright=True), right, gap=0)
        body.setStretch(2, 1)
        column(self.head, self.message, self.busy, body, gap=0, parent=self).setStretch(3, 1)

    def _connect(self) -> None:
        self.back.clicked.connect(self.undo)
        self.again.clicked.connect(self.withdraw)
        self.groups.chosen.connect(lambda _key: self._show_list())
        self.list.picked.connect(lambda _key: self._show_pair())
        self.skip.clicked.connect(lambda: self.list.step(1))
        self.reason.returnPressed.connect(lambda: self.decide("two"))
        for at, (verdict, button) in enumerate(self.buttons.items(), 1):
            act = partial(self.decide, verdict)
            button.clicked.connect(lambda _checked=False, act=act: act())
            for view in (self.list, self.compared):
                keys = QShortcut(QKeySequence(str(at)), view)
                keys.setContext(Qt.ShortcutContext.WidgetShortcut)  # in the field of the reason a digit is a digit
                keys.activated.connect(act)
