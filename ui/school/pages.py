"""Which page each room of the school's window opens; a room without a page here does not stand in the rail yet."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from ui.page import Page
from ui.preferences import Preferences
from ui.roll.page import RollPage
from ui.school.forms import FormsPage
from ui.school.home import HomePage
from ui.school.rooms import ROOMS, Room
from ui.school.settings import SettingsPage
from ui.theme import Theme

if TYPE_CHECKING:
    from export.jobs.desk import Desk

MakePage = Callable[[], Page]


def pages(desk: "Desk", theme: Theme, preferences: Preferences) -> Mapping[str, MakePage]:
    """Key of a room → what makes its page, called when it is first opened."""
    rolls = {room.key: _roll(room, desk, theme) for room in ROOMS if room.forms}
    return {
        "home": lambda: HomePage(desk, theme),
        **rolls,
        "settings": lambda: SettingsPage(desk, theme, preferences),
    }


def _roll(room: Room, desk: "Desk", theme: Theme) -> MakePage:
    return lambda: FormsPage(desk, theme, room, RollPage)
