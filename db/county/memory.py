"""What a run must know of the deliveries that are there already, so that it can say of the next one what it is."""

from typing import Any

import sqlalchemy as sa

from db.county.fixed import ARRIVAL, DEFINITION, DELIVERY, FILE
from db.county.readings import ranks
from db.county.sent import File, Sent, Status, Word
from db.county.settings import starting
from db.county.signers import CHOSEN, INTACT, accepted, first, retired
from db.county.standing import Rank, rank_of, status_of

Proof = tuple[str, str, str, bool, str]
"""How a delivery was proved: seal, check code, key, quick, proof."""


class Memory:
    """Read at the start of a run; nobody else merges while it lasts."""

    def __init__(self, connection: sa.Connection, batch: int) -> None:
        self.last_file = _largest(connection, FILE.c.id)
        self.last_delivery = _largest(connection, DELIVERY.c.id)
        self.definitions = set(connection.execute(sa.select(DEFINITION.c.digest)).scalars())
        there = connection.execute(sa.select(DELIVERY.c.digest, DELIVERY.c.draft, DELIVERY.c.id))
        self.known = {(str(digest), bool(draft)): int(id_) for digest, draft, id_ in there}
        self.files, self.aside = _files(connection, batch)
        """Of this batch, by name and bytes: those that were taken in, and those in quarantine."""
        arrived = sa.select(ARRIVAL.c.file, ARRIVAL.c.delivery).where(ARRIVAL.c.batch == batch)
        self.arrived = {(int(row.file), int(row.delivery)) for row in connection.execute(arrived)}
        self.seen = _seen(connection)
        """Deliveries by the bytes of a file that is in whole."""
        self._accepted, self._retired = accepted(connection), retired(connection)
        self._keys = first(connection) | self._accepted
        self._chosen = set(starting(connection, CHOSEN))
        self._counting: dict[tuple[str, str], dict[str, Rank]] = {}
        for school, period, form, rank in ranks(connection):
            self._count(school, period, form, rank)

    def status(self, sent: Sent) -> Status:
        """What a delivery is that comes now."""
        self._learn(sent)
        counting = self._counting.get((sent.school, sent.period), {})
        known = (sent.digest, sent.draft) in self.known
        return status_of(self._rank(sent), sent.parts, counting, known=known)

    def add(self, sent: Sent) -> int:
        """A new delivery is there; the number that it gets."""
        self.last_delivery += 1
        self.known[sent.digest, sent.draft] = self.last_delivery
        self.count(sent)
        return self.last_delivery

    def count(self, sent: Sent) -> None:
        """What has come may count from now on; what had come without the school's signature may count before others."""
        self._learn(sent)
        for form in sent.parts:
            self._count(sent.school, sent.period, form, self._rank(sent))

    def _rank(self, sent: Sent) -> Rank:
        key = sent.key if sent.seal == INTACT else ""
        own = {self._keys.get(sent.school, ""), *self._retired.get(sent.school, ())}
        is_chosen = sent.digest in self._chosen
        is_believed = is_chosen or sent.school not in self._keys or (key != "" and key in own)
        theirs = self._accepted.get(sent.school, "")
        return rank_of(sent, Word(is_believed, theirs != "" and (is_chosen or key == theirs), is_chosen))

    def _learn(self, sent: Sent) -> None:
        """The first key of a school: what had come until then, nobody signed."""
        if not sent.key or sent.school in self._keys:
            return
        self._keys[sent.school] = sent.key
        for (school, _), counting in self._counting.items():
            if school == sent.school:
                counting.update({form: rank._replace(believed=rank.chosen) for form, rank in counting.items()})

    def _count(self, school: str, period: str, form: str, rank: Rank) -> None:
        counting = self._counting.setdefault((school, period), {})
        counting[form] = max(rank, counting.get(form, rank))


def identity(file: File) -> tuple[str, str]:
    """By what a file is known within a batch: where it lay, and its bytes."""
    return file.path or file.name, file.sha256


def _largest(connection: sa.Connection, number: sa.Column[Any]) -> int:
    return int(connection.execute(sa.select(sa.func.max(number))).scalar() or 0)


def _files(connection: sa.Connection, batch: int) -> tuple[dict[tuple[str, str], int], dict[tuple[str, str], int]]:
    taken, aside = dict[tuple[str, str], int](), dict[tuple[str, str], int]()
    for row in connection.execute(sa.select(FILE).where(FILE.c.batch == batch)):
        (aside if row.code else taken)[row.path or row.name, row.sha256] = row.id
    return taken, aside


def _seen(connection: sa.Connection) -> dict[str, dict[int, Proof]]:
    came = sa.join(FILE, ARRIVAL, ARRIVAL.c.file == FILE.c.id)
    proof = (ARRIVAL.c.seal, ARRIVAL.c.check_code, ARRIVAL.c.key, ARRIVAL.c.quick, ARRIVAL.c.proof)
    asked = sa.select(FILE.c.id, FILE.c.sha256, FILE.c.expected, ARRIVAL.c.delivery, *proof).select_from(came)
    files: dict[tuple[str, int, int], dict[int, Proof]] = {}
    for file, sha256, expected, delivery, seal, code, key, quick, proved in connection.execute(asked):
        files.setdefault((sha256, expected, file), {})[delivery] = (seal, code, key, bool(quick), proved)
    return {sha256: there for (sha256, expected, _), there in files.items() if len(there) >= expected}
