"""Slow work, faults of ours, and the second start."""

import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from forms.problems import Refusal
from ui.crash import Net, report
from ui.once import Once
from ui.task import Progress, Task


def secretive() -> None:
    raise ValueError("李雨桐 990123201803124527")


def test_a_job_runs_elsewhere_and_reports_its_steps(qtbot: QtBot) -> None:
    owner = QObject()
    threads: list[int] = []

    def job(progress: Progress) -> str:
        threads.append(threading.get_ident())
        progress(1, 2, "half")
        return "done"

    task = Task(job, owner)
    steps: list[tuple[int, int, str]] = []
    task.progressed.connect(lambda *step: steps.append(step))
    with qtbot.waitSignals([task.done, task.ended]):
        task.start()
    assert threads != [threading.get_ident()]
    assert steps == [(1, 2, "half")]


def test_a_job_that_is_cancelled_stops_at_its_next_step(qtbot: QtBot) -> None:
    owner, reached = QObject(), []
    task = Task(lambda progress: (progress(0, 1), reached.append(1)), owner)
    task.cancel()
    with qtbot.waitSignal(task.ended):
        task.start()
    assert reached == []


def test_refusals_and_faults_come_back_apart(qtbot: QtBot) -> None:
    owner = QObject()

    def refuses(_progress: Progress) -> None:
        raise Refusal("disk_full")

    refused = Task(refuses, owner)
    with qtbot.waitSignal(refused.refused) as told:
        refused.start()
    assert told.args[0].code == "disk_full"
    broken = Task(lambda _progress: secretive(), owner)
    with qtbot.waitSignal(broken.broke) as told:
        broken.start()
    assert isinstance(told.args[0], ValueError)


def test_a_report_says_where_and_never_what(tmp_path: Path, qtbot: QtBot) -> None:
    net = Net(tmp_path, lambda: "facts")
    saved: list[str] = []
    net.rescue = lambda: saved.append("saved")
    with qtbot.waitSignal(net.caught) as told:
        try:
            secretive()
        except ValueError as fault:
            net.tell(fault)
    words = Path(told.args[0]).read_text("utf-8")
    assert saved == ["saved"]
    assert "ValueError" in words
    assert "secretive" in words
    assert "李雨桐" not in words
    assert "9901" not in words


def test_causes_are_named_too() -> None:
    words = ""
    try:
        try:
            secretive()
        except ValueError as cause:
            raise KeyError("x") from cause
    except KeyError as fault:
        words = report(fault, "facts")
    assert "KeyError" in words
    assert "ValueError" in words


def test_the_net_is_spread_and_folded(tmp_path: Path) -> None:
    before = sys.excepthook
    net = Net(tmp_path, str)
    net.spread()
    assert sys.excepthook != before
    net.fold()
    assert sys.excepthook == before


@pytest.mark.usefixtures("qapp")
def test_a_second_start_calls_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    first = Once(str(tmp_path))
    assert first.is_first
    with qtbot.waitSignal(first.called):
        second = Once(str(tmp_path))
        assert not second.is_first
