"""The recycle bin of a form: what was removed, and the way back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from forms.form import Form
from forms.problems import Refusal
from ui.editors import Setting
from ui.parts import Button, Over, column, say, text
from ui.roll.columns import all_columns, first_columns
from ui.roll.marks import Marks
from ui.roll.model import RollModel
from ui.roll.table import FrozenTable
from ui.theme import Theme
from ui.translation import counted, language, translated

if TYPE_CHECKING:
    from export.jobs.desk import Desk


class BinView(Over):
    """Removed records; nothing is lost."""

    restored = Signal()
    told = Signal(str, str)

    def __init__(self, desk: "Desk", form: Form, setting: Setting, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, translated("Back to the list"), parent=parent)
        self.setProperty("ground", "paper")
        self._desk, self._form = desk, form
        self.model = RollModel(desk.bin(form.name), desk.tables, self)
        self.table = FrozenTable(self.model, form, setting, theme)
        self._facts = text("", 13, "ink2")
        self.restore = Button(theme, self.tr("Restore"), icon="undo", small=True)
        self.restore.clicked.connect(self._restore)
        title = text(self.tr("Recycle bin"), 16, bold=True)
        self.fill(8, title, self._facts, None, self.restore, gap=8)
        column(self.strip, self.table, gap=0, parent=self).setStretch(1, 1)
        columns = all_columns(form)
        self.model.show_columns([columns[name] for name in first_columns(form)])
        self.table.show_columns()

    def refresh(self) -> None:
        """Read the bin anew."""
        table = self._desk.bin(self._form.name)
        self.model.show(table, range(len(table)), Marks())
        said = self.tr("{count} removed") if len(table) else self.tr("The bin is empty.")
        say(self._facts, counted(said, count=len(table)))
        self.restore.setEnabled(bool(len(table)))
        if len(table):
            self.table.go_line(0)
        self.table.right.setFocus()

    def panes(self) -> list[QWidget]:
        """The list; what stands above it."""
        return [self.table.right, self]

    def _restore(self) -> None:
        if not self.table.current:
            return
        try:
            self._desk.restore(self._form.name, self.table.current)
        except Refusal as refusal:
            self.told.emit(self._desk.library.catalogue.refusal(refusal, language()), "seal")
            return
        self.restored.emit()
