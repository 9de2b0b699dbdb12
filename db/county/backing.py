"""What a county's store stands on: one encrypted file, or a server. All that differs between the two is behind this."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

import sqlalchemy as sa


class Backing(Protocol):
    """An open database. Any thread may use it, one after the other."""

    @property
    def label(self) -> str:
        """What sentences call it: a file's name, or the database's name on its server."""
        ...

    def reading(self) -> AbstractContextManager[sa.Connection]:
        """A turn to read; everything read within it is of one moment."""
        ...

    def writing(self) -> AbstractContextManager[sa.Connection]:
        """A turn to write: all of it durable once the block is left, none of it where it is left by an exception."""
        ...

    def pour(self, connection: sa.Connection, table: sa.Table, rows: Iterable[Sequence[object]]) -> None:
        """Put in many rows, their values in the order of the table's columns."""
        ...

    def merging(self, user: str) -> AbstractContextManager[None]:
        """The right to merge, which one run has at a time; Refusal `merging` names who has it since when."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...
