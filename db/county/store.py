"""A county's store: the door through which everything that the county keeps goes in and out.

It only puts together what the other modules of this folder do. Any thread may call it. The world's faults are raised as
Refusal, and then nothing was changed. The content of a part is decoded by whoever packed it: this room knows what was
sent, not how it was written down.
"""

import json
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import sqlalchemy as sa

from db import backup
from db import birth as births
from db.county import birth, deliveries, doubts, fixed, lite, readings, search, signers, undo
from db.county.address import address_of, is_server
from db.county.backing import Backing
from db.county.batch import Run
from db.county.digest import content_digest
from db.county.foresight import Foresight
from db.county.office import Office
from db.county.sent import SOURCES, Batch, Conflict, Fault, FileLine, Kept, PartRef, Sender
from db.county.signers import Waiting
from db.county.standing import rank_of
from db.county.tallies import COUNTY
from db.keys import Cost
from forms.library import Library
from forms.likeness import MoveKey, PupilKey
from forms.problems import Language


class CountyStore(Office):
    """One county's deliveries and all that was decided about them. Made by `create` and `open`."""

    def __init__(self, backing: Backing, library: Library) -> None:
        self.library = library
        self.label = backing.label
        """What sentences call it: a file's name, or the database and its server."""
        self.missing_changes = backing.missing_changes
        """How many deeds the key file knows of that this file lacks: it is an older copy. 0 when all is well."""
        self._backing = backing
        with backing.reading() as connection:
            county = birth.look(connection)
        self.code, self.name, self.id, self.practice = county.code, county.name, county.store, county.practice

    @classmethod
    def create(
        cls, where: Path | str, library: Library, code: str, name: str = "", *,
        password: str | None = None, practice: bool = False, cost: Cost | None = None,
    ) -> Self:  # fmt: skip
        """Make a new store and open it: in a file, or in a database (postgresql+psycopg://user@host/name).

        A file of real data takes a password of its own; for a server it is that of the user.
        """
        county = birth.County(code, name, uuid.uuid4().hex, practice)
        if is_server(where):
            from db.county import server  # the driver is loaded where there is a server only

            server.create(address_of(str(where), password), county)
        else:
            birth.create(Path(where), county, password, cost)
        return cls.open(where, library, password)

    @classmethod
    def open(cls, where: Path | str, library: Library, password: str | None = None) -> Self:
        """Open a store by anybody's password or the recovery code. A refused file is left exactly as it was."""
        backing = _opened(where, password)
        try:
            return cls(backing, library)
        except BaseException:
            backing.close()
            raise

    @classmethod
    def exists(cls, where: Path | str, password: str | None = None) -> bool:
        """Whether there is a store to open. Raises Refusal where a server does not answer."""
        if not is_server(where):
            return Path(where).exists()
        from db.county import server

        return server.exists(address_of(str(where), password))

    @classmethod
    def restore(
        cls, from_backup: Path, where: Path | str, password: str | None = None, server_password: str | None = None
    ) -> backup.Restored:
        """Put a backup in the place of a closed file, which is kept beside it, or into a database that has no county.

        `password` opens the backup. Shows both counts.
        """
        key, _ = births.unlock(from_backup, password)
        if not is_server(where):
            return backup.bring_back(from_backup, Path(where), key, fixed.VERSION, COUNTY)
        from db.county import copying

        return backup.Restored(None, copying.to_server(from_backup, key, address_of(str(where), server_password)))

    @classmethod
    def look(cls, path: Path, password: str | None = None) -> backup.Copy:
        """What a closed backup holds, every page verified: shown before a restore."""
        return backup.look(path, births.unlock(path, password)[0], COUNTY)

    def close(self) -> None:
        """Leave one complete file, or the server."""
        self._backing.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # ── merging ─────────────────────────────────────────────────────────────────────────────────────────────────

    def batch(self, name: str, user: str = "", resume: int | None = None, sources: Sequence[str] = ()) -> Run:
        """A run of a merge, used as `with store.batch(…) as batch`; `resume` continues one that was interrupted, and
        `sources`, the paths that it takes, are remembered until it has ended.

        One at a time: Refusal `merging` says who is merging since when.
        """
        return Run(self._backing, name, user, practice=self.practice, resume=resume, sources=sources)

    def sources(self, batch: int) -> list[str]:
        """The paths that a batch which is open was told to take."""
        return json.loads(self.setting(f"{SOURCES}{batch}", "[]"))

    def foresee(self) -> Foresight:
        """What a merge would make of deliveries that come now; nothing is changed, and nobody is kept from merging."""
        with self._backing.reading() as connection:
            return Foresight(connection, practice=self.practice)

    def undo(self, batch: int, user: str = "") -> None:
        """Take a batch back: its deliveries go, except those that another batch brought too. Refused during a merge."""
        with self._backing.merging(user) as fence, self._backing.writing() as connection:
            fence(connection)
            undo.take_out(connection, batch, user)

    def batches(self) -> list[Batch]:
        """Every batch, newest first; one that is open and not running was interrupted."""
        with self._backing.reading() as connection:
            asked = sa.select(fixed.BATCH).order_by(fixed.BATCH.c.id.desc())
            return [Batch(*row) for row in connection.execute(asked)]

    def files(self, batch: int | None = None) -> list[FileLine]:
        """The files of a batch, or of all, in the order in which they came, and what became of each."""
        with self._backing.reading() as connection:
            return deliveries.files(connection, batch)

    def keys(self) -> dict[str, str]:
        """The public key (hex) that each school was first seen with, or that the county accepted since."""
        with self._backing.reading() as connection:
            return signers.known(connection)

    def former_keys(self) -> dict[str, set[str]]:
        """The keys that each school was known by before."""
        with self._backing.reading() as connection:
            return signers.retired(connection)

    def waiting_keys(self, school: str | None = None) -> list[Waiting]:
        """Keys that came and that nobody has accepted; a school may have several."""
        with self._backing.reading() as connection:
            return signers.waiting(connection, school)

    def accept_key(self, school: str, key: str = "", user: str = "") -> None:
        """Somebody asked there: the school signs with this key, named by its six digits or in full, or the one
        that waits. Refusal: none came, or several did and none is named.
        """
        with self._backing.writing() as connection:
            signers.accept(connection, school, key, user)

    def held(self, period: str) -> list[Kept]:
        """Deliveries that no key of their school signed and that wait for the county's word, without their content."""
        with self._backing.reading() as connection:
            waiting = doubts.held(connection, period)
            there = deliveries.kept(connection, self.practice, period=period) if waiting else []
        return [kept for kept in there if kept.id in waiting]

    def choose(self, delivery: int, user: str = "") -> None:
        """Somebody asked at the school: this delivery is taken, whoever signed it, before others of its number."""
        with self._backing.writing() as connection:
            doubts.choose(connection, delivery, user)

    # ── deliveries and readings of them ─────────────────────────────────────────────────────────────────────────

    def deliveries(self, period: str | None = None, school: str | None = None) -> list[Kept]:
        """The deliveries of a period, newest first within a school, without their content; superseded ones too."""
        with self._backing.reading() as connection:
            return deliveries.kept(connection, self.practice, period=period, school=school)

    def periods(self) -> set[str]:
        """Periods for which something was sent."""
        with self._backing.reading() as connection:
            return set(connection.execute(sa.select(fixed.DELIVERY.c.period).distinct()).scalars())

    def senders(self) -> dict[int, Sender]:
        """Whose each delivery is, superseded ones too."""
        with self._backing.reading() as connection:
            return deliveries.senders(connection)

    def whole(self, delivery: int) -> Kept:
        """A delivery with everything in it, as it can be sent on."""
        with self._backing.reading() as connection:
            return deliveries.filled(connection, deliveries.single(connection, self.practice, delivery))

    def current(self, period: str, school: str | None = None) -> dict[tuple[str, str], PartRef]:
        """The part that counts for each (school, form), without its content."""
        with self._backing.reading() as connection:
            return readings.current(connection, period, school)

    def current_parts(self, school: str, period: str) -> dict[str, tuple[PartRef, bytes]]:
        """The parts of a school that count, by form, with their content."""
        with self._backing.reading() as connection:
            found = readings.current(connection, period, school)
            contents = readings.payloads(connection, {part.delivery for part in found.values()})
        return {form: (part, contents[part.delivery, form]) for (_, form), part in found.items()}

    def payload(self, part: PartRef) -> bytes:
        """The content of one part."""
        with self._backing.reading() as connection:
            return readings.payloads(connection, {part.delivery})[part.delivery, part.form]

    def payloads(self, delivery: int) -> dict[str, bytes]:
        """The content of every part of one delivery, by form."""
        with self._backing.reading() as connection:
            return {form: content for (_, form), content in readings.payloads(connection, {delivery}).items()}

    def definition(self, digest: str) -> str:
        """The definition of a form as workbooks carried it, by its digest."""
        table = fixed.DEFINITION
        with self._backing.reading() as connection:
            return str(connection.execute(sa.select(table.c.text).where(table.c.digest == digest)).scalar_one())

    def conflicts(self, period: str) -> list[Conflict]:
        """Forms that a school sent twice with different content under one revision."""
        with self._backing.reading() as connection:
            return readings.conflicts(connection, period)

    def facts(self, period: str) -> dict[str, dict[str, Any]]:
        """What can be added up, by school, of its newest delivery (see `mixed`)."""
        with self._backing.reading() as connection:
            return readings.facts(connection, period)

    def mixed(self, period: str) -> dict[str, list[int]]:
        """Schools whose parts that count come out of several deliveries, so that `facts` is not of all of them."""
        with self._backing.reading() as connection:
            return readings.mixed(connection, period)

    def problems(self, period: str, school: str | None = None, lang: Language = "zh") -> list[Fault]:
        """What the checks found in the parts that count, and what is to be said of signatures, in a language."""
        with self._backing.reading() as connection:
            found = readings.problems(connection, period, school)
            found += doubts.faults(connection, period, school, self.library, lang)
        return sorted(found, key=lambda fault: fault.school)

    def answers(self, period: str) -> list[tuple[str, dict[str, Any]]]:
        """What schools answered to return slips: (school, answer), the newest last; a draft answers nothing, nor does
        what waits for the county's word.
        """
        found = [kept for kept in self.deliveries(period) if not kept.draft and not kept.held]
        found.sort(key=lambda kept: (kept.school, *rank_of(kept, kept.word)))
        return [(kept.school, answer) for kept in found for answer in kept.answers]

    def pupils(self, period: str) -> Iterator[tuple[str, list[PupilKey]]]:
        """Each school with its pupils, as `forms.likeness.pairs` takes them; read school by school."""
        return search.pupils(self._backing, period)

    def moves(self, period: str) -> Iterator[tuple[str, list[MoveKey]]]:
        """Each school with its transfers, as `forms.likeness.pairs` takes them."""
        return search.moves(self._backing, period)

    def repeated(self, period: str) -> dict[str, list[tuple[str, str]]]:
        """ID numbers that more than one school has on its roll, each with (school, record)."""
        with self._backing.reading() as connection:
            return search.repeated(connection, period)

    def find(self, period: str, text: str) -> list[tuple[str, PupilKey]]:
        """Pupils whose name, pinyin, ID number or 学籍号 holds a text."""
        with self._backing.reading() as connection:
            return search.find(connection, period, text)

    def content_digest(self) -> str:
        """SHA-256 (hex) of all that the deliveries, the register, the decisions and the slips say, in a fixed order.

        Two stores into which the same files went in any order and number of runs have the same.
        """
        with self._backing.reading() as connection:
            return content_digest(connection)

    # ── keys and backups ────────────────────────────────────────────────────────────────────────────────────────

    def holders(self) -> list[str]:
        """Whose secrets open it; none where it is for practice, or where a server keeps the passwords."""
        return self._backing.holders()

    def set_password(self, who: str, password: str, cost: Cost | None = None) -> None:
        """Give somebody a password. The database is not touched."""
        self._backing.set_password(who, password, cost)

    def new_recovery_code(self, cost: Cost | None = None) -> str:
        """A new code to print; the one before is void."""
        return self._backing.new_recovery_code(cost)

    def backup(self, to: Path, password: str | None = None, cost: Cost | None = None) -> backup.Copy:
        """Copy everything into one closed, encrypted, verified file.

        That of a file opens with the same passwords, that of a server with the one that is given.
        """
        return self._backing.backup(to, password, cost)


def _opened(where: Path | str, password: str | None) -> Backing:
    if is_server(where):
        from db.county import server

        return server.open_at(address_of(str(where), password))
    path = Path(where)
    return lite.open_with(path, births.unlock(path, password)[0])
