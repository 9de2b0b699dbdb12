"""The settings page: its cards side by side, in a scroll area where the screen is small."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from forms.problems import Refusal
from ui.page import Page, Place
from ui.parts import Card, Elided, Fields, PageHead, column, row
from ui.preferences import Preferences
from ui.school.settings.copies import CopiesCard
from ui.school.settings.keys import KeysCard
from ui.school.settings.look import LookCard
from ui.school.settings.safety import SafetyCard
from ui.school.settings.term import TermCard
from ui.theme import Theme

if TYPE_CHECKING:
    from export.jobs.desk import Desk


ROOMY = 1560
"""px of the page from which on it has three columns."""


class SettingsPage(Page):
    """All choices on one page; each holds as soon as it is made."""

    key: ClassVar[str] = "settings"
    help_key: ClassVar[str] = "safety"

    def __init__(self, desk: "Desk", theme: Theme, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self._preferences, self._count = preferences, 0
        self.term, self.look = TermCard(desk, theme), LookCard(theme)
        self.safety, self.copies = SafetyCard(desk, theme, preferences), CopiesCard(theme, preferences)
        self.keys = KeysCard(desk, theme)
        self._about = self._ledger()
        inner = QWidget()
        self._sides = [column(gap=12) for _ in range(3)]
        self._laid = row(*self._sides, gap=12, margins=16, parent=inner)
        self._arrange(2)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        head = PageHead(self.tr("Settings"), facts=self.tr("Each choice holds as soon as it is made."))
        column(head, scroll, gap=0, parent=self).setStretch(1, 1)
        self._connect()

    @property
    def title(self) -> str:
        return self.tr("Settings")

    def refresh(self) -> None:
        for card in (self.term, self.look, self.safety, self.copies):
            card.refresh()

    def show_place(self, place: Place) -> None:
        editors = {"deadline": self.term.deadline, "user": self.safety.user}
        if place.about in editors:
            editors[place.about].setFocus(Qt.FocusReason.OtherFocusReason)

    def panes(self) -> list[QWidget]:
        return [self.term, self.copies, self.keys, self.look, self.safety]

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._arrange(3 if self.width() >= self.theme.px(ROOMY) else 2)

    def _arrange(self, count: int) -> None:
        """Cards in two columns, or in three where the screen is wide."""
        two = ((self.term, self.copies, self.keys), (self.look, self.safety, self._about), ())
        three = ((self.term, self.safety), (self.copies, self.keys), (self.look, self._about))
        if self._count == count:
            return
        self._count = count
        for at, (side, cards) in enumerate(zip(self._sides, two if count == 2 else three, strict=True)):
            while side.takeAt(0) is not None:
                continue
            for card in cards:
                side.addWidget(card)
            side.addStretch(1)
            self._laid.setStretch(at, 1 if cards else 0)

    def _ledger(self) -> Card:
        card, desk = Card(self.tr("This ledger")), self.desk
        fields = Fields(self.theme)
        facts = (
            (self.tr("School name"), desk.school_name), (self.tr("School code"), desk.school_code),
            (self.tr("File"), str(desk.path)),
        )  # fmt: skip
        for caption, words in facts:
            value = Elided(words)
            value.setProperty("part", "field_label")
            fields.add(caption, value)
        card.body.addLayout(row(fields, margins=16))
        return card

    def _connect(self) -> None:
        self.term.changed.connect(self.changed)
        self.look.asked.connect(self._dress)
        self.look.spoken.connect(lambda key: self.went.emit(Place(f"language:{key}")))
        self.safety.changed.connect(self.changed)
        self.copies.backup_asked.connect(lambda: self.went.emit(Place("backup", about="now")))
        self.keys.told.connect(self.told)
        for card in (self.term, self.keys):
            card.refused.connect(self._refused)

    def _dress(self, scheme: str, zoom: int) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.theme.dress(app, scheme, zoom)  # pyright: ignore[reportArgumentType]  # keys of SCHEMES
        self._preferences.change(scheme=self.theme.wish, zoom=self.theme.zoom)

    def _refused(self, refusal: Refusal) -> None:
        words = self.desk.library.catalogue.refusal(refusal, self.desk.session.language)
        self.told.emit(words, "seal")
