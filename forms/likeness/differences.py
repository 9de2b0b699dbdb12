"""What two records of a pair say differently, and money that two schools claim for one child in the same term."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from forms.table import Table

PURPOSES = {"boarder_living": "living", "non_boarder_living": "living"}
"""Items of 资助项目 that are one help: a child gets the living allowance as a boarder or as a day pupil."""
Tables = Mapping[str, Table]


class Difference(NamedTuple):
    """A field of which the two schools have different texts; "" is blank."""

    field: str
    first: str
    second: str


class PaidTwice(NamedTuple):
    """Two schools' payments for one purpose in the same period, in fen; None where the amount is blank."""

    item: str
    """Code of 资助项目 at the first school."""
    first: int | None
    other_item: str
    second: int | None


def differences(one: Table, row: int, other: Table, further: int) -> list[Difference]:
    """Fields in which two records differ, in the order of the form, as people see them."""
    names = (name for name in one.form.fields if name in other.form.fields)
    texts = ((name, one.text(row, name), other.text(further, name)) for name in names)
    return [Difference(*each) for each in texts if each[1] != each[2]]


def paid_twice(one: Tables, pupil: str, other: Tables, twin: str) -> list[PaidTwice]:
    """What both schools pay for the same purpose; a payment that came back is none. Pupils are named by lasting ids."""
    theirs = {_purpose(item): (item, amount) for item, amount in _payments(other, twin)}
    both = ((item, amount, theirs.get(_purpose(item))) for item, amount in _payments(one, pupil))
    return [PaidTwice(item, amount, *second) for item, amount, second in both if second is not None]


def _purpose(item: str) -> str:
    return PURPOSES.get(item, item)


def _payments(tables: Tables, pupil: str) -> Iterator[tuple[str, int | None]]:
    table = tables.get("subsidy")
    if table is None:
        return
    columns = (table.columns[name] for name in ("student", "item", "amount", "returned"))
    for student, item, amount, returned in zip(*columns, strict=True):
        if student == pupil and item and not returned:
            yield str(item), amount if isinstance(amount, int) else None
