"""The deliveries themselves, as they came, superseded ones too, and the files that brought them."""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from db.county import notices, signers
from db.county.fixed import ARRIVAL, DEFINITION, DELIVERY, FILE, KEPT, MOVE, PART, PER_FILE, PROBLEM, PUPIL
from db.county.readings import judged
from db.county.search import move_key, pupil_key
from db.county.sent import Fault, FileLine, Kept, KeptPart, Sender, Word
from db.county.standing import status_of_file

_PROOF = ("seal", "check_code", "key", "quick", "proof")
"""Columns that say how a delivery was proved when it came."""


def files(connection: sa.Connection, batch: int | None) -> list[FileLine]:
    """The files of a batch or of all, in the order in which they came."""
    came = sa.select(ARRIVAL.c.file, ARRIVAL.c.delivery, ARRIVAL.c.status).order_by(ARRIVAL.c.delivery)
    asked = sa.select(FILE).order_by(FILE.c.id)
    if batch is not None:
        came, asked = came.where(ARRIVAL.c.batch == batch), asked.where(FILE.c.batch == batch)
    by_file: dict[int, list[tuple[int, Any]]] = {}
    for file, delivery, status in connection.execute(came):
        by_file.setdefault(file, []).append((delivery, status))
    return [_line(row, by_file.get(row.id, [])) for row in connection.execute(asked)]


def kept(
    connection: sa.Connection, practice: bool, period: str | None = None, school: str | None = None
) -> list[Kept]:  # fmt: skip
    """Deliveries of a period and a school, or of all, without their content."""
    proofs = _proofs(connection, period, school)
    rows = connection.execute(_newest_first(period, school))
    return [_kept(row, practice, proofs.get(row.id, {})) for row in rows]


@lru_cache(KEPT)
def _newest_first(period: str | None, school: str | None) -> sa.Executable:
    one = judged(period, school)
    asked = sa.select(DELIVERY, one.c.believed, one.c.trusted, one.c.chosen, one.c.best)
    newest = (one.c.believed.desc(), one.c.trusted.desc(), one.c.revision.desc(), one.c.chosen.desc())
    order = (DELIVERY.c.school, DELIVERY.c.period, *newest, DELIVERY.c.digest.desc())
    return asked.join(one, one.c.id == DELIVERY.c.id).order_by(*order)


def senders(connection: sa.Connection) -> dict[int, Sender]:
    """Whose each delivery is, by its number; a thousand of them cost nothing."""
    asked = sa.select(DELIVERY.c.id, DELIVERY.c.school, DELIVERY.c.school_name, DELIVERY.c.revision)
    return {row[0]: Sender(*row[1:]) for row in connection.execute(asked)}


def single(connection: sa.Connection, practice: bool, delivery: int) -> Kept:
    """One delivery without its content."""
    asked = sa.select(DELIVERY.c.period, DELIVERY.c.school).where(DELIVERY.c.id == delivery)
    period, school = connection.execute(asked).one()
    [found] = [one for one in kept(connection, practice, period, school) if one.id == delivery]
    return found


def filled(connection: sa.Connection, kept: Kept) -> Kept:
    """The same delivery with everything in it."""
    for row in connection.execute(_of(PART, kept.id)):
        kept.parts[row.form] = KeptPart(row.form, row.definition, row.sheet, row.rows, bytes(row.payload))
    needed = {part.definition for part in kept.parts.values()}
    asked = sa.select(DEFINITION).where(DEFINITION.c.digest.in_(needed)).order_by(DEFINITION.c.digest)
    kept.definitions = {row.digest: row.text for row in connection.execute(asked)}
    own = _of(PROBLEM, kept.id).where(PROBLEM.c.n < PER_FILE)
    kept.problems = [_packed(row) for row in (*notices.of(connection, kept.id), *connection.execute(own))]
    kept.pupils = [pupil_key(row[1:]) for row in connection.execute(_of(PUPIL, kept.id))]
    kept.moves = [move_key(row[1:]) for row in connection.execute(_of(MOVE, kept.id))]
    return kept


def _of(table: sa.Table, delivery: int) -> sa.Select[Any]:
    return sa.select(table).where(table.c.delivery == delivery).order_by(*table.primary_key)


def _line(row: Any, found: list[tuple[int, Any]]) -> FileLine:  # noqa: ANN401 -- a row has the columns of its query
    status = row.became or status_of_file([status for _, status in found], row.expected, row.code)
    head = (row.id, row.batch, row.name, row.path, row.sha256, row.size)
    return FileLine(*head, status, row.code, row.reason, tuple(delivery for delivery, _ in found))


def _proofs(connection: sa.Connection, period: str | None, school: str | None) -> dict[int, dict[str, Any]]:
    """How each delivery was proved when it came: as it was best proved, whenever that was; by the school's own key
    where that has signed it.
    """
    came = connection.execute(_best_last(period, school)).all()
    theirs = signers.known(connection) if len({(row.school, row.key) for row in came if row.key}) > 1 else {}
    own = [row for row in came if row.seal == signers.INTACT and row.key == theirs.get(row.school)]
    return {row.delivery: {name: getattr(row, name) for name in _PROOF} for row in (*came, *own)}


@lru_cache(KEPT)
def _best_last(period: str | None, school: str | None) -> sa.Executable:
    best = (ARRIVAL.c.proof != "", ARRIVAL.c.seal == "intact", ARRIVAL.c.key != "")
    whose = sa.select(ARRIVAL, DELIVERY.c.school).join_from(ARRIVAL, DELIVERY, DELIVERY.c.id == ARRIVAL.c.delivery)
    whose = whose if period is None else whose.where(DELIVERY.c.period == period)
    whose = whose if school is None else whose.where(DELIVERY.c.school == school)
    return whose.order_by(*best, *(ARRIVAL.c[name] for name in _PROOF))


def _kept(row: Any, practice: bool, proof: Mapping[str, Any]) -> Kept:  # noqa: ANN401
    reasons = [(str(key), str(text)) for key, text in json.loads(row.reasons)]
    texts = (json.loads(row.states), reasons, json.loads(row.answers), json.loads(row.facts))
    head = (row.id, row.digest, row.school, row.school_name, row.period, row.revision, bool(row.draft), row.on_roll)
    word = Word(bool(row.believed), bool(row.trusted), bool(row.chosen))
    return Kept(*head, *texts, practice, word=word, held=row.believed < row.best, **proof)


def _packed(row: Any) -> tuple[Any, ...]:  # noqa: ANN401
    values = {name: getattr(row, name) for name in Fault._fields if name != "school"}
    return Fault("", **values).packed()
