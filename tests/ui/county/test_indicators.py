"""The page of indicators by keys: values with their marks, how each came about, the cells behind it, who is not in it."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from export.jobs.county.bureau import Bureau
from forms.indicators import Excluded, Term
from tests.ui.county.conftest import SILENT
from ui.county.indicators import IndicatorsPage
from ui.county.indicators.figures import terms_words, value_words
from ui.county.indicators.model import FIRST
from ui.page import Place
from ui.task import finish
from ui.theme import Theme

Key = Qt.Key
LONG = 30_000


@pytest.fixture
def page(bureau: Bureau, theme: Theme, qtbot: QtBot) -> Iterator[IndicatorsPage]:
    made = IndicatorsPage(bureau, theme)
    made.resize(1182, 690)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.refresh()
    settle(made, qtbot)
    made.table.setFocus()
    yield made
    made.close()
    finish(made)


def settle(page: IndicatorsPage, qtbot: QtBot) -> None:
    """Wait until the figures are of this version of the bureau."""
    qtbot.waitUntil(lambda: page.found is not None and page.found.version == page.bureau.version, timeout=LONG)


def open_sources(page: IndicatorsPage, qtbot: QtBot) -> None:
    """Enter, and wait for the list."""
    qtbot.keyClick(page.table, Key.Key_Return)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.sources, timeout=LONG)


def test_every_school_stands_there_with_what_was_measured(page: IndicatorsPage, bureau: Bureau) -> None:
    model = page.table.figures_model
    items = [each for each in bureau.indicators() if each.stage == "primary"]
    assert {row.code for row in model.rows} == {reading.school for each in items for reading in each.readings}
    for row, school in enumerate(model.rows):
        wanted = [value_words(each, each.reading(school.code)) for each in items]
        assert [model.index(row, FIRST + at).data() for at in range(7)] == wanted
    reached = [row.reached for row in model.rows]
    assert reached == sorted(reached)


def test_a_value_below_its_standard_is_said_not_only_coloured(page: IndicatorsPage) -> None:
    model = page.table.figures_model
    for row in range(model.rowCount()):
        for column in range(FIRST, model.last):
            reading, index = model.reading(row, column), model.index(row, column)
            mark = reading.mark if reading else None
            said = index.data(Qt.ItemDataRole.AccessibleTextRole)
            assert index.data().startswith({"fail": "▼", "floor": "△"}.get(str(mark), ""))
            assert ("standard" in said) == (mark in ("fail", "floor"))
    assert page.table.step_problem()


def test_arrows_choose_a_value_and_the_pane_shows_its_arithmetic(
    page: IndicatorsPage, bureau: Bureau, qtbot: QtBot
) -> None:
    qtbot.keyClick(page.table, Key.Key_Down)
    qtbot.keyClick(page.table, Key.Key_Right)
    reading, indicator, school = page.table.reading, page.table.item, page.table.row
    explained = bureau.explain(indicator, school.code)
    assert indicator.item == "backbone_teachers"
    assert reading.school == school.code
    assert f"÷ {reading.pupils:,}" in page.pane.sum.text()
    assert sum(part.amount * part.share for part in explained.parts) == reading.numerator
    assert page.pane.lines["above"].text() == ("、".join(f"{p.zh} {p.amount}" for p in explained.parts) or "0")
    assert bool(reading.needed) == ("lacks" in page.pane.verdict.text())


def test_the_rows_behind_a_value_are_told_after_a_moment(page: IndicatorsPage, bureau: Bureau, qtbot: QtBot) -> None:
    school = page.table.figures_model.rows[-1]
    page.table.go(school.code, FIRST + 3)
    qtbot.waitUntil(lambda: "Revision 1" in page.pane.lines["source"].text(), timeout=LONG)
    explained = bureau.explain(page.table.item, school.code)
    rows = sum(len(part.sources) for part in explained.parts)
    assert f"校舍, {rows} rows" in page.pane.lines["source"].text()


def test_nothing_is_looked_up_while_nobody_sees_it(page: IndicatorsPage) -> None:
    page.table.go(page.table.figures_model.rows[1].code, FIRST + 1)
    assert page._pause.isActive()
    page.hide()
    assert not page._pause.isActive()
    page.table.go(page.table.figures_model.rows[0].code, FIRST + 2)
    assert not page._pause.isActive()
    page.show()
    assert page._pause.isActive()


def test_enter_opens_the_cells_and_escape_goes_back(page: IndicatorsPage, bureau: Bureau, qtbot: QtBot) -> None:
    page.table.go(page.table.figures_model.rows[0].code, FIRST)
    open_sources(page, qtbot)
    explained = bureau.explain(page.table.item, page.table.row.code)
    wanted = {(one.label, one.file, one.sheet, one.cell) for part in explained.parts for one in part.sources}
    lines = [line for line in page.sources.list.sheet.lines if not line.heading]
    assert {tuple(cell.words for cell in line.cells[:4]) for line in lines} == wanted
    assert len([line for line in page.sources.list.sheet.lines if line.heading]) == len(explained.parts)
    qtbot.keyClick(page.sources.list, Key.Key_Escape)
    assert page.stack.currentWidget() is page.table_box


def test_a_place_goes_to_the_clipboard(page: IndicatorsPage, qtbot: QtBot) -> None:
    page.table.go(page.table.figures_model.rows[0].code, FIRST)
    open_sources(page, qtbot)
    line = next(line for line in page.sources.list.sheet.lines if not line.heading)
    with qtbot.waitSignal(page.told) as told:
        qtbot.keyClick(page.sources.list, Key.Key_Return)
    _, file, sheet, cell, _ = (one.words for one in line.cells)
    assert QGuiApplication.clipboard().text() == f"{file} › {sheet} › {cell}"
    assert f"{file} › {sheet} › {cell}" in told.args[0]


def test_the_other_stage_has_its_own_schools_and_standards(page: IndicatorsPage, bureau: Bureau, qtbot: QtBot) -> None:
    button = page.stages._buttons["junior"]
    button.setFocus()
    qtbot.keyClick(button, Key.Key_Return)
    junior = next(each for each in bureau.indicators() if each.stage == "junior")
    assert {row.code for row in page.table.figures_model.rows} == {reading.school for reading in junior.readings}
    assert page.table.item.stage == "junior"


def test_the_space_bar_sorts_by_the_column_and_keeps_the_school(page: IndicatorsPage, qtbot: QtBot) -> None:
    code = page.table.row.code
    page.table.go(code, FIRST + 5)
    first = [row.code for row in page.table.figures_model.rows]
    qtbot.keyClick(page.table, Key.Key_Space)
    values = [row.readings[5].value for row in page.table.figures_model.rows if row.readings[5]]
    assert values == sorted(values)
    assert page.table.row.code == code
    qtbot.keyClick(page.table, Key.Key_Space)
    turned = [row.readings[5].value for row in page.table.figures_model.rows if row.readings[5]]
    assert turned == sorted(values, reverse=True)
    qtbot.keyClick(page.table, Key.Key_Space)
    assert [row.code for row in page.table.figures_model.rows] == first


def test_next_problem_walks_over_what_misses_its_standard(page: IndicatorsPage) -> None:
    model, found = page.table.figures_model, 0
    page.table.setCurrentIndex(model.index(0, 0))
    while page.next_problem():
        found += 1
        assert page.table.reading.mark in ("fail", "floor")
    wanted = sum(bool(r and r.mark in ("fail", "floor")) for row in model.rows for r in row.readings)
    assert found == wanted > 0


def test_a_school_that_is_lacking_makes_the_figures_provisional(page: IndicatorsPage, qtbot: QtBot) -> None:
    assert page.badge.isVisible()
    page.outside.setFocus()
    qtbot.keyClick(page.outside, Key.Key_Space)
    lines = page.out.list.sheet.lines
    silent = next(line for line in lines if line.key.startswith(SILENT))
    assert silent.cells[0].glyph == "reminder"
    assert silent.cells[2].words
    assert lines.index(silent) < next(at for at, line in enumerate(lines) if line.heading and at)
    with qtbot.waitSignal(page.went) as went:
        page.out.list.go(silent.key)
        qtbot.keyClick(page.out.list, Key.Key_Return)
    assert went.args == [Place("board", record=SILENT)]


def test_arrows_on_the_chart_go_from_low_to_high(page: IndicatorsPage, qtbot: QtBot) -> None:
    ranked = sorted(page.table.item.readings, key=lambda each: (each.value, each.school))
    page.table.go(ranked[0].school)
    for reading in ranked[1:]:
        qtbot.keyClick(page.pane.chart, Key.Key_Right)
        assert page.table.row.code == reading.school
    qtbot.keyClick(page.pane.chart, Key.Key_Right)
    assert page.table.row.code == ranked[-1].school


def test_page_down_reaches_what_is_below_the_chart(page: IndicatorsPage, qtbot: QtBot) -> None:
    page.table.go(page.table.figures_model.rows[0].code, FIRST + 3)
    qtbot.waitUntil(lambda: page.pane.below.verticalScrollBar().maximum() > 0)
    page.pane.chart.setFocus()
    qtbot.keyClick(page.pane.chart, Key.Key_PageDown)
    assert page.pane.below.verticalScrollBar().value() > 0
    qtbot.keyClick(page.pane.chart, Key.Key_PageUp)
    assert page.pane.below.verticalScrollBar().value() == 0


def test_a_school_with_several_stages_says_its_share_once(page: IndicatorsPage) -> None:
    reading, third = page.table.reading, Fraction(1, 3)
    rooms = [
        Term("area_by_kind.111", "all", "普通教室", Fraction(1025), share) for share in (third, third, Fraction(1))
    ]
    same, mixed = (terms_words(replace(reading, terms=tuple(terms))) for terms in (rooms[:2], rooms[1:]))
    assert (same.count("×"), same.count("1,025")) == (1, 2)
    assert mixed == "普通教室 1,025 × 0.3333、普通教室 1,025"
    assert terms_words(replace(reading, terms=())) == "0"


def test_a_value_that_is_lacking_says_why(page: IndicatorsPage) -> None:
    figures, school = page.current, page.table.figures_model.rows[0]
    why = Excluded(school.code, school.name, "unknown", {"zh": "校舍没有填报。", "en": "No premises."}, missing=True)
    item = replace(figures.items[3], excluded=[why])
    rows = tuple(replace(row, readings=(*row.readings[:3], None, *row.readings[4:])) for row in figures.rows)
    page.table.show_figures(replace(figures, items=(*figures.items[:3], item, *figures.items[4:]), rows=rows))
    page.table.go(school.code, FIRST + 3)
    assert page.pane.sum.text() == "No premises."
    assert not page.pane.open.isEnabled()
    assert page.table.currentIndex().data() == "lacking"


def test_stepping_over_the_items_comes_round(page: IndicatorsPage, qtbot: QtBot) -> None:
    seen = [page.table.item.item]
    for _ in range(7):
        qtbot.mouseClick(page.pane.after, Qt.MouseButton.LeftButton)
        seen.append(page.table.item.item)
    assert len(set(seen)) == 7
    assert seen[0] == seen[7]


def test_a_school_that_closed_is_lacking_no_longer(page: IndicatorsPage, bureau: Bureau, qtbot: QtBot) -> None:
    assert page.badge.isVisible()
    bureau.close_school(SILENT, "2026-02-01")
    page.refresh()
    settle(page, qtbot)
    assert not page.badge.isVisible()
    assert page.table.row is not None


def test_a_place_is_gone_to_as_soon_as_the_figures_are_there(bureau: Bureau, theme: Theme, qtbot: QtBot) -> None:
    made = IndicatorsPage(bureau, theme)
    qtbot.addWidget(made)
    made.refresh()
    last = bureau.verdicts("junior")[-1].school
    made.show_place(Place("indicators", record=last, field="sports_area"))
    settle(made, qtbot)
    assert (made.table.row.code, made.table.item.item) == (last, "sports_area")
    finish(made)


def test_the_workbook_is_written_beside_the_window(page: IndicatorsPage, tmp_path: Path, qtbot: QtBot) -> None:
    page.ask_file = lambda _name: str(tmp_path / "county")
    page.export.setFocus()
    qtbot.keyClick(page.export, Key.Key_Space)
    assert not page.export.isEnabled()
    qtbot.waitUntil(page.export.isEnabled, timeout=LONG)
    book = openpyxl.load_workbook(tmp_path / "county.xlsx", read_only=True)
    assert {"小学指标", "初中指标"} <= set(book.sheetnames)
    book.close()
    assert "county.xlsx" in page.message.sentence.text()


def test_a_workbook_that_cannot_be_written_is_told(page: IndicatorsPage, tmp_path: Path, qtbot: QtBot) -> None:
    page.ask_file = lambda _name: str(tmp_path / "not there" / "county.xlsx")
    page.write_book()
    qtbot.waitUntil(page.export.isEnabled, timeout=LONG)
    assert page.message.isVisible()
    assert page.message.property("tone") == "seal"


def test_pages_of_a_county_without_files_say_so(bureau: Bureau, theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    empty = Bureau.create(tmp_path / "empty.county", bureau.session, "990123", "青岚县", "2026-1", practice=True)
    made = IndicatorsPage(empty, theme)
    qtbot.addWidget(made)
    made.refresh()
    settle(made, qtbot)
    assert made.table.figures_model.rows == []
    assert made.facts() == ["Primary schools 0 of 0 schools", "Junior schools 0 of 0 schools"]
    assert not made.next_problem()
    made.open_sources()
    assert made.stack.currentWidget() is made.table_box
    finish(made)
    empty.close()
