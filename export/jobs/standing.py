"""What stands in the way of a return: every problem of every record, kept up to date while somebody types."""

from collections.abc import Mapping

from export.findings import context_of, sentence
from export.jobs.rows import Moved
from export.jobs.upkeep import Changed, Upkeep
from forms.checks import Context, as_a_whole
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
    """The problems of all tables of a period, found when first asked for and then only where something changed."""

    def __init__(self, tables: Mapping[str, Table], library: Library, period: str, language: Language) -> None:
        self.tables = tables
        self.library = library
        self.period = period
        self.language: Language = language
        self.reasons: dict[str, str] = {}
        self._states: dict[str, str] = {}
        forms = {name: table.form for name, table in tables.items()}
        self._kept = {name: Upkeep(table, forms) for name, table in tables.items()}
        self._changed: Changed | None = None
        """None until somebody asks for the first time."""
        self._whole: dict[str, list[Problem]] = {}
        self._items: dict[str, list[Item]] = {}

    def moved(self, form: str, moved: Moved) -> None:
        """Records of a form became different."""
        if self._changed is None:
            return
        self._changed.add(form, moved.records, moved.fields)
        if moved.is_other_set:
            self._changed.add(form, (), ("", *self.tables[form].form.fields))

    @property
    def is_known(self) -> bool:
        """Whether anybody has asked for the problems yet."""
        return self._changed is not None

    def restate(self, states: Mapping[str, str]) -> None:
        """How far the forms are: "nil" where nothing to report was confirmed."""
        self._states = dict(states)

    def refresh(self) -> bool:
        """Look again where something changed; whether any problem came, went or reads otherwise."""
        context = context_of(self.tables, self.library, self.period, self._states)
        changed, self._changed = self._changed, Changed()
        is_other = False
        for name, kept in self._kept.items():
            if changed is None:
                kept.begin(context)
            elif changed.records or changed.spots:
                if not kept.follow(changed, context) and self._whole_again(name, context):
                    continue
            elif self._whole_again(name, context):
                continue
            self._whole_again(name, context)
            self._items.pop(name, None)
            is_other = True
        return is_other

    def items(self, form: str | None = None) -> list[Item]:
        """All problems in the order of forms, rows and fields."""
        self.refresh()
        if form is None:
            return [item for name in self._kept for item in self._of(name)]
        return list(self._of(form))

    def _whole_again(self, form: str, context: Context) -> bool:
        """What concerns the form as a whole; whether that is as it was."""
        found = list(as_a_whole(self.tables[form], context))
        is_same = found == self._whole.get(form)
        self._whole[form] = found
        return is_same

    def _of(self, form: str) -> list[Item]:
        if form not in self._items:
            by_record = self._kept[form].problems
            found = [*self._whole[form], *(p for id_ in self.tables[form].ids for p in by_record.get(id_, ()))]
            self._items[form] = [Item(problem, self) for problem in found]
        return self._items[form]
