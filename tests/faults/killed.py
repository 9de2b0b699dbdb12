"""A clerk who types the same pupils with the same keys every time, so that a kill may come after a certain key.

Run as `python -m tests.faults.killed FOLDER WAY N`: makes a practice ledger in FOLDER, types in the grid or on the card
(WAY) and is dead after the N-th key.
"""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from export.jobs.desk import Desk
from export.jobs.session import Session
from export.reading.worker import Reader
from forms.library import Library, root
from tests.journeys.clerk import Clerk
from tests.journeys.hand import Hand
from tests.journeys.sheet import Sheet, sheets
from ui.roll.page import RollPage
from ui.theme import Theme

PUPILS = 2
"""The first is typed in full, with nothing known yet; for the second much is carried over."""


@contextmanager
def begun(folder: Path, session: Session) -> Iterator[Desk]:
    """A practice ledger of one class without pupils."""
    folder.mkdir()
    with Desk.create(folder / "a.school", session, "2199000128", "石坪小学", practice=True) as desk:
        desk.set_period("2026-1")
        desk.save("class", None, {"grade": "一年级", "class_no": "1", "kind": "普通班", "head_teacher": "李老师"})
        yield desk


def paper(session: Session) -> list[Sheet]:
    """The sheets off which is typed."""
    plain = [sheet for sheet in sheets(session.library, "一年级", 20) if sheet["nation"] == "汉族"]
    return plain[:PUPILS]


class Typed:
    """A roll in which the clerk types, and what must be kept of it by now."""

    def __init__(self, desk: Desk, theme: Theme, way: str) -> None:
        self._paper = paper(desk.session)
        self.page = page = RollPage(desk, theme)
        page.resize(800, 480)
        page.refresh()
        page.show()
        page.activateWindow()
        QApplication.processEvents()
        page.commands()["new" if way == "card" else "grid"]()
        QApplication.processEvents()
        grid = page.grid
        self._where = (
            (lambda: grid.model.spot(grid.view.currentIndex())[1]) if grid else page.sections.current_field
        )  # fmt: skip
        self.hand = Hand(page)
        self._clerk = Clerk(self.hand, page.form, self._where)
        self._owed: dict[str, dict[str, str]] = {}
        self._at, self._field = 0, self._where()

    @property
    def now(self) -> str:
        """Whose sheet is being typed; "" behind the last."""
        return self._paper[self._at]["name"] if self._at < len(self._paper) else ""

    def owed(self) -> dict[str, dict[str, str]]:
        """Name → field → text of all that the cursor has left: asked after every key."""
        field = self._where()
        if field != self._field:
            self._owed.setdefault(self.now, {})[self._field] = self._paper[self._at][self._field]
            self._at += field == "name"
            self._field = field
        return self._owed

    def all_of_it(self) -> None:
        """Every key."""
        for sheet in self._paper:
            self._clerk.pupil(sheet)


def main(folder: Path, way: str, last: int) -> None:
    """Type, and die."""
    app, library = QApplication([]), Library.built_in()
    theme = Theme(root() / "resources")
    app.setStyle("Fusion")
    theme.dress(app, "light")
    struck = 0

    def after() -> None:
        nonlocal struck
        struck += 1
        if struck == last:
            os.kill(os.getpid(), signal.SIGKILL)

    with Reader() as reader, begun(folder, Session(library, reader, environment={})) as desk:
        typed = Typed(desk, theme, way)
        typed.hand.after = after
        typed.all_of_it()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
