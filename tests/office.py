"""LibreOffice as a witness: what another program reads in our workbooks. It knows nothing of this one."""

import json
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from threading import Timer
from typing import IO, Any

import pytest

SECONDS = 180
"""A first start on a slow machine builds a profile; after that a book takes two or three."""
ENDING = 60
"""After this it is ended by force."""
WITH_UNO = "/usr/bin/python3"
"""The system's own Python, for which LibreOffice's bridge is packaged."""
CLERK = Path(__file__).parent / "clerk.py"
FILTERS = {"xlsx": "Calc MS Excel 2007 XML", "pdf": "calc_pdf_Export"}
"""What LibreOffice saves a workbook with, by the file's ending."""


class Office:
    """LibreOffice without a screen, with a profile of its own, so that tests running side by side never meet in one.

    One serves test after test, for to start it takes longer than most books do; after a fault the next test gets a new
    one. Without LibreOffice's Python bridge nobody can talk to it: then it is started for every book.
    """

    def __init__(self, program: str, folder: Path) -> None:
        self._program, self._folder = program, folder
        self._clerk: Clerk | None = None

    @cached_property
    def has_bridge(self) -> bool:
        """Whether one can talk to it."""
        asked = [WITH_UNO, "-c", "import uno"]
        return Path(WITH_UNO).exists() and not subprocess.run(asked, check=False, capture_output=True).returncode

    def convert(self, book: Path, to: str, into: Path, *, reckoned: bool = False) -> Path:
        """The same book in folder `into`, with the ending `to`; `reckoned`: with LibreOffice's own results of formulas."""
        into.mkdir(exist_ok=True)
        written = into / f"{book.stem}.{to}"
        if self.has_bridge:
            said = self._ordered(book, written, reckoned=reckoned)
        else:
            said = self._convert_alone(book, to, into)
        assert written.exists(), f"LibreOffice did not write {written.name}: {said}"
        return written

    def work(
        self, book: Path, saved: Path, *, looked: Iterable[str] = (), typed: Iterable[tuple[str, str, str]] = ()
    ) -> dict[str, Any]:
        """A clerk opens the book, looks at sheets, types texts into sheets and cells and saves it: what was seen."""
        self.ask_for_bridge()
        return self._ordered(book, saved, looked=[*looked], typed=[*typed])

    def end(self) -> None:
        """End it; the next order starts a new one."""
        clerk, self._clerk = self._clerk, None
        if clerk:
            clerk.end()

    def ask_for_bridge(self) -> None:
        """Skip a test for which somebody has to talk to it, where nobody can."""
        if not self.has_bridge:
            pytest.skip("LibreOffice's Python bridge is not installed (Debian, Ubuntu: python3-uno)")

    def _ordered(self, book: Path, saved: Path, **more: object) -> dict[str, Any]:
        order = {"book": str(book), "saved": str(saved), "filter": FILTERS[saved.suffix[1:]]}
        if self._clerk is None:
            self._clerk = Clerk(self._program, self._folder)
        try:
            return self._clerk.ordered({**order, "reckoned": False, "looked": [], "typed": [], **more})
        except BaseException:  # whatever it was: what it has in hand is no longer known
            self.end()
            raise

    def _convert_alone(self, book: Path, to: str, into: Path) -> str:
        words = ("--convert-to", f"{to}:{FILTERS[to]}", "--outdir", str(into), str(book))
        command = [*started(self._program, self._folder / "alone"), *words]
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False, env=environment())
        return done.stdout + done.stderr


class Clerk:
    """The process that works at a LibreOffice, which it starts and ends."""

    def __init__(self, program: str, folder: Path) -> None:
        self._profile = Path(tempfile.mkdtemp(dir=folder))
        self._said = (self._profile / "said.txt").open("w+", encoding="utf-8", errors="replace")
        command = [WITH_UNO, str(CLERK), *started(program, self._profile)]
        # a group of their own, so that the last of them can be ended, whoever of them has died
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._said, text=True, encoding="utf-8",
            env=environment(), start_new_session=True,
        )  # fmt: skip

    def ordered(self, order: dict[str, object]) -> dict[str, Any]:
        """What was seen when the order was carried out."""
        late = Timer(SECONDS, self._kill)
        late.start()
        try:
            answer = self._asked(json.dumps(order))
        finally:
            late.cancel()
            late.join()
        assert answer, f"LibreOffice failed or did not answer within {SECONDS} seconds: {self._last_words()}"
        return json.loads(answer)

    def end(self) -> None:
        """Nothing is left of it: no process, no profile."""
        stdin, stdout = self._pipes()
        with suppress(BrokenPipeError):
            stdin.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(ENDING)
        self._kill()
        self._process.wait()
        stdout.close()
        self._said.close()
        shutil.rmtree(self._profile)

    def _asked(self, line: str) -> str:
        stdin, stdout = self._pipes()
        with suppress(BrokenPipeError):
            stdin.write(f"{line}\n")
            stdin.flush()
        return stdout.readline()

    def _pipes(self) -> tuple[IO[str], IO[str]]:
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin
        assert stdout
        return stdin, stdout

    def _kill(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def _last_words(self) -> str:
        self._said.seek(0)
        return self._said.read()[-2000:].strip()


def started(program: str, profile: Path) -> list[str]:
    """What starts it with this profile and no screen."""
    quiet = ("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck")
    return [program, f"-env:UserInstallation={profile.as_uri()}", *quiet]


def environment() -> dict[str, str]:
    """Ours, in a locale that can name Chinese files."""
    return {**os.environ, "LC_ALL": "C.UTF-8"}
