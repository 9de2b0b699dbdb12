"""What leaves a desk and comes back to it: copies, the deadline, what was sent last, return slips (退回单) and answers.

What slips need is loaded when somebody asks for it.
"""

from collections.abc import Sequence
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from db.backup import Copy
from db.store import Store
from export.jobs.milestones import Event, Milestones
from export.jobs.session import Session
from export.jobs.standing import Item
from export.jobs.view import View
from forms.periods import Period
from forms.table import Table

if TYPE_CHECKING:
    from export.jobs.todo import Taken, Todo


class TodoDesk:
    """Copies, deadline, to-do list; a desk says what it has besides."""

    session: Session
    store: Store
    """The store itself, for what only keys and first runs need."""
    user: str
    """Who sits at the desk; every change bears this name."""
    milestones: Milestones
    _turn: RLock
    _view: View
    _todo: "tuple[tuple[str, int], Todo] | None" = None
    """What was looked up last, and for which period and version."""

    @property
    def period(self) -> Period:
        """The period that is worked in."""
        raise NotImplementedError

    @property
    def tables(self) -> dict[str, Table]:
        """The records of the period by form."""
        raise NotImplementedError

    def problems(self, form: str | None = None) -> list[Item]:
        """All problems."""
        raise NotImplementedError

    def set_reason(self, keys: Sequence[str], text: str) -> None:
        """Give a reason for reminders."""
        raise NotImplementedError

    @property
    def deadline(self) -> str:
        """Day (ISO) by which the county wants the period's return; "" where nobody said."""
        return self.milestones.deadline(self.period.code)

    def set_deadline(self, day: str) -> None:
        """Remember the day by which the county wants the return."""
        self.milestones.set_deadline(self.period.code, day)
        self._view.restated()

    def backup(self, to: Path) -> Copy:
        """Copy everything into one closed, encrypted, verified file with its key file beside it."""
        made = self.store.backup(to)
        self.milestones.backed_up(str(to), made.last_change)
        self._view.restated()
        return made

    @property
    def last_backup(self) -> Event | None:
        """The last backup that was made here."""
        return self.milestones.backup

    @property
    def last_export(self) -> Event | None:
        """The last workbook of the period."""
        return self.milestones.export(self.period.code)

    def altered_log(self) -> list[int]:
        """Numbers of changes whose log was altered behind the program's back; none where it holds. Slow, any thread."""
        return self.store.verify_changes()

    def todo(self) -> "Todo":
        """The county's items of this period, each looked up again when something has changed."""
        from export.jobs.todo import TodoList, exported
        from export.slip.recheck import Recheck

        with self._turn:
            state = self.period.code, self._view.version
            if self._todo is None or self._todo[0] != state:
                standing = {item.problem.key for item in self.problems() if item.stands}
                now = Recheck(self.tables, self.period, standing, exported(self.store, self.period))
                self._todo = state, TodoList(self.store).read(now)
            return self._todo[1]

    @property
    def todo_open(self) -> int:
        """How many items still wait; who never had a slip need load nothing for it."""
        return self.todo().open if self.store.setting(f"slip:{self.period.code}") else 0

    def open_slip(self, path: Path, signer: str = "") -> "Taken":
        """Take a return slip in; its period may be another than the desk's. May take seconds, in any thread.

        Under another key than before it is taken only with its `signer`, the six digits that somebody has compared.
        """
        from export.jobs.todo import TodoList
        from export.slip.sealed import opened

        found = opened(self.session.reader.read(path), path.name)
        with self._turn:
            taken = TodoList(self.store).take(found, signer=signer)
            self._view.restated()
            return taken

    def answer(self, item: str, text: str) -> None:
        """Answer an item; at a reminder the answer is also its reason, without which nothing is exported."""
        from export.jobs.todo import TodoList

        with self._turn:
            TodoList(self.store).answer(self.period.code, item, text, self.user)
            if any(each.problem.key == item and each.problem.level == "reminder" for each in self.problems()):
                self.set_reason([item], text.strip())
            self._view.restated()
