"""The card of progress: one line for each room, with records, a bar, words, problems, and when it was touched."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from export.jobs.summary import Completeness
from ui.moments import moment
from ui.parts import Badge, Button, Card, IconView, Line, ProgressLine, column, row, say, text
from ui.school.rooms import ROOMS, Room
from ui.theme import Theme
from ui.translation import counted, language, translated


class RoomLine(QWidget):
    """One room: everything in it summed up, its first form counted."""

    opened = Signal(str)

    def __init__(self, theme: Theme, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._room = theme, room
        self.name = Button(theme, translated(room.title), "text", room.icon)
        self.name.setProperty("align", "flush")
        self.name.clicked.connect(lambda: self.opened.emit(room.key))
        self._count, self._bar = text(size=14, tone="ink2"), ProgressLine(theme)
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._tick, self._words = IconView(theme, "tick", "jade", 14), text(size=14)
        self._errors, self._reminders = Badge(theme, "", "seal"), Badge(theme, "", "amber")
        self._none, self._at = text(self.tr("No problems"), 13, "ink2"), text(size=13, tone="ink2")
        self._at.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._problems = QWidget()
        row(self._errors, self._reminders, self._none, None, gap=6, parent=self._problems)
        state = QWidget()
        row(self._tick, self._words, None, gap=6, parent=state)
        count = 64 if language() == "zh" else 88
        for part, wide in ((self.name, 132), (self._count, count), (state, 96), (self._problems, 158), (self._at, 88)):
            part.setFixedWidth(theme.px(wide))
        row(self.name, self._count, self._bar, state, self._problems, self._at, gap=10, parent=self)
        self.setMinimumHeight(theme.px(30))

    def show_forms(self, forms: Mapping[str, Completeness], today: date) -> None:
        """Show how far the forms of this room are."""
        own = [forms[name] for name in self._room.forms if name in forms]
        records, lacking = sum(one.records for one in own), sum(one.lacking for one in own)
        open_forms = [one for one in own if not one.is_filled]
        say(self._count, counted(translated(self._room.counted), count=own[0].records) if own[0].records else "—")
        self._bar.show_part(records - lacking if records else int(not open_forms), records or 1)
        self._tick.setVisible(not open_forms)
        say(self._words, *self._state(records, lacking, len(open_forms), is_nil=all(one.nil for one in own)))
        errors, reminders = sum(one.errors for one in own), sum(one.reminders for one in own)
        self._errors.say(counted(self.tr("Errors {count}"), count=errors))
        self._reminders.say(counted(self.tr("Reminders {count}"), count=reminders))
        self._errors.setVisible(errors > 0)
        self._reminders.setVisible(reminders > 0)
        self._none.setVisible(records > 0 and not errors and not reminders)
        say(self._at, moment(max((one.at for one in own), default=""), today))

    def _state(self, records: int, lacking: int, open_forms: int, *, is_nil: bool) -> tuple[str, str]:
        if is_nil:
            return self.tr("Nothing to report"), "jade"
        if not open_forms:
            return self.tr("Complete"), "jade"
        if lacking:
            return counted(self.tr("{count} incomplete"), count=lacking), "ink"
        if records:
            return counted(self.tr("{count} forms empty"), count=open_forms), "ink"
        return self.tr("Not yet filled"), "ink3"


class ProgressCard(Card):
    """All rooms in which forms are filled."""

    opened = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Progress"), parent=parent)
        self.lines = [RoomLine(theme, room) for room in ROOMS if room.forms]
        inner = column(gap=0, margins=(16, 2, 16, 2))
        for at, line in enumerate(self.lines):
            if at:
                inner.addWidget(Line(faint=True))
            inner.addWidget(line, 1)
            line.opened.connect(self.opened)
        self.body.addLayout(inner, 1)

    def show_forms(self, forms: Mapping[str, Completeness], today: date) -> None:
        """Show all of them."""
        for line in self.lines:
            line.show_forms(forms, today)
