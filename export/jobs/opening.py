"""What a window asks before a ledger is open: does it want a password, is this it, is there a school to practise on."""

from pathlib import Path

from db.keys import SHORTEST, key_path
from export.jobs.session import Session

ENDING = ".school"
"""How the file of a ledger ends."""
COUNTY_ENDING = ".county"
"""How the file of a county's ledger ends."""
SHORTEST_PASSWORD = SHORTEST
"""Characters that a password must have."""
PUPILS = 180
SEED = 2026


def is_locked(path: Path) -> bool:
    """Whether a ledger opens by a password only."""
    return key_path(path).exists()


def try_password(path: Path, password: str) -> str:
    """Whose password it is: clerk, headteacher or recovery. Refusal where it is nobody's."""
    from db import birth  # the first window is up before a database is needed

    return birth.unlock(path, password)[1]


def practice_ledger(folder: Path, session: Session) -> Path:
    """A school to practise on, with faults to find; made where there is none yet."""
    from export.jobs import practice  # who works on real data never needs it

    found = sorted(folder.glob(f"*{ENDING}"))
    if found:
        return found[0]
    return practice.make(practice.Order(folder, 1, PUPILS, SEED, problems=True), session)[0].store
