"""A real input method at the real window, for eyes: dbus-run-session -- python -m tests.by_hand.ime DIR.

It starts ibus with libpinyin and the program on a screen of its own, on a practice school, and strikes the keys of a
clerk who types pinyin and takes candidates, without ever leaving Chinese: in the entry grid, in number fields, in a
block of cells, in both searches, on the card and for a reason. A picture of each station lies in DIR; in the end it
tells what is kept otherwise than was meant. Nothing is installed from here.
Debian: apt-get install xvfb xdotool openbox dbus ibus ibus-libpinyin.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import main as commands
from export.jobs.desk import Desk
from export.jobs.drafts import Drafts
from export.jobs.session import Session
from export.reading.worker import Reader
from forms.kinds.identity import check_character
from forms.library import Library
from tests.by_hand.screen import QUIET, Screen, running

ENGINE = "libpinyin"
NUMBER = next(
    body + "x" for body in (f"99012320180312{serial:03}" for serial in range(999)) if check_character(body) == "X"
)
"""An ID number that ends in the one letter that an input method would take."""
REASON = "学生家在外县"


@contextmanager
def program(folder: Path, ledger: Path) -> Iterator[None]:
    """The program on its screen, with an input method that has been switched to Chinese."""
    home = folder / "home"
    choices = home / "config" / "xiangxiao" / "choices.json"
    choices.parent.mkdir(parents=True)
    choices.write_text(json.dumps({"ledger": str(ledger)}), "utf-8")
    others = {
        "XDG_DATA_HOME": str(home / "data"), "XDG_CACHE_HOME": str(home / "cache"), "GSETTINGS_BACKEND": "memory",
        "QT_IM_MODULE": "ibus", "XMODIFIERS": "@im=ibus",
    }  # fmt: skip
    with running(folder, home, others) as start:
        start("ibus-daemon", "--replace", "--xim")
        _choose(ENGINE)
        start()
        yield


def _choose(engine: str) -> None:
    """Switch to an engine; a daemon that has only just started needs to be asked again."""
    for _ in range(20):
        subprocess.run(["ibus", "engine", engine], check=False, stdout=QUIET, stderr=QUIET)
        told = subprocess.run(["ibus", "engine"], check=False, stdout=subprocess.PIPE, text=True).stdout
        if told.strip() == engine:
            return
        time.sleep(0.5)
    raise SystemExit(f"ibus does not offer {engine}")


def in_the_grid(screen: Screen) -> None:
    """Names by candidates, a number that ends in x, a choice by its word, Esc, arrows and Enter within a composition."""
    screen.key("alt+2", "ctrl+b")
    time.sleep(1.5)
    screen.type("lixiaohua")
    screen.look("composing")
    screen.key("space", "Return")
    screen.type(NUMBER)
    screen.look("number_ends_by_itself")
    screen.key("ctrl+Home", "Down")
    time.sleep(0.5)
    screen.type("wang")
    screen.key("Escape")
    screen.look("esc_ends_only_the_composition")
    screen.type("wangfang")
    screen.key("Down", "Up")
    screen.look("arrows_walk_in_the_candidates")
    screen.key("space")
    screen.type("abc")
    screen.key("Return")
    screen.look("enter_settles_letters")
    screen.key("BackSpace", "BackSpace", "BackSpace", "Tab", "Tab")
    screen.look("choice")
    screen.type("nv")
    screen.look("choice_composed")
    screen.key("space", "Return")
    screen.look("choice_taken")


def in_a_block(screen: Screen) -> None:
    """Where cells are selected, the first letter is not lost either, and Enter goes on in the block."""
    screen.key("ctrl+Home", "Down", "Down")
    time.sleep(0.5)
    screen.key("shift+Down")
    for letters in ("zhaosi", "qianwu"):
        screen.type(letters)
        screen.look(letters)
        screen.key("space", "Return")
    screen.look("block_round")
    screen.key("ctrl+b")
    time.sleep(1)


def in_the_searches(screen: Screen) -> None:
    """Nothing is looked for before the words are settled."""
    screen.key("ctrl+f")
    screen.type("li")
    screen.look("search_composing")
    screen.key("space")
    screen.look("search_settled", 1.2)
    screen.key("Escape", "ctrl+k")
    screen.type("shezhi")
    screen.key("space")
    screen.look("finder_settled", 1.2)
    screen.key("Return", "alt+2")
    time.sleep(1)


def on_the_card(screen: Screen) -> None:
    """A pupil on the card, and a reason in the panel of problems."""
    screen.key("ctrl+n")
    time.sleep(1)
    screen.type("chenmei")
    screen.key("space", "Return")
    screen.type(NUMBER)
    screen.look("card")
    screen.key("F9")
    time.sleep(4)
    screen.key("ctrl+End", "F2")  # the last line is a reminder
    screen.type("xueshengjiazaiwaixian")
    screen.look("reason_composing")
    screen.key("space", "Return")
    screen.look("reason_written")


def compare(ledger: Path) -> list[str]:
    """What is kept otherwise than was meant."""
    with Reader() as reader, Desk.open(ledger, Session(Library.built_in(), reader, environment={})) as desk:
        rows = {at: row.texts for at, row in Drafts(desk, "student").load().items()}
        found = [
            *(rows.get(at, {}).get("name", "") for at in range(4)), rows.get(0, {}).get("id_number", ""),
            rows.get(1, {}).get("sex", ""),
            *(desk.tables["student"].text(len(desk.tables["student"]) - 1, field) for field in ("name", "id_number")),
        ]  # fmt: skip
        reasons = [reason.text for reason in desk.store.reasons().values()]
    meant = ["李晓华", "王芳", "赵四", "前五", NUMBER.upper(), "女", "陈美", NUMBER.upper()]
    other = [f"{there!r}, meant {want!r}" for there, want in zip(found, meant, strict=True) if there != want]
    return other + ([] if REASON in reasons else [f"reasons {reasons}, meant {REASON!r}"])


def main(folder: Path) -> int:
    """Take the pictures; 0 where all is kept as it was meant."""
    school = folder / "school"
    commands.main(["practice", str(school), "--schools", "1", "--pupils", "60", "--seed", "3", "--problems"])
    ledger, screen = next(school.glob("*.school")), Screen(folder)
    with program(folder, ledger):
        for station in (in_the_grid, in_a_block, in_the_searches, on_the_card):
            station(screen)
    other = compare(ledger)
    for one in other:
        print(one)  # noqa: T201
    return 1 if other else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).absolute()))
