"""Reads strangers' files in a limited process that may die without harm: the door of this package.

A hostile or broken file can take all memory, never end, or abort the fast reader. In its own process, with bounds on
memory and time, the worst of it is a calm refusal and a new process for the next file. The process is started at the
first file and kept, because starting costs as much as reading a school's workbook.
"""

import logging
import os
import subprocess
import sys
import threading
import weakref
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import astuple
from pathlib import Path
from types import TracebackType
from typing import IO, Self, cast

from export.reading import FROZEN_FLAG
from export.reading.frames import receive, send
from export.reading.limits import SCHOOL, Limits
from export.reading.raw import Book
from forms.problems import Refusal

START_SECONDS = 60.0
"""An old disk and a virus scanner may take this long before the first file."""
OURS = "export."
SCRIPT = "import sys; sys.path.insert(0, sys.argv[1]); from export.reading.child import serve; serve()"

log = logging.getLogger(__name__)


class FunctionFailed(RuntimeError):
    """A function that was run in the reading process failed: our fault, told loudly, without any cell's value."""


class Reader:
    """One reading process and its owner. It serves one thread; who wants to read in parallel takes several."""

    def __init__(self, limits: Limits = SCHOOL, command: Sequence[str] | None = None) -> None:
        self._limits = limits
        self._command = command or own_command()
        self._process: subprocess.Popen[bytes] | None = None
        self._overdue = False
        self._forgotten: weakref.finalize[..., Reader] | None = None
        """Ends the process of a reader that nobody closed."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def read(self, source: Path | bytes, *, name: str = "", want_merges: bool = False) -> Book:
        """The book in a file, or in bytes with a name to call them by. Refusal, which names the file, if that fails."""
        return Book.unpacked(cast("tuple[object, ...]", self._ask(source, name, want_merges, "", ())))

    def run(
        self, function: str, source: Path | bytes, *args: object, name: str = "", want_merges: bool = False
    ) -> object:
        """What `function` ("export.module:function") returns for the book and `args`, worked out beside the file.

        Only the result crosses between the processes, so it and `args` are made of plain containers and scalars.
        A Refusal that the function raises arrives here; any other fault of it is FunctionFailed.
        """
        if not function.startswith(OURS):
            raise ValueError(f"not a function of ours: {function}")
        return self._ask(source, name, want_merges, function, args)

    def run_bare(self, function: str, source: Path | bytes, *args: object) -> object:
        """The same for a function that takes the file's bytes and the limits, and reads what it needs of them."""
        if not function.startswith(OURS):
            raise ValueError(f"not a function of ours: {function}")
        return self._ask(source, "", False, function, args, bare=True)

    def stop(self) -> None:
        """End the process at once; another thread may call this to cancel, and the file under way is refused."""
        process = self._process  # the other thread may be putting it away just now
        if process is not None:
            process.kill()

    def close(self) -> None:
        """End the process; the next file starts a new one."""
        process, self._process = self._process, None
        if self._forgotten is not None:
            self._forgotten.detach()
        if process is not None:
            _end(process)

    def _ask(
        self, source: Path | bytes, name: str, want_merges: bool, function: str, args: tuple[object, ...],
        *, bare: bool = False,
    ) -> object:  # fmt: skip
        place, file = (source, name) if isinstance(source, bytes) else (str(source.absolute()), source.name)
        question = (place, Path(file).stem, want_merges, function, args, bare)
        try:
            return self._judge(self._answer(question))
        except Refusal as refusal:
            raise Refusal(refusal.code, **({"file": file} | refusal.params)) from refusal

    def _answer(self, question: object) -> tuple[object, ...]:
        process = self._running()
        return self._exchange(process, question, self._limits.seconds, "reader_failed")

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is not None:
            self.close()
        if self._process is None:
            self._process = _start(self._command)
            self._forgotten = weakref.finalize(self, _end, self._process)
            self._exchange(self._process, astuple(self._limits), START_SECONDS, "reader_cannot_start")
        return self._process

    def _exchange(
        self, process: subprocess.Popen[bytes], question: object, seconds: float, code: str
    ) -> tuple[object, ...]:
        """Ask and wait for the answer; whatever goes wrong ends the process and is refused with `code`."""
        self._overdue = False
        watch = threading.Timer(seconds, self._end_overdue, (process,))
        watch.start()
        try:
            send(cast("IO[bytes]", process.stdin), question)
            answer = cast("tuple[object, ...]", receive(cast("IO[bytes]", process.stdout)))
        except (EOFError, OSError) as gone:
            self.close()
            raise (Refusal("reader_too_slow", seconds=round(seconds)) if self._overdue else Refusal(code)) from gone
        finally:
            watch.cancel()
            watch.join()
        if self._overdue:
            self.close()
        return answer

    def _end_overdue(self, process: subprocess.Popen[bytes]) -> None:
        self._overdue = True
        process.kill()

    def _judge(self, answer: tuple[object, ...]) -> object:
        match answer:
            case ("done", result):
                return result
            case ("refused", str(code), params):
                raise Refusal(code, **cast("dict[str, object]", params))
            case ("fault", str(function), str(kind), str(places)):
                self.close()
                log.info("fault in the reading process: %s at %s", kind, places)
                if kind == "MemoryError":
                    raise Refusal("reader_out_of_memory", megabytes=self._limits.memory >> 20)
                if function:
                    raise FunctionFailed(f"{function}: {kind} at {places}")
                raise Refusal("reader_failed")
            case _:
                self.close()
                raise Refusal("reader_failed")


def own_command() -> tuple[str, ...]:
    """How this program starts itself as a reading process, isolated from what lies in the current folder."""
    if getattr(sys, "frozen", False):
        return sys.executable, FROZEN_FLAG
    return sys.executable, "-I", "-c", SCRIPT, str(Path(__file__).resolve().parents[2])


def _start(command: Sequence[str]) -> subprocess.Popen[bytes]:
    pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
    quiet = {**os.environ, "RUST_BACKTRACE": "0"}
    window = subprocess.CREATE_NO_WINDOW if sys.platform == "win32" else 0
    try:
        return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nowhere, env=quiet, creationflags=window)
    except OSError as failed:
        raise Refusal("reader_cannot_start") from failed


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    _bury(process)


def _bury(process: subprocess.Popen[bytes]) -> None:
    """Wait for a killed process and close its pipes; a question that never arrived is dropped with them."""
    process.wait()
    for pipe in (process.stdin, process.stdout):
        with suppress(OSError):
            cast("IO[bytes]", pipe).close()
