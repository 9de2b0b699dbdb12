"""Whether the first line of what is pasted is a header, and which column brings which field."""

from collections.abc import Sequence

from forms.form import Form
from forms.tidying import half_width

LEAST = 2
"""Captions that must be known before a line counts as a header."""


def recognised(form: Form, cells: Sequence[str]) -> list[str] | None:
    """The field of each cell ("" where none is meant); None where the line is no header."""
    words = {
        _folded(word): name for name, field in form.fields.items() for word in (*field.aliases, field.caption, field.zh)
    }
    found = [words.get(_folded(cell), "") for cell in cells]
    fields = [name if name not in found[:at] else "" for at, name in enumerate(found)]
    filled = sum(bool(cell.strip()) for cell in cells)
    known = sum(map(bool, fields))
    return fields if known >= LEAST and known * 2 >= filled else None


def _folded(text: str) -> str:
    return half_width(text).replace(" ", "").replace("*", "").casefold()
