"""What the program remembers beside the ledgers: which one was open, how large and how bright. Nothing about people."""

import json
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, Signal

from ui.theme import Wish


@dataclass(frozen=True)
class Choices:
    """What somebody chose on this PC."""

    ledger: str = ""
    """Path of the ledger that was open last."""
    recent: tuple[str, ...] = ()
    scheme: Wish = "system"
    zoom: int = 100
    language: Literal["", "zh", "en"] = ""
    """Empty until somebody chose one."""
    lock_minutes: int = 10
    backup_folder: str = ""
    backup_when: Literal["", "daily", "closing"] = ""
    """When a copy makes itself; empty for never."""
    backup_keep: int = 20
    """Copies that are kept in that folder, 0 for all."""
    views: dict[str, dict[str, object]] = field(default_factory=dict[str, "dict[str, object]"])
    """How a page is looked at, by its key: columns, widths, order, what is open. Never what was sought or found."""


class Preferences(QObject):
    """The choices in their file. A file that cannot be read counts as none; one that cannot be written is let be."""

    changed = Signal()

    def __init__(self, file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self.choices = _read(file)

    @property
    def folder(self) -> Path:
        """Where they lie."""
        return self._file.parent

    def change(self, **choices: object) -> None:
        """Choose something else, and remember it."""
        changed = replace(self.choices, **choices)  # pyright: ignore[reportArgumentType]  # names are those of Choices
        if changed == self.choices:
            return
        self.choices = changed
        self.changed.emit()
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            part = self._file.with_suffix(".part")
            part.write_text(json.dumps(asdict(changed), ensure_ascii=False, indent=1), "utf-8")
            part.replace(self._file)
        except OSError:
            return  # a read-only stick: the choice holds until the program ends

    def recall(self, key: str) -> dict[str, object]:
        """How a page was looked at last."""
        found: object = self.choices.views.get(key)
        return dict(found) if isinstance(found, dict) else {}

    def keep(self, key: str, **view: object) -> None:
        """Remember some of how a page is looked at."""
        self.change(views={**self.choices.views, key: {**self.recall(key), **view}})

    def opened(self, ledger: Path) -> None:
        """A ledger was opened: it is the one to open next time."""
        recent = [str(ledger), *(path for path in self.choices.recent if path != str(ledger))]
        self.change(ledger=str(ledger), recent=tuple(recent[:8]))


def _read(file: Path) -> Choices:
    try:
        data = json.loads(file.read_text("utf-8"))
        known = {one.name for one in fields(Choices)}
        found = {name: value for name, value in data.items() if name in known}
        return Choices(**{**found, "recent": tuple(found.get("recent", ()))})
    except (OSError, ValueError, TypeError, AttributeError):
        return Choices()
