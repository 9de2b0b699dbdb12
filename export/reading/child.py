"""The reading process itself: one question after the other, until its owner goes away or a file kills it.

It never catches what it does not know: an unknown fault sends its place in the code, without any value, and ends the
process, because after it nothing here can be trusted. The owner starts a new one.
"""

import faulthandler
import gc
import importlib
import os
import signal
import sys
import traceback
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import IO, cast

from export.reading.cage import confine
from export.reading.cells import read_cells
from export.reading.frames import receive, send
from export.reading.guard import load
from export.reading.limits import Limits
from export.reading.raw import Book
from forms.problems import Refusal

PATIENCE = 3
"""An orphan, whose owner died while a file kept it busy, ends after this many times the time for one file."""
OURS = "export."
"""Functions that may be run here live below this package."""

Question = tuple[str | bytes, str, bool, str, tuple[object, ...], bool]
"""Path or bytes, name for a nameless sheet, whether merges are wanted, function or "", its further arguments, and
whether it takes the bytes and the limits instead of the book."""


def serve() -> None:
    """Answer questions from standard input on standard output until it is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.setswitchinterval(0.0005)  # two threads that parse must not wait for each other
    gc.disable()  # books are trees of lists: they go with their last reference, and looking for cycles costs a tenth
    pipe, answers = _private_pipes()
    questions = _until_the_owner_goes(pipe)
    for first in questions:
        limits = Limits(*cast("tuple[int, ...]", first))
        confine(limits.memory)
        service = _Service(answers, limits)
        sys.excepthook = service.last_words
        send(answers, ("ready",))
        for question in questions:
            with _ending_orphans(limits.seconds * PATIENCE):
                service.answer(*cast("Question", question))


def _until_the_owner_goes(pipe: IO[bytes]) -> Iterator[object]:
    with suppress(EOFError):
        while True:
            yield receive(pipe)


@contextmanager
def _ending_orphans(seconds: float) -> Generator[None]:
    """End this process if the block takes so long: whoever waits for it would have ended it long before."""
    with Path(os.devnull).open("w", encoding="ascii") as nowhere:
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        yield
        faulthandler.cancel_dump_traceback_later()


class _Service:
    """Answers one question at a time."""

    def __init__(self, answers: IO[bytes], limits: Limits) -> None:
        self._answers = answers
        self._limits = limits
        self._step = ""

    def answer(
        self, source: str | bytes, name: str, want_merges: bool, function: str, args: tuple[object, ...], bare: bool
    ) -> None:
        """Read a file; with a function, apply it to the book or to the bare bytes and send only what it returns."""
        self._step = ""
        try:
            data = source if isinstance(source, bytes) else load(Path(source), self._limits)
            given = (data, self._limits) if bare else (read_cells(data, name, self._limits, want_merges=want_merges),)
            self._step = function
            result = _named(function)(*given, *args) if function else cast("Book", given[0]).packed()
        except Refusal as refusal:
            send(self._answers, ("refused", refusal.code, refusal.params))
        else:
            send(self._answers, ("done", result))

    def last_words(self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        """Say where the fault lies; its message stays here, because it may quote a cell."""
        del fault
        places = [f"{Path(place.filename).name}:{place.lineno}" for place in traceback.extract_tb(trace)]
        send(self._answers, ("fault", self._step, kind.__name__, " ".join(places)))


def _named(function: str) -> Callable[..., object]:
    """The function of "package.module:function"."""
    module, _, name = function.partition(":")
    if not module.startswith(OURS):
        raise ValueError(f"not a function of ours: {function}")
    return getattr(importlib.import_module(module), name)


def _private_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """Standard input and output, taken away from everybody else, so that a stray print spoils no answer."""
    questions, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1):
        os.dup2(nowhere, standard)
    os.close(nowhere)
    return questions, answers
