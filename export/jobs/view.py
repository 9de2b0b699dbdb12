"""What is known about the records beside the records: their problems, where to find them, how far the forms are.

Told of every change, it finds out lazily and never asks the store for a record.
"""

from db.store import Store
from export.jobs import summary as home
from export.jobs.find import Finder
from export.jobs.holdings import states_of
from export.jobs.ledger import Ledger, Movements
from export.jobs.milestones import Milestones
from export.jobs.session import Session
from export.jobs.standing import Standing


class View:
    """Problems, search and figures of one period."""

    def __init__(self, ledger: Ledger, milestones: Milestones, session: Session) -> None:
        self.version = 0
        """Grows with each change of records, reasons, states or period."""
        self._ledger = ledger
        self._store: Store = ledger.store
        self._milestones = milestones
        self._session = session
        self.begin()

    def begin(self) -> None:
        """Begin anew, for another period."""
        tables = self._ledger.tables
        self.standing = Standing(tables, self._session.library, self._ledger.period.code, self._session.language)
        self.finder = Finder(tables)
        self._summary: tuple[int, home.Summary] | None = None
        self.explained()
        self.restated()

    def moved(self, movements: Movements) -> bool:
        """Records are different; whether any problem is another now."""
        for form, moved in movements.items():
            self.standing.moved(form, moved)
            self.finder.changed(form, moved)
        self.restated()
        return self.standing.refresh() if self.standing.is_known else True

    def restated(self) -> None:
        """Forms are further or less far."""
        self.standing.restate(states_of(self._store, self._ledger.period, self._ledger.tables))
        self.version += 1

    def explained(self) -> None:
        """Reasons were given or taken back."""
        self.standing.reasons = {key: reason.text for key, reason in self._store.reasons().items()}
        self.version += 1

    def completeness(self, form: str) -> home.Completeness:
        """How far a form is."""
        state = self._store.returns()[form]
        return home.completeness(self._ledger.tables[form], self.standing.items(form), state)

    def lacking(self, form: str) -> set[str]:
        """Lasting ids of the records of a form that are not complete."""
        table = self._ledger.tables[form]
        return {table.ids[row] for row in home.lacking(table, self.standing.items(form))}

    def summary(self) -> home.Summary:
        """The home page, made once for each version."""
        if self._summary is None or self._summary[0] != self.version:
            self._summary = (self.version, self._summed())
        return self._summary[1]

    def _summed(self) -> home.Summary:
        tables, period = self._ledger.tables, self._ledger.period
        forms = {name: self.completeness(name) for name in tables}
        items = self.standing.items()
        due = home.due(period, self._milestones.deadline(period.code), forms, items)
        return home.summary(tables, due, forms, items, self._milestones)
