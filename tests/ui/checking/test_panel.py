"""The panel of problems below a page's table: one line each, Enter and a double click jump, F8 walks."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from export.jobs.desk import Desk
from ui.problems import GO, WHAT, ProblemsPanel
from ui.theme import Theme


def panel(desk: Desk, theme: Theme, qtbot: QtBot) -> ProblemsPanel:
    made = ProblemsPanel(theme, desk.library)
    qtbot.addWidget(made)
    made.resize(900, 220)
    made.show_items(desk.problems("student"))
    made.show()
    return made


def test_every_problem_has_a_line(faulty: Desk, theme: Theme, qtbot: QtBot) -> None:
    made = panel(faulty, theme, qtbot)
    items = faulty.problems("student")
    assert made.problems.rowCount() == len(items)
    assert made.problems.index(0, WHAT).data() == items[0].message
    assert made.grab().width() == 900


def test_enter_a_double_click_and_the_link_jump(faulty: Desk, theme: Theme, qtbot: QtBot) -> None:
    made = panel(faulty, theme, qtbot)
    problem = faulty.problems("student")[2].problem
    wanted = (problem.form, problem.record, problem.field or "")
    made.selectRow(2)
    with qtbot.waitSignal(made.chosen) as told:
        qtbot.keyClick(made, Qt.Key.Key_Return)
    assert tuple(told.args) == wanted
    for signal, column in ((made.doubleClicked, WHAT), (made.clicked, GO)):
        with qtbot.waitSignal(made.chosen) as told:
            signal.emit(made.problems.index(2, column))
        assert tuple(told.args) == wanted


def test_it_walks_to_the_next_thing_that_stands(faulty: Desk, theme: Theme, qtbot: QtBot) -> None:
    made = panel(faulty, theme, qtbot)
    made.selectRow(0)
    assert made.step()
    assert made.currentIndex().row() == 1
    assert made.step(back=True)
    assert not made.step(back=True)


def test_it_stays_at_its_line(faulty: Desk, theme: Theme, qtbot: QtBot) -> None:
    made = panel(faulty, theme, qtbot)
    made.selectRow(3)
    made.show_items(faulty.problems("student"))
    assert made.currentIndex().row() == 3
    made.show_items([])
    assert not made.step()
