"""Foresight: what a merge would make of each delivery, by the rules of a run, while nothing is changed."""

import sqlalchemy as sa

from db.county.memory import Memory
from db.county.sent import File, Sent, Status
from db.county.standing import admit

NOTHING_RUNS = 0
"""Batches are counted from 1."""


class Foresight:
    """One look at a store. What it is told of one delivery it remembers for the next, as a run would."""

    def __init__(self, connection: sa.Connection, *, practice: bool) -> None:
        self._memory, self._practice = Memory(connection, NOTHING_RUNS), practice

    def seen(self, sha256: str) -> bool:
        """Whether a file with these bytes was taken in whole already."""
        return sha256 in self._memory.seen

    def deliveries(self, sha256: str) -> list[int]:
        """What is in a file that was seen."""
        return sorted(self._memory.seen.get(sha256, ()))

    def add(self, sent: Sent, file: File) -> Status:
        """What a delivery would be. Refusal: see `admit`."""
        admit(sent, file, practice=self._practice)
        status = self._memory.status(sent)
        if (sent.digest, sent.draft) not in self._memory.known:
            self._memory.add(sent)
        else:
            self._memory.count(sent)
        return status
