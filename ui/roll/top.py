"""The head of the roll: title, how many, and the actions."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from forms.form import Form
from ui.page import COMMANDS, Place
from ui.parts import Button, PageHead, say
from ui.theme import Theme
from ui.translation import counted, language, said, translated

PEOPLE = ("student", "staff")
MORE = ("full_form", "fill_down", "remove", "", "columns", "bin")


def begun(form: Form) -> str:
    """新增学生; in English, where a form's title is a plural, a new record."""
    return translated("New {form}").format(form=said(form) if language() == "zh" else "record")


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
        super().__init__(said(form), new, paste, load, printed, more, parent=parent)
        new.setText(begun(form))
        paste.setText(self.tr("Paste a table"))
        load.setText(self.tr("Import"))
        printed.setText(self.tr("Print"))
        more.setText(self.tr("More"))
        new.clicked.connect(lambda: self.asked.emit("new"))
        paste.clicked.connect(lambda: self.asked.emit("grid"))
        load.clicked.connect(lambda: self.went.emit(Place("import", form.name)))
        printed.clicked.connect(lambda: self.went.emit(Place("print", form.name)))
        for button in (new, paste, load, printed, more):
            button.setHidden(form.single)
        self.menu = self._menu()
        more.clicked.connect(lambda: self.menu.popup(more.mapToGlobal(more.rect().bottomLeft())))

    def _menu(self) -> QMenu:
        """What is done less often; the same commands as in the menus of the window, with their keys."""
        menu = QMenu(self)
        for name in MORE:
            if not name:
                menu.addSeparator()
                continue
            words, keys, _icon = COMMANDS[name]
            menu.addAction(f"{translated(words)}\t{keys}", lambda name=name: self.asked.emit(name))
        return menu

    def show_counts(self, records: int, filled: int) -> None:
        """How many, and in how many nothing is lacking."""
        facts = self.tr("{records} records, {filled} complete")
        if self._form.single:
            lacking = self.tr("Something that is required is blank")
            facts = self.tr("All that is required is filled") if filled == records == 1 else lacking
        elif self._form.name in PEOPLE:
            facts = self.tr("{records} people, {filled} complete")
        say(self.facts, counted(facts, records=records, filled=filled))
