"""The look in numbers: contrast, tokens, icons, the style sheet; and the small things that pages are made of."""

import re
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from forms.library import root
from ui.moments import moment
from ui.parts import (
    Badge,
    Button,
    Elided,
    Fields,
    Glyph,
    MessageBar,
    ProblemLine,
    ProgressLine,
    SearchField,
    SectionHeader,
    Segments,
    Stamp,
    Step,
    Steps,
)
from ui.parts.glyph import GLYPHS
from ui.preferences import Preferences
from ui.theme import Theme
from ui.theme.sheet import filled
from ui.theme.tokens import COLOURS, DARK, LIGHT, TONES

ICONS = {file.stem for file in (root() / "resources" / "icons").glob("*.svg")}


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", COLOURS)
def test_text_can_be_read_in_every_scheme(scheme: str) -> None:
    colours = COLOURS[scheme]
    assert [tone for tone in TONES if contrast(colours[tone], colours["paper"]) < 4.5] == []
    assert contrast(colours["edge"], colours["paper"]) >= 3
    assert contrast(colours["on_fill"], colours["indigo_fill"]) >= 4.5
    assert contrast(colours["navy_text"], colours["navy"]) >= 4.5


def test_schemes_have_the_same_tokens() -> None:
    assert all(set(colours) == set(LIGHT) for colours in COLOURS.values())
    assert set(DARK) == set(LIGHT)


def test_no_colour_stands_outside_the_table() -> None:
    ui = root() / "ui"
    files = [file for file in ui.rglob("*.py") if file.name != "tokens.py" and "printing" not in file.parts] + [
        root() / "resources/style/window.qss"
    ]
    assert [file.name for file in files if re.search(r"#[0-9A-Fa-f]{6}\b", file.read_text("utf-8"))] == []


def test_the_sheet_scales_lengths_and_text_but_not_lines() -> None:
    text = filled("QFrame { border: 1px solid @line; padding: 8px; font-size: 14px; }", LIGHT, 1.5, {})
    assert "1px solid #D9E0E6" in text
    assert "padding: 12px" in text
    assert "font-size: 15.75pt" in text


def test_every_icon_that_is_named_is_there(theme: Theme) -> None:
    assert {icon for icon, _ in GLYPHS.values()} <= ICONS
    assert all(not theme.pixmap(icon, "ink").isNull() for icon in ICONS)


def test_buttons_and_links_answer_enter_and_space(theme: Theme, qtbot: QtBot) -> None:
    button = Button(theme, "新增", "solid", "plus", "Ctrl+N")
    qtbot.addWidget(button)
    button.show()
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Space)
    assert button.sizeHint().width() > Button(theme, "新增", "solid").sizeHint().width()


def test_segments_choose_one(theme: Theme, qtbot: QtBot) -> None:
    segments = Segments(theme, "筛选")
    qtbot.addWidget(segments)
    segments.add("all", "全部 3")
    segments.add("error", "错误 1", "error")
    assert segments.value == "all"
    with qtbot.waitSignal(segments.chosen) as told:
        segments._buttons["error"].click()
    assert told.args == ["error"]
    segments.say("error", "错误 2")
    segments.choose("all")
    assert segments.value == "all"


def test_a_search_field_empties_on_escape(theme: Theme, qtbot: QtBot) -> None:
    field = SearchField(theme, "查找", "姓名", "Ctrl+F")
    qtbot.addWidget(field)
    field.show()
    qtbot.keyClicks(field, "ly")
    field.show_found("18 条")
    field.grab()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""


def test_a_problem_offers_its_ways_out(theme: Theme, qtbot: QtBot) -> None:
    done: list[str] = []
    line = ProblemLine(theme, "error", "末位应为 1。", [("改为 1", lambda: done.append("fixed"))])
    qtbot.addWidget(line)
    line.links[0].click()
    assert done == ["fixed"]
    assert "末位应为 1。" in line.links[0].accessibleName()


def test_fields_show_help_or_a_problem_but_never_both(theme: Theme, qtbot: QtBot) -> None:
    fields, editor = Fields(theme), QLineEdit()
    qtbot.addWidget(fields)
    fields.add("学校名称", editor, "与公章一致")
    assert editor.accessibleName() == "学校名称"
    fields.tell(editor, "请填写。")
    assert editor.property("state") == "error"
    fields.tell(editor)
    assert editor.property("state") == ""


@pytest.mark.parametrize("scheme", COLOURS)
def test_everything_paints_in_every_scheme(theme: Theme, qapp, qtbot: QtBot, scheme: str) -> None:  # noqa: ANN001
    theme.dress(qapp, scheme)
    steps, progress, stamp, header = (
        Steps(theme),
        ProgressLine(theme),
        Stamp(theme),
        SectionHeader(theme, "基本", "3 项"),
    )
    steps.show_steps([Step("填报", "填齐 4 / 7 张表", is_done=True), Step("校验"), Step("审核")])
    progress.show_part(3, 4)
    stamp.show_set(is_set=True)
    header.show_state("error", 2)
    bar = MessageBar(theme)
    bar.tell("已备份。", "jade", [("打开", print)])
    badge = Badge(theme, "错误 5", "seal", "error")
    for part in (steps, progress, stamp, header, bar, badge, Glyph(theme, "old"), Elided("很长的一句话")):
        qtbot.addWidget(part)
        assert not part.grab().isNull()
    theme.dress(qapp, "light")


def test_moments_are_said_nearer_when_they_are_near() -> None:
    today = date(2026, 9, 10)
    assert moment("2026-09-10 10:32", today).endswith("10:32")
    assert moment("2026-09-08 10:32", today) == "9/8"
    assert "2025" in moment("2025-09-08 10:32", today)
    assert moment("gestern", today) == "gestern"


def test_choices_survive_and_a_broken_file_counts_as_none(tmp_path: Path) -> None:
    file = tmp_path / "own" / "choices.json"
    Preferences(file).change(zoom=125)
    assert Preferences(file).choices.zoom == 125
    Preferences(file).opened(tmp_path / "a.school")
    assert Preferences(file).choices.recent == (str(tmp_path / "a.school"),)
    file.write_text("{", "utf-8")
    assert Preferences(file).choices.zoom == 100
