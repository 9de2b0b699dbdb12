"""A screen without glass for tests by hand: Xvfb at 1366×768 with openbox, real key events in, pictures out."""

import os
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtGui import QImage

from tests.tree import ROOT

DISPLAY = next(f":{at}" for at in range(77, 177) if not Path(f"/tmp/.X{at}-lock").exists())  # one that nobody uses
QUIET = subprocess.DEVNULL
MEMORY = "Xvfb_screen0"
"""The file in which Xvfb keeps what its screen shows, laid out as by xwd."""
Start = Callable[..., None]


class Screen:
    """A screen without glass: real key events in, pictures out."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._at = folder, 0
        self.keys = 0

    def key(self, *names: str) -> None:
        """Strike keys or chords by their X names."""
        subprocess.run(["xdotool", "key", "--delay", "25", *names], check=True)
        self.keys += sum(name.count("+") + 1 for name in names)

    def type(self, words: str) -> None:
        """Type a text; 汉字 arrive as an input method settles them."""
        subprocess.run(["xdotool", "type", "--delay", "25", words], check=True)
        self.keys += len(words)

    def copy(self, words: str) -> None:
        """What a spreadsheet has put on the clipboard."""
        subprocess.run(["xclip", "-selection", "clipboard"], input=words.encode(), check=True)

    def look(self, what: str, wait: float = 0.7) -> None:
        """Wait until the screen has come to rest, and take a picture."""
        time.sleep(wait)
        self._at += 1
        dump = (self._folder / MEMORY).read_bytes()  # xwd would leave dialogs and lists black
        words = struct.unpack(">25I", dump[:100])
        size, width, height, bits, stride, colours = (words[at] for at in (0, 4, 5, 11, 12, 19))
        form = QImage.Format.Format_BGR888 if bits == 24 else QImage.Format.Format_RGB32
        picture = QImage(dump[size + 12 * colours :], width, height, stride, form)
        picture.save(str(self._folder / f"{self._at:02}_{what}.png"))


@contextmanager
def running(folder: Path, home: Path, others: Mapping[str, str]) -> Iterator[Start]:
    """The screen, its memory in `folder`; what is given starts a command on it, or the program, and waits for that."""
    os.environ |= {
        "DISPLAY": DISPLAY, "HOME": str(home), "XDG_CONFIG_HOME": str(home / "config"), "LANG": "C.UTF-8",
        "QT_QPA_PLATFORM": "xcb", **others,
    }  # fmt: skip
    begun: list[subprocess.Popen[bytes]] = []

    def begin(*command: str) -> None:
        begun.append(subprocess.Popen(command, cwd=ROOT, stdout=QUIET, stderr=QUIET))
        time.sleep(2)

    def start(*command: str) -> None:
        begin(*(command or (sys.executable, "main.py")))
        if not command:
            window = ["xdotool", "search", "--sync", "--onlyvisible", "--name", "乡校台账"]
            subprocess.run(window, check=True, stdout=QUIET, timeout=60)
            time.sleep(2)

    try:
        begin("Xvfb", DISPLAY, "-screen", "0", "1366x768x24", "-fbdir", str(folder))
        begin("openbox")
        yield start
    finally:
        for one in reversed(begun):
            one.kill() if one.args == ("openbox",) else one.terminate()  # openbox does not hear it behind ibus
            one.wait(20)
