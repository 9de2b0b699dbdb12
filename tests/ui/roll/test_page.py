"""The roll of pupils by keys only: find, put right, type a new one. Everything goes through a real desk."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from export.jobs.desk import Desk
from forms.kinds.identity import check_character
from ui.page import Place
from ui.roll.model import GLYPH, Role, RollModel
from ui.roll.page import RollPage
from ui.theme import Theme

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ENTER = Qt.Key.Key_Return
Open = Callable[..., RollPage]


@pytest.fixture
def opened(qtbot: QtBot, desk: Desk, theme: Theme) -> Open:
    def make(form: str = "student") -> RollPage:
        page = RollPage(desk, theme, form)
        qtbot.addWidget(page)
        page.resize(1182, 702)
        page.refresh()
        page.show()
        page.activateWindow()
        QApplication.processEvents()
        return page

    return make


def focused() -> QWidget:
    """Where keys go."""
    QApplication.processEvents()
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def field_of(widget: QWidget) -> str:
    return widget.of.name


def test_the_model_keeps_qts_rules(opened: Open, qtmodeltester: ModelTester) -> None:
    for form in ("student", "class", "subsidy"):
        qtmodeltester.check(opened(form).model, force_py=True)


def test_search_finds_by_initials_and_marks_the_characters(qtbot: QtBot, opened: Open, desk: Desk) -> None:
    page = opened()
    name = desk.tables["student"].columns["name"][0]
    page.find_text()
    page.strip.search.insert(str(name))
    assert page.model.rowCount() >= 1
    index = page.model.index(0, 1)
    assert index.data() == name
    assert index.data(Role.HIT) == tuple(range(len(str(name))))
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    assert page.model.rowCount() == len(desk.tables["student"])


def test_letters_typed_on_the_list_go_into_the_search(qtbot: QtBot, opened: Open) -> None:
    page = opened()
    page.table.right.setFocus()
    qtbot.keyClicks(focused(), "l")
    qtbot.keyClicks(focused(), "y")
    assert page.strip.search.text() == "ly"


def test_segments_show_what_is_wrong(opened: Open, desk: Desk) -> None:
    page = opened()
    page.strip.segments._buttons["error"].click()
    assert page.model.rowCount() == page.marks.counts(desk.tables["student"].ids)["error"] > 0
    assert {page.model.index(line, GLYPH).data(Role.LEVEL) for line in range(page.model.rowCount())} == {"error"}


def test_a_filter_is_a_real_editor(qtbot: QtBot, opened: Open) -> None:
    page = opened()
    box = page.table.headers[1].editor("sex")
    assert box is not None
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert page.asked.filters == {"sex": "男"}
    assert {page.model.index(line, 2).data() for line in range(page.model.rowCount())} == {"男"}
    line = page.table.headers[0].editor("name")
    assert isinstance(line, QLineEdit)
    assert line.accessibleName()


def test_a_header_sorts_and_sorts_back(opened: Open) -> None:
    page = opened()
    page.table.headers[1].sectionClicked.emit(3)
    first = [page.model.index(line, 3).data() for line in range(page.model.rowCount())]
    page.table.headers[1].sectionClicked.emit(3)
    last = [page.model.index(line, 3).data() for line in range(page.model.rowCount())]
    assert first != last
    assert last[0].startswith(first[-1][:3])


def test_a_field_is_saved_when_it_is_left(qtbot: QtBot, opened: Open, desk: Desk) -> None:
    page = opened()
    page.table.go_line(0)
    page.table.right.setFocus()
    page.card.sections.focus_field("native_place")
    qtbot.keyClicks(focused(), "Qinglan")
    version = desk.version
    qtbot.keyClick(focused(), ENTER)
    assert desk.version > version
    assert desk.tables["student"].text(page.model.rows[0], "native_place") == "Qinglan"
    assert field_of(focused()) == "nation"
    assert desk.undo()
    page.refresh()
    assert page.card.sections.row("native_place").editor.value_text() != "Qinglan"


def test_a_wrong_value_is_kept_marked_and_told(qtbot: QtBot, opened: Open, desk: Desk) -> None:
    page = opened()
    page.table.go_line(0)
    page.card.sections.focus_field("born_on")
    qtbot.keyClicks(focused(), "2018-02-30")
    qtbot.keyClick(focused(), ENTER)
    row = page.card.sections.row("born_on")
    assert row.editor.text() == "2018-02-30"
    assert row.editor.property("state") == "error"
    assert any("2" in one.message for one in page.marks.record(page.record.id)["born_on"])


def test_f2_edits_in_the_cell_and_escape_leaves_it(qtbot: QtBot, opened: Open, desk: Desk) -> None:
    page = opened()
    page.table.go_line(0, page.model.section_of("boards"))
    page.table.right.setFocus()
    before = page.model.index(0, page.model.section_of("boards")).data()
    other = "1" if before == "住校" else "2"
    qtbot.keyClick(page.table.right, Qt.Key.Key_F2)
    qtbot.keyClicks(focused(), other)
    qtbot.keyClick(focused(), ENTER)
    after = page.model.index(0, page.model.section_of("boards")).data()
    assert {before, after} == {"走读", "住校"}
    qtbot.keyClick(page.table.right, Qt.Key.Key_F2)
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    assert page.model.index(0, page.model.section_of("boards")).data() == after


def test_f8_walks_through_all_that_waits_and_back(opened: Open) -> None:
    page = opened()
    page.table.go_line(0)
    seen: list[tuple[str, str]] = []
    while page.next_problem() and len(seen) < 500:
        seen.append((page.record.id, field_of(focused())))
    waiting = {(id_, name) for id_ in page.marks.fields for name in page.marks.waiting(id_)}
    assert set(seen) >= {spot for spot in waiting if spot[1]} - {(page.model.record(0), next(iter(page.form.fields)))}
    assert len(seen) == len(set(seen))
    assert page.next_problem(back=True)
    assert (page.record.id, field_of(focused())) == seen[-2]


def test_the_next_record_keeps_the_field(qtbot: QtBot, opened: Open) -> None:
    page = opened()
    page.table.go_line(0)
    page.card.sections.focus_field("phone")
    page.step(1)
    assert page.record.id == page.model.record(1)
    assert field_of(focused()) == "phone"
    page.step(-1)
    assert page.record.id == page.model.record(0)


NUMBER = "99012320180312452" + check_character("99012320180312452")


def test_a_new_pupil_stops_only_where_a_person_is_needed(qtbot: QtBot, opened: Open, desk: Desk) -> None:
    page, table = opened(), desk.tables["student"]
    known = len(table)
    page.new()
    qtbot.keyClicks(focused(), "Zhou")
    qtbot.keyClick(focused(), ENTER)
    assert field_of(focused()) == "id_number"
    qtbot.keyClicks(focused(), NUMBER)
    assert field_of(focused()) == "address_now"
    assert (table.text(known, "born_on"), table.text(known, "sex")) == ("2018-03-12", "女")
    assert table.text(known, "address_now") == ""
    qtbot.keyClick(focused(), ENTER)
    assert table.text(known, "address_now") != ""
    assert table.text(known, "birthplace") == table.text(known, "household_division") != ""
    assert field_of(focused()) == "household"
    qtbot.keyClick(focused(), Qt.Key.Key_Tab, SHIFT)
    qtbot.keyClick(focused(), Qt.Key.Key_Tab, SHIFT)
    assert field_of(focused()) == "id_number"


def test_every_field_of_a_new_record_is_reached_by_page_keys(qtbot: QtBot, opened: Open) -> None:
    page = opened()
    page.new()
    seen = [field_of(focused())]
    for _ in range(4):
        qtbot.keyClick(focused(), Qt.Key.Key_PageDown)
        seen.append(field_of(focused()))
    assert seen == list(page.form.fields)[:5]
    qtbot.keyClick(focused(), Qt.Key.Key_PageUp)
    assert field_of(focused()) == seen[3]


def test_what_the_record_before_says_is_taken_by_one_key(qtbot: QtBot, opened: Open, desk: Desk) -> None:
    page, table = opened(), desk.tables["student"]
    page.table.go_line(0)
    before = page.model.rows[0]
    page.new()
    qtbot.keyClicks(focused(), "Zhou")
    qtbot.keyClick(focused(), ENTER)
    page.sections.focus_field("phone")
    qtbot.keyClick(focused(), Qt.Key.Key_Apostrophe, CONTROL)
    row = table.row_of(page.record.id)
    assert row is not None
    assert table.text(row, "phone") == table.text(before, "phone")
    assert field_of(focused()) != "phone"


def test_the_last_field_leads_to_the_next_new_record(qtbot: QtBot, opened: Open, desk: Desk) -> None:
    page, known = opened("class"), len(desk.tables["class"])
    page.new()
    assert field_of(focused()) == "grade" or desk.suggestion("class", "grade")
    for text in ("7", "Li"):
        qtbot.keyClicks(focused(), text)
        qtbot.keyClick(focused(), ENTER)
    assert len(desk.tables["class"]) == known + 1
    assert page.record.is_new


def test_an_old_record_keeps_the_cursor_and_nothing_beside_is_changed(qtbot: QtBot, opened: Open, desk: Desk) -> None:
    page, table = opened(), desk.tables["student"]
    page.table.go_line(0)
    row = page.model.rows[0]
    before = {name: table.text(row, name) for name in page.form.fields}
    page.card.sections.focus_field("phone")
    qtbot.keyClicks(focused(), "13900002222")
    assert field_of(focused()) == "postcode"
    assert {name: table.text(row, name) for name in page.form.fields} == before | {"phone": "13900002222"}


def test_a_new_record_of_which_nothing_was_typed_leaves_no_trace(qtbot: QtBot, opened: Open, desk: Desk) -> None:
    page = opened()
    known = len(desk.tables["student"])
    page.new()
    qtbot.keyClick(focused(), ENTER)
    page.step(1)
    assert len(desk.tables["student"]) == known
    assert not page.record.is_new


def test_a_reminder_is_explained_in_the_card(qtbot: QtBot, opened: Open, desk: Desk) -> None:
    page = opened()
    record, field, one = next(
        (id_, name, item)
        for id_, fields in page.marks.fields.items() for name, items in fields.items() for item in items
        if item.problem.level == "reminder" and name
    )  # fmt: skip
    page.show_place(Place("student", "student", record, field))
    page.card.sections.row(field).explained.emit(one.problem.key, "checked")
    assert [each.reason for each in desk.problems("student") if each.problem.key == one.problem.key] == ["checked"]
    assert page.marks.cell(record, [field]) == "" or len(page.marks.record(record)[field]) > 1


def test_a_masked_number_is_shown_on_asking(qtbot: QtBot, opened: Open, desk: Desk) -> None:
    page = opened()
    page.table.go_line(0)
    page.card.sections.focus_field("id_number")
    editor = focused()
    assert "****" in editor.text()
    qtbot.keyClick(editor, Qt.Key.Key_F2)
    assert editor.text() == desk.tables["student"].text(page.model.rows[0], "id_number")


def test_every_form_opens(opened: Open, desk: Desk) -> None:
    for form in desk.library.forms:
        page = opened(form)
        assert page.model.rowCount() == len(desk.tables[form])
        for part in page.card.sections.parts_:
            for row in part.rows.values():
                assert row.editor.accessibleName()


def test_the_model_says_what_a_reader_reads(opened: Open, desk: Desk) -> None:
    page = opened()
    line, section = next(
        (line, section)
        for line in range(page.model.rowCount()) for section in range(1, page.model.columnCount())
        if page.model.index(line, section).data(Role.LEVEL) == "error"
    )  # fmt: skip
    index = page.model.index(line, section)
    assert index.data(Role.MESSAGES)[0] in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert index.data(Role.MESSAGES)[0] in index.data(Qt.ItemDataRole.ToolTipRole)
    assert isinstance(page.model, RollModel)


def test_a_rectangle_is_pasted_over_records_and_taken_back_as_one(opened: Open, desk: Desk) -> None:
    page, table = opened(), desk.tables["student"]
    page.table.go_line(0, page.model.section_of("nation"))
    before = [table.text(page.model.rows[line], "nation") for line in range(2)]
    QApplication.clipboard().setText("苗族\t住校\n没有这个族\t走读")
    page.commands()["paste"]()
    assert table.text(page.model.rows[0], "nation") == "苗族"
    assert table.text(page.model.rows[1], "nation") == "没有这个族"
    assert page.model.index(1, page.model.section_of("nation")).data(Role.LEVEL) == "error"
    desk.undo()
    assert [table.text(page.model.rows[line], "nation") for line in range(2)] == before


def test_selected_records_are_filled_down(opened: Open, desk: Desk) -> None:
    page, table = opened(), desk.tables["student"]
    page.table.go_line(0, page.model.section_of("boards"))
    page.table.left.selectAll()
    page.commands()["fill_down"]()
    assert len(set(table.columns["boards"])) == 1


def test_ctrl_enter_goes_on_to_the_next_new_record(qtbot: QtBot, opened: Open, desk: Desk) -> None:
    page, known = opened(), len(desk.tables["student"])
    page.new()
    for name in ("a", "b"):
        qtbot.keyClicks(focused(), name)
        page.commands()["take_in"]()
    assert len(desk.tables["student"]) == known + 2
    assert page.record.is_new


def test_what_is_removed_lies_in_the_bin_and_comes_back(opened: Open, desk: Desk) -> None:
    page, known = opened(), len(desk.tables["student"])
    page.table.go_line(0)
    gone = page.record.id
    page.commands()["remove"]()
    assert len(desk.tables["student"]) == known - 1
    page.commands()["bin"]()
    assert page.bin is not None
    assert page.bin.model.rowCount() == 1
    page.bin.restore.click()
    assert desk.tables["student"].row_of(gone) is not None


def test_columns_are_chosen(opened: Open) -> None:
    page = opened()
    page.choose_columns()
    page.chooser._list.item(len(page.columns) - 1).setCheckState(Qt.CheckState.Checked)
    assert list(page.columns)[-1] in page.shown
    assert page.model.columnCount() == len(page.shown) + 1
    page.chooser.hide()


def test_rows_of_another_day_are_not_forgotten(opened: Open, desk: Desk, qtbot: QtBot, theme: Theme) -> None:
    first = opened()
    first.open_grid()
    assert first.grid is not None
    qtbot.keyClicks(focused(), "Zhou")
    first.leave()
    again = RollPage(desk, theme)
    qtbot.addWidget(again)
    told: list[str] = []
    again.told.connect(lambda words, _tone: told.append(words))
    again.refresh()
    again.refresh()
    assert len(told) == 1
    assert "1" in told[0]


def test_a_column_that_one_is_led_to_stays_whole_when_the_room_changes(opened: Open, qtbot: QtBot) -> None:
    page = opened()
    view, section = page.table.right, page.model.columnCount() - 1
    page.resize(1182, 700)
    page.table.go_line(0, section)
    page.resize(1000, 560)

    def is_whole() -> bool:
        left = view.columnViewportPosition(section)
        return left >= 0 and left + view.columnWidth(section) <= view.viewport().width()

    qtbot.waitUntil(is_whole)


def test_where_no_record_is_no_section_is_ticked(opened: Open, desk: Desk) -> None:
    ticked = [part.header.accessibleDescription() for part in opened("visit").card.sections.parts_]
    assert "done" in ticked
    for id_ in list(desk.tables["visit"].ids):
        desk.remove("visit", id_)
    page = opened("visit")
    assert page.model.rowCount() == 0
    assert [part.header.accessibleDescription() for part in page.card.sections.parts_] == ["", ""]
