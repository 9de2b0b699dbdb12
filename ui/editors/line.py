"""The one-line editor that all others grow from: it holds text only, refuses nothing, and never submits.

Enter and Tab move on, Shift moves back. What was typed is given away when the field is left, and the composition of an
input method is never cut, because nothing here reacts to letters that are not yet settled. A field whose text cannot
become longer (18 characters of an ID number, 11 digits of a mobile phone, a choice by its digit) is left by itself.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent, QGuiApplication, QInputEvent, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from forms.form import Field
from forms.masking import masked
from forms.problems import Language
from ui.editors.pace import Pace
from ui.translation import language, said

TODAY, SAME = QKeySequence("Ctrl+;"), QKeySequence("Ctrl+'")
AWAY = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
"""The cursor is elsewhere for a moment, in a menu or another program; what is half typed waits."""
PAGES = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Candidate(Protocol):
    """A record that a reference may mean."""

    @property
    def id(self) -> str:
        """Its lasting id."""
        ...

    @property
    def label(self) -> str:
        """What people call it."""
        ...

    @property
    def detail(self) -> str:
        """What tells it from its namesakes."""
        ...


class Records(Protocol):
    """Where a reference editor finds records of another form."""

    def found(self, form: str, typed: str) -> Sequence[Candidate]:
        """Records that typed characters may mean."""
        ...

    def label(self, form: str, record: str) -> str:
        """What people call a record; empty where there is none."""
        ...


@dataclass(frozen=True)
class Setting:
    """What editors may know of the program around them."""

    lang: Language = field(default_factory=language)
    records: Records | None = None
    today: date = field(default_factory=date.today)
    pace: Pace = field(default_factory=Pace)
    places: Callable[[str], Sequence[str]] | None = None
    """Field → the beginnings of texts, such as villages, that were written in it already, the usual ones first."""
    before: Callable[[str], str] | None = None
    """Field → its text in the record before."""


@runtime_checkable
class Editor(Protocol):
    """What card, form and grid ask of an editor."""

    committed: SignalInstance
    """The text, when the field is left and the text is another one."""
    moved: SignalInstance
    """+1 or −1: Enter or Tab asks for the next or the previous field."""
    reveal_asked: SignalInstance
    """Somebody wants to work inside a masked number."""

    def value_text(self) -> str:
        """What is typed, in the words that the kind reads."""
        ...

    def show_text(self, text: str) -> None:
        """Show what is kept."""
        ...

    @property
    def is_busy(self) -> bool:
        """Whether somebody is typing here now."""
        ...

    def settle(self) -> None:
        """Finish what is half typed, such as a choice picked by its number."""
        ...

    def mark(self, level: str) -> None:
        """Show that something is wrong: "error", "reminder" or ""."""
        ...


class LineEditor(QLineEdit):
    """One line of text."""

    committed = Signal(str)
    moved = Signal(int)
    reveal_asked = Signal()
    paged = Signal(int)
    """PgDn or PgUp asks for the neighbouring field, whether it is filled or not."""
    latin = False
    """Whether only digits and Latin letters are typed here, so that the input method stays out of the way."""

    def __init__(self, of: Field, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.of, self.setting = of, setting
        self._kept = ""
        self._hidden = False
        self._proposed = ""
        self._composing = False
        self.setAccessibleName(said(of))
        self.setProperty("state", "")
        if self.latin:
            self.setInputMethodHints(Qt.InputMethodHint.ImhLatinOnly | Qt.InputMethodHint.ImhNoPredictiveText)
        self.textEdited.connect(self._unhide)

    @property
    def is_complete(self) -> bool:
        """Whether what is typed is right and cannot become longer, so that nobody needs to say that it ends here."""
        return False

    def value_text(self) -> str:
        """What is typed; a number that is still masked is the one that is kept, and a proposal is nobody's word yet."""
        return self._kept if self._hidden or self.is_proposed else self.text()

    def show_text(self, text: str) -> None:
        """Show what is kept; private texts are masked until somebody asks. What was selected as a whole stays so."""
        whole = self.hasSelectedText() and self.selectedText() == self.text()
        self._kept = text
        self._proposed = ""
        self._hidden = self.of.private and bool(text)
        with QSignalBlocker(self):
            self.setText(masked(self.of, text) if self._hidden else text)
        self.setCursorPosition(0)
        if whole and self.hasFocus():
            self.selectAll()

    def reveal(self, text: str) -> None:
        """Show a masked text in full, ready to be worked in."""
        self._kept, self._hidden = text, False
        with QSignalBlocker(self):
            self.setText(text)

    @property
    def hidden_text(self) -> bool:
        """Whether a masked text stands here."""
        return self._hidden

    def walk_in(self) -> None:
        """F2: to the end of the text, to be worked in; a masked number is asked for first."""
        if self._hidden:
            self.reveal_asked.emit()
        self.deselect()
        self.end(False)

    @property
    def is_composing(self) -> bool:
        """Whether an input method holds letters that are not settled."""
        return self._composing

    @property
    def is_touched(self) -> bool:
        """Whether somebody has begun to type, be it letters that an input method has not settled yet."""
        return self.isModified() or self._composing

    @property
    def is_busy(self) -> bool:
        """Whether somebody is typing here now."""
        return self.hasFocus() and self.is_touched

    def end_composition(self) -> None:
        """Take what an input method still holds, before the text is read for another reason than its own keys."""
        if self._composing:
            QGuiApplication.inputMethod().commit()

    def settle(self) -> None:
        """Nothing is ever half typed in a plain line."""

    def propose(self, text: str) -> None:
        """Put a beginning into a blank field; it counts once somebody types on, or goes on with Enter or Tab."""
        with QSignalBlocker(self):
            self.setText(text)
        self._proposed = text
        self.setCursorPosition(len(text))

    @property
    def is_proposed(self) -> bool:
        """Whether a proposal stands here that nobody has taken yet."""
        return bool(self._proposed) and self.text() == self._proposed

    def accept(self) -> None:
        """What is proposed counts as typed."""
        self._proposed = ""

    def commit(self) -> None:
        """Give away what was typed, once."""
        self.end_composition()
        self.settle()
        text = self.value_text().strip()
        self.setModified(False)  # from now on Ctrl+Z is the program's
        if text != self._kept:
            self._kept = text
            self.committed.emit(text)

    def take(self, text: str) -> None:
        """Put a text in as if it had been typed, such as a fix or today."""
        self._hidden = False
        self.setText(text)
        self.commit()

    def mark(self, level: str) -> None:
        """Tint and edge follow from the property in the style sheet."""
        if self.property("state") != level:
            self.setProperty("state", level)
            self.style().unpolish(self)
            self.style().polish(self)

    def _unhide(self) -> None:
        self._hidden = False

    def event(self, event: QEvent) -> bool:
        """Tab is ours before Qt moves the focus itself; undo is the program's while nothing is typed."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self._is_idle_undo(event):
            event.ignore()
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = event.key()
            if (
                key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
                and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            ):
                back = key == Qt.Key.Key_Backtab or event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                self._leave(-1 if back else 1, event)
                return True
        return super().event(event)

    def _is_idle_undo(self, event: QKeyEvent) -> bool:
        undo = event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
        return undo and not self.isModified() and not self.property("cell")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter moves on; Esc brings back what is kept; inside a masked number only typing anew needs no reveal.

        Backspace in a blank field leads back to the one that was left too soon.
        """
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if event.key() in ENTER and plain:
            self._leave(-1 if shift else 1, event)
        elif event.key() == Qt.Key.Key_Escape and self.text() != self._kept and not self._hidden:
            self.show_text(self._kept)
            self.selectAll()
        elif event.key() in PAGES and plain:
            self.commit()
            self.paged.emit(PAGES[Qt.Key(event.key())])
        elif QKeySequence(event.keyCombination()) == SAME:
            self._take_same()
        elif event.key() == Qt.Key.Key_Backspace and not self.text() and not self.isModified():
            self.moved.emit(-1)
        elif event.key() == Qt.Key.Key_F2:
            self.walk_in()
        elif self._hidden and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Backspace,
                                              Qt.Key.Key_Home, Qt.Key.Key_End):  # fmt: skip
            self.walk_in()
            if event.key() != Qt.Key.Key_Backspace:
                super().keyPressEvent(event)
        else:
            self._type(event)

    def _type(self, event: QKeyEvent) -> None:
        typed = bool(event.text()) and event.text().isprintable()
        if typed and event.isAutoRepeat() and not self.isModified():
            return  # a key that is held too long belongs to the field before, which was left by itself
        if self._hidden and typed:
            self.selectAll()  # typing over a masked number types it anew, never into the stars
        super().keyPressEvent(event)
        if typed:
            self._end(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802
        """Some input methods hand digits on as settled words: they end a field as keys do. Other words never do."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        if event.commitString().isascii() and event.commitString() and not event.preeditString():
            self._end(None)

    def _end(self, event: QInputEvent | None) -> None:
        """Go on by itself where the text is complete and the cursor stands behind it."""
        if self.isModified() and self.cursorPosition() == len(self.text()) and self.is_complete:
            if event:
                self.setting.pace.left(event)
            self.accept()
            self.commit()
            self.moved.emit(1)

    def _take_same(self) -> None:
        """What stands in the record before, and on."""
        text = self.setting.before(self.of.name) if self.setting.before else ""
        if text:
            self.take(text)
            self.moved.emit(1)

    def _leave(self, step: int, event: QInputEvent) -> None:
        if not self.isModified() and self.setting.pace.is_habit(event) and step > 0:
            return
        if step > 0:
            self.accept()
        self.commit()
        self.moved.emit(step)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Arriving by key selects all, so that typing replaces; coming back from another window changes nothing."""
        super().focusInEvent(event)
        if event.reason() not in (Qt.FocusReason.MouseFocusReason, *AWAY) and not self.isReadOnly():
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Leaving by whatever way keeps what was typed."""
        super().focusOutEvent(event)
        if event.reason() not in AWAY:
            self.commit()
            if self.is_proposed:
                self.show_text(self._kept)
