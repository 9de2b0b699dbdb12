"""What a cell of the entry grid holds: its value, or the text that cannot be read and why; and who put it there."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from forms.form import Field, Form
from forms.kinds import Value
from forms.problems import Wrong

NUMBERS = ("id_card", "phone", "bank_card", "code", "division", "school_code")
_LOST = re.compile(r"\d(\.\d+)?E\+\d+", re.IGNORECASE)
"""A number of which a spreadsheet has kept only the first digits."""
Spot = tuple[int, str]
"""Row and field."""


class Held(NamedTuple):
    """What a cell holds."""

    value: Value = None
    raw: str = ""
    """The text as it stood, where it cannot be read."""
    why: Wrong | None = None
    tidied: bool = False
    given: bool = False
    """Nobody typed it: a default, carried over, or followed from another cell."""


BLANK = Held()


def cells_of(form: Form, texts: Mapping[Spot, str], *, given: bool = False) -> dict[Spot, Held]:
    """Texts as cells, read column by column."""
    columns: dict[str, tuple[list[int], list[str]]] = {}
    for (row, field), text in texts.items():
        rows, words = columns.setdefault(field, ([], []))
        rows.append(row)
        words.append(text)
    found: dict[Spot, Held] = {}
    for field, (rows, words) in columns.items():
        found |= zip(((row, field) for row in rows), _read(form.fields[field], words, given=given), strict=True)
    return found


def _read(field: Field, words: Sequence[str], *, given: bool) -> list[Held]:
    kind = field.kind
    values, wrong = kind.parse_column(words)
    if kind.name in NUMBERS:
        lost = (at for at, word in enumerate(words) if _LOST.fullmatch(word.strip()))
        wrong |= {at: Wrong("kind.digits_lost", {"shown": words[at].strip()}) for at in lost}
        values = [None if at in wrong else value for at, value in enumerate(values)]
    shown = {value: kind.show(value) for value in set(values)}
    held: list[Held] = []
    for at, (value, word) in enumerate(zip(values, words, strict=True)):
        why = wrong.get(at)
        tidied = why is None and bool(word.strip()) and shown[value] != word.strip()
        held.append(Held(value, word if why else "", why, tidied, given and bool(word.strip())))
    return held
