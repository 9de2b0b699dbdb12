"""A roster names classes that nobody has registered yet: they are proposed together with their pupils."""

from collections.abc import Mapping

from export.incoming import Incoming
from forms.checks.crossing import covered_classes
from forms.kinds import Value
from forms.table import Table

ORDINARY = "1"
"""Class kind 普通班."""


def classes_of(pupils: Incoming, classes: Table) -> Incoming:
    """The classes that the pupils are in and no registered class covers, each where it is first named."""
    known, found = covered_classes(classes), dict[tuple[Value, Value], int]()
    columns = pupils.table.columns
    for row, pair in enumerate(zip(columns["grade"], columns["class_no"], strict=True)):
        if None not in pair and pair not in known:
            found.setdefault(pair, row)
    rows: list[Mapping[str, Value]] = [{"grade": grade, "class_no": no, "kind": ORDINARY} for grade, no in found]
    table = Table.of(classes.form, rows)
    sheets, places = [pupils.sheets[row] for row in found.values()], [pupils.rows[row] for row in found.values()]
    return Incoming(table, sheets, places, given={"grade", "class_no", "kind"})
