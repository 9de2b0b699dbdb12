"""Practice schools: made-up data in a store and a workbook each, marked so that a real county refuses them."""

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypedDict

from db.steps import Insert, Step
from db.store import Store
from export.findings import on_roll
from export.jobs.send import problems_of, send
from export.jobs.session import Session
from export.workbook.received import Received
from forms.periods import Period
from forms.practice import Planted, PlantedDouble, PracticeSchool, make_schools, plant, planted_doubles
from forms.problems import Refusal
from forms.table import Table

PERIOD = "2026-1"
"""Practice happens in the autumn term of 2026, whatever the clock says, so that a seed gives the same data for ever."""
USER = "练习"
CORRECTED = "student_code_differs"
Tell = Callable[[int, int, str], object]
"""Schools made, schools in all, name of the one that is being made; what it raises ends the work."""


@dataclass(frozen=True)
class Order:
    """What is to be made."""

    folder: Path
    schools: int
    pupils: int
    seed: int
    problems: bool = False
    faulty: Collection[int] | None = None
    """Which schools have problems, counted from 0; None: all of them."""
    doubles: int = 0
    """Pairs of pupils that are at two schools, or seem to be."""


@dataclass
class Made:
    """One practice school on the disk."""

    code: str
    name: str
    pupils: int
    workbook: Path
    store: Path
    planted: list[dict[str, str]] = field(default_factory=list[dict[str, str]])

    def as_dict(self) -> dict[str, object]:
        """For JSON."""
        return {
            "code": self.code, "name": self.name, "pupils": self.pupils, "workbook": str(self.workbook),
            "store": str(self.store), "planted": self.planted,
        }  # fmt: skip


def make(order: Order, session: Session, tell: Tell | None = None) -> list[Made]:
    """Make all schools of an order, and beside them lists of what was planted: planted.json, duplicates.json."""
    if order.folder.is_file():
        raise Refusal("export_is_file", folder=str(order.folder))
    order.folder.mkdir(parents=True, exist_ok=True)
    period = Period(PERIOD)
    size: _Size = {"schools": order.schools, "pupils": order.pupils, "seed": order.seed, "doubles": order.doubles}
    schools = make_schools(session.library, **size, period=period)
    made: list[Made] = []
    for at, school in enumerate(schools):
        if tell is not None:
            tell(at, order.schools, school.name)
        has_problems = order.problems and (order.faulty is None or at in order.faulty)
        made.append(_make(school, replace(order, problems=has_problems), period, session))
    if order.problems:
        _list(order.folder / "planted.json", {one.workbook.name: one.planted for one in made})
    if order.doubles:
        _list(order.folder / "duplicates.json", list(map(_pair, planted_doubles(**size, period=period))))
    return made


class _Size(TypedDict):
    schools: int
    pupils: int
    seed: int
    doubles: int


def _list(to: Path, planted: object) -> None:
    to.write_text(json.dumps(planted, ensure_ascii=False, indent=1), "utf-8")


def _pair(pair: PlantedDouble) -> dict[str, object]:
    """`same`: whether it is one child; a record is "" where that school knows nothing of it."""
    sides = {"first": [pair.first, pair.first_record], "second": [pair.second, pair.second_record]}
    return {"kind": pair.kind, "same": pair.disguise.same, "exact": pair.disguise.exact, **sides}


def _make(school: PracticeSchool, order: Order, period: Period, session: Session) -> Made:
    path, workbook = (order.folder / f"{school.code}{suffix}" for suffix in (".school", ".xlsx"))
    if path.exists():
        raise Refusal("practice_exists", file=path.name)
    faults = plant(school, order.seed) if order.problems else []
    with Store.create(path, session.library, school.code, school.name, password=None, practice=True) as store:
        _fill(store, school, period)
        if order.doubles:
            _explain(store, period, session)
        sent = send(store, workbook, period, session, draft=order.problems)
        if not sent.written:
            raise AssertionError(f"{school.code}: {[problem.as_dict() for problem in sent.problems[:3]]}")
    made = Made(school.code, school.name, on_roll(school.tables, period.code), workbook, path)
    if faults:
        made.planted = _places(faults, workbook, session)
    return made


def _fill(store: Store, school: PracticeSchool, period: Period) -> None:
    store.set_period(period.code, USER)
    steps = [step for table in school.tables.values() for step in _inserts(table, period.of(table.form.cycle))]
    store.apply(steps, "练习数据", user=USER)
    for name, state in school.states.items():
        if state == "nil":
            store.confirm_nil(name, period.code, USER)


def _explain(store: Store, period: Period, session: Session) -> None:
    """A child whose ID number was corrected has the old one in its 学籍号, and the school says so."""
    found, _ = problems_of(store, period, session)
    store.set_reasons([one.problem.key for one in found if one.problem.code == CORRECTED], "证件号更正过，附证明", USER)


def _inserts(table: Table, period: str) -> list[Step]:
    raws: dict[int, dict[str, str]] = {}
    for (row, name), text in table.raw.items():
        raws.setdefault(row, {})[name] = text
    form = table.form.name
    return [Insert(form, table.record(row), raws.get(row, {}), period, id_) for row, id_ in enumerate(table.ids)]


def _places(faults: Sequence[Planted], workbook: Path, session: Session) -> list[dict[str, str]]:
    """Where the planted faults stand in the workbook, found by their records and not by the checks."""
    received = session.receiver.receive(session.reader.read(workbook))
    return [_place(fault, received) for fault in faults]


def _place(fault: Planted, received: Received) -> dict[str, str]:
    table, place = received.tables[fault.form], received.places[fault.form]
    row = table.ids.index(fault.record)
    cell = (received.cell(fault.form, row, fault.field) if fault.field else "") or f"A{place.rows[row] + 1}"
    return {"sheet": place.sheet, "cell": cell, "form": fault.form, "field": fault.field or "", "code": fault.code}
