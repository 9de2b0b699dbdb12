"""The strip above a list of problems: segments with counts, filters by form and class, and what else is done there."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from ui.parts import Pick, Segments, calm, row
from ui.problems.rows import Wanted
from ui.theme import Theme
from ui.translation import counted

STATES = (("all", ""), ("error", "error"), ("reminder", "reminder"), ("done", "done"))


class FilterStrip(QFrame):
    """What is shown in the list below; `extra` stands on the right."""

    wanted = Signal(object)

    def __init__(self, theme: Theme, *extra: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "strip")
        self.segments = Segments(theme, self.tr("Show"))
        for key, glyph in STATES:
            self.segments.add(key, self._words(key, 0), glyph)
        self.forms = Pick(theme, self.tr("All forms"), self.tr("Form"))
        self.classes = Pick(theme, self.tr("All classes"), self.tr("Class"))
        laid = row(self.segments, None, self.forms, self.classes, *extra, margins=(16, 0, 16, 0), parent=self)
        laid.setAlignment(self.segments, Qt.AlignmentFlag.AlignVCenter)
        self.segments.chosen.connect(self._tell)
        self.forms.chosen.connect(self._tell)
        self.classes.chosen.connect(self._tell)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Say how many rows each segment has."""
        for key, glyph in STATES:
            self.segments.say(key, self._words(key, counts[key]), calm(glyph, counts[key]))

    @property
    def value(self) -> Wanted:
        """What is chosen."""
        return Wanted(self.segments.value, self.forms.value, self.classes.value)

    def _tell(self, _key: str = "") -> None:
        self.wanted.emit(self.value)

    def _words(self, key: str, count: int) -> str:
        words = {
            "all": self.tr("All {count}"), "error": self.tr("Errors {count}"),
            "reminder": self.tr("To explain {count}"), "done": self.tr("Explained {count}"),
        }  # fmt: skip
        return counted(words[key], count=count)
