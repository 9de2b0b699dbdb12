"""What was done last and what is due: the latest backup, the latest workbook of a period, the county's deadline.

Kept as settings of the store, since they are about the records and not among them.
"""

import json
from dataclasses import asdict, dataclass
from datetime import datetime

from db.store import Store

COUNTED = 200
"""More changes than these are not counted one by one."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was done."""

    at: str
    """By this PC's clock, for people to read."""
    file: str
    change: int = 0
    """Number of the store's last change at that time."""
    revision: int = 0
    check_code: str = ""


class Milestones:
    """The milestones of one store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._counted = (0, 0, 0)

    @property
    def backup(self) -> Event | None:
        """The last backup that was made from here."""
        return self._event("backup")

    def backed_up(self, file: str, change: int) -> None:
        """A backup was made."""
        self._keep("backup", Event(_now(), file, change))

    def export(self, period: str) -> Event | None:
        """The last workbook of a period."""
        return self._event(f"export:{period}")

    def exported(self, period: str, file: str, revision: int, check_code: str) -> None:
        """A workbook left."""
        self._keep(f"export:{period}", Event(_now(), file, self._store.last_change, revision, check_code))

    def unsent(self, period: str) -> int:
        """How many steps since the last workbook, COUNTED at most; 0 before the first."""
        last, now = self.export(period), self._store.last_change
        if last is None or last.change >= now:
            return 0
        if self._counted[:2] != (last.change, now):
            steps = self._store.actions(COUNTED)
            self._counted = (last.change, now, sum(done.id > last.change and done.kind != "note" for done in steps))
        return self._counted[2]

    def deadline(self, period: str) -> str:
        """Day (ISO) by which the county wants a period's return; "" where nobody said."""
        return self._store.setting(f"deadline:{period}")

    def set_deadline(self, period: str, day: str) -> None:
        """Remember the day by which the county wants the return."""
        self._store.set_setting(f"deadline:{period}", day)

    def _event(self, name: str) -> Event | None:
        text = self._store.setting(name)
        return Event(**json.loads(text)) if text else None

    def _keep(self, name: str, event: Event) -> None:
        self._store.set_setting(name, json.dumps(asdict(event), ensure_ascii=False))


def _now() -> str:
    return datetime.now().isoformat(sep=" ", timespec="seconds")
