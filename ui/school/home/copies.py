"""The card of safety copies and of what was sent: when, where, and the button beside it."""

from collections.abc import Callable
from datetime import date
from pathlib import PurePath

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from export.jobs.summary import Summary
from ui.moments import moment
from ui.parts import Button, Card, IconView, Line, column, row, say, text
from ui.parts.elided import Elided
from ui.theme import Theme
from ui.translation import counted


class Fact(QWidget):
    """An icon, a fact in bold with what it is about, a line below, and a button."""

    def __init__(self, theme: Theme, icon: str, about: str, button: str, act: Callable[[], object]) -> None:
        super().__init__()
        self.fact, self.below = text(size=14, bold=True), Elided("", 12, "ink2")
        self.button = Button(theme, button)
        self.button.setAccessibleName(f"{about} {button}")
        self.button.clicked.connect(lambda: act())
        words = column(None, row(text(about, 13, "ink2"), self.fact, None), self.below, None, gap=1)
        row(IconView(theme, icon, "ink2", 17), words, self.button, gap=12, parent=self).setStretch(1, 1)

    def show_fact(self, fact: str, below: str) -> None:
        """Say how things stand."""
        say(self.fact, fact)
        self.below.show_words(below)


class CopiesCard(Card):
    """Backup, export, and the door for spreadsheets."""

    backup_asked = Signal()
    export_asked = Signal()
    import_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Backup and delivery"), parent=parent)
        backup, export = self.tr("Last backup"), self.tr("Last export")
        self.backup = Fact(theme, "archive", backup, self.tr("Back up now"), self.backup_asked.emit)
        self.export = Fact(theme, "upload", export, self.tr("Export"), self.export_asked.emit)
        incoming, button = self.tr("Spreadsheets"), self.tr("Import…")
        self.incoming = Fact(theme, "download", incoming, button, self.import_asked.emit)
        self.incoming.show_fact(
            self.tr("Class lists, last year's return"), self.tr("Everything is shown before it is taken in")
        )
        inner = column(gap=0, margins=(16, 0, 16, 0))
        for at, fact in enumerate((self.backup, self.export, self.incoming)):
            if at:
                inner.addWidget(Line(faint=True))
            inner.addWidget(fact, 1)
        self.body.addLayout(inner, 1)

    def show_copies(self, summary: Summary, today: date) -> None:
        """Show what was copied and sent last."""
        kept = summary.last_backup
        where = PurePath(kept.file).parent if kept else ""
        self.backup.show_fact(
            moment(kept.at, today) if kept else self.tr("none yet"),
            self.tr("In {folder}").format(folder=where) if kept else self.tr("A copy on a USB stick survives this PC"),
        )
        sent = summary.last_export
        self.export.show_fact(
            moment(sent.at, today) if sent else self.tr("none yet"),
            counted(self.tr("Revision {revision}, {count} changes since"), revision=sent.revision, count=summary.unsent)
            if sent
            else self.tr("Once everything is approved"),
        )
