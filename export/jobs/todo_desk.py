"""The part of a desk that deals with the county's return slips (退回单); what it needs is loaded when asked for."""

from collections.abc import Sequence
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from db.store import Store
from export.jobs.session import Session
from export.jobs.standing import Item
from forms.periods import Period
from forms.table import Table

if TYPE_CHECKING:
    from export.jobs.todo import Taken, Todo


class TodoDesk:
    """To-do list, slips and answers; a desk says what it has besides."""

    session: Session
    store: Store
    user: str
    _turn: RLock

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

    def todo(self) -> "Todo":
        """The county's items of this period, each looked up again."""
        from export.jobs.todo import TodoList, exported
        from export.slip.recheck import Recheck

        with self._turn:
            standing = {item.problem.key for item in self.problems() if item.stands}
            now = Recheck(self.tables, self.period, standing, exported(self.store, self.period))
            return TodoList(self.store).read(now)

    def open_slip(self, path: Path) -> "Taken":
        """Take a return slip in; its period may be another than the desk's. May take seconds, in any thread."""
        from export.jobs.todo import TodoList
        from export.slip.sealed import opened

        found = opened(self.session.reader.read(path), path.name)
        with self._turn:
            return TodoList(self.store).take(found)

    def answer(self, item: str, text: str) -> None:
        """Answer an item; at a reminder the answer is also its reason, without which nothing is exported."""
        from export.jobs.todo import TodoList

        with self._turn:
            TodoList(self.store).answer(self.period.code, item, text, self.user)
            if any(each.problem.key == item and each.problem.level == "reminder" for each in self.problems()):
                self.set_reason([item], text.strip())
