"""Slow work has one way: off the main thread, with progress, cancel, success and failure. The window never freezes.

The job is a plain function that receives a `Progress`; it knows no Qt and touches no widget.
"""

from collections.abc import Callable
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, Signal
from shiboken6 import isValid

from forms.problems import Refusal

OVER = "over"
"""Property of a widget whose work has been finished for good."""


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
        self.is_over = False
        """Set before `ended` is told, so that whoever begins to listen late can still learn of it."""

    def start(self) -> "Task":
        """Begin, in another thread; what belongs to somebody who has been finished begins nothing any more."""
        if _is_over(self.parent()):
            self.is_over = True
            self.deleteLater()
            return self
        QThreadPool.globalInstance().start(self._run)
        return self

    def run_with(
        self, done: Callable[..., object], refused: Callable[..., object], ended: Callable[[], object] | None = None
    ) -> "Task":
        """Begin, with the world's faults told by whoever asked, and our own brought to the last net."""
        self.done.connect(done)
        self.refused.connect(refused)
        self.broke.connect(_raise)
        if ended is not None:
            self.ended.connect(ended)
        return self.start()

    def cancel(self) -> None:
        """Ask the job to stop at its next step."""
        self._stop.set()

    def _run(self) -> None:
        try:
            result = self._job(Progress(self._tell, self._stop))
        except Cancelled:
            pass
        except Refusal as refusal:
            self._emit("refused", refusal)
        except Exception as fault:
            self._emit("broke", fault)
        else:
            self._emit("done", result)
        self.is_over = True
        self._emit("ended")
        if isValid(self):
            self.deleteLater()  # only now: deleted while it still tells, it would leave somebody waiting

    def _tell(self, done: int, of: int, words: str) -> None:
        self._emit("progressed", done, of, words)

    def _emit(self, signal: str, *values: object) -> None:
        """Tell, unless the page that asked is gone: its window was made anew in the meantime."""
        if isValid(self):
            getattr(self, signal).emit(*values)


def run(
    owner: QObject, job: Job, done: Callable[..., object], refused: Callable[..., object],
    ended: Callable[[], object] | None = None,
) -> Task:  # fmt: skip
    """Begin a job that belongs to a page, a window or the program."""
    return Task(job, owner).run_with(done, refused, ended)


def finish(owner: QObject, milliseconds: int = 30_000) -> None:
    """Stop what belongs to somebody and wait until it has stopped, such as before a ledger is closed."""
    owner.setProperty(OVER, True)  # a page that hears now of its last task must not begin the next
    for task in owner.findChildren(Task):
        task.cancel()
    QThreadPool.globalInstance().waitForDone(milliseconds)


def _is_over(owner: QObject | None) -> bool:
    while owner is not None:
        if owner.property(OVER):
            return True
        owner = owner.parent()
    return False


def _raise(fault: BaseException) -> None:
    raise fault
