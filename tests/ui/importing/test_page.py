"""导入名册: the form is guessed, every row has its fate, differences are told, one step in, one step back."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from export.jobs.desk import Desk
from export.jobs.preview import Preview, look_into
from forms.problems import Refusal
from ui.school.importing import ImportPage
from ui.school.importing.model import CELL, LABEL
from ui.theme import Theme

PATIENCE = 20_000


@pytest.fixture
def roster(clean: Desk, tmp_path: Path) -> Path:
    """As a teacher keeps it: two known pupils, one with another phone, a new one, one whose number is lost."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["学生花名册"])
    sheet.append(["序号", "学生姓名", "身份证号码", "家长联系电话", "血压"])
    students = clean.tables["student"]
    rows = [row for row in range(len(students)) if students.columns["id_number"][row]][:2]
    for number, row in enumerate(rows):
        name, id_, phone = (students.text(row, field) for field in ("name", "id_number", "phone"))
        sheet.append([number + 1, name, id_, "13900001111" if number else phone, "正常"])
    sheet.append([3, "新来的", "990123201801011237", "13900002222"])
    sheet.append([4, "号码坏了", 990123201801011e3, "13900003333"])
    sheet.append(["合计", "4人"])
    book.save(tmp_path / "花名册.xlsx")
    return tmp_path / "花名册.xlsx"


def read(page: ImportPage, path: Path, qtbot: QtBot, form: str = "") -> Preview:
    page.preview = None
    page.read(path, form)
    qtbot.waitUntil(lambda: page.preview is not None and page.other.isEnabled(), timeout=PATIENCE)
    assert page.preview is not None
    return page.preview


def take_in(page: ImportPage, qtbot: QtBot) -> None:
    page.take_in()
    qtbot.waitUntil(page.isEnabled, timeout=PATIENCE)


@pytest.fixture
def page(clean: Desk, theme: Theme, qtbot: QtBot) -> ImportPage:
    made = ImportPage(clean, theme)
    qtbot.addWidget(made)
    made.resize(1182, 700)
    made.show()
    made.refresh()
    return made


def test_the_form_is_guessed_and_every_row_has_a_fate(page: ImportPage, roster: Path, qtbot: QtBot) -> None:
    preview = read(page, roster, qtbot)
    assert list(preview.sheets) == ["student"]
    assert [preview.count(fate) for fate in ("new", "changed", "same", "problem")] == [1, 1, 1, 1]
    assert page.take.isEnabled()
    assert "2" in page.take.text()


def test_a_difference_is_told_and_masked(page: ImportPage, roster: Path, qtbot: QtBot) -> None:
    read(page, roster, qtbot)
    page.fates.choose("changed")
    page._show_fate()
    column = page.model.column_of("phone")
    cell = page.model.index(0, column).data(CELL)
    assert cell.is_changed
    assert cell.text == "139****1111"
    assert "→" in page.model.index(0, column).data(Qt.ItemDataRole.DisplayRole)
    assert page.model.rowCount() == 1


def test_remarks_name_cells_columns_and_rows(page: ImportPage, roster: Path, qtbot: QtBot) -> None:
    read(page, roster, qtbot)
    lines = page.aside._lines
    assert any(line.place.endswith("C6") for line in lines["problems"])
    assert [line.found for line in lines["unknown"]] == ["血压"]
    assert len(lines["skipped"]) == 1
    page.aside.list.selectRow(0)
    assert page.table.currentIndex().row() == page.model.line_of(lines["problems"][0].row)
    assert page.model.index(0, LABEL).data()


def test_one_step_in_and_one_step_back(page: ImportPage, clean: Desk, roster: Path, qtbot: QtBot) -> None:
    before = len(clean.tables["student"])
    read(page, roster, qtbot)
    with qtbot.waitSignal(page.changed):
        page.commands()["take_in"]()
        assert not page.isEnabled()
    assert len(clean.tables["student"]) == before + 1
    assert not page.take.isEnabled()
    assert page.message.isVisible()
    qtbot.waitUntil(page.isEnabled, timeout=PATIENCE)
    page.take_back()
    qtbot.waitUntil(lambda: len(clean.tables["student"]) == before, timeout=PATIENCE)
    qtbot.waitUntil(lambda: page.take.isEnabled(), timeout=PATIENCE)


def test_another_step_in_between_is_not_taken_back(page: ImportPage, clean: Desk, roster: Path, qtbot: QtBot) -> None:
    read(page, roster, qtbot)
    take_in(page, qtbot)
    clean.save("student", clean.tables["student"].ids[0], {"talent": "唱歌"})
    page.take_back()
    assert clean.text("student", clean.tables["student"].ids[0], "talent") == "唱歌"


def test_a_locked_return_takes_nothing_in(page: ImportPage, clean: Desk, roster: Path, qtbot: QtBot) -> None:
    read(page, roster, qtbot)
    clean.set_state("student", "approved")
    before = list(clean.tables["student"].ids)
    take_in(page, qtbot)
    assert clean.tables["student"].ids == before
    assert page.message.isVisible()


def test_a_workbook_of_ours_brings_all_its_forms(page: ImportPage, clean: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    clean.export(tmp_path / "ours.xlsx")
    preview = read(page, tmp_path / "ours.xlsx", qtbot)
    assert preview.is_ours
    assert set(preview.sheets) == set(clean.library.forms)
    assert not page.take.isEnabled()
    assert preview.count("same") == preview.count("same", "new", "changed", "problem")
    page.which._choose("staff")
    assert page.model.rowCount() == len(clean.tables["staff"])


def test_a_file_may_be_dropped(page: ImportPage, roster: Path, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(roster))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, left, none))
    qtbot.waitUntil(lambda: page.preview is not None and page.other.isEnabled(), timeout=PATIENCE)


def test_a_file_that_is_no_list_is_refused_in_words(page: ImportPage, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("红,黄\n1,2\n", "utf-8")
    page.read(tmp_path / "x.csv")
    qtbot.waitUntil(page.message.isVisible, timeout=PATIENCE)
    qtbot.waitUntil(page.other.isEnabled, timeout=PATIENCE)
    assert "标题" in page.message.sentence.text()


@pytest.mark.parametrize(
    ("name", "form"),
    [("班级花名册.xlsx", "student"), ("留守儿童摸底表.xlsx", "left_behind"), ("设备台账.csv", "equipment")],
)
def test_samples_are_recognised(clean: Desk, samples: Path, name: str, form: str) -> None:
    assert list(look_into(clean, samples / name).sheets) == [form]


def test_no_form_fits_an_empty_sheet(clean: Desk, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(Refusal, match="no_form_fits"):
        look_into(clean, tmp_path / "x.csv")
