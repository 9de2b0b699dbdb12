"""The card of what waits: errors first, each in one sentence with the way there; as many as there is room for."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from export.jobs.standing import Item
from export.jobs.summary import Due
from forms.library import Library
from ui.page import Place
from ui.parts import Badge, Button, Card, Glyph, Line, Link, clear, column, row, text
from ui.parts.elided import Elided
from ui.problems.rows import split
from ui.school.rooms import room_of
from ui.theme import Theme
from ui.translation import counted, said

HIGH = 38
"""One line, at 100 %."""
MOST = 14


class AttentionCard(Card):
    """The first things that stand."""

    went = Signal(object)
    all_asked = Signal()
    import_asked = Signal()
    paste_asked = Signal()
    new_asked = Signal()

    def __init__(self, theme: Theme, library: Library, parent: QWidget | None = None) -> None:
        self._errors, self._reminders = Badge(theme, "", "seal", "error"), Badge(theme, "", "amber", "reminder")
        self._all = Link(theme, "")
        super().__init__(self.tr("To do"), self._errors, self._reminders, self._all, parent=parent)
        self._theme, self._library = theme, library
        self._all.clicked.connect(self.all_asked)
        self._lines: list[QWidget] = []
        self._empty = text(self.tr("Nothing waits. What is wrong or odd will be listed here."), 14, "ink2")
        self.begin = self._beginning()
        self._inner = column(gap=0, margins=(16, 0, 10, 0))
        self.body.addWidget(self.begin)
        self.body.addWidget(self._empty)
        self._empty.setContentsMargins(16, 14, 16, 14)
        self.body.addLayout(self._inner)
        self.body.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.setMinimumHeight(theme.px(44 + 3 * HIGH + 4))

    def show_items(self, items: Sequence[Item], due: Due, *, is_new: bool = False) -> None:
        """Show the first ones and how many there are; in a ledger without pupils, how to begin."""
        self.begin.setVisible(is_new)
        self._errors.say(counted(self.tr("Errors {count}"), count=due.errors))
        self._reminders.say(counted(self.tr("{count} reminders to explain"), count=due.reminders))
        self._errors.setVisible(due.errors > 0)
        self._reminders.setVisible(due.reminders > 0)
        self._all.setText(counted(self.tr("All {count}"), count=due.errors + due.reminders))
        self._all.updateGeometry()
        self._all.setVisible(bool(items))
        self._empty.setVisible(not items and not is_new)
        clear(self._inner)
        self._lines = [] if is_new else [self._line(item) for item in items[:MOST]]
        for line in self._lines:
            self._inner.addWidget(line)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def _beginning(self) -> QWidget:
        """The first step of a new ledger."""
        load = Button(self._theme, self.tr("Import a class list"), icon="download")
        paste = Button(self._theme, self.tr("Paste from WPS or Excel"), icon="paste")
        new = Button(self._theme, self.tr("Type the first pupil"), icon="plus")
        for button, signal in ((load, self.import_asked), (paste, self.paste_asked), (new, self.new_asked)):
            button.clicked.connect(signal)
        words = self.tr("There are no pupils yet. An old list will do as it is: you see what comes of it first.")
        box = QWidget()
        column(text(words, 14, "ink2", wrap=True), row(load, paste, new, None), gap=12, margins=16, parent=box)
        return box

    def _fit(self) -> None:
        room = self.height() - self._theme.px(46)
        for at, line in enumerate(self._lines):
            line.setVisible((at + 1) * self._theme.px(HIGH) <= room)

    def _line(self, item: Item) -> QWidget:
        problem = item.problem
        form = self._library.forms[problem.form]
        title = text(said(form), 13, "ink2")
        title.setFixedWidth(self._theme.px(70))
        is_error = problem.level == "error"
        link = Link(self._theme, self.tr("Put right") if is_error else self.tr("Explain"), about=item.sentence)
        room = room_of(problem.form)
        place = Place(room.key if room else "", problem.form, problem.record, problem.field or "")
        link.clicked.connect(lambda: self.went.emit(place))
        sentence = Elided(split(item.sentence)[0])  # what to do is behind the link
        sentence.setToolTip(item.sentence)
        line = QWidget()
        inside = row(Glyph(self._theme, problem.level, 16), title, sentence, link, gap=10)
        inside.setStretch(2, 1)
        column(inside, Line(faint=True), gap=0, parent=line)
        line.setFixedHeight(self._theme.px(HIGH))
        return line
