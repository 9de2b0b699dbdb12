"""Choices: typed by number, by the first letters of their pinyin, by their words, or taken from the list."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from forms.form import Field
from forms.kinds import Choice
from forms.kinds.choices import Choices
from ui.editors.line import ENTER, LineEditor, Setting
from ui.editors.options import KEYS, YES_NO, Options, Pick, picks
from ui.editors.popup import Popup

ARROW_ROOM = 24


class PickEditor(LineEditor):
    """A line with a list under it. What no line of the list means is kept as it was typed."""

    def __init__(self, of: Field, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(of, setting, parent)
        self.setTextMargins(0, 0, ARROW_ROOM, 0)
        self._options = Options(())
        self._popup: Popup | None = None
        self._offered: list[Pick] = []
        self._edited = False
        self.textEdited.connect(self._search)

    def candidates(self, typed: str) -> list[Pick]:
        """What typed characters may mean, best first."""
        return self._options.found(typed)

    @property
    def popup(self) -> Popup:
        """The list, made when it is first needed."""
        if self._popup is None:
            self._popup = Popup(self)
            self._popup.chosen.connect(self._take_line)
        return self._popup

    @property
    def is_open(self) -> bool:
        """Whether the list is seen."""
        return self._popup is not None and self._popup.isVisible()

    @property
    def is_complete(self) -> bool:
        """A number that means one option and is the beginning of no other."""
        typed = self.text().strip()
        found = self._options.found(typed) if typed.isascii() and typed.isdigit() else []
        return len(found) == 1 and found[0].number == typed

    def settle(self) -> None:
        """Take the lit line where something is half typed; a word that is typed in full stays."""
        typed = self.text().strip()
        if self._edited and typed and not self.hidden_text:
            word = self._options.word(typed)
            self._put(word if word is not None else self._lit_word(typed))
        self._edited = False
        self.close_list()

    def show_text(self, text: str) -> None:
        """Show what is kept."""
        self._edited = False
        super().show_text(text)

    def walk_in(self) -> None:
        """One picks another line; nobody works within the words of one."""
        self.selectAll()

    def open_list(self) -> None:
        """Show all options with the present one lit."""
        self._offered = self.candidates("")
        words = [pick.word for pick in self._offered]
        self._offer(words.index(self.text()) if self.text() in words else 0)

    def close_list(self) -> None:
        """Hide the list."""
        if self._popup is not None:
            self._popup.hide()

    def _offer(self, lit: int = 0) -> None:
        if not self._offered:
            self.close_list()
            return
        self.popup.offer([self.line_of(pick) for pick in self._offered], lit)

    def line_of(self, pick: Pick) -> str:
        """How an option is shown in the list."""
        return f"{pick.number}  {pick.word}"

    def _search(self, typed: str) -> None:
        self._edited = True
        self._offered = self.candidates(self._part(typed)) if self._part(typed) and not self.is_complete else []
        self._offer()

    def _part(self, typed: str) -> str:
        """The part of the text that is being typed."""
        return typed

    def _lit_word(self, typed: str) -> str:
        if not self.is_open:
            self._offered = self.candidates(self._part(typed))
            return self._offered[0].word if self._offered else typed
        lit = self.popup.lit
        return self._offered[lit].word if 0 <= lit < len(self._offered) else typed

    def _put(self, word: str) -> None:
        if word != self.text():
            self.setText(word)

    def _take_line(self, line: int) -> None:
        if 0 <= line < len(self._offered):
            self._put(self._offered[line].word)
            self._edited = False
        self.close_list()
        self.commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Arrows walk the list, Alt+↓ opens it, Esc closes it first."""
        key, alt = event.key(), event.modifiers() & Qt.KeyboardModifier.AltModifier
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.is_open:
            self.popup.step(1 if key == Qt.Key.Key_Down else -1)
            self._edited = True
        elif key == Qt.Key.Key_Down and (alt or not self.isReadOnly()):
            self.open_list()
        elif key == Qt.Key.Key_Escape and self.is_open:
            self.close_list()
        elif key in ENTER and self.is_open and self._edited and not self.text().strip():
            self._take_line(self.popup.lit)
            super().keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def _lit_by_arrow(self) -> bool:
        return self.is_open and self._edited

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A click on the arrow opens the list or closes it."""
        super().mousePressEvent(event)
        if self.isReadOnly():
            return
        if self.is_open:
            self.close_list()
        elif event.position().x() > self.width() - ARROW_ROOM - 8 or not self.text():
            self.open_list()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """The list goes with the focus."""
        super().focusOutEvent(event)
        self.close_list()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The arrow that says: there is a list."""
        super().paintEvent(event)
        if self.isReadOnly():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.PlaceholderText), 1.4))
        x, y = self.width() - 17.0, self.height() / 2 - 1.5
        painter.drawPolyline(QPolygonF([QPointF(x, y), QPointF(x + 4, y + 4), QPointF(x + 8, y)]))
        painter.end()


