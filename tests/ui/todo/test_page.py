"""退回单 at the school: opened from the import page, walked, answered in words, and put right in the records."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from export.jobs.desk import Desk
from export.slip import Slip, SlipItem
from export.slip.paper import write_slip
from forms.roll import roll_on
from ui.page import Place
from ui.parts.button import Link
from ui.school.importing import ImportPage
from ui.school.todo import TodoPage
from ui.theme import Theme

PATIENCE = 20_000
KEY = bytes(range(32))


def items(desk: Desk) -> tuple[SlipItem, ...]:
    """Three children of whom two schools must be asked, and one who is to leave."""
    students = desk.tables["student"]
    present = sorted(roll_on(desk.period.ends, students, desk.tables["movement"], kinds(desk)))[:4]
    asked = zip(("ask", "ask", "ask", "leave"), present, strict=True)
    return tuple(
        SlipItem(
            f"{kind}|{at}", kind, f"{students.text(row, 'name')}在两所学校。", "请核实。",
            form="student", record=students.ids[row], field="name", label=students.text(row, "name"),
        )
        for at, (kind, row) in enumerate(asked)
    )  # fmt: skip


def kinds(desk: Desk):  # noqa: ANN201 – the code list of 学籍异动
    return desk.library.forms["movement"].fields["kind"].kind.codes  # pyright: ignore[reportAttributeAccessIssue]


@pytest.fixture
def paper(clean: Desk, tmp_path: Path) -> Path:
    """The slip as it comes from the county."""
    slip = Slip(
        "a" * 32, "990123", "青岚县", clean.school_code, clean.school_name, clean.period.code, 1, 0, items(clean),
        "2026-09-18", practice=True,
    )  # fmt: skip
    write_slip(slip, dict(clean.library.forms), KEY, tmp_path / "退回单.xlsx")
    return tmp_path / "退回单.xlsx"


@pytest.fixture
def page(clean: Desk, theme: Theme, qtbot: QtBot) -> TodoPage:
    made = TodoPage(clean, theme)
    qtbot.addWidget(made)
    made.resize(1182, 690)
    with qtbot.waitExposed(made):
        made.show()
    made.refresh()
    return made


def take(page: TodoPage, paper: Path, qtbot: QtBot) -> None:
    page.ask_file = lambda: str(paper)
    qtbot.keyClick(page.open_file, Qt.Key.Key_Space)
    qtbot.waitUntil(page.open_file.isEnabled, timeout=PATIENCE)


def test_without_a_slip_the_page_says_how_one_is_opened(page: TodoPage) -> None:
    assert page.panes() == [page.open_file]
    assert not page.foot.isVisible()
    assert not page.next_problem()
    assert page.facts() == []


def test_a_slip_is_opened_and_its_items_wait(page: TodoPage, paper: Path, clean: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.changed, timeout=PATIENCE):
        take(page, paper, qtbot)
    assert [line.key for line in page.list.sheet.lines] == [item.id for item in items(clean)]
    assert clean.todo_open == 4
    assert "青岚县" in page.message.sentence.text()
    assert "2026-09-18" in page.head.facts.text()


def test_enter_leads_to_the_record(page: TodoPage, paper: Path, clean: Desk, qtbot: QtBot) -> None:
    take(page, paper, qtbot)
    with qtbot.waitSignal(page.went) as went:
        qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert went.args == [Place("roll", "student", items(clean)[0].record, "name")]


def test_f8_walks_to_the_end_and_then_lets_the_window_look_on(page: TodoPage, paper: Path, qtbot: QtBot) -> None:
    take(page, paper, qtbot)
    first = page.list.key
    walked = [page.list.key for _ in range(5) if page.next_problem()]
    assert len(walked) == 3
    assert first not in walked
    assert not page.next_problem()
    assert page.next_problem(back=True)


def test_an_answer_is_kept_and_the_next_item_stands_there(
    page: TodoPage, paper: Path, clean: Desk, qtbot: QtBot
) -> None:
    take(page, paper, qtbot)
    first = page.list.key
    page.answer.setText("一直在本校")
    qtbot.keyClick(page.answer, Qt.Key.Key_Return)
    assert clean.todo_open == 3
    assert page.list.key != first
    assert page.answer.text() == ""
    assert page.list.hasFocus()
    page.show_place(Place("todo", record=first))
    assert page.answer.text() == "一直在本校"
    page.answer.clear()
    qtbot.keyClick(page.answer, Qt.Key.Key_Return)
    assert clean.todo_open == 4, "an empty answer is taken back"


def test_what_is_put_right_in_the_records_is_no_longer_to_be_done(
    page: TodoPage, paper: Path, clean: Desk, qtbot: QtBot
) -> None:
    take(page, paper, qtbot)
    leaving = items(clean)[3]
    clean.remove("student", leaving.record)
    page.refresh()
    assert leaving.id not in [line.key for line in page.list.sheet.lines]
    assert clean.todo_open == 3
    clean.undo()
    page.refresh()
    assert clean.todo_open == 4


def test_the_import_page_hands_a_slip_on(clean: Desk, theme: Theme, paper: Path, qtbot: QtBot) -> None:
    page = ImportPage(clean, theme)
    qtbot.addWidget(page)
    page.show()
    with qtbot.waitSignal(page.told, timeout=PATIENCE), qtbot.waitSignal(page.went, timeout=PATIENCE) as went:
        page.read(paper)
    assert went.args == [Place("todo")]
    assert clean.todo_open == 4
    assert page.preview is None


def test_a_list_that_is_no_slip_is_refused_calmly(page: TodoPage, tmp_path: Path, clean: Desk, qtbot: QtBot) -> None:
    (tmp_path / "坏.xlsx").write_bytes(b"no slip")
    take(page, tmp_path / "坏.xlsx", qtbot)
    assert page.message.property("tone") == "seal"
    assert clean.todo_open == 0


@pytest.fixture
def strange(clean: Desk, tmp_path: Path) -> Path:
    """A later slip of the same county, under a key that the school does not know."""
    slip = Slip(
        "b" * 32, "990123", "青岚县", clean.school_code, clean.school_name, clean.period.code, 2, 0, items(clean)[:1],
        practice=True,
    )  # fmt: skip
    write_slip(slip, dict(clean.library.forms), bytes(range(1, 33)), tmp_path / "新签名.xlsx")
    return tmp_path / "新签名.xlsx"


def test_a_slip_under_a_new_key_waits_for_a_persons_word(
    page: TodoPage, paper: Path, strange: Path, clean: Desk, qtbot: QtBot
) -> None:
    take(page, paper, qtbot)
    take(page, strange, qtbot)
    assert page.message.property("tone") == "amber"
    assert clean.todo_open == 4
    [agreed] = page.message.findChildren(Link)
    with qtbot.waitSignal(page.changed, timeout=PATIENCE):
        qtbot.mouseClick(agreed, Qt.MouseButton.LeftButton)
    assert clean.todo_open == 1


def test_the_import_page_asks_about_a_new_key_itself(
    clean: Desk, theme: Theme, paper: Path, strange: Path, qtbot: QtBot
) -> None:
    clean.open_slip(paper)
    page = ImportPage(clean, theme)
    qtbot.addWidget(page)
    page.show()
    page.read(strange)
    qtbot.waitUntil(page.message.isVisible, timeout=PATIENCE)
    assert clean.todo_open == 4
    [agreed] = page.message.findChildren(Link)
    with qtbot.waitSignal(page.went, timeout=PATIENCE) as went:
        qtbot.mouseClick(agreed, Qt.MouseButton.LeftButton)
    assert went.args == [Place("todo")]
    assert clean.todo_open == 1
