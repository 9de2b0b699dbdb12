"""What is sent: a school's tables for a period, and everything about them that the county has to know."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, cast

from forms.form import Form
from forms.periods import Period
from forms.table import Table

FORMAT = 1
"""Grows when a program that knows only the former layout could misread the new one."""
MOST = 10**6
"""Nobody exports a period so often."""
State = Literal["filled", "nil", "empty"]
STATE_WORDS: Mapping[str, str] = {"filled": "已填报", "nil": "无此项数据（已确认）", "empty": "未填报"}


class Reason(NamedTuple):
    """Why a reminder stands: the problem's lasting key, the school's words, and who wrote them."""

    key: str
    text: str
    who: str = ""
    sentence: str = ""
    """The reminder as the school read it."""

    @property
    def form(self) -> str:
        """Name of the form in question (`code|form|record|field`)."""
        return _part(self.key, 1)

    @property
    def record(self) -> str:
        """Lasting id of the record in question, or nothing."""
        return _part(self.key, 2)

    @property
    def field(self) -> str:
        """Name of the field in question, or nothing."""
        return _part(self.key, 3)


class Answer(NamedTuple):
    """What the school says to one item of the county's return slip (退回单)."""

    slip: str
    """Lasting id of the slip."""
    item: str
    """Id of the item."""
    state: str
    """open, fixed or answered, as the school's own program sees it."""
    text: str = ""
    who: str = ""
    form: str = ""
    record: str = ""
    field: str = ""
    sentence: str = ""
    """What the county asked."""

    def as_dict(self) -> dict[str, str]:
        """What the hidden sheet carries."""
        return {"slip": self.slip, "item": self.item, "state": self.state, "text": self.text, "who": self.who}


def _part(key: str, place: int) -> str:
    parts = key.split("|")
    return parts[place] if place < len(parts) else ""


@dataclass(frozen=True)
class Meta:
    """What a workbook says of itself."""

    school_code: str = ""
    school_name: str = ""
    period: str = ""
    """A period's code, 2026-1."""
    revision: int = 0
    """Which export of this period it is, counted from 1; never a time, because school PCs have dead clocks."""
    draft: bool = False
    practice: bool = False
    template: bool = False
    program: str = ""
    made: str = ""
    """Time of the export by the school's clock, for people to read."""
    states: Mapping[str, State] = field(default_factory=dict[str, State])
    problems: Mapping[str, int] = field(default_factory=dict[str, int])
    """Counts of errors, reminders and explained reminders at the school."""
    format: int = FORMAT

    def as_dict(self) -> dict[str, object]:
        """JSON-able data."""
        return {**self.__dict__, "states": dict(self.states), "problems": dict(self.problems)}

    @classmethod
    def read(cls, data: Mapping[str, object]) -> "Meta":
        """From its data, however strange: what is missing keeps its default. Raises TypeError or ValueError."""
        known = {name: data[name] for name in cls.__dataclass_fields__ if name in data}
        texts = {name: str(value) for name, value in known.items() if isinstance(getattr(cls, name, None), str)}
        marks = {name: bool(value) for name, value in known.items() if isinstance(getattr(cls, name, None), bool)}
        numbers = {name: int(cast("int", known[name])) for name in ("revision", "format") if name in known}
        if not 0 <= numbers.get("revision", 0) < MOST:
            raise ValueError("a revision that nobody can have counted")
        states = {k: cast("State", v) for k, v in _map(known, "states").items() if v in STATE_WORDS}
        problems = {k: int(cast("int", v)) for k, v in _map(known, "problems").items()}
        return cls(**texts, **marks, **numbers, states=states, problems=problems)  # pyright: ignore[reportArgumentType]


def _map(data: Mapping[str, object], name: str) -> Mapping[str, object]:
    found = data.get(name, {})
    return {str(key): value for key, value in cast("Mapping[object, object]", found).items()}


@dataclass(frozen=True)
class Package:
    """All that goes into one workbook. Tables may be fewer than forms: a form without a table has no records."""

    school_code: str
    school_name: str
    period: Period
    revision: int
    forms: Mapping[str, Form]
    tables: Mapping[str, Table]
    states: Mapping[str, State] = field(default_factory=dict[str, State])
    reasons: Sequence[Reason] = ()
    draft: bool = False
    practice: bool = False
    program: str = ""
    made: str = ""
    """Time of the export as ISO text. It is the only clock in the file, so equal content gives equal bytes."""
    problems: Mapping[str, int] = field(default_factory=dict[str, int])
    signer: bytes | None = field(default=None, repr=False)
    """The store's private Ed25519 key."""
    answers: Sequence[Answer] = ()
    """To the items of the county's return slip."""

    @property
    def meta(self) -> Meta:
        """What the workbook says of itself."""
        return Meta(
            self.school_code, self.school_name, self.period.code, self.revision, self.draft, self.practice,
            program=self.program, made=self.made, problems=dict(self.problems),
            states={name: self.state(name) for name in self.forms},
        )  # fmt: skip

    def state(self, form: str) -> State:
        """How far a form is: as said, otherwise by whether there are records."""
        said = self.states.get(form)
        return said if said is not None else ("filled" if self.count(form) else "empty")

    def count(self, form: str) -> int:
        """Number of records of a form."""
        return len(self.tables[form]) if form in self.tables else 0
