"""备份与恢复: a copy now, what lies in the folder, counts before and after, and the way back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from export.jobs.backups import bring_back
from export.jobs.desk import Desk
from export.jobs.session import Session
from forms.problems import Refusal
from ui.page import Place
from ui.preferences import Preferences
from ui.school.backups import BackupPage
from ui.theme import Theme


@pytest.fixture
def swaps() -> list[Callable[[], object]]:
    """What the program was asked to do with the closed ledger."""
    return []


@pytest.fixture
def page(clean: Desk, theme: Theme, qtbot: QtBot, tmp_path: Path, swaps: list[Callable[[], object]]) -> BackupPage:
    preferences = Preferences(tmp_path / "choices.json")
    made = BackupPage(clean, theme, preferences, lambda act, _password: swaps.append(act))
    qtbot.addWidget(made)
    made.resize(1182, 700)
    made.show()
    made.refresh()
    (tmp_path / "copies").mkdir()
    made.ask_folder = lambda: str(tmp_path / "copies")
    return made


def copied(page: BackupPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.changed, timeout=20_000):
        page.show_place(Place("backup", about="now"))
    qtbot.waitUntil(page.now.isEnabled)


def test_a_folder_is_asked_for_once_and_remembered(page: BackupPage, clean: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    assert page.files.rowCount() == 0
    copied(page, qtbot)
    assert page.files.rowCount() == 1
    assert clean.last_backup is not None
    assert Path(clean.last_backup.file).parent == tmp_path / "copies"
    page.ask_folder = lambda: pytest.fail("asked again")
    assert page.folder == tmp_path / "copies"


def test_an_empty_list_says_what_to_do(page: BackupPage, qtbot: QtBot, tmp_path: Path) -> None:
    without_folder = page.files.empty
    page.back_up_elsewhere()
    qtbot.waitUntil(lambda: page.now.isEnabled() and page.files.rowCount() == 1)
    (tmp_path / "others").mkdir()
    page.ask_folder = lambda: str(tmp_path / "others")
    for file in (tmp_path / "copies").iterdir():
        file.unlink()
    page.refresh()
    assert page.files.rowCount() == 0
    assert page.files.empty not in ("", without_folder)
    blank = page.files.grab().toImage()
    page.files.empty = ""
    assert page.files.grab().toImage() != blank


def test_counts_stand_side_by_side(page: BackupPage, clean: Desk, qtbot: QtBot) -> None:
    copied(page, qtbot)
    before = len(clean.tables["student"])
    clean.remove("student", clean.tables["student"].ids[0])
    assert not page.restore.isEnabled()
    qtbot.mouseClick(page.look, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.restore.isEnabled, timeout=20_000)
    line = list(clean.library.forms).index("student")
    assert [page.counts.item(line, column).text() for column in (1, 2, 3)] == [str(before - 1), str(before), "+1"]
    assert page.restore.isEnabled()


def test_the_way_back_is_asked_for_twice(
    page: BackupPage, clean: Desk, session: Session, qtbot: QtBot, swaps: list[Callable[[], object]]
) -> None:
    copied(page, qtbot)
    before, path = list(clean.tables["student"].ids), clean.path
    clean.remove("student", before[0])
    page.look_inside()
    qtbot.waitUntil(page.restore.isEnabled, timeout=20_000)
    page.ask_sure = lambda _name: False
    page.bring_back()
    assert not swaps
    page.ask_sure = lambda _name: True
    page.bring_back()
    assert len(swaps) == 1
    clean.close()
    swaps[0]()
    with Desk.open(path, session) as again:
        assert again.tables["student"].ids == before
    assert list(path.parent.glob("*.old1"))


def test_a_damaged_backup_is_refused_in_words(page: BackupPage, clean: Desk, qtbot: QtBot) -> None:
    copied(page, qtbot)
    assert page.chosen is not None
    data = bytearray(page.chosen.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 512] = bytes(512)
    page.chosen.write_bytes(data)
    page.message.hide()
    page.look_inside()
    qtbot.waitUntil(page.message.isVisible, timeout=20_000)
    assert not page.restore.isEnabled()


def test_the_open_ledger_is_no_backup(clean: Desk) -> None:
    with pytest.raises(Refusal, match="backup_is_ledger"):
        bring_back(clean.path, clean.path)


def test_a_pulled_stick_shows_no_files(page: BackupPage, qtbot: QtBot, tmp_path: Path) -> None:
    copied(page, qtbot)
    (tmp_path / "copies").rename(tmp_path / "gone")
    page.refresh()
    assert page.files.rowCount() == 0
