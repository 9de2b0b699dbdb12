"""Problems to work through: filters, the table, and one reason for many; what is asked for is done through the desk."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from export.jobs.approval import is_locked
from export.jobs.usual import shipped, usual_reasons
from export.jobs.whereabouts import classes
from forms.problems import Refusal
from ui.parts import column
from ui.problems.model import ProblemModel
from ui.problems.rows import Row, Wanted, alike, counts, rows_of, same_kind
from ui.problems.strip import FilterStrip
from ui.problems.table import ProblemTable
from ui.problems.together import TogetherBar
from ui.theme import Theme
from ui.translation import counted

if TYPE_CHECKING:
    from export.jobs.desk import Desk

HERE = "@"
"""In the filter: the form of the page that is open."""


class ProblemList(QWidget):
    """All problems of the ledger, and the reasons of the reminders among them."""

    opened = Signal(str, str, str)
    """Form, record and field that somebody wants to put right."""
    changed = Signal()
    """A reason or a nil return was saved."""
    told = Signal(str, str)
    moved = Signal()
    """Other rows are shown or selected."""

    def __init__(
        self, desk: "Desk", theme: Theme, *extra: QWidget, compact: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._shipped, self._here = desk, shipped(), ""
        self.strip, self.together = FilterStrip(theme, *extra), TogetherBar(theme)
        self.model = ProblemModel(self._explain, self, compact=compact)
        self.table = ProblemTable(theme, self.model, self._reasons, compact=compact)
        column(self.strip, self.table, self.together, gap=0, parent=self).setStretch(1, 1)
        self.strip.wanted.connect(self._want)
        self.table.opened.connect(self._open)
        self.table.confirmed.connect(self._confirm)
        self.table.picked.connect(self._picked)
        self.together.written.connect(self._write)

    # ── what is shown ───────────────────────────────────────────────────────────────────────────────────────────

    def refresh(self) -> None:
        """Read the desk anew; the cursor stays at its problem, or where that one stood."""
        rows, at, key = rows_of(self._desk), self.table.currentIndex().row(), self._current_key()
        self._offer(rows)
        self.model.want(self._wanted(), again=False)
        if self.model.show_rows(rows, locked=is_locked(self._desk)) and self.model.rows:
            line = self.model.line_of(key)
            self.table.go(line if line >= 0 else min(max(at, 0), len(self.model.rows) - 1))
        self._count()

    def show_here(self, form: str) -> None:
        """Another form is open beside the list."""
        if form == self._here:
            return
        self._here = form
        self.strip.forms.say(HERE, self._here_words())
        if self.strip.forms.value == HERE:
            self._want(self.strip.value)

    def show_state(self, state: str) -> None:
        """Show the errors only, or whatever else; a form without any gives way to all of them."""
        self.strip.segments.choose(state)
        self._want(self.strip.value)
        if not self.model.rows and self.strip.forms.value:
            self.strip.forms.choose("")
            self._want(self.strip.value)

    def step(self, *, back: bool = False) -> Row | None:
        """Put the cursor on the next thing that stands; None at the end."""
        lines = [at for at, row in enumerate(self.model.rows) if row.state != "done"]
        now = self.table.currentIndex().row()
        wanted = [at for at in lines if (at < now if back else at > now)]
        if not wanted:
            return None
        self.table.go(wanted[-1] if back else wanted[0])
        return self.table.current

    def go(self, form: str, record: str, field: str) -> bool:
        """Put the cursor on a problem; whether it is shown."""
        for at, row in enumerate(self.model.rows):
            problem = row.item.problem
            if (problem.form, problem.record, problem.field or "") == (form, record, field):
                self.table.go(at)
                return True
        return False

    def commit(self) -> None:
        """Keep a reason that is still being typed: it is written when its editor loses the cursor."""
        if self.table.is_editing:
            self.table.setFocus()

    def _offer(self, rows: Sequence[Row]) -> None:
        used, lang = {row.item.problem.form for row in rows}, self._desk.session.language
        forms = [(name, form.title[lang]) for name, form in self._desk.library.forms.items() if name in used]
        here = [(HERE, self._here_words())] if self._here else []
        self.strip.forms.offer(forms, first=here)
        self.strip.classes.offer([(name, name) for name in classes(self._desk.tables)])

    def _here_words(self) -> str:
        form = self._desk.library.forms[self._here]
        return self.tr("Here: {form}").format(form=form.title[self._desk.session.language])

    def _wanted(self) -> Wanted:
        value = self.strip.value
        return replace(value, form=self._here) if value.form == HERE else value

    def _want(self, _value: object) -> None:
        self.model.want(self._wanted())
        if self.model.rows:
            self.table.go(0)
        self._count()
        self.moved.emit()

    def _count(self) -> None:
        wanted = self._wanted()
        self.strip.show_counts(counts(row for row in self.model.all_rows if wanted.within(row)))

    def _current_key(self) -> str:
        current = self.table.current
        return current.key if current else ""

    # ── reasons and jumps ───────────────────────────────────────────────────────────────────────────────────────

    def _reasons(self, row: Row) -> Sequence[str]:
        return usual_reasons(self._desk, row.item.problem, self._shipped)

    def _explain(self, row: Row, reason: str) -> None:
        same = alike(self.model.all_rows, row) if reason else []
        self._write([row], reason)
        if same:
            words = counted(self.tr("{count} more reminders of the same kind"), count=len(same))
            self.together.ask(same, words, self._reasons(row), reason)

    def _write(self, rows: Sequence[Row], reason: str) -> None:
        try:
            self._desk.set_reason([row.key for row in rows], reason)
        except Refusal as refusal:
            self._refused(refusal)
            return
        self.refresh()
        self.changed.emit()

    def _picked(self) -> None:
        rows = [row for row in self.table.rows if row.takes_reason]
        if len(rows) > 1 and not self.model.is_locked:
            words = counted(self.tr("{count} reminders selected"), count=len(rows))
            self.together.ask(rows, words, self._reasons(rows[0]) if same_kind(rows) else ())
        else:
            self.together.hide()
        self.moved.emit()

    def _open(self, row: Row) -> None:
        problem = row.item.problem
        self.opened.emit(problem.form, problem.record, problem.field or "")

    def _confirm(self, row: Row) -> None:
        try:
            self._desk.confirm_nil(row.item.problem.form)
        except Refusal as refusal:
            self._refused(refusal)
            return
        self.refresh()
        self.changed.emit()
        self.told.emit(self.tr("{form}: confirmed that there is nothing to report.").format(form=row.form), "jade")

    def _refused(self, refusal: Refusal) -> None:
        self.told.emit(self._desk.library.catalogue.refusal(refusal, self._desk.session.language), "seal")
