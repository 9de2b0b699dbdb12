"""The strip above the table: search, and segments with counts as a filter."""

from collections.abc import Mapping

from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from forms.form import Form
from ui.parts import Button, SearchField, Segments, calm, row
from ui.roll.marks import Segment
from ui.theme import Theme
from ui.translation import counted, said

SEARCH_LEAST, SEARCH_WIDE = 180, 330


class Strip(QFrame):
    """Search and segments."""

    def __init__(self, form: Form, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "strip")
        fixed = QSizePolicy.Policy.Fixed
        people = "id_number" in form.fields
        hint = self.tr("Name or pinyin initials")
        if people:
            hint = self.tr("Name, pinyin, digits")
        self.search = SearchField(theme, self.tr("Search {form}").format(form=said(form)), hint, "Ctrl+F")
        self.search.setMinimumWidth(theme.px(SEARCH_LEAST))
        self.search.setMaximumWidth(theme.px(SEARCH_WIDE))
        self.segments = Segments(theme, self.tr("Show"))
        self.segments.setSizePolicy(fixed, fixed)
        for key, glyph in (("all", ""), ("error", "error"), ("reminder", "reminder"), ("missing", "")):
            self.segments.add(key, self._words(key, 0), glyph)
        self.columns = Button(theme, self.tr("Columns"), "link", "columns")
        laid = row(self.search, 2, self.segments, None, self.columns, gap=10, margins=(16, 0, 16, 0), parent=self)
        laid.setStretch(0, 1000)  # as wide as it may be

    def _words(self, key: str, count: int) -> str:
        words = {
            "all": self.tr("All {count}"), "error": self.tr("Errors {count}"),
            "reminder": self.tr("Reminders {count}"), "missing": self.tr("Not complete {count}"),
        }  # fmt: skip
        return counted(words[key], count=count)

    def show_counts(self, counts: Mapping[Segment, int]) -> None:
        """Say how many each segment has."""
        for key, count in counts.items():
            glyph = calm(key, count) if key in ("error", "reminder") else ""
            self.segments.say(key, self._words(key, count), glyph)

    def show_found(self, shown: int) -> None:
        """Say how many are found."""
        self.search.show_found(counted(self.tr("{count} found"), count=shown))
