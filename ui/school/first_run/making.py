"""What the first run does once everything is answered: make the ledger, take last year in. It knows no widget."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from export.jobs.opening import COUNTY_ENDING, ENDING, practice_ledger
from export.jobs.session import Session
from forms.problems import Refusal
from ui.task import Cancelled, Progress

if TYPE_CHECKING:
    from export.jobs.county.bureau import Bureau
    from export.jobs.desk import Desk


@dataclass(frozen=True)
class Answers:
    """All answers of the first run; a practice school needs none but the folder."""

    folder: Path
    user: str = ""
    code: str = ""
    name: str = ""
    period: str = ""
    password: str = ""
    backup_folder: str = ""
    last_year: Path | None = None


@dataclass(frozen=True)
class Made:
    """A new ledger, open."""

    desk: "Desk"
    recovery_code: str = ""
    records: int = 0
    """Records that were taken in from last year's workbook."""
    refused: Refusal | None = None
    """Why last year's workbook was not taken in; the ledger stands all the same."""


@dataclass(frozen=True)
class MadeCounty:
    """A new county's ledger, open."""

    bureau: "Bureau"
    recovery_code: str = ""


def make_ledger(answers: Answers, session: Session, progress: Progress) -> Made:
    """A real ledger with its recovery code and, where there is one, last year's workbook in it.

    Refusal where the ledger cannot be made, and then there is no file. Once it stands, a workbook that is refused or
    not waited for is only not taken in.
    """
    from export.jobs.desk import Desk  # the questions are on the screen before a database is needed

    progress(0, 0)
    path = answers.folder / f"{answers.code}{ENDING}"
    answers.folder.mkdir(parents=True, exist_ok=True)
    desk = Desk.create(
        path, session, answers.code, answers.name, password=answers.password, user=answers.user
    )  # fmt: skip
    desk.set_period(answers.period)
    made = Made(desk, desk.store.new_recovery_code())
    if answers.last_year is not None:
        return _with_last_year(made, answers.last_year, progress)
    desk.save("school", None, {**desk.fresh("school"), "code": answers.code, "name": answers.name})
    return made


def _with_last_year(made: Made, workbook: Path, progress: Progress) -> Made:
    """Take in last year's workbook as one step that can be undone."""
    try:
        progress(1, 3, workbook.name)
        incoming = made.desk.preview(workbook)
        progress(2, 3, workbook.name)
        made.desk.take_in(incoming, workbook.name)
    except Refusal as refusal:
        return replace(made, refused=refusal)
    except Cancelled:
        return made
    return replace(made, records=sum(len(table) for table in made.desk.tables.values()))


def open_practice(folder: Path, session: Session, user: str) -> Made:
    """A practice school, made where there is none yet."""
    from export.jobs.desk import Desk

    return Made(Desk.open(practice_ledger(folder, session), session, user=user))


def make_county(answers: Answers, session: Session, progress: Progress) -> MadeCounty:
    """A real county's ledger with its recovery code; Refusal where it cannot be made, and then there is no file."""
    from export.jobs.county.bureau import Bureau  # a school never needs it

    progress(0, 0)
    path = answers.folder / f"{answers.code}{COUNTY_ENDING}"
    answers.folder.mkdir(parents=True, exist_ok=True)
    bureau = Bureau.create(
        path, session, answers.code, answers.name, answers.period, password=answers.password, user=answers.user
    )
    return MadeCounty(bureau, bureau.store.new_recovery_code())


def open_practice_county(folder: Path, session: Session, user: str, tell: Callable[..., object]) -> MadeCounty:
    """A practice county with its schools, made where there is none yet."""
    from export.jobs.county.practising import practice_county

    bureau = practice_county(folder, session, user, tell)
    bureau.board()  # so that the first page need not wait for it
    return MadeCounty(bureau)
