"""Pictures of every page in every state, for eyes: python -m ui.screenshots DIR [PART …].

Two sizes, light and dark, and once more in high contrast and in English, on made-up schools; parts of names choose.
"""

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from PySide6.QtWidgets import QApplication, QWidget

from export.jobs.desk import Desk
from export.jobs.people import work_as
from export.jobs.practice import Order, make
from export.jobs.session import Session
from export.reading.worker import Reader
from forms.library import Library, root
from forms.problems import Language
from ui.app import Folders, Program
from ui.scenes import SCENES, Stage
from ui.theme import Scheme

USER, COLLEAGUE = "王秀兰", "陈光明"
PASSWORD = "云岭小学 2026"
SMALL, LARGE = (1366, 768), (1920, 1080)
DAYS_LEFT = 8


class Look(NamedTuple):
    """One way in which all pictures are taken."""

    size: tuple[int, int]
    scheme: Scheme
    language: Language = "zh"

    @property
    def name(self) -> str:
        """As the files end."""
        return f"{self.size[1]}_{self.scheme if self.language == 'zh' else self.language}"


LOOKS = (
    Look(SMALL, "light"), Look(SMALL, "dark"), Look(LARGE, "light"), Look(LARGE, "dark"),
    Look(SMALL, "contrast"), Look(SMALL, "light", "en"),
)  # fmt: skip


def take(to: Path, wanted: Sequence[str] = ()) -> Iterator[str]:
    """Every picture, by name, as it is taken; of those only that have one of the wanted parts in their names."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    to.mkdir(parents=True, exist_ok=True)
    with Reader() as reader:
        session = Session(Library.built_in(), reader)
        for look in LOOKS:
            scenes = [name for name, _ in SCENES if not wanted or any(part in f"{name}_{look.name}" for part in wanted)]
            if scenes:
                yield from _taken(app, session, look, to, scenes)


def _taken(app: QApplication, session: Session, look: Look, to: Path, wanted: Sequence[str]) -> Iterator[str]:
    """All pictures of one look, each look on schools of its own."""
    with tempfile.TemporaryDirectory() as folder:
        session.language = look.language
        program = Program(app, session, Folders(Path(folder) / "own", Path(folder) / "台账"))
        program.theme.dress(app, look.scheme, 100)
        stage = Stage(program, *_schools(session, Path(folder)), PASSWORD)
        for name, scene in SCENES:
            for number, widget in enumerate(scene(stage) if name in wanted else ()):
                yield _kept(widget, to, f"{name}{f'_{number + 1}' if number else ''}_{look.name}.png", look)
        stage.close()
        program.speech.hush()


def _schools(session: Session, folder: Path) -> tuple[Desk, Desk, Desk]:
    """A busy school with faults, one without, and a real ledger that is new."""
    desks = list[Desk]()
    for name, problems in (("busy", True), ("clean", False)):
        store = make(Order(folder / name, 1, 186, 2026, problems=problems), session)[0].store
        desks.append(Desk.open(store, session, user=USER))
        desks[-1].set_deadline((date.today() + timedelta(DAYS_LEFT)).isoformat())
    new = Desk.create(folder / "2199000128.school", session, "2199000128", "云岭小学", password=PASSWORD, user=USER)
    for desk in (*desks, new):
        work_as(desk, COLLEAGUE)
        work_as(desk, USER)
    return desks[0], desks[1], new


def _kept(widget: QWidget, to: Path, name: str, look: Look) -> str:
    if widget.isWindow() and widget.property("own_size") is None:
        widget.resize(*look.size)
    widget.show()
    for _ in range(4):
        QApplication.processEvents()
    widget.grab().save(str(to / name))
    return name


def main() -> int:
    """Take them all."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    to = Path(sys.argv[1]) if len(sys.argv) > 1 else root() / "build" / "screenshots"
    for name in take(to, sys.argv[2:]):
        sys.stdout.write(f"{name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
