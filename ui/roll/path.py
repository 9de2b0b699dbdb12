"""Where Enter and Tab lead in the entry grid: to the next cell of a row that a person must fill, then to the next row.

What is filled already by a default, from the row above or from an ID number is passed over; arrow keys and the mouse
reach it. Who has gone down or up a column by arrows goes on down it with Enter, as in a spreadsheet, until Tab.
"""

from collections.abc import Sequence

from forms.entry import open_fields, typed_order
from ui.roll.draft import Draft
from ui.roll.held import Spot

ENTER, TAB, END = "enter", "tab", "end"
"""How a cell was left; END: by itself, because it was complete."""
LONGEST = 200


class Path:
    """The way through a draft's cells, and back along it."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._order = typed_order(draft.form)
        self._trail: list[Spot] = []
        self._was_open = False
        self.is_down = False
        """Whether Enter leads down the column."""

    def arrive(self, spot: Spot) -> None:
        """A cell has become the current one."""
        self._was_open = spot[1] in self._open(spot[0])
        if not self._trail or self._trail[-1] != spot:
            self._trail = [*self._trail[-LONGEST:], spot]

    def after(self, spot: Spot, shown: Sequence[str], key: str, step: int) -> Spot:
        """The cell to go to from here; `shown` are the fields that have a column."""
        row, field = spot
        self.is_down = self.is_down and key != TAB
        if self.is_down:
            return max(row + step, 0), field
        if step < 0:
            return self._back(spot, shown)
        here = self._order.index(field)
        ahead = (name for name in self._open(row) if name in shown and self._order.index(name) > here)
        found = next(ahead, "")
        if found:
            return row, found
        at = shown.index(field) + 1
        if self._was_open or at == len(shown):
            return row + 1, self.first(shown)
        return row, shown[at]

    def first(self, shown: Sequence[str]) -> str:
        """Where a row begins."""
        return next(name for name in self._order if name in shown)

    def _open(self, row: int) -> list[str]:
        form = self._draft.form
        return open_fields(form, {name: self._draft.text(row, name) for name in form.fields})

    def _back(self, spot: Spot, shown: Sequence[str]) -> Spot:
        while self._trail and (self._trail[-1] == spot or self._trail[-1][1] not in shown):
            self._trail.pop()
        if self._trail:
            return self._trail.pop()
        row, at = spot[0], shown.index(spot[1])
        return (row, shown[at - 1]) if at else (max(row - 1, 0), shown[-1] if row else shown[0])
