"""Addresses: the village is proposed, ↓ changes it for another one of the school's, and 3-18 reads 3组18号."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from forms.derive import carried_part
from forms.form import Field
from forms.shorthand import spelt_out, written_anew
from ui.editors.choice import PickEditor
from ui.editors.line import LineEditor, Setting
from ui.editors.options import Options, Pick


class PlaceEditor(PickEditor):
    """A line of text that begins with a place. What would be written for a short form is shown before it is taken."""

    def __init__(self, of: Field, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(of, setting, parent)
        self._place = ""
        self._is_literal = False
        """Somebody has refused the long form by Esc."""

    def settle(self) -> None:
        """Spell out a short form."""
        if self._edited and not self._is_literal:
            self._put(self._long(self.text().strip()))
        self._edited = False
        self.close_list()

    def show_text(self, text: str) -> None:
        """Show what is kept."""
        super().show_text(text)
        self._place, self._is_literal = carried_part(self.of, text), False

    def propose(self, text: str) -> None:
        """Put a place into the blank field, with the cursor behind it."""
        super().propose(text)
        self._place = text

    def walk_in(self) -> None:
        """As in every text."""
        LineEditor.walk_in(self)

    def open_list(self) -> None:
        """The places that were written before; the one that is lit stands in the field at once."""
        self._take_place(0 if self._place not in self._known() else (self._known().index(self._place) + 1))

    def line_of(self, pick: Pick) -> str:
        """Only the words: there are no numbers to type, because they would be those of a house."""
        return pick.word

    def _known(self) -> list[str]:
        return list(self.setting.places(self.of.name)) if self.setting.places else []

    def _take_place(self, at: int) -> None:
        known = self._known()
        if not known:
            return
        at %= len(known)
        tail = self.text().removeprefix(self._place) if self.text().startswith(self._place) else ""
        self._place = known[at]
        self.setText(self._place + tail)
        self.setModified(True)
        self._edited = True
        self._offered = [Pick("", place) for place in known]
        self._offer(at)

    def _search(self, typed: str) -> None:
        """Show the long form of what is typed, where there is one."""
        self._edited, self._is_literal = True, False
        long = self._long(typed.strip())
        self._offered = [Pick("", long)] if long != typed.strip() else []
        self._offer()

    def _long(self, typed: str) -> str:
        typed = written_anew(typed, self._place, self._known())
        is_behind = bool(self._place) and typed.startswith(self._place)
        place = self._place if is_behind else carried_part(self.of, typed) or self._place
        return spelt_out(typed, place, self._named)

    def _named(self, letters: str) -> str:
        found = Options(Pick(str(at), place) for at, place in enumerate(self._known())).found(letters)
        return found[0].word if found else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """↓ and ↑ go through the places; Esc keeps what is typed as it is."""
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        known = self._known()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and plain and known and not self.isReadOnly():
            step = 1 if key == Qt.Key.Key_Down else -1
            at = known.index(self._place) if self._place in known else (-1 if step > 0 else 0)
            self._take_place(at + step)
        elif key == Qt.Key.Key_Escape and self.is_open:
            self._is_literal = True
            self.close_list()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """In a record that is being typed, the place of the one before stands there, and the cursor behind it."""
        super().focusInEvent(event)
        if not self.text() and self.setting.before and not self.isReadOnly():
            self.propose(carried_part(self.of, self.setting.before(self.of.name)))
        elif self.text() and self.is_proposed:
            self.setCursorPosition(len(self.text()))
