"""What many tests look at and none changes is made once in a whole run, whichever process of it comes first."""

import json
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from export.jobs.practice import Order, make
from export.jobs.session import Session
from export.reading.worker import Reader
from forms.library import Library

SECONDS = 300
"""After which another process that makes something is taken to have died."""


class Once:
    """Folders by name, shared by all processes of a run."""

    def __init__(self, factory: pytest.TempPathFactory, *, is_shared: bool) -> None:
        base = factory.getbasetemp()
        self._root = (base.parent if is_shared else base) / "once"

    def made(self, name: str, make: Callable[[Path], object]) -> Path:
        """The folder of this name, filled by `make`; look, do not touch."""
        folder, done = self._root / name, self._root / f"{name}.made"
        self._root.mkdir(exist_ok=True)
        try:
            folder.mkdir()
        except FileExistsError:
            self._wait(done)
            return folder
        fault = "it was broken off"
        try:
            make(folder)
            fault = ""
        except Exception as failed:
            fault = repr(failed)
            raise
        finally:
            told = done.with_suffix(".told")
            told.write_text(json.dumps(fault), "utf-8")
            told.rename(done)
        return folder

    @staticmethod
    def _wait(done: Path) -> None:
        for _ in range(SECONDS * 20):
            if done.exists():
                fault = json.loads(done.read_text("utf-8"))
                assert not fault, f"{done.stem} could not be made: {fault}"
                return
            time.sleep(0.05)
        raise AssertionError(f"nobody has made {done.stem}")


class Schools:
    """Practice schools, each order of them made once."""

    def __init__(self, once: Once, library: Library) -> None:
        self._once, self._library = once, library

    def __call__(self, schools: int, pupils: int, seed: int, *, problems: bool = False, doubles: int = 0) -> Path:
        """The folder of their workbooks and stores; look, do not touch."""
        order = Order(Path(), schools, pupils, seed, problems, doubles=doubles)
        name = f"schools_{schools}_{pupils}_{seed}_{int(problems)}_{doubles}"
        return self._once.made(name, lambda folder: self._make(replace(order, folder=folder)))

    def _make(self, order: Order) -> None:
        with Reader() as reader:
            make(order, Session(self._library, reader, environment={}))


@pytest.fixture(scope="session")
def once(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Makes a folder once in a run."""
    return Once(tmp_path_factory, is_shared=hasattr(request.config, "workerinput"))


@pytest.fixture(scope="session")
def practice(once: Once, library: Library) -> Schools:
    """Practice schools, as many as are asked for."""
    return Schools(once, library)
