"""The full form of one record (F4): all sections open, in two columns, with what each field means below it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from forms.form import Form
from ui.editors import Setting
from ui.parts import Button, Line, Over, column, say, text
from ui.roll.card import Who
from ui.roll.sections import Sections, Texts, Told
from ui.theme import Theme
from ui.translation import translated


class FullForm(Over):
    """The same editors as in the card, with room."""

    stepped = Signal(int)

    def __init__(self, form: Form, setting: Setting, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, translated("Back to the list"), "F4", parent)
        self.setProperty("ground", "paper")
        self.setAccessibleName(self.tr("Full form"))
        self.sections = Sections(form, setting, theme, columns=2)
        self._name, self._facts = text("", 16, bold=True), text("", 13, "ink2")
        before = Button(theme, self.tr("Previous"), icon="chevron_up", keys="Ctrl+↑", small=True)
        after = Button(theme, self.tr("Next"), icon="chevron_down", keys="Ctrl+↓", small=True)
        before.clicked.connect(lambda: self.stepped.emit(-1))
        after.clicked.connect(lambda: self.stepped.emit(1))
        self.fill(8, self._name, self._facts, None, before, after, gap=8)
        column(self.strip, Line(faint=True), self.sections, gap=0, parent=self).setStretch(2, 1)

    def show_record(self, who: Who, texts: Texts, told: Told, *, calm: bool = False, another: bool = True) -> None:
        """Show a record with all its sections open."""
        say(self._name, who.name)
        say(self._facts, who.facts)
        self.sections.open_all()
        self.sections.show_record(texts, told, calm=calm, another=another)

    def panes(self) -> list[QWidget]:
        """The fields; what stands above them."""
        return [self.sections, self]
