"""The register of schools (学校名录): taken in from any list of schools, by the captions of the school form itself."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from db.county.register import School
from db.county.store import CountyStore
from export.foreign.read import read_foreign
from export.jobs.county.holdings import Holdings
from export.jobs.county.period import period_of
from export.jobs.session import Session
from forms.kinds import Value
from forms.library import Library
from forms.problems import Problem, Refusal, Wrong
from forms.table import Table

FIELDS = {
    "code": "code", "name": "name", "type": "kind", "district": "district", "central_code": "central",
    "counts_as_school": "counted", "phone": "phone", "contact": "contact", "closed_on": "closed", "merged_into": "into",
}  # fmt: skip
"""Field of the school form → field of the register."""


@dataclass(frozen=True)
class Taken:
    """A list of schools as it went in."""

    schools: list[School]
    became: Mapping[str, str]
    """Code → new, changed, same."""
    problems: list[tuple[str, str]]
    """Cell and sentence of what could not be read; it stays as the register had it."""

    def as_dict(self) -> dict[str, object]:
        """For JSON."""
        counts = {fate: list(self.became.values()).count(fate) for fate in ("new", "changed", "same")}
        problems = [{"cell": cell, "message": message} for cell, message in self.problems]
        return {"schools": len(self.schools), **counts, "problems": problems}


def import_schools(path: Path, store: CountyStore, session: Session, user: str = "") -> Taken:
    """Put the schools of a list into the register; schools that are not in it stay as they are.

    A blank cell leaves alone what the register knows. Raises Refusal where a row has no school code.
    """
    incoming = read_foreign(session.reader.read(path), session.library.forms["school"], session.library.forms)
    table, rows = incoming.table, incoming.rows
    for row, code in enumerate(table.columns["code"]):
        if not code:
            raise Refusal("no_school_code", file=path.name, row=rows[row] + 1)
    known = store.register()
    schools = [school_of(table, row, known) for row in range(len(table))]
    return Taken(schools, store.set_register(schools, user), list(_unread(table, rows, session)))


def read_said(field: str, text: str, session: Session) -> tuple[str, str]:
    """What somebody typed into a field of the register: as it is kept, and a sentence where it cannot be read."""
    form = session.library.forms["school"]
    name = {mine: theirs for theirs, mine in FIELDS.items()}[field]
    asked, value = form.fields[name], form.fields[name].kind.parse(text)
    if not isinstance(value, Wrong):
        return str(value or ""), ""
    params = {"field": {"zh": asked.zh, "en": asked.en}, "text": text} | value.params
    problem = Problem(value.code, "error", "school", name, 0, params=params, fix=value.fix)
    return "", session.library.catalogue.sentence(problem, session.language)


def add_unknown(store: CountyStore, library: Library, codes: Iterable[str], user: str = "") -> Mapping[str, str]:
    """Put schools that have sent something and are not in the register into it, as they describe themselves.

    For a county that begins without a list of its own: from then on these schools are expected.
    """
    known, holdings = store.register(), Holdings(store, library)
    parts, unknown = store.current(period_of(store).code), sorted(set(codes) - set(known))
    found = [holdings.one(parts[code, "school"]) for code in unknown if (code, "school") in parts]
    return store.set_register([school_of(table, 0, known) for table in found if table], user)


def school_of(table: Table, row: int, known: Mapping[str, School]) -> School:
    """A school as one row of the school form says it, laid over what the register knows."""
    said: dict[str, Any] = {
        mine: _said(table.columns[theirs][row]) for theirs, mine in FIELDS.items() if theirs in table.columns
    }
    before = asdict(known.get(said["code"], School(said["code"])))
    return School(**before | {name: value for name, value in said.items() if value is not None})


def _said(value: Value) -> str | bool | None:
    return value if value is None or isinstance(value, bool) else str(value)


def _unread(table: Table, rows: list[int], session: Session) -> Iterator[tuple[str, str]]:
    for (row, name), wrong in table.wrong.items():
        field = table.form.fields[name]
        params = {"field": {"zh": field.zh, "en": field.en}, "text": table.raw.get((row, name), "")} | wrong.params
        problem = Problem(wrong.code, "error", "school", name, row, params=params, fix=wrong.fix)
        yield f"{rows[row] + 1}", session.library.catalogue.sentence(problem, session.language)
