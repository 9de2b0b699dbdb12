"""Import: read a file for a form, plan what it would do, show it, and apply it as one action that can be undone."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from db.steps import Insert, Step, Update
from db.store import Store
from export.findings import Located, sentence
from export.foreign.classes import classes_of
from export.foreign.guess import guess
from export.foreign.read import read_foreign
from export.incoming import Incoming
from export.jobs.session import Session
from export.plan import Plan, plan
from export.reading.raw import Book
from export.report import ordered
from export.slip.sealed import is_slip
from export.workbook.package import Meta, Reason
from export.workbook.received import Received
from forms.checks import Context, check_table
from forms.library import Library
from forms.periods import Period
from forms.problems import Problem, Refusal
from forms.table import Table

Held = Callable[[str], Mapping[str, Table]]
"""Period → what the store holds in it; empty tables where there is no store yet."""


@dataclass
class Import:
    """A file that has been read and planned, and not yet applied."""

    plans: list[Plan]
    period: str
    meta: Meta | None = None
    """Of a workbook of ours."""
    reasons: list[Reason] = field(default_factory=list[Reason])
    classes: Plan | None = None
    """Classes that a roster's pupils are in and nobody has registered yet."""


def read_import(path: Path, form: str | None, held: Held, session: Session, period: str) -> Import:
    """Read and plan; `period` is for files that do not say theirs, `form` for lists whose captions do not say it."""
    return import_book(session.reader.read(path), form, held, session, period)


def import_book(book: Book, form: str | None, held: Held, session: Session, period: str) -> Import:
    """Plan what a book that has been read would do. Refusal `is_slip`: open it as a return slip instead."""
    if is_slip(book):
        raise Refusal("is_slip")
    if session.receiver.is_ours(book):
        return _of_ours(session.receiver.receive(book), form, held, session.library, period)
    return _of_foreign(book, form, held(period), session.library, period)


def _of_ours(received: Received, form: str | None, held: Held, library: Library, period: str) -> Import:
    if form is not None and form not in received.tables:
        raise Refusal("no_such_form", form=form, forms="、".join(received.tables))
    period = received.meta.period or period
    known, plans, renamed = dict(held(period)), list[Plan](), dict[str, str]()
    for name in ordered(received.tables, library):
        if name in received.tables and form in (None, name):
            made = plan(_incoming(received, name, renamed), known)
            known[name] = made.afterwards(known.get(name) or Table(received.forms[name]))
            renamed |= _renamed(made)
            plans.append(made)
    return Import(plans, period, received.meta, received.reasons)


def _renamed(made: Plan) -> dict[str, str]:
    """Lasting ids of the file that the store knows under another one."""
    ids = made.incoming.table.ids
    return {ids[step.row]: step.id for step in made.steps if ids[step.row] and step.id and step.id != ids[step.row]}


def _incoming(received: Received, name: str, renamed: Mapping[str, str]) -> Incoming:
    table, place = received.tables[name], received.places[name]
    for reference in table.form.references if renamed else ():
        table.columns[reference] = [renamed.get(str(id_), id_) for id_ in table.columns[reference]]
    typed = {(row, at): words for (form, row, at), words in received.typed.items() if form == name}
    columns = {(place.sheet, at): column for at, column in place.columns.items()}
    for reference, kind in table.form.references.items():
        columns.setdefault((place.sheet, reference), place.columns.get(f"{reference}.{kind.by[0]}", 0))
    return Incoming(
        table, [place.sheet] * len(table), list(place.rows), columns, typed,
        {at for at in table.form.fields if at not in received.missing.get(name, ())},
        unknown=[(place.sheet, column, caption) for column, caption in received.aside.get(name, {}).items()],
    )  # fmt: skip


def _of_foreign(book: Book, form: str | None, tables: Mapping[str, Table], library: Library, period: str) -> Import:
    form = form or guess(book, library.forms)
    if form not in library.forms:
        raise Refusal("no_such_form", form=form, forms="、".join(library.forms))
    incoming = read_foreign(book, library.forms[form], library.forms)
    classes = plan(classes_of(incoming, tables["class"]), tables) if form == "student" and "class" in tables else None
    return Import([plan(incoming, tables)], period, classes=classes)


