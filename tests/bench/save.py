"""What a durable save costs: one typed field against a bare INSERT that is just as durable, and the larger steps beside it.

Both sides run in this process and on this disk, in turns, so that only the ratio counts. The bare side is the same SQLite
without a key: no encryption, no journal with its chain of hashes, no look at the old value, no kind that reads the text.
It is given twice: one pupil's record, and the least that a row can be. The faster the disk, the harder the comparison:
where a flush takes 5 ms, all of these ratios are 1.
"""

import statistics
import tempfile
import time
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path

from sqlcipher3 import dbapi2

from db.sqlite import PRAGMAS
from db.steps import Insert
from db.store import Store
from db.tables import FormTable, bound
from forms.form import Form
from forms.library import Library
from tests.db.made import record

ROUNDS = 15
REPEATS = 60
PUPILS = 1000
"""A large village school."""

Ratio = tuple[str, float, float]
Step = Callable[[], object]


def ratios() -> list[Ratio]:
    """Name, ratio to the bare side, limit."""
    student = Library.built_in().forms["student"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Store.create(folder / "1.school", Library.built_in(), "3500000001", practice=True) as store:
            store.apply([Insert("student", record(student, n)) for n in range(PUPILS)], "导入")
            save, whole, least = _save(store), _bare_record(folder, student), _bare_least(folder)
            table, fetch = (lambda: store.table("student")), _fetch(store)
            for step in (save, whole, least):  # grow each WAL to its size first: growing is what a disk pays for
                _time(step, 1000)
            taken = [[_time(step) for step in (save, whole, least)] for _ in range(ROUNDS)]
            read = [_time(table, 3) / _time(fetch, 3) for _ in range(5)]
    return [
        ("save one field / bare insert of a record", statistics.median(ours / bare for ours, bare, _ in taken), 2.0),
        ("save one field / bare insert of two texts", statistics.median(ours / bare for ours, _, bare in taken), 4.0),
        ("read a table of 1000 / its rows fetched bare", statistics.median(read), 2.0),
    ]


def _save(store: Store) -> Step:
    ids, count = store.table("student").ids, iter(range(10**9))

    def save() -> None:
        n = next(count)
        store.save("student", ids[n * 7 % len(ids)], {"native_place": f"福建省第{n}村"}, user="王老师")

    return save


def _bare_record(folder: Path, form: Form) -> Step:
    """One pupil in a table with the same fields and indexes."""
    values = [bound(value) for value in record(form, 7).values()]
    table, names = FormTable(form), ", ".join(form.fields)
    indexes = [f"CREATE INDEX ix_{name} ON record ({name})" for name in table.indexed]
    return _bare(folder / "record.db", [f"CREATE TABLE record (id TEXT PRIMARY KEY, {names})", *indexes], values)


def _bare_least(folder: Path) -> Step:
    return _bare(folder / "least.db", ["CREATE TABLE record (id TEXT PRIMARY KEY, text TEXT)"], ["福建省第7村"])


def _bare(path: Path, schema: Sequence[str], values: Sequence[object]) -> Step:
    connection = dbapi2.connect(str(path), isolation_level=None)  # pyright: ignore[reportAttributeAccessIssue]
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").fetchall()
    for statement in schema:
        connection.execute(statement)
    insert = f"INSERT INTO record VALUES (?{', ?' * len(values)})"

    def step() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(insert, (uuid.uuid4().hex, *values))
        connection.execute("COMMIT")

    return step


def _fetch(store: Store) -> Step:
    driver = store._session.driver  # pyright: ignore[reportPrivateUsage]
    return lambda: driver.execute("SELECT * FROM form_student WHERE _gone = 0 ORDER BY _order").fetchall()


def _time(step: Step, repeats: int = REPEATS) -> float:
    """Median seconds of a step."""
    taken: list[float] = []
    for _ in range(repeats):
        start = time.perf_counter()
        step()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)
