"""From a figure to the cell: an indicator at one school as formula, its terms, and the rows of the file behind each."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from db.county.store import CountyStore
from export.jobs.county.board import arrivals
from export.jobs.county.holdings import Holding, Holdings
from export.jobs.county.period import period_of
from forms.facts import known_facts, rows_of
from forms.indicators import Indicator, Reading, Term
from forms.library import Library
from forms.problems import Language


@dataclass(frozen=True, slots=True)
class Source:
    """One record that was counted, where a person finds it."""

    school: str
    form: str
    row: int
    record: str
    file: str
    sheet: str
    cell: str
    label: str


@dataclass(frozen=True, slots=True)
class Part:
    """One summand of the numerator."""

    zh: str
    amount: Fraction
    share: Fraction
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Explanation:
    """How an indicator came about at one school."""

    indicator: Indicator
    reading: Reading
    formula: str
    parts: list[Part]

    @property
    def arithmetic(self) -> str:
        """The figures in their order: 5 ÷ 612 × 100 = 0.817."""
        per = f" × {self.indicator.per}" if self.indicator.per != 1 else ""
        return f"{shown(self.reading.numerator)} ÷ {self.reading.pupils}{per} = {float(self.reading.value):.4f}"


def shown(exact: Fraction) -> str:
    """An exact number as people write it: whole where it is whole, otherwise two decimals."""
    return f"{exact.numerator:,}" if exact.denominator == 1 else f"{float(exact):,.2f}"


def explain(
    indicator: Indicator, school: str, store: CountyStore, library: Library, lang: Language = "zh"
) -> Explanation | None:  # fmt: skip
    """How the indicator came about at a school; None where the school is not in it."""
    reading = indicator.reading(school)
    if reading is None:
        return None
    trail = Trail(store, library)
    parts = [Part(term.zh, term.amount, term.share, trail.sources(term, school)) for term in reading.terms]
    return Explanation(indicator, reading, indicator.formula[lang], parts)


class Trail:
    """Finds the rows behind figures; a school's tables are opened once."""

    def __init__(self, store: CountyStore, library: Library) -> None:
        self._holdings, self._period = Holdings(store, library), period_of(store)
        self._files: Mapping[int, tuple[str, str]] = arrivals(store)
        self._known: dict[str, Holding] = {}

    def sources(self, term: Term, school: str) -> tuple[Source, ...]:
        """The records that a term counted or added."""
        return self.behind(term.fact, term.stage, term.school or school)

    def behind(self, fact: str, stage: str, school: str) -> tuple[Source, ...]:
        """The records behind any fact of a school."""
        if school not in self._known:
            self._known[school] = self._holdings.of(school)
        holding = self._known[school]
        add = known_facts()[fact.partition(".")[0]].add
        found = rows_of(fact, stage, holding.tables, self._period)
        return tuple(self._source(holding, form, row, add) for form, row in found)

    def _source(self, holding: Holding, form: str, row: int, add: str) -> Source:
        table = holding.tables[form]
        sheet, cell = holding.cell(form, row, add if add in table.form.fields else next(iter(table.form.fields)))
        file, _ = self._files.get(holding.deliveries[form], ("", ""))
        label = table.label(row, holding.tables)
        return Source(holding.school, form, row, table.ids[row], file, sheet, cell, label)
