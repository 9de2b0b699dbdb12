"""Slow work has one way: off the main thread, with progress, cancel, success and failure. The window never freezes.

The job is a plain function that receives a `Progress`; it knows no Qt and touches no widget.
"""

from collections.abc import Callable
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, Signal

from forms.problems import Refusal


class Cancelled(Exception):
    """Somebody pressed 取消; raised inside the job, at the next step that it reports."""


class Progress:
    """What a job is given: it says how far it is, and learns whether it shall stop."""

    def __init__(self, tell: Callable[[int, int, str], None], stop: Event) -> None:
        self._tell, self._stop = tell, stop

    def __call__(self, done: int, of: int, words: str = "") -> None:
        """Report a step; raises Cancelled where the job shall stop."""
        if self._stop.is_set():
            raise Cancelled
        self._tell(done, of, words)


Job = Callable[[Progress], Any]


class Task(QObject):
    """One running job; a child of the page that started it, so that it never outlives its window."""

    progressed = Signal(int, int, str)
    done = Signal(object)
    """What the job returned."""
    refused = Signal(object)
    """The world's fault, a Refusal: told calmly."""
    broke = Signal(object)
    """Our fault, any other exception: told by the last net."""
    ended = Signal()
    """It is over, however it went."""

    def __init__(self, job: Job, parent: QObject) -> None:
        super().__init__(parent)
        self._job, self._stop = job, Event()

    def start(self) -> "Task":
        """Begin, in another thread."""
        QThreadPool.globalInstance().start(self._run)
        return self

    def cancel(self) -> None:
        """Ask the job to stop at its next step."""
        self._stop.set()

    def _run(self) -> None:
        try:
            result = self._job(Progress(self.progressed.emit, self._stop))
        except Cancelled:
            pass
        except Refusal as refusal:
            self.refused.emit(refusal)
        except Exception as fault:
            self.broke.emit(fault)
        else:
            self.done.emit(result)
        self.ended.emit()
        self.deleteLater()  # only now: deleted while it still tells, it would leave somebody waiting