class ChoiceEditor(PickEditor):
    """One code of a code list."""

    def __init__(self, of: Field, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(of, setting, parent)
        assert isinstance(of.kind, Choice)
        self._options = Options(picks(of.kind.codes))  # what is kept and sent is Chinese

    def settle(self) -> None:
        """As every pick, but a line lit by an arrow counts as picked too."""
        if self._lit_by_arrow() and 0 <= self.popup.lit < len(self._offered) and not self._typed_whole():
            self._put(self._offered[self.popup.lit].word)
        super().settle()

    def _typed_whole(self) -> bool:
        word = self._options.word(self.text().strip())
        return word is not None and self._offered[self.popup.lit].word == word


class YesNoEditor(ChoiceEditor):
    """是 or 否: 1 and 0, y and n, or the words themselves. Blank is neither."""

    def __init__(self, of: Field, setting: Setting, parent: QWidget | None = None) -> None:
        PickEditor.__init__(self, of, setting, parent)
        self._options = Options(YES_NO)

    @property
    def is_complete(self) -> bool:
        """One key says it."""
        return self.text().strip().casefold() in KEYS


class ChoicesEditor(ChoiceEditor):
    """Several codes of a code list, with 、 or a comma between them; each part is picked as a single choice is."""

    @property
    def is_complete(self) -> bool:
        """Never: there may be one more."""
        return False

    def walk_in(self) -> None:
        """Behind what is chosen, where one more may stand."""
        LineEditor.walk_in(self)

    def open_list(self) -> None:
        """Show what is not yet chosen."""
        self._offered = [pick for pick in self.candidates("") if pick.word not in self._words()]
        self._offer()

    def _words(self) -> list[str]:
        return [word.strip() for word in self.text().replace(",", "、").replace("，", "、").split("、") if word.strip()]

    def _part(self, typed: str) -> str:
        return typed.replace(",", "、").replace("，", "、").rpartition("、")[2].strip()

    def settle(self) -> None:
        """Every part becomes its word; what means nothing stays as it was typed, and the kind says why."""
        assert isinstance(self.of.kind, Choices)
        if self._edited:
            words = [self._word(part) for part in self._words()]
            if self._lit_by_arrow() and not self._part(self.text()) and 0 <= self.popup.lit < len(self._offered):
                words.append(self._offered[self.popup.lit].word)
            self._put("、".join(dict.fromkeys(words)))
        self._edited = False
        self.close_list()

    def _word(self, part: str) -> str:
        whole = self._options.word(part)
        if whole is not None:
            return whole
        near = self.candidates(part)
        return near[0].word if near else part

    def _take_line(self, line: int) -> None:
        """A click adds one and leaves the list open for the next."""
        if 0 <= line < len(self._offered):
            kept = self._words()[: -1 if self._edited and self._part(self.text()) else None]
            self.setText("、".join(dict.fromkeys([*kept, self._offered[line].word])))
            self._edited = False
        self.open_list()
