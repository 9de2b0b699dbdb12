"""Whatever happens to the reading process, its owner tells it calmly and reads the next file."""

import gc
import logging
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from export.reading.limits import SCHOOL
from export.reading.worker import FunctionFailed, Reader, own_command
from forms.problems import Refusal
from tests.faults.hostile import workbook

SIZES = "export.reading.raw:sizes"
ROOT = str(Path(__file__).resolve().parents[3])


def python(script: str) -> list[str]:
    """A stand-in for the reading process."""
    return [sys.executable, "-c", script]


@contextmanager
def refused(code: str, **params: object) -> Iterator[None]:
    with pytest.raises(Refusal) as refusal:
        yield
    assert refusal.value.code == code
    assert refusal.value.params.items() >= params.items()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "石坪小学 名单.xlsx"
    path.write_bytes(workbook())
    return path


def test_a_file_is_read_by_path_or_from_memory(reader: Reader, file: Path) -> None:
    assert reader.read(file) == reader.read(file.read_bytes())
    assert reader.read(file).sheets[0].rows == [["姓名", "年龄"], ["张三", 9.0]]


def test_a_relative_path_is_the_owners(reader: Reader, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(file.parent)
    assert reader.read(Path(file.name)).kind == "xlsx"


def test_merges_come_when_they_are_wanted(reader: Reader, samples: Path) -> None:
    path = samples / "县里发的空表.xlsx"
    assert reader.read(path).sheets[0].merges == []
    assert reader.read(path, want_merges=True).sheets[0].merges[0] == (0, 0, 0, 9)


def test_a_csv_sheet_is_called_like_its_file(reader: Reader, samples: Path) -> None:
    assert reader.read(samples / "设备台账.csv").sheets[0].name == "设备台账"


def test_one_process_serves_many_files(file: Path) -> None:
    with Reader() as reader:
        reader.read(file)
        first = reader._process
        reader.read(file)
        with refused("file_not_found", file="没有.xlsx"):
            reader.read(file.with_name("没有.xlsx"))
        assert reader._process is first


def test_a_function_runs_beside_the_file(reader: Reader, file: Path) -> None:
    assert reader.run(SIZES, file) == {"名单": (2, 2)}


def test_only_functions_of_ours_are_run(reader: Reader, file: Path) -> None:
    for function in ("os:system", "exportation:x", "", ":x"):
        with pytest.raises(ValueError, match="not a function of ours"):
            reader.run(function, file)


def test_a_fault_of_ours_is_loud_but_says_no_value(reader: Reader, file: Path) -> None:
    with pytest.raises(FunctionFailed, match=r"export\.reading\.raw:position: \w+Error at .*child\.py") as failed:
        reader.run("export.reading.raw:position", file)
    assert "张三" not in str(failed.value)
    with pytest.raises(FunctionFailed, match="AttributeError"):
        reader.run("export.reading.raw:nothing", file)
    with pytest.raises(FunctionFailed, match="ValueError"):
        reader.run("export.reading.raw:Book", file, "xlsx")
    assert reader.read(file).kind == "xlsx"


def test_arguments_that_cannot_travel_are_a_fault_of_ours(reader: Reader, file: Path) -> None:
    with pytest.raises(ValueError, match="unmarshallable"):
        reader.run(SIZES, file, object())
    assert reader.read(file).kind == "xlsx"


def test_a_process_that_was_killed_is_replaced(file: Path) -> None:
    with Reader() as reader:
        reader.read(file)
        assert reader._process is not None
        reader._process.kill()
        reader._process.wait()
        assert reader.read(file).kind == "xlsx"


def test_a_file_that_takes_too_long_is_refused_and_the_next_is_read(tmp_path: Path, file: Path) -> None:
    long = tmp_path / "慢.csv"
    long.write_bytes(b"x,y\n" * 5_000_000)
    with Reader(replace(SCHOOL, rows=10**9, cells=10**9, seconds=1)) as reader:
        with refused("reader_too_slow", file="慢.csv"):
            reader.read(long)
        assert reader.read(file).kind == "xlsx"


def test_an_answer_at_the_last_moment_counts(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Late(threading.Timer):
        def cancel(self) -> None:
            self.function(*self.args)
            super().cancel()

    with Reader() as reader:
        reader.read(file)
        monkeypatch.setattr(threading, "Timer", Late)
        assert reader.read(file).kind == "xlsx"
        assert reader._process is None
        monkeypatch.undo()
        assert reader.read(file).kind == "xlsx"


def test_memory_is_bounded(tmp_path: Path, file: Path) -> None:
    greedy = tmp_path / "大.csv"
    greedy.write_bytes(b"xxxxxxxx\n" * 3_000_000)
    with Reader(replace(SCHOOL, rows=10**9, cells=10**9, memory=256 << 20)) as reader:
        with refused("reader_out_of_memory", file="大.csv", megabytes=256):
            reader.read(greedy)
        assert reader.read(file).kind == "xlsx"


def answers(then: str = "") -> str:
    """A script that takes the limits and the first question as the reading process does, and then does something else."""
    lines = (
        f"import sys; sys.path.insert(0, {ROOT!r})",
        "from export.reading.frames import receive, send",
        "receive(sys.stdin.buffer); send(sys.stdout.buffer, ('ready',)); receive(sys.stdin.buffer)",
        then,
    )
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("script", "code"),
    [
        ("", "reader_cannot_start"),
        ("print('hello, and some more text')", "reader_cannot_start"),
        ("import os; os.abort()", "reader_cannot_start"),
        (answers(), "reader_failed"),
        (answers("import os; os.abort()"), "reader_failed"),
        (answers("sys.stdout.buffer.write(b'\\xff' * 100)"), "reader_failed"),
        (answers("sys.stdout.buffer.write(bytes([9] + [0] * 7) + b'nonsense!')"), "reader_failed"),
        (answers("sys.stdout.buffer.write(bytes([200] + [0] * 7) + b'short')"), "reader_failed"),
        (answers("send(sys.stdout.buffer, ('what',)); sys.stdin.read()"), "reader_failed"),
        (answers("import time; time.sleep(60)"), "reader_too_slow"),
    ],
)
def test_whatever_the_process_says_or_does_is_told_calmly(script: str, code: str, file: Path) -> None:
    seconds = 1 if code == "reader_too_slow" else 60
    with Reader(replace(SCHOOL, seconds=seconds), python(script)) as reader:
        for _ in range(2):
            with refused(code, file=file.name):
                reader.read(file)


def test_a_program_that_is_missing_is_told_calmly(file: Path) -> None:
    with Reader(command=["/no/such/program"]) as reader, refused("reader_cannot_start"):
        reader.read(file)


def test_another_thread_may_stop_it(file: Path) -> None:
    with Reader(command=python(answers("import time; time.sleep(60)"))) as reader:
        timer = threading.Timer(0.5, reader.stop)
        timer.start()
        started = time.monotonic()
        with refused("reader_failed"):
            reader.read(file)
        timer.join()
        assert time.monotonic() - started < 30


def test_a_reader_that_read_nothing_starts_nothing() -> None:
    with Reader() as reader:
        reader.stop()
        assert reader._process is None


def test_faults_are_logged_without_values(caplog: pytest.LogCaptureFixture, file: Path) -> None:
    caplog.set_level(logging.INFO)
    speaks = answers('send(sys.stdout.buffer, ("fault", "", "KeyError", "biff.py:7"))')
    with Reader(command=python(speaks)) as reader, refused("reader_failed"):
        reader.read(file)
    assert caplog.messages == ["fault in the reading process: KeyError at biff.py:7"]


def test_a_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert own_command() == (sys.executable, "--reading-worker")


def test_the_process_ends_with_its_owner() -> None:
    child = subprocess.Popen(own_command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    _, noise = child.communicate(timeout=30)
    assert (child.returncode, noise) == (0, b"")


def test_nothing_in_the_current_folder_is_loaded(tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for planted in ("zlib.py", "marshal.py", "csv.py", "python_calamine.py", "export.py"):
        (tmp_path / planted).write_text("raise SystemExit")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with Reader() as reader:
        assert reader.read(file).kind == "xlsx"


def test_a_reader_that_nobody_closed_takes_its_process_along(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("姓名,性别\n甲,男\n", "utf-8")
    reader = Reader()
    reader.read(path)
    process = reader._process
    assert process is not None
    del reader
    gc.collect()
    assert process.returncode is not None
