"""F8 on the roll: from one field that waits to the next, line by line, in the order of the form."""

from collections.abc import Sequence

from ui.roll.marks import Marks
from ui.roll.model import RollModel

Spot = tuple[str, str]
"""Record and field; "" where the record as a whole is meant."""


def next_waiting(
    model: RollModel, marks: Marks, fields: Sequence[str], at: tuple[int, str], *, back: bool = False
) -> Spot | None:
    """The next spot after line and field ("" where the cursor is in none), or the one before; None at the end."""
    line, field = at
    here = (line, fields.index(field) if field else (len(fields) if back else -2))
    spots = sorted(
        ((place, fields.index(name) if name else -1), (record, name))
        for place in range(model.rowCount())
        if (record := model.record(place)) in marks.fields
        for name in marks.waiting(record)
    )
    if back:
        return next((spot for place, spot in reversed(spots) if place < here), None)
    return next((spot for place, spot in spots if place > here), None)
