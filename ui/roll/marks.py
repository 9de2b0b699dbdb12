"""What is wrong where, as the roll shows it: by record and field, counted by record."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from forms.problems import Problem

Level = Literal["error", "reminder", "missing", ""]
Segment = Literal["all", "error", "reminder", "missing"]
REQUIRED = "required"
"""Code of the problem that a required field is blank: it is told apart, because typing on puts it right by itself."""


class Found(Protocol):
    """A problem as the desk tells it."""

    @property
    def problem(self) -> Problem:
        """What was found."""
        ...

    @property
    def message(self) -> str:
        """What is wrong and what to do."""
        ...

    @property
    def reason(self) -> str:
        """What a reminder was explained with."""
        ...

    @property
    def stands(self) -> bool:
        """Whether somebody must still act."""
        ...


def level_of(one: Found) -> Level:
    """How a problem is shown; an explained reminder is quiet."""
    if one.problem.code == REQUIRED:
        return "missing"
    if one.problem.level == "error":
        return "error"
    return "reminder" if one.stands else ""


@dataclass
class Marks:
    """All problems of one form."""

    fields: dict[str, dict[str, list[Found]]] = field(default_factory=dict[str, "dict[str, list[Found]]"])
    """Record → field ("" for the record as a whole) → problems."""
    levels: dict[str, set[Level]] = field(default_factory=dict[str, "set[Level]"])
    whole: list[Found] = field(default_factory=list[Found])
    """What is wrong with the form as a whole."""

    @classmethod
    def of(cls, problems: Iterable[Found], lacking: Iterable[str] = ()) -> "Marks":
        """Sorted by record and field; `lacking` are the records that are not complete, as the home page counts them."""
        marks = cls()
        for one in problems:
            record = one.problem.record
            if not record:
                marks.whole.append(one)
                continue
            marks.fields.setdefault(record, {}).setdefault(one.problem.field or "", []).append(one)
            if level := level_of(one):
                marks.levels.setdefault(record, set()).add(level)
        for record in lacking:
            marks.levels.setdefault(record, set()).add("missing")
        return marks

    def record(self, id_: str) -> Mapping[str, list[Found]]:
        """A record's problems by field."""
        return self.fields.get(id_, {})

    def level(self, id_: str) -> Level:
        """The worst that is wrong with a record and has a glyph: a blank that must be filled is no fault yet."""
        levels = self.levels.get(id_, ())
        return "error" if "error" in levels else ("reminder" if "reminder" in levels else "")

    def cell(self, id_: str, names: Iterable[str]) -> Level:
        """The worst that is wrong with some fields of a record."""
        known = self.fields.get(id_)
        return worst(one for name in names for one in known.get(name, ())) if known else ""

    def messages(self, id_: str, names: Iterable[str]) -> list[str]:
        """The sentences about some fields of a record."""
        known = self.fields.get(id_)
        return [one.message for name in names for one in known.get(name, ())] if known else []

    def waiting(self, id_: str) -> list[str]:
        """Fields of a record in which somebody must act."""
        return [name for name, found in self.record(id_).items() if worst(found)]

    def counts(self, ids: Iterable[str]) -> dict[Segment, int]:
        """How many records each segment shows."""
        known = set(ids)
        counts: dict[Segment, int] = {"all": len(known), "error": 0, "reminder": 0, "missing": 0}
        for id_, levels in self.levels.items():
            for level in levels:
                counts[level or "all"] += id_ in known and level != ""
        return counts

    def within(self, id_: str, segment: Segment) -> bool:
        """Whether a segment shows a record."""
        return segment == "all" or segment in self.levels.get(id_, ())


def worst(problems: Iterable[Found]) -> Level:
    """The worst level of some problems."""
    levels = {level_of(one) for one in problems}
    for level in ("error", "reminder", "missing"):
        if level in levels:
            return level
    return ""
