"""Settings: the period and its deadline, how the program looks, when it locks, where copies go, who may open it."""

from ui.school.settings.page import SettingsPage

__all__ = ["SettingsPage"]
