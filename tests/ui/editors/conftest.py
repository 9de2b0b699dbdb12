"""Editors out of the form itself, shown, with the cursor in them."""

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from forms.library import Library
from forms.problems import Language
from ui.editors import LineEditor, NoteEditor, Setting, editor_for

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

Made = Callable[..., Any]


@dataclass(frozen=True)
class Child:
    id: str
    label: str
    detail: str


class Children:
    """Two pupils, one of whom a reference may mean."""

    KNOWN = (Child("a" * 32, "李雨桐", "三年级(1)班"), Child("b" * 32, "林跃", "三年级(1)班"))

    def found(self, form: str, typed: str) -> list[Child]:
        letters = {"李雨桐": "lyt", "林跃": "ly"}
        return [one for one in self.KNOWN if typed in one.label or letters[one.label].startswith(typed)]

    def label(self, form: str, record: str) -> str:
        return next((one.label for one in self.KNOWN if one.id == record), "")


@pytest.fixture
def setting() -> Setting:
    return Setting(records=Children(), today=date(2026, 9, 3))


@pytest.fixture
def editor(qtbot: QtBot, library: Library, setting: Setting) -> Made:
    """The editor of a field of a form, with what it gives away in `.given`."""

    def made(form: str, field: str, kept: str = "", lang: Language = "zh") -> LineEditor | NoteEditor:
        one = editor_for(library.forms[form].fields[field], replace(setting, lang=lang))
        qtbot.addWidget(one)
        given: list[str] = []
        one.committed.connect(given.append)
        one.given = given
        one.show_text(kept)
        one.show()
        one.setFocus()
        return one

    return made
