"""What a keystroke costs at the desk of a large school: a letter of a search, a saved field with its problems.

Each is set against the plain way of doing the same in this very run: a search against reading every name once, a save
with its problems against a check of everything. So a slow machine changes nothing.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from db.steps import Insert
from db.store import Store
from export.findings import context_of
from export.jobs.desk import Desk
from export.jobs.session import Session
from export.reading.worker import Reader
from forms.checks import check
from forms.library import Library
from forms.periods import Period
from forms.table import Table
from tests.forms.small_school import PERIOD, lasting_id, pupil, rows, tables

PUPILS = 2000
SURNAMES, GIVEN = "赵钱孙李周吴郑王单仇解曾查区覃朴陈林黄张刘杨", "雨桐梓涵子轩一诺浩宇欣怡佳豪可馨石洋明伟静丽建国"
TYPED = ("l", "ly", "lyt", "shan", "zhang", "李", "雨桐", "4527", "1380", "wang yi")

Ratio = tuple[str, float, float]


def ratios() -> list[Ratio]:
    """Name, ratio to the plain way, limit."""
    library = Library.built_in()
    with tempfile.TemporaryDirectory() as name, Reader() as reader:
        path = Path(name) / "a.school"
        _fill(path, library)
        session = Session(library, reader)
        opened = _time(lambda: Desk.open(path, session).close(), 3)
        with Desk.open(path, session) as desk:
            whole = _time(lambda: _check(desk), 5)
            names = desk.tables["student"].columns["name"]
            for first in (desk.problems, desk.warm, lambda: desk.search("student", "a")):
                first()
            scan = _time(lambda: [row for row, one in enumerate(names) if "一二" in str(one).casefold()])
            letter = max(_time(lambda typed=typed: desk.search("student", typed)) for typed in TYPED)
            saves = {field: _save(desk, field) for field in ("phone", "name", "grade")}
    return [
        ("open a desk of 2000 pupils / check it once", opened / whole, 3.0),
        ("one more letter of a search / reading 2000 names", letter / scan, 30.0),
        *((f"save {field} with all problems / check all", took / whole, 0.2) for field, took in saves.items()),
    ]


def large(library: Library, pupils: int = PUPILS) -> dict[str, Table]:
    """A school of so many pupils; half of them have a subsidy, a register entry and a movement."""
    records = rows()
    for n in range(len(records["student"]), pupils):
        called = SURNAMES[n % len(SURNAMES)] + GIVEN[n * 7 % len(GIVEN)] + GIVEN[n // 5 % len(GIVEN)]
        born = f"2018-{n % 12 + 1:02}-{n // 12 % 28 + 1:02}"
        records["student"].append(pupil(called, born, f"{n % 999:03}", phone=f"138{n:08}"))
        if n % 2:
            about = {"student": lasting_id("student", n)}
            records["subsidy"].append({**records["subsidy"][0], **about, "item": "non_boarder_living", "amount": 31250})
            records["left_behind"].append({**records["left_behind"][0], **about})
            records["movement"].append({**records["movement"][0], **about})
    return tables(library, records)


def _fill(path: Path, library: Library) -> None:
    period = Period(PERIOD)
    with Store.create(path, library, "2199000001", practice=True) as store:
        store.set_period(PERIOD)
        made = large(library).values()
        store.apply(
            [
                Insert(table.form.name, table.record(row), {}, period.of(table.form.cycle), id_)
                for table in made
                for row, id_ in enumerate(table.ids)
            ],
            "名册",
        )


def _check(desk: Desk) -> None:
    check(desk.tables, context_of(desk.tables, desk.library, desk.period.code, {}))


def _save(desk: Desk, field: str) -> float:
    """Typing into one field of one pupil after another, each with its problems asked for."""
    texts = {"phone": "139{:08}", "name": "王{}", "grade": "四年级"}[field]
    ids, count = desk.tables["student"].ids, iter(range(10**9))

    def save() -> None:
        n = next(count)
        desk.save("student", ids[n * 7 % len(ids)], {field: texts.format(chr(0x4E00 + n) if field == "name" else n)})
        desk.problems()

    return _time(save)


def _time(step: Callable[[], object], repeats: int = 15) -> float:
    """Median seconds of a step."""
    taken: list[float] = []
    for _ in range(repeats):
        start = time.perf_counter()
        step()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)
