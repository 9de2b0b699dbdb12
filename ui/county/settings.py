"""What a county sets: its period and deadline, what the rules leave to it, and the figures that no school reports."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QScrollArea, QSizePolicy, QWidget

from forms.indicators.asked import YES_NO, Asked, asked_figures
from forms.kinds import Date
from forms.periods import Period
from forms.problems import Wrong
from ui.county.indicators.figures import UNIT
from ui.county.page import CountyPage
from ui.page import Place
from ui.parts import Card, Fields, PageHead, column, row, spaced, text
from ui.theme import Theme
from ui.translation import said, translated, word

if TYPE_CHECKING:
    from export.jobs.county.bureau import Bureau, Rule

RULES: "Mapping[Rule, tuple[str, str, Mapping[str | bool, str]]]" = {
    "headcount": (word("Pupils are counted"), word("The date decides how many pupils every figure is divided by."),
                  {"now": word("At the end of the term"), "counted": word("On 1 September, for the statistics")}),
    "points": (word("Teaching points"), word("A point that is not counted as a school of its own."),
               {"own": word("A row of their own"), "parent": word("Added to their central school")}),
    "small_points": (word("Points below 50 pupils"), word("Most provinces leave them out of the evaluation."),
                     {"excluded": word("Left out"), "counted": word("Counted in")}),
    "visiting": (word("Visiting teachers"), word("Of sports and arts, at rural schools of 50 to 99 pupils."),
                 {True: word("May be counted"), False: word("Not counted")}),
}  # fmt: skip
"""Rule → caption, help, and what may be chosen."""
YES = {"": word("Not said"), "1": word("Is reached"), "0": word("Not reached")}


class FigureLine:
    """One figure that is entered, and its proof."""

    def __init__(self, page: "SettingsPage", asked: Asked) -> None:
        self.asked = asked
        self.caption = text(said(asked), 14, "ink2", wrap=True)
        self.editor: QLineEdit | QComboBox = QLineEdit() if asked.unit != YES_NO else QComboBox()
        self.proof = QLineEdit() if asked.proof else None
        self.wrong = text("", 12, "seal", wrap=True)
        self.wrong.hide()
        self.editor.setAccessibleName(said(asked))
        if isinstance(self.editor, QComboBox):
            for key, words in YES.items():
                self.editor.addItem(translated(words), key)
            self.editor.activated.connect(lambda _at: page.enter(self))
        else:
            self.editor.setPlaceholderText(translated(UNIT.get(asked.unit, asked.unit)))
            self.editor.editingFinished.connect(lambda: page.enter(self))
        if self.proof is not None:
            self.proof.setAccessibleName(f"{said(asked)} {page.tr('Proof')}")
            self.proof.setPlaceholderText(page.tr("Document or proof"))
            self.proof.editingFinished.connect(lambda: page.enter(self))

    @property
    def typed(self) -> str:
        """What stands in the editor."""
        return str(self.editor.currentData()) if isinstance(self.editor, QComboBox) else self.editor.text().strip()

    def show_kept(self, kept: str, proof: str) -> None:
        """What the store keeps."""
        if isinstance(self.editor, QComboBox):
            self.editor.setCurrentIndex(max(self.editor.findData(kept), 0))
        elif not self.editor.hasFocus() or not self.wrong.isVisible():
            self.editor.setText(self.asked.show(kept))
        if self.proof is not None and not self.proof.hasFocus():
            self.proof.setText(proof)

    def tell(self, sentence: str) -> None:
        """What is wrong, or nothing."""
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))


class SettingsPage(CountyPage):
    """Each choice holds as soon as it is made."""

    key: ClassVar[str] = "settings"
    help_key: ClassVar[str] = "county"

    def __init__(self, bureau: "Bureau", theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(bureau, theme, parent)
        self.period, self.deadline = QComboBox(), QLineEdit()
        self.deadline.setPlaceholderText(self.tr("such as 2026-09-18"))
        self.rules: dict[Rule, QComboBox] = {rule: QComboBox() for rule in RULES}
        self._fields = Fields(theme)
        self.term, self.decided = (
            Card(self.tr("Term and deadline")),
            Card(self.tr("What the rules leave to the county")),
        )
        self.entered = Card(self.tr("Figures that no school reports"))
        self.lines = [FigureLine(self, asked) for asked in asked_figures()]
        self._fill()
        self._lay_out()
        self.period.activated.connect(self._set_period)
        self.deadline.editingFinished.connect(self._set_deadline)
        for rule, box in self.rules.items():
            box.activated.connect(partial(self._choose, rule))

    @property
    def title(self) -> str:
        return self.tr("Settings")

    def refresh(self) -> None:
        settings = self.bureau.settings()
        self.period.clear()
        for code in self._offered():
            self.period.addItem(said(Period(code)), code)
        self.period.setCurrentIndex(self.period.findData(self.bureau.period.code))
        if not self.deadline.hasFocus():
            self.deadline.setText(self.bureau.board().deadline)
        for rule, box in self.rules.items():
            box.setCurrentIndex(box.findData(getattr(settings, rule)))
        for line in self.lines:
            proof = settings.evidence.get(line.asked.proof, "")
            line.show_kept(settings.entered.get(line.asked.key, ""), proof)

    def panes(self) -> list[QWidget]:
        return [self.term, self.decided, self.entered]

    def show_place(self, place: Place) -> None:
        if place.about == "deadline":
            self.deadline.setFocus(Qt.FocusReason.OtherFocusReason)

    # ── saving ──────────────────────────────────────────────────────────────────────────────────────────────────

    def enter(self, line: FigureLine) -> None:
        """Keep a figure and its proof, where they are others than before."""
        kept = self.bureau.settings()
        proof = line.proof.text().strip() if line.proof is not None else ""
        before = (line.asked.show(kept.entered.get(line.asked.key, "")), kept.evidence.get(line.asked.proof, ""))
        if (line.typed, proof) == before:
            line.tell("")
            return
        line.tell(self.bureau.enter(line.asked, line.typed, proof if line.proof is not None else None))
        self.changed.emit()

    def _choose(self, rule: "Rule", _at: int) -> None:
        box = self.rules[rule]
        if box.currentData() != getattr(self.bureau.settings(), rule):
            self.bureau.choose(rule, box.currentData())
            self.changed.emit()

    def _set_period(self, at: int) -> None:
        if self.period.itemData(at) != self.bureau.period.code:
            self.bureau.set_period(self.period.itemData(at))
            self.changed.emit()

    def _set_deadline(self) -> None:
        read = Date().parse(self.deadline.text())
        is_wrong = isinstance(read, Wrong)
        self._fields.tell(self.deadline, self.tr("This is no date. Write it like 2026-09-18.") if is_wrong else "")
        if not is_wrong and (read or "") != self.bureau.board().deadline:
            self.bureau.set_deadline(str(read or ""))
            self.deadline.setText(str(read or ""))
            self.changed.emit()

    def _offered(self) -> list[str]:
        """Terms of which something was sent, the present one, the one before and the one that follows."""
        now = self.bureau.period
        year, first = now.year, now.code.endswith("-1")
        around = (f"{year}-2", f"{year - 1}-2") if first else (f"{year + 1}-1", f"{year}-1")
        return sorted({*self.bureau.periods(), now.code, *around})

    # ── laying out ──────────────────────────────────────────────────────────────────────────────────────────────

    def _fill(self) -> None:
        self._fields.add(self.tr("Term"), self.period, self.tr("Board, pairs, slips and figures are all of this term."))
        self._fields.add(self.tr("Deadline"), self.deadline, self.tr("The day by which the schools must report."))
        self.term.body.addLayout(row(self._fields, margins=16))
        fields = Fields(self.theme)
        for rule, (caption, below, offered) in RULES.items():
            for value, words in offered.items():
                self.rules[rule].addItem(translated(words), value)
            fields.add(translated(caption), self.rules[rule], translated(below))
        self.decided.body.addLayout(row(fields, margins=16))
        self.entered.body.addLayout(column(self._grid(), margins=16))

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        spaced(grid, 0, 8)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(2, 2)
        for at, line in enumerate(self.lines):
            line.editor.setFixedWidth(self.theme.px(132))
            line.caption.setBuddy(line.editor)
            grid.addLayout(column(line.caption, line.wrong, gap=2), at, 0)
            grid.addWidget(line.editor, at, 1)
            if line.proof is not None:
                grid.addWidget(line.proof, at, 2)
        return grid

    def _lay_out(self) -> None:
        inner = QWidget()
        left = column(self.term, self.decided, None, gap=12)
        right = column(self.entered, None, gap=12)
        laid = row(left, right, gap=12, margins=16, parent=inner)
        laid.setStretch(0, 2)
        laid.setStretch(1, 3)
        inner.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        head = PageHead(self.tr("Settings"), facts=self.tr("Each choice holds as soon as it is made."))
        column(head, scroll, gap=0, parent=self).setStretch(1, 1)
