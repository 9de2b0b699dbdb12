"""Reading processes that rest between two tests instead of ending: to start one costs more than most tests do.

What happens within the life of a reader stays as it is; the tests of the reader itself, in tests/export/reading, do
without this.
"""

import weakref
from collections import defaultdict
from collections.abc import Iterator
from subprocess import Popen

import pytest

from export.reading import worker
from export.reading.limits import Limits
from export.reading.worker import Reader

OWN = {name: getattr(Reader, name) for name in ("_running", "_answer", "_judge", "stop", "close")}
"""What a reader does by itself."""
Kind = tuple[Limits, tuple[str, ...]]
Process = Popen[bytes]


class Rest:
    """Processes whose last answer was sound and whose reader was closed; the next reader of the same kind takes one."""

    def __init__(self) -> None:
        self._idle: defaultdict[Kind, list[Process]] = defaultdict(list)
        self._sound: weakref.WeakSet[Reader] = weakref.WeakSet()
        self._stopped: weakref.WeakSet[Reader] = weakref.WeakSet()
        """Killed by another thread, perhaps just after the answer: such a process may live on for a moment."""

    def serve(self, patch: pytest.MonkeyPatch) -> None:
        """Let readers come by here."""
        running, answered, judged, stop, close = OWN.values()

        def _running(reader: Reader) -> Process:
            idle = self._idle[_kind(reader)]
            while reader._process is None and idle:
                if (process := idle.pop()).poll() is not None:
                    worker._end(process)
                else:
                    reader._process, reader._forgotten = process, weakref.finalize(reader, worker._end, process)
            return running(reader)

        def _answer(reader: Reader, question: object) -> tuple[object, ...]:
            self._sound.discard(reader)
            return answered(reader, question)

        def _judge(reader: Reader, answer: tuple[object, ...]) -> object:
            if answer[0] in ("done", "refused") and reader not in self._stopped:
                self._sound.add(reader)
            return judged(reader, answer)

        def _stop(reader: Reader) -> None:
            self._stopped.add(reader)
            self._sound.discard(reader)
            stop(reader)

        def _close(reader: Reader) -> None:
            process, forgotten = reader._process, reader._forgotten
            if reader in self._sound and process is not None and forgotten is not None and forgotten.detach():
                reader._process = None
                self._idle[_kind(reader)].append(process)
            else:
                close(reader)

        for name, method in zip(OWN, (_running, _answer, _judge, _stop, _close), strict=True):
            patch.setattr(Reader, name, method)

    def end(self) -> None:
        """End them all."""
        for idle in self._idle.values():
            for process in idle:
                worker._end(process)


def _kind(reader: Reader) -> Kind:
    return reader._limits, tuple(reader._command)


@pytest.fixture(scope="session")
def rest() -> Iterator[Rest]:
    """Where they rest; after the last test they end."""
    made = Rest()
    yield made
    made.end()


@pytest.fixture(scope="session", autouse=True)
def resting_readers(rest: Rest) -> Iterator[None]:
    """Every reader of this process, but for its own tests."""
    with pytest.MonkeyPatch.context() as patch:
        rest.serve(patch)
        yield
