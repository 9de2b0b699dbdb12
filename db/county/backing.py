"""What a county's store stands on: one encrypted file, or a server. All that differs between the two is behind this."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

import sqlalchemy as sa

from db.backup import Copy
from db.keys import Cost

Fence = Callable[[sa.Connection], None]
"""Asked within every transaction of a merge: is the right to merge still ours? Refusal `merging` where it is not."""


class Unwritable(ValueError):
    """Values that this database does not take: half a character, on a server NUL, a number too great, a row twice."""


class Backing(Protocol):
    """An open database. Any thread may use it."""

    @property
    def label(self) -> str:
        """What sentences call it: a file's name, or the database and its server."""
        ...

    @property
    def missing_changes(self) -> int:
        """How many deeds the key file knows of that the database lacks: it is an older copy."""
        ...

    def reading(self) -> AbstractContextManager[sa.Connection]:
        """A turn to read; everything read within it is of one moment."""
        ...

    def writing(self) -> AbstractContextManager[sa.Connection]:
        """A turn to write: all of it durable once the block is left, none of it where it is left by an exception."""
        ...

    def pour(self, connection: sa.Connection, table: sa.Table, rows: Iterable[Sequence[object]]) -> None:
        """Put in many rows, their values in the order of the table's columns. Raises Unwritable."""
        ...

    def merging(self, user: str) -> AbstractContextManager[Fence]:
        """The right to merge, which one run has at a time; Refusal `merging` names who has it since when."""
        ...

    def holders(self) -> list[str]:
        """Whose secrets open it; none where it has no key file."""
        ...

    def set_password(self, who: str, password: str, cost: Cost | None) -> None:
        """Give somebody a password."""
        ...

    def new_recovery_code(self, cost: Cost | None) -> str:
        """A new code to print; the one before is void."""
        ...

    def backup(self, to: Path, password: str | None, cost: Cost | None) -> Copy:
        """Copy everything into one closed, encrypted, verified file."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...
