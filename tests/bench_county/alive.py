"""Whether the window stays alive with a whole county behind it: the longest time in which it answered nothing.

Run as `python -m tests.bench_county.alive FOLDER STORE`, STORE being what `ours merge` has made of FOLDER. A timer strikes
every few milliseconds; what it is late by, a key would have waited.
"""

import json
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from export.jobs.county.bureau import Bureau
from export.jobs.session import Session
from export.reading.worker import Reader
from forms.library import Library, root
from tests.bench_county.ours import COUNTY
from tests.bench_county.workbooks import PERIOD
from ui.county.collect import CollectPage
from ui.county.window import CountyWindow
from ui.page import Place
from ui.task import finish
from ui.theme import Theme

STRIKE, QUIET, LONGEST = 5, 300, 300_000
"""ms: between two strikes; how long nothing must be under way before a page counts as settled; for any step at all."""
SOME = 60
"""Files that are collected while somebody watches."""


class Pulse:
    """A timer in the window's thread, and the longest that it ever was late."""

    def __init__(self) -> None:
        self._timer, self._last, self._longest = QTimer(), perf_counter(), 0.0
        self._timer.timeout.connect(self._strike)
        self._timer.start(STRIKE)

    def over(self, step: Callable[[], object], busy: Callable[[], bool]) -> float:
        """Seconds of the longest silence from this step until nothing is under way any more."""
        self._last, self._longest = perf_counter(), 0.0
        step()
        loop, still, end = QEventLoop(), QTimer(), QTimer()
        still.timeout.connect(lambda: None if busy() else loop.quit())
        still.start(QUIET)
        end.singleShot(LONGEST, loop.quit)
        loop.exec()
        self._strike()
        return self._longest

    def _strike(self) -> None:
        now = perf_counter()
        self._longest, self._last = max(self._longest, now - self._last), now


def silences(folder: Path, store: Path) -> dict[str, float]:
    """What is done → seconds of the longest silence."""
    app = QApplication([])
    theme, pulse = Theme(root() / "resources"), Pulse()
    theme.dress(app, "light")
    found: dict[str, float] = {}
    with Reader() as reader, tempfile.TemporaryDirectory() as name:
        session = Session(Library.built_in(), reader)
        whole = Bureau.open(store, session)
        found |= _pages(CountyWindow(whole, theme, None), pulse)
        whole.close()
        fresh = Bureau.create(Path(name) / "fresh.county", session, COUNTY, "青岚县", PERIOD.code, practice=True)
        found |= _collecting(CountyWindow(fresh, theme, None), pulse, sorted(folder.glob("*.xlsx"))[:SOME])
        fresh.close()
    return found


def _pages(window: CountyWindow, pulse: Pulse) -> dict[str, float]:
    window.resize(1366, 768)
    window.show()
    found = {key: pulse.over(lambda key=key: window.go(Place(key)), lambda: _busy(window)) for key in window.rail.items}
    window.close()
    finish(window)
    return found


def _collecting(window: CountyWindow, pulse: Pulse, files: list[Path]) -> dict[str, float]:
    window.resize(1366, 768)
    window.show()
    window.go(Place("collect"))
    page = window.page
    assert isinstance(page, CollectPage)
    found = {"collecting": pulse.over(lambda: page.collect(files), lambda: _busy(window))}
    window.close()
    finish(window)
    return found


def _busy(window: CountyWindow) -> bool:
    busy = getattr(window.page, "busy", None)
    return busy is not None and busy.isVisible()


if __name__ == "__main__":
    print(json.dumps(silences(Path(sys.argv[1]), Path(sys.argv[2]))))
