"""The steps of a larger action, such as an import: put in, change, take out, bring back. All of them, or none."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from forms.kinds import Value


def _nothing() -> dict[str, str]:
    return {}


@dataclass(frozen=True, slots=True)
class Insert:
    """Put in a record. One whose `id` is known already is changed instead, and brought back if it was gone."""

    form: str
    values: Mapping[str, Value]
    raw: Mapping[str, str] = field(default_factory=_nothing)
    """Texts that could not be read, by field."""
    period: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Update:
    """Change the fields that are named; None makes a field blank."""

    form: str
    id: str
    values: Mapping[str, Value]
    raw: Mapping[str, str] = field(default_factory=_nothing)


@dataclass(frozen=True, slots=True)
class Remove:
    """Put a record into the recycle bin."""

    form: str
    id: str


@dataclass(frozen=True, slots=True)
class Restore:
    """Take a record out of the recycle bin."""

    form: str
    id: str


Step = Insert | Update | Remove | Restore
