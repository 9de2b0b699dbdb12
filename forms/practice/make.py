"""Made-up schools for practice and for proofs: believable, checked clean, and the same again for the same seed.

Nobody in them exists: division codes and ID numbers begin with 99, which is no province.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from forms.library import Library
from forms.periods import Period
from forms.practice import aid, care, movements, premises, school, students, things
from forms.practice.classes import class_rows
from forms.practice.county import Double, Site, site_of
from forms.practice.disguises import DISGUISES, Disguise
from forms.practice.enrolment import enrol
from forms.practice.people import IdNumbers
from forms.practice.plan import plan
from forms.practice.pools import pools
from forms.practice.setting import Row, Setting, setting_of
from forms.practice.shared import record_of
from forms.practice.staff import staff_of
from forms.table import Table

NIL = "nil"
"""State of a form of which a person has confirmed that there is nothing to report."""


@dataclass
class PracticeSchool:
    """A made-up school with all its forms."""

    code: str
    name: str
    period: Period
    region: str
    """Division of the county, for local standards."""
    tables: dict[str, Table]
    """Every form of the library, in its order."""
    states: dict[str, str] = field(default_factory=dict[str, str])
    """Form → "nil" for forms without records."""


class PlantedDouble(NamedTuple):
    """A planted pair of records of two schools."""

    kind: str
    disguise: Disguise
    first: str
    """Code of the school."""
    first_record: str
    second: str
    second_record: str
    """"" where that school knows nothing of the child."""


def make_school(library: Library, *, seed: int, number: int, pupils: int, period: Period) -> PracticeSchool:
    """The school of a number (from 1) with so many pupils on the roll at the end of the period.

    It does not depend on schools made before. What it is follows from its number (every sixteenth is a central school)
    and its size; a teaching point names its central school, which `make_schools` makes, too.
    """
    return _make(library, site_of(pools(), seed, number, pupils), period)


def make_schools(
    library: Library, *, schools: int, pupils: int, seed: int, period: Period, doubles: int = 0
) -> Iterator[PracticeSchool]:
    """Schools 1 … `schools`, one after the other, with `pupils` pupils in all of them together.

    `pupils` is the total because that is how a county counts (1012 schools, 575 671 pupils); every school gets five at
    least. Central schools of teaching points are among them, and a pupil who changed from one of them to another is
    the same child in both. So many `doubles` are at two schools by mistake or seem to be: `planted_doubles` says which.
    """
    for site in plan(pools(), schools=schools, pupils=pupils, seed=seed, period=period, doubles=doubles):
        yield _make(library, site, period)


def planted_doubles(*, schools: int, pupils: int, seed: int, period: Period, doubles: int) -> list[PlantedDouble]:
    """The pairs of records that `make_schools` plants when it is asked for the same; no school is made for it."""
    sites = plan(pools(), schools=schools, pupils=pupils, seed=seed, period=period, doubles=doubles)
    found = {double.key: double for site in sites for double in site.doubles}
    return [_planted(seed, found[key]) for key in sorted(found)]


def _planted(seed: int, double: Double) -> PlantedDouble:
    disguise, first, second = DISGUISES[double.kind], double.first.code, double.second.code
    there = "" if disguise.transfer == "unreceived" else record_of(seed, double, second)
    return PlantedDouble(double.kind, disguise, first, record_of(seed, double, first), second, there)


def _make(library: Library, site: Site, period: Period) -> PracticeSchool:
    setting = setting_of(site, pools(), period, library.standards)
    rows = _rows(library, setting)
    tables = {name: _table(library, name, rows.get(name, ())) for name in library.forms}
    states = {name: NIL for name, table in tables.items() if not table}
    return PracticeSchool(site.code, site.name, period, setting.region, tables, states)


def _table(library: Library, name: str, rows: Sequence[Row]) -> Table:
    return Table.of(library.forms[name], [record for _, record in rows], [id_ for id_, _ in rows])


def _rows(library: Library, setting: Setting) -> dict[str, Sequence[Row]]:
    """All forms in the order in which one needs the other: aid decides what the roll says of it."""
    numbers = IdNumbers.of_school(setting.site.number)
    enrolment = enrol(setting, numbers)
    pupils, classes = enrolment.pupils, enrolment.classes
    staff = staff_of(setting, len(classes), numbers)
    teachers = staff.teachers
    clerk = str(teachers[-1]["name"])
    recognised = aid.recognition_rows(setting, pupils, clerk)
    boarding = any(pupil.boards for pupil in pupils)
    screens = setting.site.dice("screens").between(-(-len(classes) // 2), len(classes))
    rooms = premises.premises_of(setting, classes, boarding=boarding, boards=screens)
    goods = things.things_of(setting, rooms, classes=len(classes), teachers=teachers, screens=screens)
    return {
        "school": [school.school_row(setting, pupils, staff, rooms, goods, library.forms)],
        "class": class_rows(setting, classes, teachers), "student": students.student_rows(setting, pupils),
        "movement": movements.movement_rows(setting, pupils, clerk),
        "left_behind": care.left_behind_rows(setting, pupils, teachers),
        "visit": care.visit_rows(setting, pupils, teachers), "aid_recognition": recognised,
        "subsidy": aid.subsidy_rows(setting, pupils, clerk), "equipment": goods.rows, "staff": staff.rows,
        "premises": rooms.rows,
    }  # fmt: skip
