"""One problem of one school in full: the sentence, whom to call, and where it stands down to the cell."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QSizePolicy, QWidget

from ui.parts import Button, Glyph, column, row, say, spaced, text
from ui.theme import Theme
from ui.translation import said

if TYPE_CHECKING:
    from export.jobs.county.bureau import Bureau, Fault, School

NEW_KEY, TAKEABLE = "county.new_key", ("county.held", "county.conflict")
"""The problems that somebody here settles, by a call: whose key it is, and which file is the school's."""
LINES = ("school", "contact", "form", "field", "file", "sheet", "cell", "fix", "reason")


class FaultCard(QFrame):
    """The right side of the page of problems."""

    copied = Signal(str)
    """File, sheet and cell, to be kept in the clipboard."""
    asked = Signal(str)
    """The return slip of a school."""
    accepted = Signal(str, str)
    """Somebody has called the school: its new signature is its own. School and key."""
    taken = Signal(str, int)
    """Somebody has called the school: this file is its own. School and delivery."""

    def __init__(self, bureau: "Bureau", theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bureau, self._theme = bureau, theme
        self.setProperty("ground", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._fault: Fault | None = None
        self.sign, self.sentence = Glyph(theme, "error", 18), text("", 15, bold=True, wrap=True)
        self.lines: dict[str, QLabel] = {key: text("", 14, wrap=True) for key in LINES}
        for label in (self.sentence, *self.lines.values()):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.copy = Button(theme, self.tr("Copy place"), icon="copy", keys="Enter")
        self.slip = Button(theme, self.tr("Return slip of this school"), icon="return")
        self.accept = Button(theme, self.tr("Accept the new signature"), icon="key")
        self.take = Button(theme, self.tr("Take this one"), icon="tick")
        self.accept.clicked.connect(lambda: self._fault and self.accepted.emit(self._fault.school, self._fault.record))
        self.take.clicked.connect(lambda: self._fault and self.taken.emit(self._fault.school, self._fault.delivery))
        self.copy.clicked.connect(lambda: self.copied.emit(self.place))
        self.slip.clicked.connect(lambda: self._fault and self.asked.emit(self._fault.school))
        self._lay_out()
        self.show_fault(None, "")

    @property
    def place(self) -> str:
        """File, sheet and cell."""
        parts = (self.lines[key].text() for key in ("file", "sheet", "cell"))
        return " › ".join(part for part in parts if part != "—")

    def show_fault(self, fault: "Fault | None", name: str, school: "School | None" = None) -> None:
        """Show another problem of a school of that name, or none."""
        self._fault = fault
        self.inner.setVisible(fault is not None)
        self.copy.setEnabled(fault is not None)
        self.slip.setEnabled(fault is not None)
        self.accept.setVisible(fault is not None and fault.code == NEW_KEY)
        self.take.setVisible(fault is not None and fault.code in TAKEABLE)
        if fault is None:
            return
        self.sign.show_state("error" if fault.level == "error" else "done" if fault.reason else "reminder")
        say(self.sentence, fault.message)
        for key, words in self._facts(fault, name, school).items():
            say(self.lines[key], words or "—")

    def _facts(self, fault: "Fault", name: str, school: "School | None") -> dict[str, str]:
        form = self._bureau.library.forms.get(fault.form)
        field = form.fields.get(fault.field) if form else None
        file, at = self._bureau.arrival(fault.delivery)
        came = fault.code == NEW_KEY or fault.code in TAKEABLE
        contact = " ".join(part for part in (school.contact, school.phone) if part) if school else ""
        return {
            "school": f"{name} {fault.school}".strip(), "contact": contact, "form": said(form) if form else "",
            "field": said(field) if field else "", "file": f"{file}　{at}" if came else file, "sheet": fault.sheet,
            "cell": fault.cell, "fix": fault.fix, "reason": fault.reason,
        }  # fmt: skip

    def _lay_out(self) -> None:
        captions = {
            "school": self.tr("Schools"), "contact": self.tr("Call"), "form": self.tr("Form"),
            "field": self.tr("Field"), "file": self.tr("File"), "sheet": self.tr("Sheet"), "cell": self.tr("Cell"),
            "fix": self.tr("Suggested"), "reason": self.tr("Explanation"),
        }  # fmt: skip
        grid = QGridLayout()
        spaced(grid, 0, 8)
        grid.setColumnStretch(1, 1)
        for at, key in enumerate(LINES):
            grid.addWidget(text(captions[key], 14, "ink2"), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self.lines[key], at, 1)
        top = row(self.sign, self.sentence, gap=8)
        top.setAlignment(self.sign, Qt.AlignmentFlag.AlignTop)
        top.setStretch(1, 1)
        self.inner = QWidget()
        column(top, grid, None, gap=14, margins=16, parent=self.inner)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        scroll.setWidget(self.inner)
        foot = column(self.accept, self.take, self.copy, self.slip, gap=8, margins=(16, 8, 16, 14))
        column(scroll, foot, gap=0, parent=self).setStretch(0, 1)
