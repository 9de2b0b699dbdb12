"""A county's store: the door through which everything that the county keeps goes in and out.

Any thread may call it, one after the other. The world's faults are raised as Refusal, and then nothing was changed. The
content of a part is decoded by whoever packed it: this room knows what was sent, not how it was written down.
"""

import base64
import json
import secrets
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

import sqlalchemy as sa

from db.birth import unlock
from db.county import fixed, lite, log, readings
from db.county.backing import Backing
from db.county.batch import Run
from db.county.digest import content_digest
from db.county.register import School
from db.county.sent import Batch, Fault, FileLine, Kept, KeptPart, PartRef
from db.county.standing import status_of_file
from db.county.undo import take_out
from db.keys import Cost
from forms.library import Library
from forms.likeness import Decision, MoveKey, PupilKey, Verdict
from forms.periods import Period

SIGNING_KEY = "signing_key"


class Slip(NamedTuple):
    """A return slip (退回单) that went to a school."""

    id: str
    school: str
    period: str
    number: int
    """The school's first, second … slip of the period."""
    deadline: str
    items: list[dict[str, Any]]
    user: str
    at: str


class CountyStore:
    """One county's deliveries and all that was decided about them. Made by `create` and `open`."""

    def __init__(self, backing: Backing, library: Library) -> None:
        self._backing = backing
        self._library = library
        with backing.reading() as connection:
            county = connection.execute(sa.select(fixed.COUNTY)).one()
        self.code, self.name, self.id, self.practice = county.code, county.name, county.store, bool(county.practice)

    @classmethod
    def create(
        cls, where: Path | str, library: Library, code: str, name: str = "", *,
        password: str | None = None, practice: bool = False, cost: Cost | None = None,
    ) -> Self:  # fmt: skip
        """Make a new store and open it: a path for a file, postgresql+psycopg://… for a server."""
        lite.create(Path(where), (code, name, uuid.uuid4().hex, practice), password, cost)
        return cls.open(where, library, password)

    @classmethod
    def open(cls, where: Path | str, library: Library, password: str | None = None) -> Self:
        """Open a store. A refused file is left exactly as it was."""
        path = Path(where)
        backing = lite.open_with(path, *unlock(path, password))
        try:
            return cls(backing, library)
        except BaseException:
            backing.close()
            raise

    def close(self) -> None:
        """Leave one complete file."""
        self._backing.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # ── merging ─────────────────────────────────────────────────────────────────────────────────────────────────

    def batch(self, name: str, user: str = "", resume: int | None = None) -> Run:
        """A run of a merge, used as `with store.batch(…) as batch`; `resume` continues one that was interrupted.

        One at a time: Refusal `merging` says who is merging since when.
        """
        return Run(self._backing, name, user, self.practice, resume)

    def undo(self, batch: int, user: str = "") -> None:
        """Take a batch back: its deliveries go, except those that another batch brought too."""
        with self._backing.merging(user), self._backing.writing() as connection:
            take_out(connection, batch, user)

    def batches(self) -> list[Batch]:
        """Every batch, newest first; one that is open and not running was interrupted."""
        with self._backing.reading() as connection:
            asked = sa.select(fixed.BATCH).order_by(fixed.BATCH.c.id.desc())
            return [Batch(*row) for row in connection.execute(asked)]

    def files(self, batch: int | None = None) -> list[FileLine]:
        """The files of a batch, or of all, in the order in which they came, and what became of each."""
        with self._backing.reading() as connection:
            return _files(connection, batch)

    # ── deliveries ──────────────────────────────────────────────────────────────────────────────────────────────

    def deliveries(self, period: str | None = None, school: str | None = None) -> list[Kept]:
        """The deliveries of a period, newest first within a school, without their content; superseded ones too."""
        with self._backing.reading() as connection:
            return _kept(connection, self.practice, period, school)

    def whole(self, delivery: int) -> Kept:
        """A delivery with everything in it, as it can be sent on."""
        with self._backing.reading() as connection:
            [kept] = _kept(connection, self.practice, None, None, delivery)
            return _filled(connection, kept)

    def current(self, period: str) -> dict[tuple[str, str], PartRef]:
        """The part that counts for each (school, form)."""
        with self._backing.reading() as connection:
            return readings.current(connection, period)

    def payload(self, part: PartRef) -> bytes:
        """The content of a part."""
        return self.parts([part])[part.form]

    def parts(self, parts: Iterable[PartRef]) -> dict[str, bytes]:
        """The content of several parts of one school, by form."""
        with self._backing.reading() as connection:
            table = fixed.PART
            one = sa.select(table.c.payload).where(
                table.c.delivery == sa.bindparam("of"), table.c.form == sa.bindparam("what")
            )
            return {
                part.form: bytes(connection.execute(one, {"of": part.delivery, "what": part.form}).scalar_one())
                for part in parts
            }

    def current_parts(self, school: str, period: str) -> dict[str, tuple[PartRef, bytes]]:
        """The parts of a school that count, with their content."""
        with self._backing.reading() as connection:
            found = {ref.form: ref for ref in readings.current(connection, period, school).values()}
        contents = self.parts(found.values())
        return {form: (ref, contents[form]) for form, ref in found.items()}

    def definition(self, digest: str) -> str:
        """The definition of a form as a workbook carried it, by its digest."""
        with self._backing.reading() as connection:
            asked = sa.select(fixed.DEFINITION.c.text).where(fixed.DEFINITION.c.digest == digest)
            return str(connection.execute(asked).scalar_one())

    def facts(self, period: str) -> dict[str, dict[str, Any]]:
        """What can be added up, by school."""
        with self._backing.reading() as connection:
            return readings.facts(connection, period)

    def problems(self, period: str, school: str | None = None) -> list[Fault]:
        """What the checks found in the parts that count."""
        with self._backing.reading() as connection:
            return readings.problems(connection, period, school)

    def pupils(self, period: str) -> list[tuple[str, list[PupilKey]]]:
        """Each school with its pupils, as `forms.likeness.pairs` takes them."""
        with self._backing.reading() as connection:
            return list(readings.pupils(connection, period))

    def moves(self, period: str) -> list[tuple[str, list[MoveKey]]]:
        """Each school with its transfers, as `forms.likeness.pairs` takes them."""
        with self._backing.reading() as connection:
            return list(readings.moves(connection, period))

    def answers(self, period: str) -> list[tuple[str, dict[str, Any]]]:
        """What schools answered to return slips: (school, answer), the newest delivery of each school last."""
        found = sorted(self.deliveries(period), key=lambda kept: (kept.school, kept.revision, kept.digest))
        return [(kept.school, answer) for kept in found for answer in kept.answers]

    def keys(self) -> dict[str, str]:
        """The public key (hex) that each school was first seen with, or that the county accepted since."""
        with self._backing.reading() as connection:
            delivery, arrival = fixed.DELIVERY, fixed.ARRIVAL
            asked = (
                sa.select(delivery.c.school, arrival.c.key)
                .join_from(arrival, delivery, delivery.c.id == arrival.c.delivery)
                .where(arrival.c.key != "")
                .order_by(arrival.c.batch.desc(), arrival.c.file.desc(), delivery.c.id.desc())
            )
            return {str(school): str(key) for school, key in connection.execute(asked)} | self._accepted(connection)

    def accept_key(self, school: str, key: str, user: str = "") -> None:
        """From now on a school signs with this key, because somebody asked there."""
        with self._backing.writing() as connection:
            _put(connection, f"key:{school}", key)
            log.note(connection, "认可新签名", school, user, {"key": key})

    # ── register ────────────────────────────────────────────────────────────────────────────────────────────────

    def register(self) -> dict[str, School]:
        """Every school that is or was, by code."""
        with self._backing.reading() as connection:
            asked = sa.select(fixed.REGISTER).order_by(fixed.REGISTER.c.code)
            return {row.code: School(*row) for row in connection.execute(asked)}

    def set_register(self, schools: Iterable[School], user: str = "", action: str = "学校名录") -> dict[str, str]:
        """Put in or change schools; others stay. Returns what became of each: new, changed, same."""
        known, became = self.register(), dict[str, str]()
        with self._backing.writing() as connection:
            for school in schools:
                old = known.get(school.code)
                became[school.code] = "new" if old is None else "same" if old == school else "changed"
                if old != school:
                    connection.execute(sa.delete(fixed.REGISTER).where(fixed.REGISTER.c.code == school.code))
                    connection.execute(sa.insert(fixed.REGISTER).values(asdict(school)))
                    change = {"old": old and asdict(old), "new": asdict(school)}
                    log.note(connection, action, f"school {school.code}", user, change)
        return became

    def close_school(self, code: str, day: str, into: str = "", user: str = "") -> None:
        """A school closes on a day (撤销), or is taken over by another (撤并)."""
        closed = replace(self.register()[code], closed=day, into=into)
        self.set_register([closed], user, "撤并" if into else "撤销")

    # ── decisions ───────────────────────────────────────────────────────────────────────────────────────────────

    def decide(self, pair: str, verdict: Verdict, reason: str = "", user: str = "") -> None:
        """Decide of a pair (`Pair.key`, made of lasting ids, so that the next merge remembers it)."""
        table = fixed.DECISION
        with self._backing.writing() as connection:
            old = connection.execute(sa.select(table.c.verdict).where(table.c.pair == pair)).scalar()
            connection.execute(sa.delete(table).where(table.c.pair == pair))
            row = {"pair": pair, "verdict": verdict, "reason": reason, "by": user, "at": log.now()}
            connection.execute(sa.insert(table).values(row))
            log.note(connection, "查重认定", pair, user, {"old": old, "new": verdict, "reason": reason})

    def decisions(self) -> dict[str, Decision]:
        """Every decision by the key of its pair."""
        with self._backing.reading() as connection:
            asked = sa.select(fixed.DECISION).order_by(fixed.DECISION.c.pair)
            return {row.pair: Decision(*row) for row in connection.execute(asked)}

    def withdraw(self, pair: str, user: str = "") -> None:
        """Take a decision back."""
        with self._backing.writing() as connection:
            gone = connection.execute(sa.delete(fixed.DECISION).where(fixed.DECISION.c.pair == pair))
            if gone.rowcount:
                log.note(connection, "撤回认定", pair, user)

    # ── return slips ────────────────────────────────────────────────────────────────────────────────────────────

    def add_slip(
        self, id_: str, school: str, period: str, items: Sequence[Mapping[str, Any]], deadline: str = "", user: str = ""
    ) -> Slip:
        """Remember a slip that is being sent; its number is the school's next of the period."""
        table = fixed.SLIP
        with self._backing.writing() as connection:
            asked = sa.select(sa.func.max(table.c.number)).where(table.c.school == school, table.c.period == period)
            number = 1 + (connection.execute(asked).scalar() or 0)
            texts = json.dumps([dict(item) for item in items], ensure_ascii=False)
            slip = Slip(id_, school, period, number, deadline, [dict(item) for item in items], user, log.now())
            connection.execute(sa.insert(table).values(slip._replace(items=texts)._asdict()))  # pyright: ignore[reportArgumentType]
            log.note(connection, "退回单", f"school {school}", user, {"slip": id_, "items": len(items)})
        return slip

    def slips(self, period: str | None = None, school: str | None = None) -> list[Slip]:
        """The slips that went out, oldest first within a school."""
        table = fixed.SLIP
        asked = sa.select(table).order_by(table.c.school, table.c.period, table.c.number)
        if period is not None:
            asked = asked.where(table.c.period == period)
        if school is not None:
            asked = asked.where(table.c.school == school)
        with self._backing.reading() as connection:
            return [Slip(*row)._replace(items=json.loads(row.items)) for row in connection.execute(asked)]

    # ── settings and the log ────────────────────────────────────────────────────────────────────────────────────

    def setting(self, name: str, default: str = "") -> str:
        """A setting."""
        with self._backing.reading() as connection:
            found = connection.execute(sa.select(fixed.SETTING.c.value).where(fixed.SETTING.c.name == name)).scalar()
        return default if found is None else found

    def set_setting(self, name: str, value: str, user: str = "") -> None:
        """Make a setting."""
        with self._backing.writing() as connection:
            _put(connection, name, value)
            log.note(connection, "设置", name, user, {"value": value})

    @property
    def period(self) -> Period:
        """The period that the county works on."""
        return Period(self.setting("period"))

    def set_period(self, code: str, user: str = "") -> None:
        """Work on another period. Raises Refusal where the code names none."""
        self.set_setting("period", Period.read(code).code, user)

    def signing_key(self) -> bytes:
        """The county's private Ed25519 key (32 bytes), which signs return slips."""
        found = self.setting(SIGNING_KEY)
        if not found:
            found = base64.b64encode(secrets.token_bytes(32)).decode()
            with self._backing.writing() as connection:
                _put(connection, SIGNING_KEY, found)
        return base64.b64decode(found)

    def note(self, what: str, about: str = "", user: str = "", detail: object = None) -> int:
        """Remember that somebody did something, such as looking at a masked number."""
        with self._backing.writing() as connection:
            return log.note(connection, what, about, user, detail)

    def log(self, limit: int | None = None) -> list[log.Entry]:
        """The last deeds, newest first."""
        with self._backing.reading() as connection:
            return log.entries(connection, limit)

    def verify_log(self) -> list[int]:
        """Numbers of log rows that were tampered with; empty when the chain holds."""
        with self._backing.reading() as connection:
            return log.broken(connection)

    def content_digest(self) -> str:
        """SHA-256 (hex) of all that the deliveries, the register, the decisions and the slips say, in a fixed order.

        Two stores into which the same files went in any order and number of runs have the same.
        """
        with self._backing.reading() as connection:
            return content_digest(connection)

    def _accepted(self, connection: sa.Connection) -> dict[str, str]:
        asked = sa.select(fixed.SETTING).where(fixed.SETTING.c.name.startswith("key:"))
        return {name.removeprefix("key:"): value for name, value in connection.execute(asked)}


