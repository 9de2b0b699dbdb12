"""Which page each room of the school's window opens; a room without a page here does not stand in the rail yet.

A page is loaded when it is first opened, so that the window is there before anybody has time to wait for it.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from ui.page import Page, Place
from ui.preferences import Preferences
from ui.school.home import HomePage
from ui.school.rooms import ROOMS, Room, room_of
from ui.theme import Theme

if TYPE_CHECKING:
    from export.jobs.desk import Desk
    from ui.school.backups import Swap

MakePage = Callable[[], Page]


def pages(desk: "Desk", theme: Theme, preferences: Preferences, swap: "Swap | None" = None) -> Mapping[str, MakePage]:
    """Key of a room → what makes its page, called when it is first opened."""
    rolls = {room.key: _roll(room, desk, theme, preferences) for room in ROOMS if room.forms}
    return {
        "home": lambda: HomePage(desk, theme),
        **rolls,
        "check": lambda: _checking(desk, theme),
        "todo": lambda: _todo(desk, theme),
        "import": lambda: _importing(desk, theme),
        "print": lambda: _printing(desk, theme),
        "backup": lambda: _backups(desk, theme, preferences, swap),
        "settings": lambda: _settings(desk, theme, preferences),
    }


def _importing(desk: "Desk", theme: Theme) -> Page:
    from ui.school.importing import ImportPage

    return ImportPage(desk, theme)


def _todo(desk: "Desk", theme: Theme) -> Page:
    from ui.school.todo import TodoPage

    return TodoPage(desk, theme)


def _printing(desk: "Desk", theme: Theme) -> Page:
    from ui.school.printing import PrintPage

    return PrintPage(desk, theme)


def _backups(desk: "Desk", theme: Theme, preferences: Preferences, swap: "Swap | None") -> Page:
    from ui.school.backups import BackupPage

    return BackupPage(desk, theme, preferences, swap)


def _settings(desk: "Desk", theme: Theme, preferences: Preferences) -> Page:
    from ui.school.settings import SettingsPage

    return SettingsPage(desk, theme, preferences)


def _checking(desk: "Desk", theme: Theme) -> Page:
    from ui.school.checking import CheckPage

    page = CheckPage(desk, theme)
    page.open_record.connect(lambda form, record, field: page.went.emit(_place(form, record, field)))
    return page


def _place(form: str, record: str, field: str) -> Place:
    room = room_of(form)
    return Place(room.key if room else "", form, record, field)


def _roll(room: Room, desk: "Desk", theme: Theme, preferences: Preferences) -> MakePage:
    def make() -> Page:
        from ui.roll.memory import remembered
        from ui.roll.page import RollPage
        from ui.school.forms import FormsPage
        from ui.school.single import SinglePage

        def roll(desk: "Desk", theme: Theme, form: str) -> Page:
            if desk.library.forms[form].single:
                return SinglePage(desk, theme, form)
            return remembered(RollPage(desk, theme, form), preferences)

        return FormsPage(desk, theme, room, roll)

    return make
