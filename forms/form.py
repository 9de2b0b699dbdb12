"""A form is data, and everything else is a reading of it: this is the data."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from forms.codelists import CodeList
from forms.kinds import Kind, Reference, Value
from forms.kinds.choices import Choice
from forms.problems import Level, Texts

Cycle = Literal["standing", "year", "term", "month"]


@dataclass(frozen=True)
class Field:
    """One thing that a form asks."""

    name: str
    kind: Kind
    zh: str
    en: str
    required: bool = False
    default: Value = None
    hint: Texts | None = None
    """指标解释: definition, example, source document."""
    aliases: tuple[str, ...] = ()
    """Other captions under which spreadsheets bring this field."""
    key: str | None = None
    """The pinyin key of the national template."""
    unit: str = ""
    private: bool = False
    """Masked on screens and printouts."""
    carry: bool | tuple[str, ...] = False
    """A new record takes the value of the one before. Words instead of true: the part that ends with the first of them
    that is there, such as an address down to the village; it is proposed, and a person completes it.
    """
    carry_by: str = ""
    """A field that is carried in part. Once it is filled, the value comes from the last record that has the same part:
    who lives in the same village has the same division.
    """
    blank_as: str = ""
    """The field whose text this one takes while it is blank, such as the mail address from the present address."""
    width: int = 0
    """Characters to show, 0 where the kind decides."""
    section: str = ""

    @property
    def caption(self) -> str:
        """Chinese caption with the unit, as it stands in a header."""
        return f"{self.zh}（{self.unit}）" if self.unit else self.zh


@dataclass(frozen=True)
class Section:
    """A run of fields that belong together."""

    name: str
    zh: str
    en: str
    first: str


@dataclass(frozen=True)
class Rule:
    """One check that a form asks for: the name of a function of `forms.checks` and its parameters."""

    name: str
    level: Level
    params: Mapping[str, object]
    code: str
    """Code of its problems; the check's name where the form gives no own one."""
    say: Texts | None = None


@dataclass(frozen=True)
class Form:
    """What is asked, in which order, with which checks."""

    name: str
    title: Texts
    cycle: Cycle
    fields: Mapping[str, Field]
    sections: tuple[Section, ...] = ()
    key: tuple[str, ...] = ()
    """Natural key: decides which record is meant where a spreadsheet carries no lasting ids."""
    also_key: tuple[tuple[str, ...], ...] = ()
    label: tuple[str, ...] = ()
    checks: tuple[Rule, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict[str, str])
    about: Texts = field(default_factory=dict[str, str])
    single: bool = False
    """Exactly one record, such as the school's own."""
    version: int = 1
    source: Mapping[str, object] = field(default_factory=dict[str, object], repr=False)
    """The definition as it was read, without its code lists."""

    @property
    def zh(self) -> str:
        """Chinese title."""
        return self.title["zh"]

    @property
    def en(self) -> str:
        """English title."""
        return self.title["en"]

    @cached_property
    def references(self) -> dict[str, Reference]:
        """Fields that point to records of other forms."""
        return {name: f.kind for name, f in self.fields.items() if isinstance(f.kind, Reference)}

    @cached_property
    def lists(self) -> dict[str, CodeList]:
        """The code lists that the form's choices use."""
        used = (f.kind.codes for f in self.fields.values() if isinstance(f.kind, Choice))
        return {codes.name: codes for codes in used}

    @cached_property
    def keys(self) -> tuple[tuple[str, ...], ...]:
        """All natural keys, best first."""
        return ((self.key,) if self.key else ()) + self.also_key

    def as_dict(self) -> dict[str, object]:
        """The form with its code lists as JSON-able data: what a workbook carries."""
        return {**self.source, "lists": [codes.as_dict() for codes in self.lists.values()]}

    @cached_property
    def packed(self) -> str:
        """The same as JSON text, always the same for the same form."""
        return json.dumps(self.as_dict(), ensure_ascii=False, separators=(",", ":"))
