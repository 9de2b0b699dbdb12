"""Check everything anew from what is on the disk, and say how many rules that were and how long it took."""

import time
from dataclasses import dataclass

from export.findings import context_of
from export.jobs.desk import Desk
from export.jobs.holdings import states_of, tables_of
from forms.checks import check
from forms.form import Form


@dataclass(frozen=True, slots=True)
class Rechecked:
    """What a whole check was."""

    rules: int
    seconds: float
    problems: int


def recheck(desk: Desk) -> Rechecked:
    """Read all tables of the period from the store and run every check on them."""
    began = time.perf_counter()
    tables = tables_of(desk.store, desk.period, desk.library)
    states = states_of(desk.store, desk.period, tables)
    found = check(tables, context_of(tables, desk.library, desk.period.code, states))
    return Rechecked(rules(desk), time.perf_counter() - began, len(found))


def rules(desk: Desk) -> int:
    """How many rules there are: the named checks, what must be filled, and that each reference leads somewhere."""
    return sum(_rules(form) for form in desk.library.forms.values())


def _rules(form: Form) -> int:
    return len(form.checks) + sum(field.required for field in form.fields.values()) + len(form.references)
