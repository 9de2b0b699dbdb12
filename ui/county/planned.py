"""What taking files in would do, shown before it is done: file by file, and form by form below the chosen one."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QWidget

from ui.parts import Line as Rule
from ui.parts import column, row, say, text
from ui.parts.sheet import Cell, Column, Line, Sheet
from ui.theme import Theme
from ui.translation import counted, said, translated, word

if TYPE_CHECKING:
    from export.jobs.county.bureau import Bureau
    from export.jobs.county.lines import PlannedLine
    from export.jobs.county.plan import Plan

WOULD: Mapping[str, tuple[str, str, str]] = {
    "quarantined": (word("Cannot be taken"), "error", "seal"),
    "interrupted": (word("Not read"), "reminder", "amber"),
    "held": (word("Waits for your word"), "reminder", "amber"),
    "older": (word("Older; would be kept aside"), "old", "amber"),
    "replaced": (word("Replaces No. {number}"), "done", "ink"),
    "merged": (word("Would be taken in"), "done", "ink"),
    "same": (word("Known already"), "done", "ink2"),
}
"""Status of a line → words, glyph, tone; in the order in which they are listed: what must be looked at comes first."""


class PlanPane(QFrame):
    """The list of files, and below it what changes in each form of the chosen one."""

    def __init__(self, bureau: "Bureau", theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bureau = bureau
        self._lines: dict[str, PlannedLine] = {}
        self.list = Sheet(theme, self.tr("What would be taken in"), self._columns(), high=30)
        self.forms = Sheet(theme, self.tr("What changes in each form"), self._form_columns())
        self.forms.setFixedHeight(theme.px(216))
        self._of = text("", 13, "ink2")
        below = QFrame()
        below.setProperty("ground", "paper2")
        row(self._of, None, margins=(16, 6, 16, 6), parent=below)
        column(self.list, Rule(), below, Rule(), self.forms, gap=0, parent=self).setStretch(0, 1)
        self.list.picked.connect(self._show_forms)

    def show_plan(self, plan: "Plan") -> None:
        """Show what a plan says."""
        order = list(WOULD)
        found = sorted(plan.lines, key=lambda line: order.index(line.status))
        self._lines = {str(at): line for at, line in enumerate(found)}
        self.list.show_lines([self._line(key, line) for key, line in self._lines.items()])
        self._show_forms(self.list.key)

    def _columns(self) -> list[Column]:
        return [
            Column(self.tr("File"), 200), Column(self.tr("What would happen"), 150),
            Column(self.tr("School name"), 250), Column(self.tr("Records"), 0),
        ]  # fmt: skip

    def _form_columns(self) -> list[Column]:
        return [
            Column(self.tr("Form"), 0), Column(self.tr("Records sent"), 96, right=True),
            Column(self.tr("Added"), 96, right=True), Column(self.tr("Corrected"), 96, right=True),
            Column(self.tr("Gone"), 96, right=True), Column("", 24),
        ]  # fmt: skip

    def _line(self, key: str, line: "PlannedLine") -> Line:
        words, glyph, tone = WOULD[line.status]
        would = Cell(translated(words).format(number=line.replaces), tone, glyph)
        name = line.file.replace("\\", "/").rpartition("/")[2]
        return Line(key, (Cell(name, tip=line.file), would, Cell(self._school(line), "ink2"), self._told(line)))

    def _school(self, line: "PlannedLine") -> str:
        if not line.school:
            return "—"
        number = self.tr("revision {number}").format(number=line.revision)
        draft = self.tr("draft") if line.draft else ""
        other = line.period if line.period != self._bureau.period.code else ""
        return "　".join(part for part in (line.school_name or line.school, number, other, draft) if part)

    def _told(self, line: "PlannedLine") -> Cell:
        """Why it cannot be taken; else how many records are new, changed, gone."""
        if line.status == "quarantined":
            return Cell(line.reason, "seal", tip=line.reason)
        changes = line.changes.values()
        counts = [sum(each[at] for each in changes) for at in range(3)]
        names = (self.tr("added {count}"), self.tr("changed {count}"), self.tr("gone {count}"))
        told = "　".join(counted(name, count=n) for name, n in zip(names, counts, strict=True) if n)
        if line.status == "replaced" and not told and not line.reason:
            told = self.tr("The records are the same")
        words = "　".join(part for part in (told, line.reason) if part)
        return Cell(words, "amber" if line.reason or counts[2] else "ink2", tip=line.reason)

    def _show_forms(self, key: str) -> None:
        line = self._lines.get(key)
        forms = self._sorted(line) if line is not None else []
        say(self._of, self._school(line) if line is not None and line.school else "")
        empty = self.tr("Nothing would change.")
        self.forms.show_lines([self._form(name, line) for name in forms if line is not None], empty=empty)

    def _sorted(self, line: "PlannedLine") -> Sequence[str]:
        known = list(self._bureau.library.forms)
        changed = {name for name, rows in line.rows.items() if rows or name in line.changes}
        place = {name: at for at, name in enumerate(known)}
        return sorted(changed, key=lambda name: (name not in line.changes, place.get(name, len(known))))

    def _form(self, name: str, line: "PlannedLine") -> Line:
        form, change = self._bureau.library.forms.get(name), line.changes.get(name)
        counts = [Cell(f"{n:,}" if n else "—", "ink" if n else "ink3") for n in change or (0, 0, 0)]
        return Line(
            name, (Cell(said(form) if form else name), Cell(f"{line.rows.get(name, 0):,}", "ink2"), *counts, Cell())
        )
