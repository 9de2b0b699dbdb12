"""A field that cannot become longer is left by itself: nothing is cut, nothing spills over, and the way back is short."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from forms.kinds.identity import check_character
from forms.library import Library
from tests.journeys.hand import Hand
from tests.ui.editors.conftest import Made
from ui.editors import LineEditor, Setting, editor_for

ENTER, BACK = Qt.Key.Key_Return, Qt.Key.Key_Backspace
NUMBER = "99012320180312452" + check_character("99012320180312452")
BESIDE = "99012320190101011" + check_character("99012320190101011")


def moves(editor: LineEditor) -> list[int]:
    """Filled with +1 and −1 as the editor asks to go on and back."""
    found: list[int] = []
    editor.moved.connect(found.append)
    return found


@pytest.mark.parametrize(
    ("form", "field", "typed", "given"),
    [
        ("student", "id_number", NUMBER, NUMBER), ("student", "born_on", "20180312", "2018-03-12"),
        ("student", "born_on", "2018-03-12", "2018-03-12"), ("student", "phone", "13800001111", "13800001111"),
        ("student", "household_division", "990123101201", "990123101201"), ("student", "postcode", "992301", "992301"),
        ("student", "boards", "2", "住校"), ("student", "grade", "3", "三年级"), ("student", "grade", "01", "小班"),
        ("student", "guardian1_relation", "2", "母亲"), ("student", "guardian1_relation", "71", "父母"),
        ("student", "orphan", "1", "是"), ("student", "orphan", "2", "否"), ("student", "orphan", "n", "否"),
        ("student", "preschool_years", "0", "未接受过"), ("student", "preschool_years", "2", "两年"),
        ("school", "code", "2199000128", "2199000128"),
    ],
)  # fmt: skip
def test_the_last_key_of_a_whole_text_is_enough(
    qtbot: QtBot, editor: Made, form: str, field: str, typed: str, given: str
) -> None:
    one = editor(form, field)
    steps = moves(one)
    qtbot.keyClicks(one, typed[:-1])
    assert (one.given, steps) == ([], [])
    qtbot.keyClicks(one, typed[-1])
    assert (one.given, steps) == ([given], [1])


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("id_number", NUMBER[:-1] + ("1" if NUMBER[-1] != "1" else "2")), ("born_on", "20180230"),
        ("phone", "05961234567"), ("entered_on", "202409"), ("class_no", "1"), ("distance", "1.25"), ("name", "x"),
        ("grade", "0"), ("guardian1_relation", "7"), ("nation", "1"), ("boards", "9"), ("boards", "z"),
    ],
)  # fmt: skip
def test_what_may_go_on_or_is_wrong_waits_for_a_person(qtbot: QtBot, editor: Made, field: str, typed: str) -> None:
    one = editor("student", field)
    steps = moves(one)
    qtbot.keyClicks(one, typed)
    assert (one.given, steps) == ([], [])


def test_a_correction_within_does_not_end_a_field(qtbot: QtBot, editor: Made) -> None:
    one = editor("student", "phone")
    steps = moves(one)
    qtbot.keyClicks(one, "1380000111")
    one.setCursorPosition(3)
    qtbot.keyClicks(one, "1")
    assert (one.text(), steps) == ("13810000111", [])


def test_the_first_six_digits_may_be_those_of_the_pupil_before(
    qtbot: QtBot, library: Library, setting: Setting
) -> None:
    field = library.forms["student"].fields["id_number"]
    one = editor_for(field, replace(setting, before=lambda _field: NUMBER))
    qtbot.addWidget(one)
    assert isinstance(one, LineEditor)
    steps = moves(one)
    qtbot.keyClicks(one, BESIDE[6:])
    assert (one.value_text(), steps) == (BESIDE, [1])
    one.show_text("")
    wrong = BESIDE[6:-1] + ("1" if BESIDE[-1] != "1" else "2")
    qtbot.keyClicks(one, wrong)
    qtbot.keyClick(one, ENTER)
    assert one.value_text() == wrong


def test_an_enter_by_habit_does_not_skip_the_next_field(qtbot: QtBot, editor: Made, library: Library) -> None:
    first = editor("student", "boards")
    following = editor_for(library.forms["student"].fields["orphan"], first.setting)
    qtbot.addWidget(following)
    assert isinstance(following, LineEditor)
    steps = moves(following)

    def strike(one: LineEditor, key: Qt.Key, text: str, at: int) -> None:
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text)
        event.setTimestamp(at)
        QApplication.sendEvent(one, event)

    strike(first, Qt.Key.Key_1, "1", 10_000)
    strike(following, ENTER, "\r", 10_150)
    assert steps == []
    strike(following, ENTER, "\r", 10_200)
    assert steps == [1]
    strike(first, Qt.Key.Key_A, "", 20_000)
    strike(following, ENTER, "\r", 10_900)
    assert steps == [1, 1]


def test_a_key_that_is_held_too_long_does_not_fill_the_next_field(qtbot: QtBot, editor: Made) -> None:
    one = editor("student", "phone")
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_1, Qt.KeyboardModifier.NoModifier, "1", True)
    QApplication.sendEvent(one, held)
    assert one.text() == ""
    qtbot.keyClicks(one, "1")
    QApplication.sendEvent(one, held)
    assert one.text() == "11"


def test_backspace_in_a_blank_field_leads_back(qtbot: QtBot, editor: Made) -> None:
    blank, filled = editor("student", "phone"), editor("student", "name", "x")
    steps, others = moves(blank), moves(filled)
    qtbot.keyClick(blank, BACK)
    qtbot.keyClicks(blank, "1")
    qtbot.keyClick(blank, BACK)
    qtbot.keyClick(filled, BACK)
    assert (steps, others) == ([-1], [])


def test_digits_out_of_an_input_method_end_a_field_and_words_do_not(editor: Made) -> None:
    one, relation = editor("student", "boards"), editor("student", "guardian1_relation")
    steps, others = moves(one), moves(relation)
    for target, composed, settled in ((one, "", "2"), (relation, "fu'qin", ""), (relation, "", "父亲")):
        event = QInputMethodEvent(composed, [])
        event.setCommitString(settled)
        QApplication.sendEvent(target, event)
    assert (one.given, steps) == (["住校"], [1])
    assert (relation.text(), others) == ("父亲", [])


def place(library: Library, setting: Setting, qtbot: QtBot) -> LineEditor:
    known = ["石坪镇石坪村", "石坪镇高寨村", "城关镇文昌社区"]
    told = replace(setting, before=lambda _field: "石坪镇石坪村三组18号", places=lambda _field: known)
    one = editor_for(library.forms["student"].fields["address_now"], told)
    qtbot.addWidget(one)
    assert isinstance(one, LineEditor)
    one.show()
    one.setFocus()
    QApplication.processEvents()
    return one


def test_a_village_is_proposed_and_counts_when_one_goes_on(qtbot: QtBot, library: Library, setting: Setting) -> None:
    one = place(library, setting, qtbot)
    given: list[str] = []
    one.committed.connect(given.append)
    assert (one.text(), one.value_text()) == ("石坪镇石坪村", "")
    qtbot.keyClick(one, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert given == []
    qtbot.keyClick(one, ENTER)
    assert given == ["石坪镇石坪村"]


@pytest.mark.parametrize(
    ("keys", "written"),
    [
        (["5-12"], "石坪镇石坪村5组12号"), ([Qt.Key.Key_Down, "3"], "石坪镇高寨村3组"),
        (["3", Qt.Key.Key_Down, Qt.Key.Key_Down], "城关镇文昌社区3"), ([Qt.Key.Key_Up, "x"], "城关镇文昌社区x"),
        (["gz7"], "石坪镇高寨村7组"), (["3-1", Qt.Key.Key_Escape], "石坪镇石坪村3-1"), (["abc"], "石坪镇石坪村abc"),
        (["石坪镇下坝村6-8"], "石坪镇下坝村6组8号"), (["高寨村6-8"], "石坪镇高寨村6组8号"),
        (["高寨村6-8", Qt.Key.Key_Escape], "石坪镇石坪村高寨村6-8"),
    ],
)  # fmt: skip
def test_an_address_is_written_by_few_keys(
    qtbot: QtBot, library: Library, setting: Setting, keys: list[str | Qt.Key], written: str
) -> None:
    one = place(library, setting, qtbot)
    hand = Hand(one)
    for key in keys:
        hand.say(key) if isinstance(key, str) else hand.strike(key)
    hand.strike(ENTER)
    assert one.value_text() == written
