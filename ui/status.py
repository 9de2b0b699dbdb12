"""The status bar: what is shown and selected, how many problems, that everything is saved, and the safety copy."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from ui.parts import GLYPHS, Line, Pressable, clear, draw_icon, row, text
from ui.theme import Theme
from ui.translation import counted


class StatusItem(Pressable):
    """A fact that can be pressed: it leads to where one acts on it."""

    def __init__(self, theme: Theme, icon: str, tone: str = "ink2", parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._theme, self._icon, self._tone = theme, icon, tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def say(self, words: str, tone: str | None = None, icon: str | None = None) -> None:
        """Change the words; empty words hide the item."""
        self._tone, self._icon = tone or self._tone, icon or self._icon
        self.setText(words)
        self.setVisible(bool(words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        words = self._theme.metrics(13, bold=self._is_bold()).horizontalAdvance(self.text())
        return QSize(words + self._theme.px(16 + 6 + 4), self._theme.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter, theme = QPainter(self), self._theme
        icon, token = GLYPHS.get(self._icon, (self._icon, self._tone))
        draw_icon(painter, theme, icon, token, QRect(0, 0, theme.px(16), self.height()), 14)
        painter.setPen(theme.colour(self._tone))
        painter.setFont(theme.font(13, bold=self._is_bold()))
        painter.drawText(self.rect().adjusted(theme.px(22), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.underMouse() and not self.hasFocus():
            painter.setPen(theme.colour("line"))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 3, 3)
        self.paint_ring(painter, 0.5)

    def _is_bold(self) -> bool:
        return self._icon in ("error", "reminder")


class StatusBar(QFrame):
    """28 px at the foot of the window; results of what was done stay here until the next one."""

    pressed = Signal(str)
    """errors, reminders, saved, backup or export."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "status")
        self.setAccessibleName(self.tr("Status bar"))
        self._facts = row(gap=9)
        self.items = {
            "errors": StatusItem(theme, "error", "seal"),
            "reminders": StatusItem(theme, "reminder", "amber"),
            "saved": StatusItem(theme, "tick", "jade"),
            "backup": StatusItem(theme, "archive"),
            "export": StatusItem(theme, "upload"),
        }
        self._said: list[str] = []
        self._lines: dict[str, QWidget] = {}
        laid = row(self._facts, None, gap=9, margins=(16, 0, 12, 0), parent=self)
        for key, item in self.items.items():
            if key != "errors":
                self._lines[key] = Line(upright=True)
                self._lines[key].setFixedHeight(13)
                laid.addWidget(self._lines[key])
            laid.addWidget(item)
            item.clicked.connect(lambda _checked=False, key=key: self.pressed.emit(key))

    def show_facts(self, facts: Sequence[str]) -> None:
        """What the page says of itself."""
        said = [fact for fact in facts if fact]
        if said == self._said:
            return
        self._said = said
        clear(self._facts)
        for at, fact in enumerate(said):
            if at:
                line = Line(upright=True)
                line.setFixedHeight(13)
                self._facts.addWidget(line)
            self._facts.addWidget(text(fact, 13, "ink2"))

    def show_problems(self, errors: int, reminders: int) -> None:
        """How much waits in the whole ledger; a glyph of its own where nothing does."""
        words = counted(self.tr("Errors {count}"), count=errors)
        self.items["errors"].say(words, "seal" if errors else "ink2", "error" if errors else "done")
        words = counted(self.tr("Reminders {count}"), count=reminders)
        self.items["reminders"].say(words, "amber" if reminders else "ink2", "reminder" if reminders else "done")

    def show_saved(self, time: str) -> None:
        """That everything is durable, and since when."""
        self.items["saved"].say(self.tr("Saved: {time}").format(time=time) if time else self.tr("Saved"))

    def show_backup(self, words: str, tone: str = "ink2") -> None:
        """When the last safety copy was made."""
        self.items["backup"].say(words, tone)
        self._lines["backup"].setVisible(bool(words))

    def show_unsent(self, words: str) -> None:
        """How much has changed since the last export."""
        self.items["export"].say(words)
        self._lines["export"].setVisible(bool(words))
