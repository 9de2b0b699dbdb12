"""Which pages a county's window has: rail and Alt+1…9 follow it."""

from typing import NamedTuple

from ui.translation import word


class Room(NamedTuple):
    """One item of the rail."""

    key: str
    title: str
    """English, marked for translation."""
    icon: str
    group: int


ROOMS: tuple[Room, ...] = (
    Room("board", word("Board"), "table", 0),
    Room("collect", word("Collect files"), "inbox", 0),
    Room("pairs", word("In two schools"), "duplicate", 1),
    Room("slips", word("Return slips"), "return", 1),
    Room("faults", word("Checks"), "shield", 1),
    Room("indicators", word("Indicators"), "gauge", 2),
    Room("register", word("School list"), "school", 3),
    Room("settings", word("Settings"), "settings", 3),
)
