"""The strip above the table: segments with counts, filters by form and class, and the list to hand out."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFrame, QMenu, QWidget

from ui.parts import Button, Segments, row
from ui.school.checking.rows import Wanted
from ui.theme import Theme

STATES = (("all", ""), ("error", "error"), ("reminder", "reminder"), ("done", "done"))


class Pick(Button):
    """A button with a menu, of which one is chosen; "" stands for all."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, everything: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, everything, menu_mark=True, small=True, parent=parent)
        self._everything, self._name = everything, name
        self.value = ""
        self._menu = QMenu(self)
        self.clicked.connect(self._open)
        self._tell()

    def offer(self, entries: Sequence[tuple[str, str]]) -> None:
        """Offer keys with their words; one that is gone is chosen no longer."""
        self._menu.clear()
        group = QActionGroup(self._menu)
        known = {"": self._everything, **dict(entries)}
        if self.value not in known:
            self.value = ""
        for key, words in known.items():
            action = QAction(words, group)
            action.setCheckable(True)
            action.setChecked(key == self.value)
            action.triggered.connect(lambda _checked=False, key=key, words=words: self._choose(key, words))
            self._menu.addAction(action)
        self.setText(known[self.value])
        self.updateGeometry()

    def _choose(self, key: str, words: str) -> None:
        self.value = key
        self.setText(words)
        self._tell()
        self.updateGeometry()
        self.chosen.emit(key)

    def _tell(self) -> None:
        self.setAccessibleName(f"{self._name} {self.text()}")

    def _open(self) -> None:
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))


class FilterStrip(QFrame):
    """What is shown in the table below."""

    wanted = Signal(object)
    list_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "strip")
        self.segments = Segments(theme, self.tr("Show"))
        for key, glyph in STATES:
            self.segments.add(key, self._words(key, 0), glyph)
        self.forms = Pick(theme, self.tr("All forms"), self.tr("Form"))
        self.classes = Pick(theme, self.tr("All classes"), self.tr("Class"))
        self.listing = Button(theme, self.tr("List to hand out"), icon="file", small=True)
        laid = row(self.segments, None, self.forms, self.classes, self.listing, margins=(16, 0, 16, 0), parent=self)
        laid.setAlignment(self.segments, Qt.AlignmentFlag.AlignVCenter)
        self.segments.chosen.connect(self._tell)
        self.forms.chosen.connect(self._tell)
        self.classes.chosen.connect(self._tell)
        self.listing.clicked.connect(self.list_asked)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Say how many rows each segment has."""
        for key, _ in STATES:
            self.segments.say(key, self._words(key, counts[key]))

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
        return words[key].format(count=count)
