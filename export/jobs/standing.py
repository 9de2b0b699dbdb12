"""What stands in the way of a return: every problem of every record, kept up to date while somebody types."""

from collections.abc import Iterator, Mapping

from export.jobs.check import context_of, sentence
from export.jobs.rows import Moved
from forms.checks import check
from forms.library import Library
from forms.problems import Language, Problem
from forms.table import Table


class Item:
    """A problem as a window shows it: the record's name, the sentence, the reason given."""

    __slots__ = ("_desk", "problem")

    def __init__(self, problem: Problem, desk: "Standing") -> None:
        self.problem = problem
        self._desk = desk

    @property
    def message(self) -> str:
        """What is wrong and what to do; the record's name is in `label`."""
        return self._desk.library.catalogue.sentence(self.problem, self._desk.language)

    @property
    def label(self) -> str:
        """How people call the record; "" where the form as a whole is meant."""
        table, row = self._desk.tables[self.problem.form], self.problem.row
        return table.label(row, self._desk.tables) if row >= 0 else ""

    @property
    def sentence(self) -> str:
        """Label and message together, to be read out or written into a list."""
        problem, desk = self.problem, self._desk
        return sentence(problem, desk.tables[problem.form], desk.tables, desk.library, desk.language)

    @property
    def reason(self) -> str:
        """What the school explained a reminder with."""
        return self._desk.reasons.get(self.problem.key, "") if self.problem.level == "reminder" else ""

    @property
    def stands(self) -> bool:
        """Whether somebody must still act: an error, or a reminder without a reason."""
        return self.problem.level == "error" or not self.reason


class Standing:
    """The problems of all tables of a period."""

    def __init__(self, tables: Mapping[str, Table], library: Library, period: str, language: Language) -> None:
        self.tables = tables
        self.library = library
        self.period = period
        self.language: Language = language
        self.reasons: dict[str, str] = {}
        self.states: dict[str, str] = {}
        self._items: dict[str, list[Item]] | None = None

    def moved(self, form: str, moved: Moved) -> None:
        """Records of a form became different."""
        self._items = None

    def restate(self, states: Mapping[str, str]) -> None:
        """How far the forms are: "nil" where nothing to report was confirmed."""
        if self.states != states:
            self.states = dict(states)
            self._items = None

    def items(self, form: str | None = None) -> list[Item]:
        """All problems in the order of forms, rows and fields."""
        found = self._found()
        return [item for items in found.values() for item in items] if form is None else list(found[form])

    def of_record(self, form: str, id_: str) -> Iterator[Item]:
        """The problems of one record."""
        return (item for item in self._found()[form] if item.problem.record == id_)

    def _found(self) -> dict[str, list[Item]]:
        if self._items is None:
            self._items = {name: [] for name in self.tables}
            context = context_of(self.tables, self.library, self.period, self.states)
            for problem in check(self.tables, context):
                self._items[problem.form].append(Item(problem, self))
        return self._items
