"""The last net: a fault of ours is written down without anybody's data, told loudly, and what was typed is saved first.

A report holds types and places in our code, never a message or a value, because values may be about children.
"""

import logging
import sys
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal

log = logging.getLogger(__name__)


class Net(QObject):
    """Catches what nobody else did, in any thread, and tells the window in its own."""

    caught = Signal(str)
    """Name of the report's file."""

    def __init__(self, folder: Path, facts: Callable[[], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder, self._facts = folder, facts
        self._before = sys.excepthook
        self.rescue: Callable[[], None] | None = None
        """Saves what is being typed."""

    def spread(self) -> None:
        """Catch from now on."""
        sys.excepthook = self._catch

    def fold(self) -> None:
        """Catch no more."""
        sys.excepthook = self._before

    def tell(self, fault: BaseException) -> None:
        """A fault that somebody else caught, such as a job."""
        self._catch(type(fault), fault, fault.__traceback__)

    def _catch(self, kind: type[BaseException], fault: BaseException, at: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before(kind, fault, at)
            return
        try:
            if self.rescue:
                self.rescue()
        except Exception as second:
            log.error("saving after a fault failed as well: %s", type(second).__name__)
        self.caught.emit(self._write(report(fault, self._facts())))

    def _write(self, words: str) -> str:
        name = f"fault-{datetime.now():%Y%m%d-%H%M%S}.txt"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / name).write_text(words, "utf-8")
        except OSError:
            return ""
        return str(self._folder / name)


def report(fault: BaseException, facts: str) -> str:
    """What went wrong, where; causes included, values left out."""
    lines = [facts, ""]
    one: BaseException | None = fault
    while one is not None:
        lines.append(f"{type(one).__module__}.{type(one).__qualname__}")
        frames = traceback.extract_tb(one.__traceback__)
        lines += [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
        one = one.__cause__ or one.__context__
    return "\n".join(lines) + "\n"
