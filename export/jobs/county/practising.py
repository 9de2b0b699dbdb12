"""A county to practise on: made-up schools, most of which have reported, so that every page has something to show."""

import shutil
import tempfile
from datetime import date, timedelta
from pathlib import Path

from export.jobs.county.bureau import Bureau
from export.jobs.opening import COUNTY_ENDING
from export.jobs.practice import PERIOD, Made, Order, Tell, make
from export.jobs.session import Session

CODE, NAME = "990123", "青岚县教育局"
DAYS_LEFT = 8
"""Until the deadline of the practice county."""
SCHOOLS, PUPILS, SEED, DOUBLES = 12, 700, 2026, 17
FAULTY = (5, 8)
"""Schools that sent a draft with problems, counted from 0."""
SILENT = 2
"""The last schools have sent nothing: somebody must call them."""
CONTACT, PHONE = "周德贵", "059900000{at}"


def practice_county(folder: Path, session: Session, user: str, tell: Tell) -> Bureau:
    """The practice county of a folder, made where there is none yet; the schools' ledgers lie beside it.

    `tell` hears how far it is; what it raises ends the work, and nothing half-made stays. Raises Refusal.
    """
    path = folder / f"{CODE}{COUNTY_ENDING}"
    if path.exists():
        return Bureau.open(path, session, user=user)
    folder.mkdir(parents=True, exist_ok=True)
    schools = folder / "schools"
    with tempfile.TemporaryDirectory(dir=folder) as place:
        order = Order(Path(place) / "schools", SCHOOLS, PUPILS, SEED, problems=True, faulty=FAULTY, doubles=DOUBLES)
        made = make(order, session, _after(0, tell))
        bureau = _merged(Path(place) / path.name, made[:-SILENT], session, user, _after(SCHOOLS, tell))
        _expect(made[-SILENT:], bureau)
        bureau.close()
        shutil.rmtree(schools, ignore_errors=True)
        shutil.move(order.folder, schools)
        for file in Path(place).glob(f"{path.name}*"):
            shutil.move(file, folder)
    return Bureau.open(path, session, user=user)


def _merged(path: Path, sent: list[Made], session: Session, user: str, tell: Tell) -> Bureau:
    """A new county with what the schools sent."""
    bureau = Bureau.create(path, session, CODE, NAME, PERIOD, practice=True, user=user)
    try:
        bureau.set_deadline((date.today() + timedelta(DAYS_LEFT)).isoformat())
        bureau.merged(bureau.merging(tell).run([one.workbook for one in sent]))
    except BaseException:
        bureau.close()
        raise
    return bureau


def _expect(silent: list[Made], bureau: Bureau) -> None:
    """Put schools that sent nothing into the register, with somebody to call."""
    district = next((school.district for school in bureau.register().values() if school.district), "")
    for at, one in enumerate(silent):
        bureau.set_school(one.code, name=one.name, district=district, contact=CONTACT, phone=PHONE.format(at=at))


def _after(start: int, tell: Tell) -> Tell:
    """Making the schools, then taking their files in, as one piece of work."""
    return lambda done, _of, name: tell(start + done, 2 * SCHOOLS - SILENT, name)
