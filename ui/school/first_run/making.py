"""What the first run does once everything is answered: make the ledger, take last year in. It knows no widget."""

from dataclasses import dataclass
from pathlib import Path

from export.jobs.desk import Desk
from export.jobs.opening import ENDING, practice_ledger
from export.jobs.session import Session
from ui.task import Progress


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

    desk: Desk
    recovery_code: str = ""
    records: int = 0
    """Records that were taken in from last year's workbook."""


def make_ledger(answers: Answers, session: Session, progress: Progress) -> Made:
    """A real ledger with its recovery code. Refusal, and then there is no file."""
    progress(0, 3)
    path = answers.folder / f"{answers.code}{ENDING}"
    answers.folder.mkdir(parents=True, exist_ok=True)
    desk = Desk.create(
        path, session, answers.code, answers.name, password=answers.password, user=answers.user
    )  # fmt: skip
    desk.set_period(answers.period)
    progress(1, 3)
    code = desk.store.new_recovery_code()
    progress(2, 3)
    return Made(desk, code)


def take_in_last_year(made: Made, workbook: Path) -> Made:
    """Take in last year's workbook as one step that can be undone. Refusal where it is none."""
    incoming = made.desk.preview(workbook)
    made.desk.take_in(incoming, workbook.name)
    return Made(made.desk, made.recovery_code, sum(len(table) for table in made.desk.tables.values()))


def open_practice(folder: Path, session: Session, user: str) -> Made:
    """A practice school, made where there is none yet."""
    return Made(Desk.open(practice_ledger(folder, session), session, user=user))
