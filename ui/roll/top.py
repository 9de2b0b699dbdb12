"""The head of the roll: title, how many, and the actions."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from forms.form import Form
from ui.page import Place
from ui.parts import Button, PageHead, say
from ui.theme import Theme

PEOPLE = ("student", "staff")


class Top(PageHead):
    """One solid button: a new record."""

    asked = Signal(str)
    """Name of a command of the page."""
    went = Signal(object)

    def __init__(self, form: Form, theme: Theme, parent: QWidget | None = None) -> None:
        self._form = form
        new = Button(theme, "", "solid", "plus", "Ctrl+N")
        paste, load, printed = (
            Button(theme, "", icon="paste"),
            Button(theme, "", icon="download"),
            Button(theme, "", icon="print"),
        )
        more = Button(theme, "", menu_mark=True)
        super().__init__(form.zh, new, paste, load, printed, more, parent=parent)
        new.setText(self.tr("New {form}").format(form=form.zh))
        paste.setText(self.tr("Paste from spreadsheet"))
        load.setText(self.tr("Import"))
        printed.setText(self.tr("Print"))
        more.setText(self.tr("More"))
        new.clicked.connect(lambda: self.asked.emit("new"))
        paste.clicked.connect(lambda: self.asked.emit("grid"))
        load.clicked.connect(lambda: self.went.emit(Place("import", form.name)))
        printed.clicked.connect(lambda: self.went.emit(Place("print", form.name)))
        self.menu = QMenu(self)
        more.clicked.connect(lambda: self.menu.popup(more.mapToGlobal(more.rect().bottomLeft())))

    def show_counts(self, records: int, filled: int) -> None:
        """How many, and in how many nothing is lacking."""
        unit = "人" if self._form.name in PEOPLE else "条"
        facts = self.tr("{records} {unit}   required items filled in {filled} {unit}")
        say(self.facts, facts.format(records=records, filled=filled, unit=unit))
