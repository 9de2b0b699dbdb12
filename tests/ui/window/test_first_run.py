"""The first run and the door, as a clerk goes through them."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from export.jobs.county import practising
from export.jobs.desk import Desk
from export.jobs.opening import is_locked
from export.jobs.session import Session
from forms.library import root
from ui.app import Program
from ui.county.board import BoardPage
from ui.county.window import CountyWindow
from ui.school.first_run import Door, Wizard
from ui.task import Cancelled
from ui.window import Window

PASSWORD = "四个词好记 2026"


def wizard_of(program: Program) -> Wizard:
    program.start()
    assert isinstance(program.shown, Wizard)
    return program.shown


def test_the_manual_tells_of_the_same_steps(program: Program) -> None:
    manual = (root() / "resources" / "help" / "start.md").read_text("utf-8")
    told = [line.split("**")[1] for line in manual.splitlines() if line[:4] in ("1. *", "2. *", "3. *", "4. *", "5. *")]
    assert told == [question.step for question in wizard_of(program).questions]


def answer(wizard: Wizard) -> None:
    """Everything up to the password."""
    wizard.go_on()
    wizard.school.name.setText("云岭小学")
    wizard.school.code.setText("2199000128")
    wizard.go_on()
    wizard.go_on()
    wizard.secret.user.setText("王秀兰")
    wizard.secret.password.setText(PASSWORD)
    wizard.secret.again.setText(PASSWORD)
    wizard.go_on()


def test_a_new_ledger_is_made_and_its_door_opens_the_next_day(program: Program, qtbot: QtBot) -> None:
    wizard = wizard_of(program)
    answer(wizard)
    qtbot.waitUntil(lambda: wizard.at == 4 and not wizard.busy.isVisible(), timeout=20000)
    assert len(wizard.code.code.text().replace("-", "")) == 26
    assert not wizard.onward.isEnabled()
    wizard.code.copied.setChecked(True)
    wizard.go_on()
    assert isinstance(program.shown, Window)
    assert program.desk is not None
    assert (program.desk.school_code, program.desk.user) == ("2199000128", "王秀兰")
    ledger = program.desk.path
    assert is_locked(ledger)

    program.close()
    program.start()
    door = program.shown
    assert isinstance(door, Door)
    door.password.setText("nobody's password")
    door.enter()
    qtbot.waitUntil(door.button.isEnabled, timeout=20000)
    assert program.shown is door
    door.password.setText(PASSWORD)
    QTest.keyClick(door.password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(program.shown, Window), timeout=20000)
    program.shown.locked.lock()
    program.shown.locked._password.setText("nobody's password")
    program.shown.locked._try()
    qtbot.waitUntil(program.shown.locked.button.isEnabled, timeout=20000)
    assert program.shown.locked.isVisible()
    program.shown.locked._password.setText(PASSWORD)
    program.shown.locked._try()
    qtbot.waitUntil(lambda: not program.shown.locked.isVisible(), timeout=20000)


def test_a_practice_school_needs_one_answer(program: Program, qtbot: QtBot) -> None:
    wizard = wizard_of(program)
    wizard.way.ways["practice"].button.setChecked(True)
    wizard.go_on()
    qtbot.waitUntil(lambda: isinstance(program.shown, Window), timeout=30000)
    assert program.desk is not None
    assert program.desk.practice


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [("", "2199000128", "学校名称"), ("云岭小学", "", "标识码"), ("云岭小学", "2199", "10")],
)
def test_one_cannot_go_on_without_an_answer_and_is_told_why(program: Program, name: str, code: str, said: str) -> None:
    wizard = wizard_of(program)
    wizard.go_on()
    wizard.school.name.setText(name)
    wizard.school.code.setText(code)
    wizard.go_on()
    assert wizard.at == 1
    assert said in wizard.questions[1].missing()
    assert wizard.minimumSizeHint().width() <= 1296  # whatever is said, it fits the smallest window


def test_passwords_must_agree_and_be_long(program: Program) -> None:
    secret = wizard_of(program).secret
    secret.user.setText("王秀兰")
    secret.password.setText("short")
    assert "8" in secret.missing()
    secret.password.setText(PASSWORD)
    secret.again.setText(PASSWORD + "!")
    assert "不一样" in secret.missing()


def test_a_ledger_that_is_there_already_is_never_replaced(program: Program, qtbot: QtBot) -> None:
    folder = program.folders.ledgers
    folder.mkdir(parents=True)
    (folder / "2199000128.school").write_bytes(b"precious")
    wizard = wizard_of(program)
    answer(wizard)
    qtbot.waitUntil(lambda: not wizard.message.isHidden(), timeout=20000)
    assert wizard.at == 3
    assert (folder / "2199000128.school").read_bytes() == b"precious"


def test_a_ledger_that_cannot_be_opened_leads_back_to_the_first_page(program: Program, tmp_path: Path) -> None:
    broken = tmp_path / "2199000128.school"
    broken.write_bytes(b"no ledger")
    program.preferences.change(ledger=str(broken))
    wizard = wizard_of(program)
    assert not wizard.message.isHidden()


@pytest.fixture
def last_year(session: Session, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("last_year")
    with Desk.create(
        folder / "old.school", session, "2199000128", "云岭小学", password=PASSWORD, user="李老师"
    ) as desk:
        desk.save("class", None, {"grade": "一年级", "class_no": "1"})
        desk.export(folder / "去年.xlsx", draft=True)
    return folder / "去年.xlsx"


def test_last_year_comes_along_and_the_wizard_says_how_much(program: Program, last_year: Path, qtbot: QtBot) -> None:
    wizard = wizard_of(program)
    wizard.way.choose(last_year)
    answer(wizard)
    assert wizard.busy.isVisible()
    qtbot.waitUntil(lambda: wizard.at == 4 and not wizard.busy.isVisible(), timeout=30000)
    assert wizard._made.records == 1
    assert "去年.xlsx" in wizard.message.sentence.text()
    wizard._made.desk.close()


def test_a_workbook_that_cannot_be_read_leaves_a_ledger_without_it(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "坏.xlsx").write_bytes(b"no workbook")
    wizard = wizard_of(program)
    wizard.way.choose(tmp_path / "坏.xlsx")
    answer(wizard)
    qtbot.waitUntil(lambda: wizard.at == 4 and not wizard.busy.isVisible(), timeout=30000)
    assert wizard.message.property("tone") == "seal"
    assert wizard._made.desk.path.is_file()
    wizard._made.desk.close()


def answer_county(wizard: Wizard, code: str = "350123") -> None:
    """The county's way, up to the password."""
    wizard.way.ways["county"].button.setChecked(True)
    wizard.go_on()
    wizard.county.name.setText("青岚县教育局")
    wizard.county.code.setText(code)
    wizard.go_on()
    wizard.go_on()
    wizard.secret.user.setText("周敏")
    wizard.secret.password.setText(PASSWORD)
    wizard.secret.again.setText(PASSWORD)
    wizard.go_on()


