"""What the register says of one school, to be changed in place: what was typed is saved when its field is left."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QFrame, QLineEdit, QScrollArea, QWidget

from ui.parts import Fields, column, say, text
from ui.theme import Theme

if TYPE_CHECKING:
    from export.jobs.county.bureau import Bureau, School

SCHOOLS = ("central", "into")
"""Fields that name another school: by its code, or by its name where only one has it."""


class SchoolCard(QFrame):
    """The right side of the register."""

    saved = Signal(str)
    """Code of the school that was changed or put in."""
    left = Signal()
    """Esc: back to the list, nothing new is put in."""

    def __init__(self, bureau: "Bureau", theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._bureau = bureau
        self._register: Mapping[str, School] = {}
        self._school: School | None = None
        self.is_new = False
        self.title = text("", 16, bold=True, wrap=True)
        self.note = text("", 13, "ink2", wrap=True)
        self.fields = Fields(theme)
        self.editors: dict[str, QLineEdit] = {}
        for name, (caption, help_text) in self._captions().items():
            editor = self.editors[name] = QLineEdit()
            editor.editingFinished.connect(lambda name=name: self._typed(name))
            self.fields.add(caption, editor, help_text)
        self._lay_out()
        self.show_school(None, {})

    def _captions(self) -> dict[str, tuple[str, str]]:
        return {
            "code": (self.tr("School code"), self.tr("Ten digits; a school keeps its code for good.")),
            "name": (self.tr("School name"), ""),
            "district": (self.tr("District"), ""),
            "central": (self.tr("Central school"), self.tr("Code or full name; blank for a central school itself.")),
            "contact": (self.tr("Contact"), ""),
            "phone": (self.tr("Telephone"), ""),
            "closed": (self.tr("Closed on"), self.tr("From this day on nothing is expected of it.")),
            "into": (self.tr("Merged into"), self.tr("Code or full name of the school that took it over.")),
        }

    # ── showing ─────────────────────────────────────────────────────────────────────────────────────────────────

    def show_school(self, school: "School | None", register: "Mapping[str, School]") -> None:
        """Show what is kept of a school."""
        is_known, self.is_new, self._register = register is self._register, False, register
        is_other = school is None or self._school is None or school.code != self._school.code
        self._school = school
        say(self.title, school.name or school.code if school else "")
        say(self.note, "" if school else self.tr("Choose a school, or add one."))
        self.note.setVisible(school is None)
        self.fields.setVisible(school is not None)
        if school is None:
            return
        for name, editor in self.editors.items():
            if is_other or not editor.hasFocus():
                editor.setText(self._words(name, school))
                self.fields.tell(editor)
        self.editors["code"].setReadOnly(True)
        for editor in self.editors.values():
            editor.setEnabled(True)
        if not is_known:
            self._offer()

    def begin(self, register: "Mapping[str, School]") -> None:
        """Ask for a new school, its code first."""
        self.is_new, self._school, self._register = True, None, register
        say(self.title, self.tr("A new school"))
        say(self.note, self.tr("Type its code, then Enter; the rest follows."))
        self.note.show()
        self.fields.show()
        for name, editor in self.editors.items():
            editor.clear()
            editor.setEnabled(name == "code")
            self.fields.tell(editor)
        self.editors["code"].setReadOnly(False)
        self.editors["code"].setFocus()

    def enter(self) -> None:
        """Put the cursor into the first field."""
        if self._school is not None:
            self.editors["name"].setFocus()
            self.editors["name"].selectAll()

    def settle(self) -> None:
        """Save what is being typed."""
        name = next((name for name, editor in self.editors.items() if editor.hasFocus()), "")
        if name:
            self._typed(name)

    def _words(self, name: str, school: "School") -> str:
        kept = str(getattr(school, name))
        other = self._register.get(kept)
        return other.name if name in SCHOOLS and other and self._named(other.name) == kept else kept

    def _named(self, name: str) -> str:
        """The code of the one school that has a name; "" where none or several have it."""
        found = [school.code for school in self._register.values() if school.name == name]
        return found[0] if len(found) == 1 else ""

    def _offer(self) -> None:
        """Propose the districts and schools that there are."""
        districts = sorted({school.district for school in self._register.values() if school.district})
        names = sorted(school.name for school in self._register.values() if school.name)
        for name, words in (("district", districts), *((one, names) for one in SCHOOLS)):
            completer = QCompleter(words, self.editors[name])
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            self.editors[name].setCompleter(completer)

    # ── saving ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _typed(self, name: str) -> None:
        editor = self.editors[name]
        if self.is_new:
            self._put_in(editor.text())
        elif self._school is not None and editor.text().strip() != self._words(name, self._school):
            self._save(name, self._school)

    def _put_in(self, typed: str) -> None:
        """A code that can be read: the school is in the register, or was in it already."""
        code, sentence = self._bureau.read_said("code", typed)
        if not code:
            self.fields.tell(self.editors["code"], sentence)
            return
        self.is_new = False
        if code not in self._register:
            self._bureau.set_school(code)
        self.saved.emit(code)
        QTimer.singleShot(0, self, self.enter)  # behind Enter and Tab themselves, which go on to a field as well

    def _save(self, name: str, school: "School") -> None:
        typed = self.editors[name].text().strip()
        value, sentence = self._bureau.read_said(name, (self._named(typed) if name in SCHOOLS else "") or typed)
        if not sentence and name in SCHOOLS and value and value not in self._register:
            sentence = self.tr("No school of the register has this code. Put it in first, or choose one of the list.")
        if not sentence and name in SCHOOLS and value == school.code:
            sentence = self.tr("This is the school itself. Name another one, or leave it blank.")
        self.fields.tell(self.editors[name], sentence)
        if sentence or value == str(getattr(school, name)):
            return
        if name == "closed" and value:
            self._bureau.close_school(school.code, value, school.into)
        else:
            self._bureau.set_school(school.code, **{name: value})
        self.saved.emit(school.code)

    # ── keys ────────────────────────────────────────────────────────────────────────────────────────────────────

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Escape:
            self._give_up()
        else:
            super().keyPressEvent(event)

    def _give_up(self) -> None:
        """Esc: what was typed and not saved goes."""
        if self._school is not None:
            for name, editor in self.editors.items():
                editor.setText(self._words(name, self._school))
                self.fields.tell(editor)
        self.is_new = False
        self.left.emit()

    def _lay_out(self) -> None:
        inner = QWidget()
        column(self.title, self.note, 4, self.fields, None, gap=6, margins=(16, 14, 16, 14), parent=inner)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        column(scroll, gap=0, parent=self)
