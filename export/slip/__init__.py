"""A return slip (退回单): what one school still has to put right or to answer, as one small signed workbook.

People read it as a sheet; the school's program reads the hidden half, leads to every record, and sends the answers back
within its next export. So questions need neither a network nor a telephone.
"""

from dataclasses import asdict, dataclass, fields
from typing import Any, Literal, Self, cast

Kind = Literal["problem", "file", "leave", "enter", "ask"]
"""A problem that a check found; the file as a whole; the child is to leave this roll; its coming is to be recorded;
a question that only people can answer."""
KINDS: tuple[Kind, ...] = ("problem", "file", "leave", "enter", "ask")
ItemState = Literal["open", "fixed", "answered"]


@dataclass(frozen=True, slots=True)
class SlipItem:
    """One thing to do."""

    id: str
    """Stable name within the county, so that a newer slip's item is known to be the same."""
    kind: Kind
    sentence: str
    """What is wrong, or what is asked."""
    todo: str
    """What to do about it."""
    code: str = ""
    """Code of the problem."""
    form: str = ""
    record: str = ""
    """Lasting id of the record; "" where there is none yet."""
    field: str = ""
    sheet: str = ""
    cell: str = ""
    """Where it stood in the school's workbook."""
    label: str = ""
    """How people call the record: 李雨桐."""
    other: str = ""
    """Code of the other school, where there is one."""
    answer: str = ""
    """What the school answered before, as far as the county knows: it asks again."""


@dataclass(frozen=True, slots=True)
class Slip:
    """Everything that goes back to one school at one time."""

    id: str
    """Lasting id, 32 hexadecimal digits."""
    county: str
    """Code of the county, six digits."""
    county_name: str
    school: str
    school_name: str
    period: str
    number: int
    """The school's first, second … slip of the period; a later one replaces those before it."""
    revision: int
    """The school's export that was looked at; 0 where none had come."""
    items: tuple[SlipItem, ...]
    deadline: str = ""
    """Day (ISO) by which the answer is expected."""
    made: str = ""
    """Time by the county's clock, for people to read."""
    contact: str = ""
    """Whom to ask."""
    practice: bool = False

    def as_dict(self) -> dict[str, object]:
        """JSON-able data."""
        return {**asdict(self), "items": [asdict(item) for item in self.items]}

    @classmethod
    def read(cls, data: dict[str, Any]) -> Self:
        """A slip from its data; raises KeyError, TypeError, ValueError or AttributeError where it is none."""
        items = tuple(item_from(each) for each in cast("list[dict[str, Any]]", data["items"]))
        said: dict[str, Any] = {each.name: str(data.get(each.name, "")) for each in fields(cls)}
        said |= {"number": int(data["number"]), "revision": int(data["revision"])}
        said |= {"items": items, "practice": bool(data["practice"])}
        return cls(**said)


def item_from(data: dict[str, Any]) -> SlipItem:
    """An item from its data; raises KeyError or ValueError where it is none."""
    texts = {each.name: str(data.get(each.name, "")) for each in fields(SlipItem)}
    if texts["kind"] not in KINDS or not texts["id"]:
        raise ValueError(texts["kind"])
    return SlipItem(**cast("dict[str, Any]", texts))
