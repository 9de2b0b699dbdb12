"""How long somebody waits for the window: from the start of the process until it is painted and takes keys.

Against a bare PySide6 window of the same size that has imported SQLAlchemy, started in turns with ours.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from db.store import Store
from export.jobs.practice import Order, make
from export.jobs.session import Session
from export.reading.worker import Reader
from forms.library import Library

ROUNDS = 9
KEPT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""Both sides find their modules compiled, as after the first start on any PC."""
PUPILS = 300

Ratio = tuple[str, float, float]


def ratios() -> list[Ratio]:
    """Name, ratio to the bare window, limit."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        locked, practice = _ledgers(folder)
        asked = {
            "the first run": ["program", str(folder / "a")],
            "a ledger's door": ["program", str(folder / "b"), str(locked)],
            "a practice school's home page, which no door comes before": ["program", str(folder / "c"), str(practice)],
        }
        for one in (["bare"], *asked.values()):  # the files come off the disk once
            _seconds(one)
        rounds = [(_seconds(["bare"]), *map(_seconds, asked.values())) for _ in range(ROUNDS)]
    bare, *ours = map(statistics.median, zip(*rounds, strict=True))
    print(f"     a bare window: {bare * 1000:.0f} ms; {', '.join(f'{one * 1000:.0f}' for one in ours)} ms", flush=True)
    limits = 1.5, 1.5, 2.5  # behind the door the time is the password's; a practice ledger is read and checked at once
    return [
        (f"start to {what} / a bare window", one / bare, limit)
        for what, one, limit in zip(asked, ours, limits, strict=True)
    ]


def _ledgers(folder: Path) -> tuple[Path, Path]:
    """A ledger with a password, and a practice school's."""
    library, locked = Library.built_in(), folder / "locked.school"
    Store.create(locked, library, "3500000001", password="four easy words").close()
    with Reader() as reader:
        make(Order(folder / "practice", schools=1, pupils=PUPILS, seed=1), Session(library, reader))
    return locked, next((folder / "practice").glob("*.school"))


def _seconds(asked: list[str]) -> float:
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "tests.bench._started", *asked],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=KEPT,
    ) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        took = time.perf_counter() - began
    if said != b"usable\n":
        raise SystemExit(f"no window came up: {asked}")
    return took
