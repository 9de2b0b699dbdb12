"""The record card: who it is, the record by sections, and the way to the one before and the one after.

What is typed is saved when a field is left; there is no save button.
"""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from forms.form import Form
from ui.editors import Setting
from ui.parts import Badge, Button, Elided, Line, Link, column, draw_icon, row, say, text
from ui.roll.sections import Sections, Texts, Told
from ui.theme import Theme

WIDE = 372
SHARED, ALONE = 150, 270
"""Room for the name: beside a badge and a link, or by itself (px at 100 %)."""


@dataclass(frozen=True)
class Who:
    """What the head of the card says of a record."""

    name: str
    facts: str = ""
    number: str = ""
    state: str = ""
    tone: str = "jade"


class Photo(QWidget):
    """Room for a photo; an outline until there is one."""

    def __init__(self, theme: Theme, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._icon = theme, icon
        self.setFixedSize(theme.px(48), theme.px(60))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter, theme = QPainter(self), self._theme
        painter.setPen(theme.colour("line"))
        painter.setBrush(theme.colour("paper2"))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)
        draw_icon(painter, theme, self._icon, "ink3", self.rect(), 22)


class RecordCard(QFrame):
    """The card at the right of the roll."""

    stepped = Signal(int)
    full_asked = Signal()
    reveal_all_asked = Signal()

    def __init__(self, form: Form, setting: Setting, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("ground", "paper")
        self.setFixedWidth(theme.px(WIDE))
        self.setAccessibleName(self.tr("Record card"))
        self.sections = Sections(form, setting, theme)
        self._name, self._facts, self._number = text("", 16, bold=True), Elided("", 13, "ink2"), text("", 12, "ink3")
        self._badge = Badge(theme, "", "jade")
        self._show = Link(theme, self.tr("Show numbers"))
        self._show.show_icon("eye")
        self._show.clicked.connect(self.reveal_all_asked)
        inner = column(self._head(form), Line(), self.sections, Line(), self._foot(), gap=0)
        row(Line(upright=True), inner, gap=0, parent=self)

    def _head(self, form: Form) -> QWidget:
        head = QWidget()
        head.setProperty("ground", "paper")
        head.setFixedHeight(self._theme.px(82))
        icon = "user" if "id_number" in form.fields or "student" in form.fields else "file"
        told = column(
            row(self._name, self._badge, None, self._show, gap=8),
            self._facts,
            self._number,
            gap=1,
            margins=(0, 6, 0, 6),
        )
        row(Photo(self._theme, icon), told, gap=12, margins=(16, 0, 12, 0), parent=head).setStretch(1, 1)
        return head

    def _foot(self) -> QWidget:
        foot = QWidget()
        foot.setProperty("ground", "paper")
        foot.setFixedHeight(self._theme.px(46))
        before = Button(self._theme, self.tr("Previous"), icon="chevron_up")
        after = Button(self._theme, self.tr("Next"), icon="chevron_down", keys="Ctrl+↓")
        full = Link(self._theme, self.tr("Full form  F4"))
        before.clicked.connect(lambda: self.stepped.emit(-1))
        after.clicked.connect(lambda: self.stepped.emit(1))
        full.clicked.connect(self.full_asked)
        for button in (before, after, full):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row(before, after, None, full, gap=8, margins=(12, 0, 14, 0), parent=foot)
        return foot

    def show_record(self, who: Who, texts: Texts, told: Told, *, calm: bool = False, another: bool = True) -> None:
        """Show a record."""
        room = self._theme.px(SHARED if who.state or who.number else ALONE)
        say(self._name, self._name.fontMetrics().elidedText(who.name, Qt.TextElideMode.ElideRight, room))
        self._name.setToolTip(who.name)
        self._facts.show_words(who.facts)
        say(self._number, who.number)
        self._badge.setVisible(bool(who.state))
        if who.state:
            self._badge.say(who.state, who.tone)
        self._show.setVisible(any("*" in shown for shown in (who.number,)) or bool(who.number))
        self.sections.show_record(texts, told, calm=calm, another=another)
