"""The commands of the menus reach the open page of the real window."""

from collections.abc import Callable

import pytest

from ui.page import COMMANDS, Place
from ui.window import Window


def test_every_command_of_a_page_can_be_done_from_the_menus(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    window.go(Place("roll"))
    done: list[str] = []

    def doing(name: str) -> Callable[[], None]:
        return lambda: done.append(name)

    monkeypatch.setattr(window.page, "commands", lambda: {name: doing(name) for name in COMMANDS})
    window.show_commands()
    for name in COMMANDS:
        window.commands.actions_by_name[name].trigger()
    assert done == list(COMMANDS)


def test_lists_may_be_taken_in_and_printed_from_anywhere(window: Window) -> None:
    for name in ("import", "print"):
        window.go(Place("home"))
        assert window.commands.actions_by_name[name].isEnabled()
        window.commands.actions_by_name[name].trigger()
        assert window.page.key == name