def apply(made: Import, store: Store, library: Library, user: str, name: str) -> None:
    """Write everything as one action in one transaction, then the confirmations and reasons that a workbook brings."""
    if made.meta and made.meta.practice != store.practice:
        raise Refusal("practice_mixed" if made.meta.practice else "real_into_practice")
    plans = [made.classes, *made.plans] if made.classes else made.plans
    steps = [step for planned in plans for step in _steps(planned, made.period)]
    if steps:
        store.apply(steps, f"导入 {name}", user=user)
    if made.meta:
        for form, state in made.meta.states.items():
            if state == "nil" and form in library.forms and not store.count(form, _within(form, made.period, library)):
                store.confirm_nil(form, made.period, user)
        for reason in made.reasons:
            store.set_reason(reason.key, reason.text, reason.who or user)


def _within(form: str, period: str, library: Library) -> str:
    return Period.read(period).of(library.forms[form].cycle)


def _steps(planned: Plan, period: str) -> Iterator[Step]:
    form = planned.incoming.table.form
    code = Period.read(period).of(form.cycle)
    for step in planned.taken():
        values, raw = planned.written(step)
        if step.fate == "new":
            yield Insert(form.name, values, raw, code, step.id)
        else:
            yield Update(form.name, step.id, values, raw)


def problems(planned: Plan, tables: Mapping[str, Table], session: Session, period: str) -> list[Located]:
    """What is wrong with what the file gives; what needs other records is checked on the whole store."""
    table, incoming, library = planned.incoming.table, planned.incoming, session.library
    context = Context(Period.read(period), library.standards, {}, complete=False)
    found = [problem for problem in check_table(table, context) if _judged(problem, incoming)]
    found += [
        Problem("import.repeated", "error", table.form.name, row=step.row, params={"label": table.label(step.row)})
        for step in planned.steps
        if step.repeated
    ]
    return [
        Located(
            incoming.sheets[problem.row], incoming.cell(problem.row, problem.field), problem,
            sentence(problem, table, {**tables, table.form.name: table}, library, session.language),
        )
        for problem in found
    ]  # fmt: skip


def _judged(problem: Problem, incoming: Incoming) -> bool:
    """Only what the file says is judged: what it leaves blank, another list or the clerk may bring."""
    if problem.row < 0 or problem.field is None or problem.field not in incoming.given:
        return False
    said = incoming.table.columns[problem.field][problem.row] is not None
    return said or (problem.row, problem.field) in incoming.table.wrong


def as_dict(planned: Plan, found: list[Located], session: Session) -> dict[str, object]:
    """One form's import for JSON: records carry field names and plain values, dates as ISO text, money in fen."""
    incoming = planned.incoming
    counts = {fate: planned.count(fate) for fate in ("new", "changed", "same", "problem")}
    catalogue = session.library.catalogue
    return {
        "form": incoming.table.form.name, **counts,
        "skipped": [
            {"sheet": row.sheet, "row": row.row, "why": catalogue.text(f"import.{row.why}", {}, session.language)}
            for row in incoming.skipped
        ],
        "unknown_columns": [{"sheet": sheet, "cell": cell, "caption": text} for sheet, cell, text in incoming.unknown],
        "problems": [located.as_dict() for located in found],
        "records": [_record(planned, row) for row in range(len(incoming.table))],
    }  # fmt: skip


def _record(planned: Plan, row: int) -> dict[str, object]:
    incoming = planned.incoming
    fields = incoming.table.form.fields
    record = {
        name: fields[name].kind.plain(incoming.table.columns[name][row]) for name in fields if name in incoming.given
    }
    for name, reference in incoming.table.form.references.items():
        words = incoming.typed.get((row, name), {})
        record |= {by: words.get(by) for by in reference.by if by not in record}
    return record


def current_period() -> str:
    """The term that a school works on today, where nobody says another."""
    return Period.on(date.today()).code
