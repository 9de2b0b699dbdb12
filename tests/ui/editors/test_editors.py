"""Every kind has an editor; each takes what people type, refuses nothing, and moves on by Enter and Tab."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from forms import kinds
from forms.kinds import Kind
from forms.library import Library
from tests.ui.editors.conftest import Made
from ui.editors import EDITORS, NoteEditor, Setting, editor_for
from ui.editors.choice import PickEditor

ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab


def every_kind() -> set[str]:
    """Names of all kinds."""
    found, open_ = set[str](), [Kind]
    while open_:
        kind = open_.pop()
        open_ += kind.__subclasses__()
        found.add(kind.name)
    return {name for name in found if name and kinds.__name__ == "forms.kinds"}


def test_every_kind_has_an_editor() -> None:
    assert every_kind() == set(EDITORS)


def test_every_field_has_an_editor_that_a_reader_can_name(qtbot: QtBot, library: Library, setting: Setting) -> None:
    for form in library.forms.values():
        for field in form.fields.values():
            editor = editor_for(field, setting)
            qtbot.addWidget(editor)
            assert editor.accessibleName() == field.en


@pytest.mark.parametrize(
    ("form", "field", "typed", "given"),
    [
        ("student", "name", "李雨桐", "李雨桐"),
        ("student", "sex", "1", "男"),
        ("student", "sex", "nv", "女"),
        ("student", "sex", "女", "女"),
        ("student", "grade", "3", "三年级"),
        ("student", "grade", "xb", "小班"),
        ("student", "nation", "tj", "土家族"),
        ("student", "nation", "15", "土家族"),
        ("student", "guardian1_relation", "mq", "母亲"),
        ("student", "boards", "zhuxiao", "住校"),
        ("student", "orphan", "1", "是"),
        ("student", "orphan", "0", "否"),
        ("student", "orphan", "y", "是"),
        ("student", "orphan", "N", "否"),
        ("student", "born_on", "20180312", "2018-03-12"),
        ("student", "born_on", "2018.3.12", "2018-03-12"),
        ("student", "entered_on", "202409", "2024-09"),
        ("student", "class_no", "1", "1班"),
        ("student", "class_no", "（2）班", "2班"),
        ("student", "distance", "1.5", "1.50"),
        ("subsidy", "amount", "312.5", "312.50"),
        ("staff", "phone", "13800001111", "13800001111"),
        ("aid_recognition", "groups", "db、", None),
    ],
)
def test_typing_gives_what_is_meant(
    qtbot: QtBot, editor: Made, form: str, field: str, typed: str, given: str | None
) -> None:
    one = editor(form, field)
    qtbot.keyClicks(one, typed) if typed.isascii() else one.insert(typed) or one.textEdited.emit(one.text())
    qtbot.keyClick(one, ENTER)
    if given is not None:
        assert one.given == [given]
    assert len(one.given) == 1


@pytest.mark.parametrize(
    ("form", "field", "typed"),
    [
        ("student", "sex", "qqq"), ("student", "born_on", "2018-02-30"), ("student", "distance", "far"),
        ("student", "orphan", "maybe"), ("student", "phone", "12"), ("student", "id_number", "99"),
    ],
)  # fmt: skip
def test_nothing_typed_is_refused(qtbot: QtBot, editor: Made, form: str, field: str, typed: str) -> None:
    one = editor(form, field)
    qtbot.keyClicks(one, typed)
    qtbot.keyClick(one, TAB)
    assert one.given == [typed]


@pytest.mark.parametrize("field", ["name", "sex", "born_on", "note", "distance", "id_number"])
def test_enter_and_tab_move_on_and_shift_moves_back(qtbot: QtBot, editor: Made, field: str) -> None:
    one = editor("student", field)
    steps: list[int] = []
    one.moved.connect(steps.append)
    qtbot.keyClick(one, ENTER)
    qtbot.keyClick(one, TAB)
    qtbot.keyClick(one, ENTER, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(one, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert steps == [1, 1, -1, -1]
    assert one.given == []


def test_escape_brings_back_what_is_kept(qtbot: QtBot, editor: Made) -> None:
    one = editor("student", "name", "李雨桐")
    qtbot.keyClicks(one, "x")
    qtbot.keyClick(one, Qt.Key.Key_Escape)
    qtbot.keyClick(one, ENTER)
    assert one.text() == "李雨桐"
    assert one.given == []


def test_the_list_is_walked_by_arrows_and_taken_by_enter(qtbot: QtBot, editor: Made) -> None:
    one = editor("student", "boards", "走读")
    assert isinstance(one, PickEditor)
    qtbot.keyClick(one, Qt.Key.Key_Down)
    assert one.is_open
    qtbot.keyClick(one, Qt.Key.Key_Down)
    qtbot.keyClick(one, ENTER)
    assert one.given == ["住校"]
    assert not one.is_open


def test_escape_closes_only_the_list(qtbot: QtBot, editor: Made) -> None:
    one = editor("student", "boards", "走读")
    qtbot.keyClick(one, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(one, Qt.Key.Key_Escape)
    assert not one.is_open
    qtbot.keyClick(one, ENTER)
    assert one.given == []
    assert one.text() == "走读"


def test_a_click_in_the_list_takes_the_option(qtbot: QtBot, editor: Made) -> None:
    one = editor("student", "boards")
    one.open_list()
    one.popup.clicked.emit(one.popup.model().index(1, 0))
    assert one.given == ["住校"]


def test_several_are_typed_one_after_the_other(qtbot: QtBot, editor: Made, library: Library) -> None:
    words = [option.zh for option in library.forms["aid_recognition"].fields["groups"].kind.codes.offered]
    one = editor("aid_recognition", "groups")
    qtbot.keyClicks(one, "1,2")
    qtbot.keyClick(one, ENTER)
    assert one.given == [f"{words[0]}、{words[1]}"]


def test_a_pupil_is_found_by_initials_and_given_by_lasting_id(qtbot: QtBot, editor: Made) -> None:
    one = editor("left_behind", "student")
    qtbot.keyClicks(one, "lyt")
    qtbot.keyClick(one, ENTER)
    assert one.given == ["a" * 32]
    assert one.text() == "李雨桐"


def test_a_known_pupil_is_shown_by_name(editor: Made) -> None:
    one = editor("left_behind", "student", "b" * 32)
    assert one.text() == "林跃"
    assert one.value_text() == "b" * 32


def test_words_that_mean_nobody_are_kept(qtbot: QtBot, editor: Made) -> None:
    one = editor("left_behind", "student")
    qtbot.keyClicks(one, "zzz")
    qtbot.keyClick(one, TAB)
    assert one.given == ["zzz"]


def test_a_private_number_is_masked_and_typed_anew(qtbot: QtBot, editor: Made) -> None:
    one = editor("student", "id_number", "990123201803124527")
    assert one.text() == "990123********4527"
    assert one.value_text() == "990123201803124527"
    asked: list[bool] = []
    one.reveal_asked.connect(lambda: asked.append(True))
    qtbot.keyClick(one, Qt.Key.Key_F2)
    assert asked == [True]
    one.setCursorPosition(3)
    qtbot.keyClicks(one, "99")
    assert one.text() == "99"


def test_leaving_a_masked_number_changes_nothing(qtbot: QtBot, editor: Made) -> None:
    one = editor("student", "id_number", "990123201803124527")
    qtbot.keyClick(one, ENTER)
    assert one.given == []


def test_today_by_one_key(qtbot: QtBot, editor: Made) -> None:
    one = editor("student", "born_on")
    qtbot.keyClick(one, Qt.Key.Key_Semicolon, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(one, ENTER)
    assert one.given == ["2026-09-03"]


def test_a_composition_is_not_cut(qtbot: QtBot, editor: Made) -> None:
    """While an input method composes, nothing is given away and no list opens; the settled word is one edit."""
    one = editor("student", "nation")
    QApplication.sendEvent(one, QInputMethodEvent("tu'jia", []))
    assert one.given == []
    assert not one.is_open
    settled = QInputMethodEvent("", [])
    settled.setCommitString("土家")
    QApplication.sendEvent(one, settled)
    assert one.text() == "土家"
    assert one.is_open
    qtbot.keyClick(one, ENTER)
    assert one.given == ["土家族"]


def test_a_note_breaks_its_line_by_alt_enter(qtbot: QtBot, editor: Made) -> None:
    one = editor("student", "note")
    assert isinstance(one, NoteEditor)
    qtbot.keyClicks(one, "a")
    qtbot.keyClick(one, ENTER, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClicks(one, "b")
    qtbot.keyClick(one, ENTER)
    assert one.given == ["a\nb"]


def test_leaving_by_the_mouse_keeps_what_was_typed(qtbot: QtBot, editor: Made) -> None:
    one, other = editor("student", "name"), editor("student", "former_name")
    one.setFocus()
    qtbot.keyClicks(one, "a")
    other.setFocus()
    QApplication.sendPostedEvents()
    one.commit()
    assert one.given == ["a"]


def test_coming_back_from_another_program_changes_nothing(qtbot: QtBot, editor: Made) -> None:
    one = editor("student", "phone")
    qtbot.keyClicks(one, "13800")
    for kind in (QEvent.Type.FocusOut, QEvent.Type.FocusIn):
        QApplication.sendEvent(one, QFocusEvent(kind, Qt.FocusReason.ActiveWindowFocusReason))
    qtbot.keyClicks(one, "001111")
    assert one.given == ["13800001111"]


def test_english_names_where_the_program_speaks_english(editor: Made) -> None:
    assert editor("student", "name", lang="en").accessibleName() == "Name"
