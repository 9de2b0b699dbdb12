"""A delivery as rows of tables, in the order of their columns."""

import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from db.county.fixed import DELIVERY, MOVE, PART, PER_FILE, PROBLEM, PUPIL
from db.county.notices import is_notice
from db.county.sent import Sent

Row = tuple[Any, ...]


def rows_of(id_: int, sent: Sent) -> Iterator[tuple[sa.Table, list[Row]]]:
    """Everything that a delivery brings, its definitions apart, under the number that it gets."""
    texts = (*map(to_json, (sent.states, [*sent.reasons], [*sent.answers])), facts_of(sent))
    head = (sent.digest, sent.draft, sent.school, sent.school_name, sent.period, sent.revision, sent.on_roll)
    yield DELIVERY, [(id_, *head, *texts)]
    parts = sent.parts.values()
    yield PART, [(id_, part.form, part.definition, part.sheet, part.rows, part.payload) for part in parts]
    yield from found_in(id_, sent)


def found_in(id_: int, sent: Sent) -> Iterator[tuple[sa.Table, list[Row]]]:
    """What was worked out from the records of a delivery and may be worked out anew by later rules."""
    own = (packed for packed in sent.problems if not is_notice(packed))
    yield PROBLEM, [_problem(id_, n, *packed) for n, packed in enumerate(own)]
    yield PUPIL, [(id_, *key[:9], " ".join(key[9]), key[10], "\n".join(key[11])) for key in sent.pupils]
    yield MOVE, [(id_, *move) for move in sent.moves]


def noticed(id_: int, file: int, sent: Sent) -> list[Row]:
    """What was found in the file that brought a delivery."""
    of_file = (packed for packed in sent.problems if is_notice(packed))
    return [_problem(id_, file * PER_FILE + n, *packed) for n, packed in enumerate(of_file)]


def facts_of(sent: Sent) -> str:
    """Its facts by their names: in what order they were worked out says nothing, and differs between processes."""
    return json.dumps(sent.facts, ensure_ascii=False, separators=(",", ":"), default=dict, sort_keys=True)


def to_json(data: object) -> str:
    """Compact, and the same for the same content."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=dict)


def mended(rows: list[Row]) -> list[Row]:
    """The same rows; where a text holds what a database does not take (half characters, NUL), � stands for it."""
    return [tuple(_mended(value) for value in row) for row in rows]


def _mended(value: object) -> object:
    if not isinstance(value, str):
        return value
    return value.replace("\0", "�").encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _problem(id_: int, n: int, sheet: str, cell: str, problem: Row, message: str, reason: str) -> Row:
    code, level, form, field, row, record, _, fix = problem
    return id_, n, sheet, cell, code, level, form, field or "", row, record, fix or "", message, reason
