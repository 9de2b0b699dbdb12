"""Editors for words and for numbers that are names: they differ in what an input method may do, and in their masks."""

import re

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from forms.form import Field
from forms.kinds import Code
from forms.kinds.identity import compact, is_resident_id
from forms.problems import Wrong
from ui.editors.line import AWAY, ENTER, PAGES, LineEditor, Setting
from ui.translation import said

SHORT, YEARS, CHECK = 12, ("19", "20"), "X"
_DIGITS = re.compile(r"\\d\{(\d+)\}")
_LONGEST = {"division": 12, "school_code": 10}
MOBILE, VILLAGE = 11, 3


def _longest(of: Field) -> int:
    """How long a number of a field can be; 0 where it does not say."""
    kind = of.kind
    if isinstance(kind, Code):
        digits = _DIGITS.fullmatch(kind.pattern)
        return int(digits[1]) if digits else 0
    return _LONGEST.get(kind.name, 0)


class WordEditor(LineEditor):
    """Text and names: the input method is welcome."""


class DigitEditor(LineEditor):
    """Codes, phones, cards, divisions: Latin letters and digits; full-width ones are read just as well."""

    latin = True

    @property
    def is_complete(self) -> bool:
        """A number that is right and as long as its kind can be."""
        longest = _longest(self.of)
        return len(self.text()) == longest and not isinstance(self.of.kind.parse(self.text()), Wrong)


class DivisionEditor(DigitEditor):
    """A division. Its last three digits, the village's, are enough where the township is that of the record before."""

    def settle(self) -> None:
        """Put the digits that were left out before it."""
        typed = self.text().strip()
        before = self.setting.before(self.of.name) if self.setting.before else ""
        if len(typed) == VILLAGE and typed.isdigit() and len(before) == _LONGEST["division"]:
            self.setText(before[:-VILLAGE] + typed)


class PhoneEditor(DigitEditor):
    """A phone: a mobile number ends by itself, a landline does not."""

    @property
    def is_complete(self) -> bool:
        """Eleven digits that begin with 1."""
        text = self.text()
        return len(text) == MOBILE and text[0] == "1" and not isinstance(self.of.kind.parse(text), Wrong)


class IdCardEditor(DigitEditor):
    """An ID number. Birth date and sex follow from it; whoever holds this editor asks the desk for them.

    The first six digits may be left out where they are those of the record before and the check character fits: no
    division begins with 19 or 20, as every year of birth does (GB/T 2260).
    """

    @property
    def is_complete(self) -> bool:
        """A whole number with the right check character."""
        return is_resident_id(self._whole())

    def settle(self) -> None:
        """Put the digits that were left out before it."""
        if self._whole() != self.text() and not self.hidden_text:
            self.setText(self._whole())

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802
        """A word that is begun where only the check character X can follow is that X: an input method that is left on
        Chinese would make a 新 of it. The method itself stays on, because keys that went past it could overtake those
        which it still holds.
        """
        if event.preeditString() and self.cursorPosition() == len(self.text()) and is_resident_id(self._whole(CHECK)):
            QTimer.singleShot(0, self, self._take_check)
        else:
            super().inputMethodEvent(event)

    def _take_check(self) -> None:
        QGuiApplication.inputMethod().reset()
        self.insert(CHECK)
        self._end(None)

    def _whole(self, more: str = "") -> str:
        typed = compact(self.text() + more)
        if len(typed) != SHORT or not typed.startswith(YEARS) or self.setting.before is None:
            return typed if is_resident_id(typed) else self.text()
        whole = self.setting.before(self.of.name)[:6] + typed
        return whole if is_resident_id(whole) else self.text()


class NoteEditor(QPlainTextEdit):
    """Words over several lines; Alt+Enter breaks the line, as in WPS, and Enter moves on."""

    committed = Signal(str)
    moved = Signal(int)
    reveal_asked = Signal()
    paged = Signal(int)
    LINES = 3

    def __init__(self, of: Field, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.of, self.setting = of, setting
        self._kept = ""
        self.setAccessibleName(said(of))
        self.setProperty("state", "")
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * self.LINES + 16)

    def value_text(self) -> str:
        """What is typed."""
        return self.toPlainText()

    def show_text(self, text: str) -> None:
        """Show what is kept."""
        self._kept = text
        if text != self.toPlainText():
            with QSignalBlocker(self):
                self.setPlainText(text)

    @property
    def is_busy(self) -> bool:
        """Whether somebody is typing here now."""
        return self.hasFocus() and self.toPlainText().strip() != self._kept

    def settle(self) -> None:
        """Nothing is ever half typed here."""

    def commit(self) -> None:
        """Give away what was typed, once."""
        text = self.toPlainText().strip()
        if text != self._kept:
            self._kept = text
            self.committed.emit(text)

    def take(self, text: str) -> None:
        """Put a text in as if it had been typed."""
        self.setPlainText(text)
        self.commit()

    def mark(self, level: str) -> None:
        """Tint and edge follow from the property in the style sheet."""
        self.setProperty("state", level)
        self.style().unpolish(self)
        self.style().polish(self)

    def event(self, event: QEvent) -> bool:
        """Tab moves on."""
        tabs = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in tabs:
            self._leave(-1 if event.key() == Qt.Key.Key_Backtab else 1)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter moves on, Alt+Enter breaks the line, Esc brings back what is kept."""
        if event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.insertPlainText("\n")
        elif event.key() in ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._leave(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() in PAGES:
            self.commit()
            self.paged.emit(PAGES[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Escape and self.toPlainText() != self._kept:
            self.show_text(self._kept)
        else:
            super().keyPressEvent(event)

    def _leave(self, step: int) -> None:
        self.commit()
        self.moved.emit(step)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Leaving by whatever way keeps what was typed."""
        super().focusOutEvent(event)
        if event.reason() not in AWAY:
            self.commit()
