"""How a page starts slow work: one line, with the world's faults told on the page and our own brought to the net."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from ui.task import Job, Task


def run(
    owner: QObject, job: Job, done: Callable[..., object], refused: Callable[..., object],
    ended: Callable[[], object] | None = None,
) -> Task:  # fmt: skip
    """Begin a job that belongs to a page."""
    task = Task(job, owner)
    task.done.connect(done)
    task.refused.connect(refused)
    task.broke.connect(_raise)
    if ended is not None:
        task.ended.connect(ended)
    return task.start()


def _raise(fault: BaseException) -> None:
    raise fault
