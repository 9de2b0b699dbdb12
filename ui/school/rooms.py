"""Which pages a school's window has, and which forms are filled on each: rail, home page and Alt+1…9 follow it."""

from collections.abc import Iterable
from typing import NamedTuple

from export.jobs.standing import Item
from ui.translation import word


class Room(NamedTuple):
    """One item of the rail."""

    key: str
    title: str
    """English, marked for translation."""
    icon: str
    group: int
    forms: tuple[str, ...] = ()
    """Forms that are filled here; the first one is what the room counts."""
    counted: str = ""
    """How its records are counted, with {count}."""


ROOMS: tuple[Room, ...] = (
    Room("home", word("Home"), "home", 0),
    Room("roll", word("Pupils"), "students", 1, ("student", "class", "movement"), word("{count} pupils")),
    Room("care", word("Left-behind"), "left_behind", 1, ("left_behind", "visit"), word("{count} records")),
    Room("aid", word("Pupil aid"), "aid", 1, ("subsidy", "aid_recognition"), word("{count} awards")),
    Room("equipment", word("Equipment"), "equipment", 1, ("equipment",), word("{count} cards")),
    Room("staff", word("Staff"), "staff", 1, ("staff",), word("{count} people")),
    Room("premises", word("Premises"), "premises", 1, ("premises",), word("{count} rooms")),
    Room("school", word("Our school"), "school", 1, ("school",), word("{count} school")),
    Room("check", word("Check and export"), "check", 2),
    Room("todo", word("Return slips"), "return", 2),
    Room("print", word("Print lists"), "print", 2),
    Room("backup", word("Safety copies"), "archive", 2),
    Room("settings", word("Settings"), "settings", 3),
    Room("help", word("Help"), "help", 3),
)  # fmt: skip


def room_of(form: str) -> Room | None:
    """Where a form is filled."""
    return next((room for room in ROOMS if form in room.forms), None)


def standing(items: Iterable[Item]) -> dict[str, tuple[int, int]]:
    """Errors and unexplained reminders of each room that has any."""
    rooms = {form: room.key for room in ROOMS for form in room.forms}
    found: dict[str, tuple[int, int]] = {}
    for item in items:
        if item.stands and (key := rooms.get(item.problem.form)):
            errors, reminders = found.get(key, (0, 0))
            is_error = item.problem.level == "error"
            found[key] = (errors + is_error, reminders + (not is_error))
    return found
