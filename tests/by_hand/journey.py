"""The journey of tests/journeys/test_window.py once more with real keys, for eyes: python -m tests.by_hand.journey DIR.

It starts the program on a screen of its own (Xvfb, 1366×768, with openbox), strikes keys blindly as a practised clerk
does (xdotool, xclip), and leaves a picture of each station in DIR. In the end it compares the ledger with the sheets.
Debian: apt-get install xvfb xdotool xclip openbox x11-xserver-utils.
"""

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import main as commands
from export.jobs.desk import Desk
from export.jobs.session import Session
from export.reading.worker import Reader
from forms.kinds import Choice
from forms.library import Library
from tests.by_hand.screen import Screen, running
from tests.journeys.sheet import Sheet, sheets
from ui.editors.options import picks

PASSWORD = "four easy words 2026"
CODE = "2199000128"
LOOKED_AT = 5
"""The pupil, from 0, whose row is looked at on the way: the village is another one of the list."""
CAPTIONS = {"id_number": "身份证号", "address_now": "家庭住址", "phone": "家长手机", "guardian1_phone": "监护人电话"}


def keyboard(words: str) -> None:
    """Give every 汉字 a key of its own: xdotool would else change the keyboard between two keys, and keys are lost."""
    free = _free_keys()
    signs = sorted({f"U{ord(sign):04X}" for sign in words if not sign.isascii()})
    assert len(signs) <= 2 * len(free), f"{len(signs)} characters, {len(free)} free keys"
    pairs = zip(free, zip(signs[::2], [*signs[1::2], "NoSymbol"][: len(signs[::2])], strict=True), strict=False)
    given = "".join(f"keycode {key} = {plain} {shifted}\n" for key, (plain, shifted) in pairs)
    subprocess.run(["xmodmap", "-"], input=given.encode(), check=True)


@cache
def _free_keys() -> list[str]:
    """Keycodes that nobody misses; asked once, before any of them is given away."""
    lines = (line.partition("=") for line in _told("xmodmap", "-pke").splitlines())
    return [key.split()[1] for key, _, held in lines if not held.strip() or held.split()[0].startswith("XF86")]


def _told(*command: str) -> str:
    return subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout


SAID = "石坪小学王秀兰李老师王老师学生学生家在外县立即备份李主任赵校长"
"""What is typed beside the class."""


@contextmanager
def program(home: Path, words: str) -> Iterator[None]:
    """The program on its screen, for a person who has never started it and will type these words."""
    others = {"XDG_DATA_HOME": str(home / "data"), "QT_IM_MODULE": "none"}
    with running(home.parent, home, others) as start:
        keyboard(words)
        start()
        yield


class Typist:
    """Types pupils without looking: she knows where the cursor stops, because it stops only where it must."""

    def __init__(self, screen: Screen, library: Library) -> None:
        self._screen, self._form = screen, library.forms["student"]
        self._places: list[str] = []

    def pupil(self, sheet: Sheet, *, looked_at: bool = False) -> None:
        """One row of the entry grid; where it is `looked_at`, pictures on the way."""
        screen, first, strange = self._screen, not self._places, sheet.village not in self._places
        screen.type(sheet["name"])
        screen.key("Return")
        screen.type(sheet["id_number"].lower())
        self._address(sheet, looked_at=looked_at)
        if strange:
            screen.type(sheet["household_division"])
        if sheet["nation"] != "汉族":
            number = self._number("nation", sheet["nation"])
            screen.key("Left", *number, *([] if len(number) > 1 else ["Return"]))
        screen.type(self._number("household", sheet["household"]))
        if first:
            screen.key("1", "1", "Return", *sheet["entered_on"].replace("-", ""), "Return")
        screen.type(self._number("boards", sheet["boards"]) + sheet["phone"] + ("992301" if first else ""))
        for field in ("only_child", "preschool", "left_behind", "migrant", "wants_aid", "living_aid"):
            screen.type(self._number(field, sheet[field]))
        screen.type(f"{float(sheet['distance']):g}")
        screen.key("Return")
        if looked_at:
            screen.look("far_right")
        screen.type(self._number("commute", sheet["commute"]) + self._number("bus", sheet["bus"]))
        screen.type(sheet["guardian1_name"])
        screen.key("Return")
        screen.type(self._number("guardian1_relation", sheet["guardian1_relation"]))

    def _address(self, sheet: Sheet, *, looked_at: bool) -> None:
        """The village that is proposed, the next one in the list, or a new one behind the township."""
        screen, known = self._screen, [place for place, _ in Counter(self._places).most_common()]
        if not known:
            screen.type(sheet.village)
        elif sheet.village in known:
            away = (known.index(sheet.village) - known.index(self._places[-1])) % len(known)
            if away:
                screen.key(*["Down"] * away)
        else:
            screen.key(*["BackSpace"] * 3)
            screen.type(sheet.village[-3:])
        if looked_at:
            screen.look("village")
        screen.type(sheet.house)
        if looked_at:
            screen.look("house")
        screen.key("Return")
        self._places.append(sheet.village)

    def _number(self, field: str, word: str) -> str:
        kind = self._form.fields[field].kind
        if not isinstance(kind, Choice):
            return "1" if word == "是" else "0"
        return next(pick.number for pick in picks(kind.codes) if pick.word == word)