def test_a_new_county_opens_empty_and_its_door_opens_the_next_day(program: Program, qtbot: QtBot) -> None:
    wizard = wizard_of(program)
    answer_county(wizard)
    qtbot.waitUntil(lambda: wizard.at == 4 and not wizard.busy.isVisible(), timeout=20000)
    assert len(wizard.code.code.text().replace("-", "")) == 26
    wizard.code.copied.setChecked(True)
    wizard.go_on()
    window = program.shown
    assert isinstance(window, CountyWindow)
    assert (window.bureau.store.code, window.bureau.name, window.bureau.user) == ("350123", "青岚县教育局", "周敏")
    assert isinstance(window.page, BoardPage)
    assert window.page.collect.isVisible()
    assert is_locked(window.bureau.path)

    program.close()
    program.start()
    door = program.shown
    assert isinstance(door, Door)
    door.password.setText(PASSWORD)
    QTest.keyClick(door.password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(program.shown, CountyWindow), timeout=20000)
    assert program.bureau is not None
    assert program.bureau.user == "周敏", "who worked here last goes on"


@pytest.mark.parametrize(("code", "said"), [("", "行政区划"), ("3501", "6 位"), ("990123", "练习")])
def test_a_county_wants_its_division(program: Program, code: str, said: str) -> None:
    wizard = wizard_of(program)
    wizard.way.ways["county"].button.setChecked(True)
    assert "选择县" in wizard.steps.accessibleName()
    wizard.go_on()
    assert "单位名称" in wizard.county.missing()
    wizard.county.name.setText("青岚县教育局")
    wizard.county.code.setText(code)
    assert said in wizard.county.missing()
    wizard.go_on()
    assert wizard.at == 1


def test_a_practice_county_shows_its_board_at_once(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("SCHOOLS", 4), ("PUPILS", 60), ("FAULTY", (1,)), ("SILENT", 1), ("DOUBLES", 0)):
        monkeypatch.setattr(practising, name, value)
    wizard = wizard_of(program)
    wizard.way.ways["practice_county"].button.setChecked(True)
    wizard.go_on()
    qtbot.waitUntil(lambda: isinstance(program.shown, CountyWindow), timeout=60000)
    assert program.bureau is not None
    assert program.bureau.practice
    by = program.bureau.board().by_status
    assert (by["reported"], by["problems"], by["missing"]) == (2, 1, 1)
    folder = program.bureau.path.parent
    assert len(list((folder / "schools").glob("*.school"))) == 4
    assert sorted(file.name for file in folder.iterdir() if file.is_dir()) == ["schools"], "nothing half-made is left"

    program.close()
    again = practising.practice_county(folder, program.session, "练习", lambda *_: pytest.fail("made a second time"))
    assert again.board().by_status == by
    again.close()


def test_a_practice_county_that_is_stopped_leaves_nothing(session: Session, tmp_path: Path) -> None:
    def stop(_done: int, _of: int, _name: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        practising.practice_county(tmp_path / "练习县", session, "练习", stop)
    assert list((tmp_path / "练习县").iterdir()) == []
