"""What the county's workbook is made of; board rows and faults are asked for by what they must be able to say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from forms.indicators import Indicator, Roster
from forms.library import Library
from forms.likeness import Decision, Pair
from forms.periods import Period


class BoardRow(Protocol):
    """One school of the board."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def district(self) -> str: ...
    @property
    def status(self) -> str:
        """reported, problems, returned, old, missing, unknown."""
        ...

    @property
    def counts(self) -> Mapping[str, int]:
        """Records by form; a form that did not come is not named."""
        ...

    @property
    def nil(self) -> frozenset[str]:
        """Forms of which the school confirmed that there is nothing."""
        ...

    @property
    def faulty(self) -> Mapping[str, int]:
        """What still stands against a form."""
        ...

    @property
    def revision(self) -> int: ...
    @property
    def received(self) -> str: ...
    @property
    def on_roll(self) -> int: ...
    @property
    def contact(self) -> str: ...
    @property
    def phone(self) -> str: ...
    @property
    def note(self) -> str: ...


class Fault(Protocol):
    """A problem of a school, found when its delivery was checked."""

    @property
    def school(self) -> str: ...
    @property
    def sheet(self) -> str: ...
    @property
    def cell(self) -> str: ...
    @property
    def level(self) -> str: ...
    @property
    def message(self) -> str: ...
    @property
    def reason(self) -> str: ...


class PairRow(NamedTuple):
    """Two records that may be one child, and what was decided."""

    pair: Pair
    decision: Decision | None


@dataclass(frozen=True)
class CountyBook:
    """Everything that is written."""

    name: str
    """Of the county's bureau."""
    period: Period
    library: Library
    roster: Roster
    indicators: Sequence[Indicator]
    practice: bool = False
    made: str = ""
    """ISO time, for people to read; "" where the file is to depend on nothing but its content."""
    board: Sequence[BoardRow] = ()
    deadline: str = ""
    pairs: Sequence[PairRow] = ()
    faults: Sequence[Fault] = ()
    notes: Mapping[str, str] = field(default_factory=dict[str, str])
    """More lines for the front page: what → figure."""

    def school(self, code: str) -> str:
        """Name of a school, its code where nobody knows it."""
        return self.names.get(code, code)

    @property
    def names(self) -> dict[str, str]:
        """Names by code."""
        if not self._names:
            self._names.update({row.code: row.name for row in self.board})
            self._names.update({school.code: school.name for school in self.roster.schools})
        return self._names

    _names: dict[str, str] = field(default_factory=dict[str, str], repr=False, compare=False)

    def label(self, codes: str, code: str) -> str:
        """The Chinese word of a code list."""
        found = self.library.lists.get(codes)
        return found.label(code) if found else code
