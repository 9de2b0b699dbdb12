"""The panel of problems below a roll: one line each, Enter and a double click jump, reasons are written, F8 walks."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from export.jobs.desk import Desk
from ui.problems import ProblemsPanel
from ui.problems.model import GO, WHAT
from ui.theme import Theme


@pytest.fixture
def panel(faulty: Desk, theme: Theme, qtbot: QtBot) -> ProblemsPanel:
    made = ProblemsPanel(faulty, theme)
    qtbot.addWidget(made)
    made.resize(1000, 240)
    made.show_beside("student")
    made.show()
    return made


def test_the_model_keeps_qts_rules(panel: ProblemsPanel, qtmodeltester: ModelTester) -> None:
    assert panel.list.model.rowCount()
    qtmodeltester.check(panel.list.model, force_py=True)


def test_it_begins_with_the_problems_of_the_open_form(panel: ProblemsPanel, faulty: Desk) -> None:
    shown = panel.list.model
    assert {row.item.problem.form for row in shown.rows} == {"student"}
    assert shown.rowCount() == len(faulty.problems("student"))
    assert shown.index(0, WHAT).data(Qt.ItemDataRole.ToolTipRole).startswith(shown.rows[0].item.sentence)


def test_it_follows_the_page_until_another_form_is_chosen(panel: ProblemsPanel, faulty: Desk) -> None:
    panel.show_beside("staff")
    assert {row.item.problem.form for row in panel.list.model.rows} == {"staff"}
    panel.list.strip.forms._choose("")
    panel.show_beside("student")
    assert panel.list.model.rowCount() == len(faulty.problems())


def test_level_and_class_narrow_it(panel: ProblemsPanel) -> None:
    panel.list.show_state("reminder")
    rows = panel.list.model.rows
    assert {row.state for row in rows} == {"reminder"}
    group = next(row.group for row in rows if row.group)
    panel.list.strip.classes._choose(group)
    assert {row.group for row in panel.list.model.rows} == {group}


def test_enter_a_double_click_and_the_link_jump(panel: ProblemsPanel, qtbot: QtBot) -> None:
    table = panel.list.table
    problem = panel.list.model.rows[2].item.problem
    wanted = (problem.form, problem.record, problem.field or "")
    table.go(2)
    with qtbot.waitSignal(panel.list.opened) as told:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert tuple(told.args) == wanted
    for signal, column in ((table.doubleClicked, WHAT), (table.clicked, GO)):
        with qtbot.waitSignal(panel.list.opened) as told:
            signal.emit(panel.list.model.index(2, column))
        assert tuple(told.args) == wanted


def test_it_walks_to_the_next_thing_that_stands(panel: ProblemsPanel) -> None:
    panel.list.table.go(0)
    assert panel.list.step() is panel.list.model.rows[1]
    assert panel.list.step(back=True) is panel.list.model.rows[0]
    assert panel.list.step(back=True) is None


def test_one_reason_is_written_for_many(panel: ProblemsPanel, faulty: Desk) -> None:
    panel.list.show_state("reminder")
    rows = [at for at, row in enumerate(panel.list.model.rows) if row.takes_reason][:3]
    keys = {panel.list.model.rows[at].key for at in rows}
    for at in rows:
        index = panel.list.model.index(at, WHAT)
        flags = panel.list.table.selectionModel().SelectionFlag
        panel.list.table.selectionModel().select(index, flags.Select | flags.Rows)
    assert panel.list.together.isVisible()
    panel.list.together.reason.setEditText("已逐人核对")
    panel.list.together.button.click()
    assert {item.problem.key for item in faulty.problems() if item.reason == "已逐人核对"} >= keys


def test_it_stays_at_its_line_when_a_problem_is_gone(panel: ProblemsPanel, faulty: Desk) -> None:
    row = next(row for row in panel.list.model.rows if row.item.problem.field and row.item.problem.fix)
    line = panel.list.model.line_of(row.key)
    panel.list.table.go(line)
    problem = row.item.problem
    faulty.save(problem.form, problem.record, {problem.field: problem.fix})
    panel.show_beside("student")
    assert panel.list.model.line_of(row.key) < 0
    assert panel.list.table.currentIndex().row() == line