def begin(screen: Screen, stick: Path) -> None:
    """First run, the school's own form, two classes."""
    screen.look("first_run")
    screen.key("Return")
    screen.type("石坪小学")
    screen.key("Tab")
    screen.type(CODE)
    screen.look("which_school")
    screen.key("Return", "Tab", "Tab", "Tab")
    screen.type(str(stick))
    screen.look("where")
    screen.key("Return")
    screen.type("王秀兰")
    screen.key("Tab")
    screen.type(PASSWORD)
    screen.key("Tab")
    screen.type(PASSWORD)
    screen.look("password")
    screen.key("Return")
    screen.look("code", 8)
    screen.key("Tab", "space", "Return")
    screen.look("home", 3)
    screen.key("F8")
    screen.look("school", 2)
    screen.key("1", "F8", "7", "F8")
    screen.look("classes", 2)
    screen.key("ctrl+n")
    for grade, teacher in (("1", "李老师"), ("2", "王老师")):
        screen.key(grade, "1", "Return")
        screen.type(teacher)
        screen.key("Return")
    screen.look("two_classes")


def enter(screen: Screen, typist: Typist, paper: list[Sheet]) -> None:
    """The class, in the entry grid, with looks on the way."""
    screen.key("ctrl+k")
    screen.type("学生")
    screen.look("found")
    screen.key("Return", "ctrl+b")
    screen.look("grid", 2)
    for at, sheet in enumerate(paper):
        typist.pupil(sheet, looked_at=at == LOOKED_AT)
        if at in (0, 1, 11):
            screen.look(f"after_{at + 1}")
    screen.look("whole_class", 1)
    screen.key("ctrl+Return")
    screen.look("taken_in", 2)


def paste(screen: Screen, library: Library, paper: list[Sheet]) -> None:
    """Another class out of an old list, with a number that Excel has spoilt."""
    fields = library.forms["student"].fields
    captions = {name: fields[name].zh for name in paper[0].texts} | CAPTIONS
    spoilt = {(3, "id_number"): "9.90123E+17", (5, "distance"): "1500"}
    lines = [[spoilt.get((at, name), sheet[name]) for name in captions] for at, sheet in enumerate(paper)]
    screen.copy("".join("\t".join(line) + "\r\n" for line in [list(captions.values()), *lines]))
    screen.key("ctrl+v")
    screen.look("pasted", 2)
    screen.key("F8")
    screen.look("spoilt")
    screen.type(paper[3]["id_number"].lower())
    screen.look("mended")
    screen.key("ctrl+Return")
    screen.look("taken_in", 2)


def settle(screen: Screen, to: Path) -> None:
    """Explain, say what there is not, back up, approve, export."""
    screen.key("F9")
    screen.look("checked", 4)
    screen.key("F2")
    screen.type("学生家在外县")
    screen.look("explaining")
    screen.key("Return", "Down", "Return")
    for _ in range(7):
        screen.key("Right", "Return")
    screen.look("all_said", 2)
    screen.key("ctrl+k")
    screen.type("立即备份")
    screen.key("Return")
    screen.look("backed_up", 6)
    screen.key("F6", "space")
    screen.type("李主任")
    screen.key("Tab")
    screen.type("赵校长")
    screen.look("reviewing")
    screen.key("Return", "space")
    screen.look("approved", 3)
    screen.key("space")
    time.sleep(2)
    screen.key("ctrl+a")
    screen.type(str(to))
    screen.look("file", 2)
    for _ in range(3):  # on a busy PC the file dialog may take the first Return for a folder, and stays open
        if not to.exists():
            screen.key("Return")
            time.sleep(8)
    screen.look("exported")


def compare(ledger: Path, library: Library, paper: list[Sheet]) -> int:
    """Fields of the sheets that are otherwise in the ledger."""
    with Reader() as reader, Desk.open(ledger, Session(library, reader, environment={}), PASSWORD) as desk:
        table = desk.tables["student"]
        rows = {table.text(row, "id_number"): row for row in range(len(table))}
        found = [
            (sheet["name"], field, text, table.text(rows[sheet["id_number"]], field) if sheet["id_number"] in rows else "")
            for sheet in paper for field, text in sheet.texts.items()
        ]  # fmt: skip
    other = [one for one in found if one[2] != one[3] and (one[1], one[3]) != ("distance", "1500.00")]
    for one in other:
        print(*one)  # noqa: T201
    return len(other)


def main(folder: Path, count: int) -> int:
    """Take the pictures; 0 where the ledger holds what the sheets say, and `check` finds the export intact."""
    library, home = Library.built_in(), folder / "home"
    (home / "stick").mkdir(parents=True, exist_ok=True)
    first, second = sheets(library, "一年级", count), sheets(library, "二年级", 12)
    screen = Screen(folder)
    said = "".join(text for sheet in first for text in (sheet["name"], sheet["guardian1_name"], sheet.village))
    with program(home, said + SAID):
        begin(screen, home / "stick")
        before = screen.keys
        enter(screen, Typist(screen, library), first)
        print(f"{(screen.keys - before) / count:.1f} keys a pupil; 汉字 counted as one each")  # noqa: T201
        paste(screen, library, second)
        settle(screen, home / "up.xlsx")
    other = compare(next(home.rglob(f"{CODE}.school")), library, [*first, *second])
    return commands.main(["check", str(home / "up.xlsx")]) or other


if __name__ == "__main__":
    sys.exit(1 if main(Path(sys.argv[1]).absolute(), int(sys.argv[2]) if len(sys.argv) > 2 else 40) else 0)
