"""A clerk's hand: real key events to whatever has the cursor, and a count of every one of them."""

from collections.abc import Callable

from pypinyin import lazy_pinyin
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier,
)  # fmt: skip
PLAIN = Qt.KeyboardModifier.NoModifier
ENTER, TAB, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Down


class Hand:
    """Strikes keys. A chord counts as all its keys; words count as their pinyin and the key that settles them."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self.keys = 0
        self.after: Callable[[], object] = lambda: None
        """Called after each single key, before the program has done anything that it put off."""

    @property
    def at(self) -> QWidget:
        """What has the cursor."""
        QApplication.processEvents()
        return QApplication.focusWidget() or self._window

    def strike(self, *keys: Qt.Key | str, held: Qt.KeyboardModifier = PLAIN) -> None:
        """Strike keys one after the other, with others held."""
        for key in keys:
            for one in key if isinstance(key, str) else (key,):
                at = self.at
                QTest.keyClicks(at, one, held) if isinstance(one, str) else QTest.keyClick(at, one, held)
                self.keys += 1 + bin(held.value).count("1")
                self.after()
        QApplication.processEvents()

    def say(self, words: str) -> None:
        """Words through an input method: its letters, then the key that settles them. Digits go past it."""
        run = ""
        for character in [*words, ""]:
            if character and not character.isascii():
                run += character
                continue
            if run:
                self._compose(run)
            run = ""
            if character:
                self.strike(character)

    def _compose(self, words: str) -> None:
        letters = "'".join(lazy_pinyin(words))
        at, composed = self.at, ""
        for letter in letters:
            composed += letter
            QApplication.sendEvent(at, QInputMethodEvent(composed, []))
            self.after()
        settled = QInputMethodEvent("", [])
        settled.setCommitString(words)
        QApplication.sendEvent(self.at, settled)
        self.keys += len(letters.replace("'", "")) + 1
        self.after()
        QApplication.processEvents()
