"""What goes with a place: pupils of one village have the same division, so it is carried over from the last of them.

Which fields go with which is said in the form (`carry_by`); a place is the part of an address that is carried over.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from forms.derive import carried_part
from forms.form import Field, Form
from forms.table import Table

Texts = Mapping[str, str]


def places(field: Field, tables: Iterable[Table]) -> list[str]:
    """The places that were written in a field already, the usual ones first."""
    texts = (str(text) for table in tables for text in table.columns[field.name] if text)
    return [place for place, _ in Counter(carried_part(field, text) for text in texts).most_common() if place]


def went_along(form: Form, before: Texts, typed: Texts, tables: Sequence[Table], itself: str = "") -> dict[str, str]:
    """What goes with a place that is new in a record: blank where it was never written before.

    `tables` hold the records, those that were typed last at the end; `itself` is the record's own lasting id. A text
    that a person wrote stays: only what had come with the place before goes with the new one.
    """
    found: dict[str, str] = {}
    for name, field in form.fields.items():
        place = form.fields.get(field.carry_by)
        if place is None or place.name not in typed or name in typed:
            continue
        old, new = (carried_part(place, texts.get(place.name, "")) for texts in (before, typed))
        held = before.get(name, "")
        if old != new and held in ("", _of(name, place, old, tables, itself)):
            found[name] = _of(name, place, new, tables, itself)
    return {name: text for name, text in found.items() if text != before.get(name, "")}


def _of(name: str, place: Field, part: str, tables: Sequence[Table], itself: str) -> str:
    for table in reversed(tables):
        for row in range(len(table) - 1, -1, -1):
            text = table.columns[place.name][row]
            if table.ids[row] != itself and text and carried_part(place, str(text)) == part and part:
                return table.text(row, name)
    return ""
