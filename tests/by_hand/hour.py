"""An hour of typing without the mouse, with real keys, for a machine that counts: python -m tests.by_hand.hour DIR.

Six classes of forty pupils go into the entry grid, some 15 000 keys, as a practised clerk strikes them in an hour. Each
class prints what the program took of the processor for a key and how large it has grown; in the end the ledger is
compared with the sheets, field for field. Needs what tests/by_hand/journey.py needs.
"""

import os
import sys
import time
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path

from forms.library import Library
from tests.by_hand.journey import CODE, SAID, Typist, begin, compare, keyboard, program
from tests.by_hand.screen import Screen
from tests.journeys.sheet import Sheet, sheets

CLASSES, PUPILS = 6, 40
TICK = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Load:
    """What the program has taken of this PC."""

    seconds: float
    """Of a processor, since it began."""
    size: float
    """MB in memory."""

    @classmethod
    def now(cls) -> "Load":
        """Read from /proc, of the program and not of its reader beside it."""
        process = next(one.parent for one in Path("/proc").glob("[0-9]*/cmdline") if _is_program(one))
        spent = (process / "stat").read_text().rpartition(")")[2].split()[11:13]
        pages = int((process / "statm").read_text().split()[1])
        return cls(sum(map(int, spent)) / TICK, pages * PAGE / MEGABYTE)


def _is_program(command: Path) -> bool:
    try:
        return command.read_bytes().endswith(b"\0main.py\0")
    except OSError:  # it has ended since
        return False


def one_class(screen: Screen, typist: Typist, paper: list[Sheet]) -> float:
    """Type a class into the empty grid and take it in; the program's processor time for a key, in ms."""
    keyboard(words_of(paper))
    time.sleep(2)  # the program learns of the new keyboard
    keys, began = screen.keys, Load.now()
    for sheet in paper:
        typist.pupil(sheet)
    time.sleep(1)
    spent = Load.now().seconds - began.seconds
    screen.look("typed")
    typed = screen.keys - keys
    screen.key("ctrl+Return")
    screen.look("taken_in", 3)
    return spent * 1000 / typed


def words_of(paper: list[Sheet]) -> str:
    """What is typed for a class."""
    return "".join(text for sheet in paper for text in (sheet["name"], sheet["guardian1_name"], sheet.village))


def main(folder: Path, classes: int, pupils: int) -> int:
    """The hour; 0 where nothing was lost."""
    library, home = Library.built_in(), folder / "home"
    (home / "stick").mkdir(parents=True, exist_ok=True)
    schools = (sheets(library, "一年级", pupils, number=number) for number in count(1))
    papers = list(islice((paper for paper in schools if len(paper) == pupils), classes))  # some teach no first grade
    screen = Screen(folder)
    with program(home, SAID):
        begin(screen, home / "stick")
        screen.key("ctrl+k")
        screen.type("学生")
        screen.key("Return", "ctrl+b")
        typist, started = Typist(screen, library), time.monotonic()
        for number, paper in enumerate(papers, 1):
            spent = one_class(screen, typist, paper)
            print(  # noqa: T201
                f"class {number}: {spent:.1f} ms of the processor for a key, {Load.now().size:.0f} MB", flush=True
            )
        print(f"{screen.keys} keys in {(time.monotonic() - started) / 60:.0f} minutes")  # noqa: T201
    other = compare(next(home.rglob(f"{CODE}.school")), library, [sheet for paper in papers for sheet in paper])
    print(f"{other} fields are otherwise than on paper")  # noqa: T201
    return other


if __name__ == "__main__":
    asked = [int(one) for one in sys.argv[2:]]
    sys.exit(1 if main(Path(sys.argv[1]).absolute(), *(asked or (CLASSES, PUPILS))) else 0)
