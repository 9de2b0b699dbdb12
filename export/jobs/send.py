"""Export: refuse while anything stands, otherwise write the sealed workbook of a period and prove it by reading it."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from db.store import Store
from export.findings import Located, context_of, sentence
from export.jobs.holdings import states_of, tables_of
from export.jobs.session import VERSION, Session
from export.jobs.todo import TodoList
from export.slip.recheck import Recheck
from export.tell import Tell, silent
from export.workbook.durable import refuse_unfit
from export.workbook.package import Answer, Package, Reason
from export.workbook.write import write
from forms.checks import check
from forms.periods import Period
from forms.problems import Refusal
from forms.table import Table


@dataclass
class Sent:
    """What became of an export."""

    file: str
    period: str
    revision: int = 0
    check_code: str = ""
    draft: bool = False
    written: bool = False
    forms: dict[str, int] = field(default_factory=dict[str, int])
    problems: list[Located] = field(default_factory=list[Located])
    """Everything found, explained reminders included; the export waits for those that stand."""

    def as_dict(self) -> dict[str, object]:
        """For JSON."""
        return {**self.__dict__, "problems": [located.as_dict() for located in self.problems]}


def problems_of(store: Store, period: Period, session: Session) -> tuple[list[Located], dict[str, Table]]:
    """Everything that the checks find in a store, with the reasons given; the place is the form and the record."""
    tables = tables_of(store, period, session.library)
    context = context_of(tables, session.library, period.code, states_of(store, period, tables))
    reasons = store.reasons()
    found = [
        Located(
            tables[problem.form].form.zh, "", problem,
            sentence(problem, tables[problem.form], tables, session.library, session.language),
            reasons[problem.key].text if problem.level == "reminder" and problem.key in reasons else "",
        )
        for problem in check(tables, context)
    ]  # fmt: skip
    return found, tables


def send(
    store: Store, to: Path, period: Period, session: Session, *, draft: bool = False, tell: Tell = silent
) -> Sent:  # fmt: skip
    """Write the workbook of a period. Without `draft`, nothing is written while a problem stands.

    `tell` hears how far it is, in percent, and may stop it by raising until the file has its name.
    """
    refuse_unfit(to, ".xlsx")  # before a number is given out for it
    tell(0)
    found, tables = problems_of(store, period, session)
    sent = Sent(str(to), period.code, draft=draft, problems=found, forms={n: len(t) for n, t in tables.items()})
    if not draft and any(located.stands for located in found):
        return sent
    sent.revision = store.next_revision(period.code)
    package = _package(store, period, tables, sent, session)
    sent.check_code = write(package, to, lambda percent: tell(20 + percent * 3 // 4)).code
    _prove(to, sent, session)
    sent.written = True
    if not draft:
        for name in tables:
            store.exported(name, period.code, sent.revision)
    return sent


def _package(store: Store, period: Period, tables: dict[str, Table], sent: Sent, session: Session) -> Package:
    counts = {
        "errors": sum(located.problem.level == "error" for located in sent.problems),
        "reminders": sum(located.problem.level == "reminder" for located in sent.problems),
        "explained": sum(bool(located.reason) for located in sent.problems),
    }
    answers = _answers(store, period, tables, sent)
    reasons = [
        Reason(located.problem.key, located.reason, store.reasons()[located.problem.key].who, located.message)
        for located in sent.problems
        if located.reason
    ]
    return Package(
        store.school_code, store.school_name, period, sent.revision, session.library.forms, tables,
        states_of(store, period, tables), reasons, sent.draft, store.practice, f"乡校台账 {VERSION}",
        datetime.now().isoformat(timespec="minutes"), counts, store.signing_key(), answers,
    )  # fmt: skip


def _answers(store: Store, period: Period, tables: dict[str, Table], sent: Sent) -> list[Answer]:
    """To the county's return slip; this very export is one of the things that it may have asked for."""
    standing = {located.problem.key for located in sent.problems if located.stands}
    return TodoList(store).outgoing(Recheck(tables, period, standing, sent.revision))


def _prove(to: Path, sent: Sent, session: Session) -> None:
    """An export counts only once the file has been read back and its seal holds."""
    if session.reader.run_bare("export.report:proof_of", to) != ("intact", sent.check_code):
        raise Refusal("not_proved", file=to.name)
