"""Intake: the files of one merge as they are read and proved, until there are no more or somebody says stop."""

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from db.county.store import CountyStore
from export.jobs.county.collect import Collected, Collecting, Order
from export.jobs.session import Session

Progress = Callable[[int, int, str], object]
"""Files done, files in all, name of the file."""


class Intake:
    """Reads files for a store; any thread may `cancel` it."""

    def __init__(self, store: CountyStore, session: Session, progress: Progress | None = None) -> None:
        self._store, self._session, self._progress = store, session, progress or _in_silence
        self._collecting: Collecting | None = None
        self._cancelled = threading.Event()

    @property
    def is_cancelled(self) -> bool:
        """Whether somebody said stop."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """End within a second; the files under way are dropped."""
        self._cancelled.set()
        if self._collecting is not None:
            self._collecting.cancel()

    def drop(self, file: Path) -> None:
        """Nothing more of this file: a piece of it cannot be taken."""
        if self._collecting is not None:
            self._collecting.drop(file)

    def each(self, files: Sequence[Path], seen: Callable[[str], bool]) -> Iterator[Collected]:
        """The files one by one, each with its deliveries or with why it has none; `seen` files are not read."""
        keys, former = self._store.keys(), self._store.former_keys()
        order = Order(self._session.language, keys=keys, former=former, seen=seen)
        with Collecting(files, order) as collecting:
            self._collecting = collecting
            if self._cancelled.is_set():
                collecting.cancel()
            for done, collected in enumerate(collecting, 1):
                yield collected
                self._progress(min(done, len(files)), len(files), collected.file.name)


def _in_silence(done: int, of: int, name: str) -> None:
    """Nobody watches."""
