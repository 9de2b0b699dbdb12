"""Which period a county works on: the one that was chosen, otherwise that of most schools."""

from datetime import date, timedelta

from db.county.store import CountyStore
from forms.periods import Period
from forms.problems import Refusal


def period_of(store: CountyStore, today: date | None = None) -> Period:
    """The period of a county; before anything was chosen or sent, the term of this day.

    One file with a slip of the pen does not move the county: of what schools sent, the period of most of them counts,
    among equals the newest; one that begins after the next term only where there is no other, for clocks may be wrong.
    """
    if store.period is not None:
        return store.period
    now = Period.on(today or date.today())
    after = Period.on(date.fromisoformat(now.ends) + timedelta(days=1))
    schools: dict[str, set[str]] = {}
    for kept in store.deliveries():
        schools.setdefault(kept.period, set()).add(kept.school)
    found = {period: len(sent) for code, sent in schools.items() if (period := _read(code)) is not None}
    likely = [period for period in found if _begins(period) <= _begins(after)]
    return max(likely or found, key=lambda period: (found[period], _begins(period)), default=now)


def _begins(period: Period) -> tuple[int, str]:
    return period.year, period.starts


def _read(code: str) -> Period | None:
    """A period that a file states; None where it states none."""
    try:
        return Period.read(code)
    except Refusal:
        return None
