"""Settings: the period and its deadline, how the program looks, when it locks, where copies go, who may open it."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QWidget

from ui.page import Page
from ui.parts import PageHead, column
from ui.preferences import Preferences
from ui.theme import Theme

if TYPE_CHECKING:
    from export.jobs.desk import Desk


class SettingsPage(Page):
    """All choices on one page."""

    key: ClassVar[str] = "settings"

    def __init__(self, desk: "Desk", theme: Theme, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self._preferences = preferences
        column(PageHead(self.tr("Settings")), None, gap=0, parent=self)

    @property
    def title(self) -> str:
        return self.tr("Settings")
