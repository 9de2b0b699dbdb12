"""A delivery (报送件): what one school sent for one period in one revision. A county is a set of these.

Merging is the union of such sets, so it may be done twice, in any order and in steps; everything a county knows can be
read out of them again, down to file, sheet and row.
"""

from dataclasses import dataclass, field, fields
from typing import Any, Self

from export.delivery.payload import Where, payload_of, place_of, records_of, table_of

__all__ = ["Delivery", "Part", "Where", "payload_of", "place_of", "records_of", "table_of"]


@dataclass(frozen=True, slots=True)
class Part:
    """The records of one form."""

    form: str
    definition: str
    """SHA-256 (hex) of the packed definition by which the records were read."""
    sheet: str
    rows: int
    payload: bytes
    """Columns, ids, unreadable texts and places, compressed: see `export.delivery.payload`."""


@dataclass(slots=True)
class Delivery:
    """Everything that came with one workbook, and what was found out about it beside the file."""

    digest: str
    """SHA-256 (hex) of all that the school said: school, period, revision, marks, states, reasons, answers, records."""
    school: str
    school_name: str
    period: str
    revision: int
    practice: bool = False
    draft: bool = False
    seal: str = "none"
    """intact, changed or none."""
    check_code: str = ""
    key: str = ""
    """Public key (hex) that signed the workbook; "" where nobody did or the signature is false."""
    states: dict[str, str] = field(default_factory=dict[str, str])
    """Form → filled, nil or empty."""
    parts: dict[str, Part] = field(default_factory=dict[str, Part])
    definitions: dict[str, str] = field(default_factory=dict[str, str])
    """SHA-256 (hex) → packed definition, for every part's form."""
    reasons: list[tuple[str, str]] = field(default_factory=list["tuple[str, str]"])
    """The key of a reminder and the school's words for it."""
    answers: list[dict[str, str]] = field(default_factory=list[dict[str, str]])
    """What the school answered to the items of return slips (退回单)."""
    problems: list[tuple[Any, ...]] = field(default_factory=list["tuple[Any, ...]"])
    """`Located.packed()` of everything that the seal and the checks found."""
    facts: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])
    pupils: list[tuple[Any, ...]] = field(default_factory=list["tuple[Any, ...]"])
    """`PupilKey` of every pupil, as plain tuples."""
    moves: list[tuple[Any, ...]] = field(default_factory=list["tuple[Any, ...]"])
    """`MoveKey` of every movement, as plain tuples."""
    on_roll: int = 0
    quick: bool = False
    """Taken from the workbook's compact copy, not from its cells."""
    proof: str = ""
    """What proves the digest by the school's own key wherever the delivery is carried on; "" where nothing does."""

    def packed(self) -> tuple[object, ...]:
        """As plain containers, the way it passes between processes."""
        values = (getattr(self, each.name) for each in fields(self))
        parts = [(part.form, part.definition, part.sheet, part.rows, part.payload) for part in self.parts.values()]
        return tuple(parts if value is self.parts else value for value in values)

    @classmethod
    def unpacked(cls, packed: tuple[Any, ...]) -> Self:
        """The inverse of `packed`."""
        said: dict[str, Any] = dict(zip((each.name for each in fields(cls)), packed, strict=True))
        said["parts"] = {form: Part(form, *rest) for form, *rest in said["parts"]}
        return cls(**said)
