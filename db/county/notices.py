"""Notices: what was found in a file and not in its records, such as a broken seal; it is said of that file only.

The same return may come in several files. Those that prove it best are heard, and all of them: where the file has come
that the school's program wrote, nothing is said of touched ones; of two touched ones both are told. So it does not
matter in which order they came, and taking one back leaves what was found in the other.
"""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Any

import sqlalchemy as sa

from db.county.fixed import ARRIVAL, DELIVERY, FILE, KEPT, PER_FILE, PROBLEM
from forms.problems import OF_THE_FILE

_BYTES = sa.select(FILE.c.id, FILE.c.sha256)
_PROOFS = sa.select(ARRIVAL.c.delivery, ARRIVAL.c.file, ARRIVAL.c.seal, ARRIVAL.c.proof)
_NOTICES = sa.select(PROBLEM).where(PROBLEM.c.n >= PER_FILE)

Key = tuple[int, int]
"""Delivery and number of a problem."""
SHIFT = PER_FILE.bit_length() - 1


def is_notice(packed: Iterable[Any]) -> bool:
    """Whether a problem, as it is handed over, is one of the file."""
    _, _, problem, *_ = packed
    return str(problem[0]).startswith(OF_THE_FILE)


def there_are(connection: sa.Connection, period: str, school: str | None = None) -> bool:
    """Whether anything was found in a file of a period, or of one school; looked up by the keys of the table."""
    return connection.execute(_there_are(period, school)).first() is not None


@lru_cache(KEPT)
def _there_are(period: str, school: str | None) -> sa.Executable:
    within = sa.select(DELIVERY.c.id).where(DELIVERY.c.period == period)
    within = within if school is None else within.where(DELIVERY.c.school == school)
    of_files = sa.exists().where(PROBLEM.c.delivery == DELIVERY.c.id, PROBLEM.c.n >= PER_FILE)
    return within.where(of_files).limit(1)


def heard(connection: sa.Connection, notices: Iterable[Key]) -> set[Key]:
    """Those among notices that count: they are of a file that proves its delivery as well as any."""
    wanted = set(notices)
    if not wanted:
        return wanted
    bytes_of = {row.id: row.sha256 for row in connection.execute(_BYTES)}
    proofs: dict[int, dict[str, int]] = {}
    for delivery, file, seal, proof in connection.execute(_PROOFS):
        there = proofs.setdefault(delivery, {})
        there[bytes_of[file]] = max(there.get(bytes_of[file], 0), 2 if proof else int(seal == "intact"))
    return {(delivery, n) for delivery, n in wanted if _is_best(proofs.get(delivery, {}), bytes_of.get(n >> SHIFT, ""))}


def _is_best(proofs: dict[str, int], sha256: str) -> bool:
    return sha256 in proofs and proofs[sha256] == max(proofs.values())


def of(connection: sa.Connection, delivery: int | None = None) -> Iterator[Any]:
    """The rows of what is to be said, each once, in an order of their own; of one delivery or of all."""
    asked = _NOTICES if delivery is None else _NOTICES.where(PROBLEM.c.delivery == delivery)
    rows = list(connection.execute(asked))
    there = heard(connection, ((row.delivery, row.n) for row in rows))
    yield from sorted({(row[0], row[2:]): row for row in rows if (row.delivery, row.n) in there}.values(), key=_content)


def _content(row: Any) -> tuple[Any, ...]:  # noqa: ANN401 -- a row has the columns of its query
    return row.delivery, *row[2:]


def drop_orphans(connection: sa.Connection) -> None:
    """Take out what was found in files of which none is in the store any more."""
    connection.execute(_orphans())


@cache
def _orphans() -> sa.Delete:
    came, same = FILE.alias("came"), FILE.alias("same")
    stands = (
        sa.exists()
        .where(ARRIVAL.c.delivery == PROBLEM.c.delivery, came.c.id == ARRIVAL.c.file)
        .where(same.c.sha256 == came.c.sha256, same.c.id == PROBLEM.c.n.op(">>")(sa.literal_column(str(SHIFT))))
    )
    return sa.delete(PROBLEM).where(PROBLEM.c.n >= PER_FILE, ~stands)
