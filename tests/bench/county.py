"""What it costs to keep a county: deliveries put in, and pupils read again, against the same rows in a bare SQLite.

The bare side has no key and no journal, one table for each of ours without an index, and one transaction for all. Time is
that of the processor, because what a disk adds is the same for both. A county of 1012 schools and 575 671 pupils is ten
times what is put in here.
"""

import hashlib
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from itertools import chain
from pathlib import Path

from sqlcipher3 import dbapi2

from db.county.rows import rows_of
from db.county.store import CountyStore
from db.sqlite import PRAGMAS
from forms.library import Library
from tests.db.county.made import TERM, Delivery, Part, delivery, file

SCHOOLS, PUPILS, FORMS = 101, 569, 9
CONTENT = 60
"""Bytes of compressed records a pupil."""
ROUNDS = 3

Ratio = tuple[str, float, float]


def ratios() -> list[Ratio]:
    """Name, ratio to the bare side, limit."""
    sent = [_delivery(number, random.Random(number)) for number in range(SCHOOLS)]
    rounds = [_round(sent) for _ in range(ROUNDS)]
    return [
        ("put in 101 schools / the same rows bare", statistics.median(put for put, _ in rounds), 3.0),
        ("read all their pupils / the same rows fetched bare", statistics.median(read for _, read in rounds), 2.0),
    ]


def _round(sent: list[Delivery]) -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as name:
        bare = dbapi2.connect(f"{name}/bare.db", isolation_level=None)  # pyright: ignore[reportAttributeAccessIssue]
        with CountyStore.create(Path(name) / "1.county", Library.built_in(), "990101", practice=True) as county:
            put = _time(lambda: _merge(county, sent)) / _time(lambda: _bare(bare, sent))
            read = _time(lambda: sum(len(keys) for _, keys in county.pupils(TERM))) / _time(lambda: _fetch(bare))
        bare.close()
    return put, read


def _delivery(number: int, chance: random.Random) -> Delivery:
    """A school as large as those of a county of 575 671 pupils are in the mean."""
    made = delivery(f"21350{number:05}", forms=[])
    made.parts = {f"form{n}": Part(f"form{n}", "d", f"表{n}", PUPILS, chance.randbytes(2000)) for n in range(FORMS - 1)}
    made.parts["student"] = Part("student", "d", "学生", PUPILS, chance.randbytes(PUPILS * CONTENT))
    made.pupils = [_pupil(row, chance) for row in range(PUPILS)]
    made.digest = hashlib.sha256(made.school.encode()).hexdigest()
    return made


def _pupil(row: int, chance: random.Random) -> tuple[object, ...]:
    number, name = f"9901012018{chance.randrange(10**8):08}", f"李雨{chr(0x4E00 + chance.randrange(9000))}"
    head = (row, f"{chance.getrandbits(128):032x}", number, name, "li yu tong", "2018-03-01", "1", "3", True)
    return (*head, (f"138{chance.randrange(10**8):08}",), f"G{number}", ("李大山", "王秀英"))


def _merge(county: CountyStore, sent: list[Delivery]) -> None:
    with county.batch("汇总") as batch:
        for one in sent:
            batch.add(one, file(one.school))


def _bare(bare: dbapi2.Connection, sent: list[Delivery]) -> None:  # pyright: ignore[reportAttributeAccessIssue]
    for pragma in PRAGMAS:
        bare.execute(f"PRAGMA {pragma}").fetchall()
    bare.execute("BEGIN")
    for table, rows in chain.from_iterable(rows_of(number, one) for number, one in enumerate(sent)):
        columns = ", ".join(f'"{column.name}"' for column in table.c)
        bare.execute(f"CREATE TABLE IF NOT EXISTS {table.name} ({columns})")
        bare.executemany(f"INSERT INTO {table.name} VALUES (?{', ?' * (len(table.c) - 1)})", rows)
    bare.execute("COMMIT")


def _fetch(bare: dbapi2.Connection) -> None:  # pyright: ignore[reportAttributeAccessIssue]
    bare.execute("SELECT * FROM pupil").fetchall()


def _time(step: Callable[[], object]) -> float:
    began = time.process_time()
    step()
    return time.process_time() - began
