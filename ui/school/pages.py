"""Which page each room of the school's window opens; a room without a page here does not stand in the rail yet."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from ui.page import Page, Place
from ui.preferences import Preferences
from ui.roll.page import RollPage
from ui.school.backups import BackupPage, Swap
from ui.school.checking import CheckPage
from ui.school.forms import FormsPage
from ui.school.home import HomePage
from ui.school.importing import ImportPage
from ui.school.printing import PrintPage
from ui.school.rooms import ROOMS, Room, room_of
from ui.school.settings import SettingsPage
from ui.theme import Theme

if TYPE_CHECKING:
    from export.jobs.desk import Desk

MakePage = Callable[[], Page]


def pages(desk: "Desk", theme: Theme, preferences: Preferences, swap: Swap | None = None) -> Mapping[str, MakePage]:
    """Key of a room → what makes its page, called when it is first opened."""
    rolls = {room.key: _roll(room, desk, theme) for room in ROOMS if room.forms}
    return {
        "home": lambda: HomePage(desk, theme),
        **rolls,
        "check": lambda: _checking(desk, theme),
        "import": lambda: ImportPage(desk, theme),
        "print": lambda: PrintPage(desk, theme),
        "backup": lambda: BackupPage(desk, theme, preferences, swap),
        "settings": lambda: SettingsPage(desk, theme, preferences),
    }


def _checking(desk: "Desk", theme: Theme) -> Page:
    page = CheckPage(desk, theme)
    page.open_record.connect(lambda form, record, field: page.went.emit(_place(form, record, field)))
    return page


def _place(form: str, record: str, field: str) -> Place:
    room = room_of(form)
    return Place(room.key if room else "", form, record, field)


def _roll(room: Room, desk: "Desk", theme: Theme) -> MakePage:
    return lambda: FormsPage(desk, theme, room, RollPage)
