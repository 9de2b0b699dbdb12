"""Which period a county works on: the one that was chosen, otherwise that of the newest delivery."""

from datetime import date

from db.county.store import CountyStore
from forms.periods import Period


def period_of(store: CountyStore, today: date | None = None) -> Period:
    """The period of a county; before anything was chosen or sent, the term of this day."""
    if store.period is not None:
        return store.period
    sent = [kept.period for kept in store.deliveries() if kept.period]
    return Period.read(max(sent)) if sent else Period.on(today or date.today())
