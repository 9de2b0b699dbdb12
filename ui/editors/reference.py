"""A record of another form, found by name, pinyin, or the last digits of an ID number or phone."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from forms.form import Field
from forms.kinds import Reference
from ui.editors.choice import PickEditor
from ui.editors.line import Candidate, Setting
from ui.editors.options import Pick

MOST = 30
"""Records that a list shows; whoever needs more types one more letter."""


class ReferenceEditor(PickEditor):
    """Shows a person's name, gives away the lasting id. Words that mean nobody are kept as they are."""

    def __init__(self, of: Field, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(of, setting, parent)
        assert isinstance(of.kind, Reference)
        self._to = of.kind.to
        self._record = ""
        self._found: Sequence[Candidate] = []

    def show_text(self, text: str) -> None:
        """Show the record's label; a text that is no lasting id stands as it is."""
        label = self.setting.records.label(self._to, text) if self.setting.records and text else ""
        self._record = text if label else ""
        super().show_text(text)
        if label:
            self._put(label)

    def value_text(self) -> str:
        """The lasting id where a record is meant, otherwise what was typed."""
        return self._record or self.text()

    def candidates(self, typed: str) -> list[Pick]:
        """Records by name, pinyin or tail of a number."""
        records = self.setting.records
        self._found = records.found(self._to, typed)[:MOST] if records else []
        return [Pick(str(place), one.label, (one.detail,)) for place, one in enumerate(self._found, start=1)]

    def line_of(self, pick: Pick) -> str:
        """Name and what tells namesakes apart."""
        return f"{pick.word}   {pick.also[0]}" if pick.also[0] else pick.word

    def settle(self) -> None:
        """The lit record, where something was typed."""
        if self._edited:
            typed = self.text().strip()
            if not self.is_open:
                self._offered = self.candidates(typed) if typed else []
            lit = self.popup.lit if self.is_open else 0
            self._record = self._found[lit].id if typed and 0 <= lit < len(self._found) else ""
            if self._record:
                self._put(self._found[lit].label)
        self._edited = False
        self.close_list()

    def _take_line(self, line: int) -> None:
        if 0 <= line < len(self._found):
            self._record = self._found[line].id
            self._put(self._found[line].label)
            self._edited = False
        self.close_list()
        self.commit()
