"""Pictures of every page, for eyes: python -m ui.screenshots DIR; two sizes, light and dark, on a practice school."""

import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from export.jobs.desk import Desk
from export.jobs.opening import practice_ledger
from export.jobs.session import Session
from export.reading.worker import Reader
from forms.library import Library, root
from ui.app import Folders, Program
from ui.page import Place
from ui.school.first_run import Wizard
from ui.school.rooms import ROOMS
from ui.theme import Scheme
from ui.window import Window

SIZES = ((1366, 768), (1920, 1080))
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
USER = "王秀兰"


def take(to: Path) -> Iterator[str]:
    """Every picture, by name, as it is taken."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, Reader() as reader:
        session = Session(Library.built_in(), reader)
        program = Program(app, session, Folders(Path(folder) / "own", Path(folder) / "ledgers"))
        with Desk.open(practice_ledger(Path(folder) / "practice", session), session, user=USER) as desk:
            desk.set_deadline(f"{desk.period.year}-09-18")
            window = program.open(desk)
            wizard = Wizard(program.theme, session, Path(folder), date(desk.period.year, 9, 1))
            for scheme in SCHEMES:
                program.theme.dress(app, scheme, 100)
                for size in SIZES:
                    yield from _pages(window, to, size, scheme)
                    yield _kept(wizard, to, "first_run", size, scheme)
            window.close()
            wizard.close()


def _pages(window: Window, to: Path, size: tuple[int, int], scheme: str) -> Iterator[str]:
    for room in ROOMS:
        if room.key in window.titles and room.key != "help":
            for form in room.forms or ("",):
                window.go(Place(room.key, form))
                name = f"{room.key}_{form}" if form and form != room.forms[0] else room.key
                yield _kept(window, to, name, size, scheme)
    window.finder.open()
    yield _kept(window, to, "find", size, scheme)
    window.finder.hide()
    window.locked.lock()
    yield _kept(window, to, "locked", size, scheme)
    window.locked.button.click()


def _kept(widget: QWidget, to: Path, name: str, size: tuple[int, int], scheme: str) -> str:
    widget.resize(*size)
    widget.show()
    for _ in range(3):
        QApplication.processEvents()
    file = to / f"{name}_{size[1]}_{scheme}.png"
    widget.grab().save(str(file))
    return file.name


def main() -> int:
    """Take them all."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    to = Path(sys.argv[1]) if len(sys.argv) > 1 else root() / "build" / "screenshots"
    for name in take(to):
        sys.stdout.write(f"{name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
