"""A small county of practice schools, measured once: two schools missing, one pair of alike pupils, some faults."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from export.county_book import CountyBook, PairRow, made
from forms.facts import Facts, facts_of
from forms.indicators import Listed, Roster, Settings, measured
from forms.library import Library
from forms.likeness import Pair, PupilKey, Reason, Side
from forms.periods import Period
from forms.practice.make import make_schools

PERIOD = Period("2026-1")
ID_NUMBER, PHONE = "990101201803120021", "13800001111"
MISSING = {"2199009998": "石坪镇未报教学点", "2199009999": "石坪镇未报小学"}


@dataclass
class Row:
    """One school of the board."""

    code: str
    name: str
    status: str
    district: str = "石坪镇学区"
    counts: dict[str, int] = field(default_factory=dict[str, int])
    nil: frozenset[str] = frozenset()
    faulty: dict[str, int] = field(default_factory=dict[str, int])
    revision: int = 0
    received: str = ""
    on_roll: int = 0
    contact: str = "周敏"
    phone: str = PHONE
    note: str = ""


@dataclass
class Found:
    """A problem of a school."""

    school: str
    sheet: str = "学生"
    cell: str = "D8"
    level: str = "error"
    message: str = "身份证件号的校验码不对，请对照户口簿核对。"
    reason: str = ""


@dataclass(frozen=True)
class County:
    """The county as the book is given it, and what it was made from."""

    book: CountyBook
    facts: dict[str, Facts]


@pytest.fixture(scope="session")
def county(library: Library) -> County:
    """Twenty schools of a township and a half."""
    facts: dict[str, Facts] = {}
    register: list[Listed] = []
    for school in make_schools(library, schools=20, pupils=2400, seed=3, period=PERIOD):
        facts[school.code] = facts_of(school.tables, PERIOD, school.states)
        register.append(Listed(school.code, school.name, district="石坪镇学区"))
    register += [Listed(code, name) for code, name in MISSING.items()]
    settings = Settings(region="990100", entered={"stated.pupils": "2500"})
    roster = Roster.of(facts, register, library.standards, PERIOD, settings)
    book = CountyBook("青岚县教育局", PERIOD, library, roster, measured(roster), practice=True)
    return County(replace(book, board=_board(roster), pairs=[_pair(register)], faults=_faults(register)), facts)


def _board(roster: Roster) -> list[Row]:
    rows = [Row(code, name, "missing") for code, name in MISSING.items()]
    for place, school in enumerate(each for each in roster.schools if each.facts):
        pupils = school.pupils("all", roster.settings) or 0
        row = Row(
            school.code, school.name, "reported", counts={"student": pupils, "class": 3}, revision=1, on_roll=pupils
        )
        rows.append(replace(row, status="problems", faulty={"student": 2}) if place == 3 else row)
    return [replace(row, nil=frozenset({"left_behind"})) if row.revision else row for row in rows]


def _pair(register: list[Listed]) -> PairRow:
    sides = [
        Side(listed.code, PupilKey(0, "a" * 32, ID_NUMBER, name, "", "2018-03-12", "2", "13", True, (PHONE,), ""))
        for listed, name in zip(register, ("张雨涵", "=张语涵"), strict=False)
    ]
    return PairRow(Pair(sides[0], sides[1], "near_id", 93, (Reason("likeness.born_same", {}),)), None)


def _faults(register: list[Listed]) -> list[Found]:
    first, second = register[0].code, register[1].code
    return [Found(first, level="reminder", reason="=已核实"), Found(second), Found(second, level="reminder")]


@pytest.fixture(scope="session")
def written(county: County) -> bytes:
    """The workbook."""
    return made(county.book)


Sheets = Callable[[], Any]


@pytest.fixture(scope="session")
def opened(written: bytes) -> Workbook:
    """The workbook as openpyxl reads it."""
    return load_workbook(BytesIO(written))