def _put(connection: sa.Connection, name: str, value: str) -> None:
    connection.execute(sa.delete(fixed.SETTING).where(fixed.SETTING.c.name == name))
    connection.execute(sa.insert(fixed.SETTING).values(name=name, value=value))


def _files(connection: sa.Connection, batch: int | None) -> list[FileLine]:
    arrival, file = fixed.ARRIVAL, fixed.FILE
    came = sa.select(arrival.c.file, arrival.c.delivery, arrival.c.status).order_by(arrival.c.delivery)
    asked = sa.select(file).order_by(file.c.id)
    if batch is not None:
        came, asked = came.where(arrival.c.batch == batch), asked.where(file.c.batch == batch)
    by_file: dict[int, list[tuple[int, Any]]] = {}
    for number, delivery, status in connection.execute(came):
        by_file.setdefault(number, []).append((delivery, status))
    lines: list[FileLine] = []
    for row in connection.execute(asked):
        found = by_file.get(row.id, [])
        status = status_of_file([status for _, status in found], row.expected, row.code)
        head = (row.id, row.batch, row.name, row.path, row.sha256, row.size)
        lines.append(FileLine(*head, status, row.code, row.reason, tuple(delivery for delivery, _ in found)))
    return lines


def _kept(
    connection: sa.Connection, practice: bool, period: str | None, school: str | None, only: int | None = None
) -> list[Kept]:
    table = fixed.DELIVERY
    asked = sa.select(table).order_by(table.c.school, table.c.period, table.c.revision.desc(), table.c.digest.desc())
    for column, wanted in ((table.c.period, period), (table.c.school, school), (table.c.id, only)):
        if wanted is not None:
            asked = asked.where(column == wanted)
    seals = readings.seals(connection)
    found: list[Kept] = []
    for row in connection.execute(asked):
        reasons = [(str(key), str(text)) for key, text in json.loads(row.reasons)]
        texts = (json.loads(row.states), reasons, json.loads(row.answers), json.loads(row.facts))
        head = (row.id, row.digest, row.school, row.school_name, row.period, row.revision, bool(row.draft), row.on_roll)
        found.append(Kept(*head, *texts, practice, *seals.get(row.id, ("", "", "", False))))
    return found


def _filled(connection: sa.Connection, kept: Kept) -> Kept:
    part, definition = fixed.PART, fixed.DEFINITION
    asked = sa.select(part).where(part.c.delivery == kept.id).order_by(part.c.form)
    for _, form, digest, sheet, rows, payload in connection.execute(asked):
        kept.parts[form] = KeptPart(form, digest, sheet, rows, bytes(payload))
    needed = {one.definition for one in kept.parts.values()}
    asked = sa.select(definition).where(definition.c.digest.in_(needed))
    kept.definitions = {str(row.digest): str(row.text) for row in connection.execute(asked)}
    kept.problems, kept.pupils, kept.moves = readings.rest(connection, kept.id)
    return kept
