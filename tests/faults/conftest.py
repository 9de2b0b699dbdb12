"""What tests of faults ask for: a nursery for processes that are to be killed, and a closed store to work on."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from db.store import Store
from forms.library import Library
from tests.db.forms import small
from tests.tree import ROOT


class Nursery:
    """Starts works in processes and kills them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        """Where its children put temporary files."""
        environment = {**os.environ, "TMPDIR": str(folder), "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.nursery"],
            cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
        )  # fmt: skip
        assert self._hear() == ["ready"]

    def run(self, work: str, path: Path, seed: int, *, kill_after: float | None, until: int = 0) -> list[list[Any]]:
        """What a work told before it died: killed some seconds after it told the `until`-th line, or left to end."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([work, str(path), seed]) + "\n")
        self._process.stdin.flush()
        told: list[list[Any]] = []
        child = 0
        while not told or told[-1][0] != "dead":
            told.append(self._hear())
            if told[-1][0] == "born":
                child = told.pop()[1]
            if kill_after is not None and child and len(told) > until:
                time.sleep(kill_after)
                with suppress(ProcessLookupError):  # done before its time came
                    os.kill(child, signal.SIGKILL)
                kill_after = None
        assert told.pop()[1] in (0, -signal.SIGKILL)
        return told

    def close(self) -> None:
        self._process.communicate("")

    def _hear(self) -> list[Any]:
        assert self._process.stdout is not None
        return json.loads(self._process.stdout.readline())


@pytest.fixture(scope="module")
def nursery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    if not hasattr(os, "fork"):
        pytest.skip("processes are forked here to be killed, which this system cannot")
    made = Nursery(tmp_path_factory.mktemp("temporary"))
    yield made
    made.close()


@pytest.fixture(scope="session")
def few(library: Library) -> Library:
    """Two small forms: pupil (standing), call (each term)."""
    return small(library)


@pytest.fixture
def place(tmp_path: Path, few: Library) -> Path:
    """A closed practice store with three pupils."""
    path = tmp_path / "3500000001.school"
    with Store.create(path, few, "3500000001", practice=True) as store:
        store.set_period("2026-1")
        for name in "甲乙丙":
            store.save("pupil", None, {"name": name})
    return path


@pytest.fixture
def chance(request: pytest.FixtureRequest) -> random.Random:
    """Chance that is the same in every run of one test."""
    return random.Random(request.node.name)
