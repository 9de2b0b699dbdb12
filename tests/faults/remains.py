"""What a kill would leave at this moment: the ledger's files as they lie on the disk, opened by a program that knows
nothing else.

A killed program leaves the bytes that it has given to the system, and no others; so a copy of the files between two
keys is what a kill there would leave. tests/faults/test_any_key.py holds this against programs that were killed.
"""

from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from export.jobs.desk import Desk
from export.jobs.drafts import Drafts
from export.jobs.session import Session

Texts = dict[str, str]


class Kept(NamedTuple):
    """All that people have put into a ledger."""

    records: dict[str, dict[str, Texts]]
    """Form → lasting id → field → text, blanks left out."""
    waiting: dict[int, Texts]
    """Rows of the entry grid of pupils that are not in the ledger yet."""
    reasons: Texts
    """Problem → why it may stand."""


class Remains:
    """Looks at what would be left. The same bytes are opened once."""

    def __init__(self, ledger: Path, session: Session, folder: Path) -> None:
        self._ledger, self._session, self._folder = ledger, session, folder
        self._known: dict[bytes, Kept] = {}
        folder.mkdir()

    def look(self) -> Kept:
        """What a new program finds in the files of this moment."""
        files = {file.name: file.read_bytes() for file in sorted(self._ledger.parent.glob(f"{self._ledger.stem}.*"))}
        print_ = blake2b(b"".join(files.values())).digest()
        if print_ not in self._known:
            for file in self._folder.iterdir():
                file.unlink()
            for name, content in files.items():
                (self._folder / name).write_bytes(content)
            self._known[print_] = found_in(self._folder / self._ledger.name, self._session)
        return self._known[print_]

    @property
    def states(self) -> int:
        """In how many different states the files were."""
        return len(self._known)


def found_in(ledger: Path, session: Session) -> Kept:
    """What a program finds that opens a ledger; its log of changes must hold."""
    with Desk.open(ledger, session) as desk:
        assert desk.store.verify_changes() == []
        return Kept(
            records_of(desk), {at: dict(row.texts) for at, row in Drafts(desk, "student").load().items()},
            {key: reason.text for key, reason in desk.store.reasons().items() if reason.text},
        )  # fmt: skip


def records_of(desk: Desk) -> dict[str, dict[str, Texts]]:
    """The records that a desk shows."""
    return {
        form: {
            table.ids[row]: {name: text for name in table.form.fields if (text := table.text(row, name))}
            for row in range(len(table))
        }
        for form, table in desk.tables.items()
    }  # fmt: skip
