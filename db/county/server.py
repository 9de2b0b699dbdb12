"""A county's store on a PostgreSQL server, where several people work at once, and what is special to PostgreSQL.

Readers see one moment and disturb nobody. Writers come one after the other (an advisory lock of the transaction). The
right to merge is an advisory lock of a connection, so it ends with the program that holds it; a mark in the database
fences off a run that lost it without knowing, such as one whose network was away.
"""

import json
import secrets
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, cast

import psycopg
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from db.backup import Copy
from db.county import fixed
from db.county.address import Address
from db.county.backing import Fence, Unwritable
from db.county.birth import County, fill
from db.county.log import now
from db.county.server_errors import refusing, unreachable
from db.county.settings import get, put
from db.keys import Cost
from forms.problems import Refusal

SCHEMA = "xiangxiao"
"""All tables lie in a schema of their own, whatever else is in the database."""
WRITE, MERGE = 0x58585401, 0x58585402
"""Numbers of the two advisory locks, which belong to the database."""
MERGING = "merging"
"""The setting that says who merges since when, with the mark of that run."""
PATIENCE = 10
"""Seconds to wait for the server to answer."""
MOMENT = "500ms"
"""How long to wait for the right to merge."""
TURN = "60s"
"""How long to wait for another writer: longer than the largest group of a merge takes."""
_LOCKED = sa.select(sa.func.pg_advisory_xact_lock(WRITE).label("turn")).subquery()
_OWN_TURN = sa.select(sa.func.txid_current()).select_from(_LOCKED)

UNTAKEN = (psycopg.DataError, psycopg.IntegrityError, OverflowError, UnicodeEncodeError)
"""What the driver raises of values that the database does not take, while all is well with the database itself."""


class ServerBacking:
    """One database, open in any number of programs."""

    missing_changes = 0

    def __init__(self, address: Address) -> None:
        self._address = address
        self._engine = _engine(address)

    @property
    def label(self) -> str:
        """See Backing."""
        return self._address.label

    @contextmanager
    def reading(self) -> Generator[sa.Connection]:
        """See Backing."""
        with refusing(self.label), self._connected() as connection:
            steady = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            with steady.begin():
                yield steady

    @contextmanager
    def writing(self) -> Generator[sa.Connection]:
        """See Backing."""
        with refusing(self.label), self._connected() as connection:
            transaction = connection.begin()
            number = _own_turn(connection)
            try:
                yield connection
            except BaseException:
                transaction.rollback()
                raise
            try:
                transaction.commit()
            except DBAPIError:
                if not self._has_landed(number):
                    raise

    def pour(self, connection: sa.Connection, table: sa.Table, rows: Iterable[Sequence[object]]) -> None:
        """See Backing."""
        quoted = connection.dialect.identifier_preparer.quote
        columns = ", ".join(quoted(column.name) for column in table.c)
        driver = cast("Any", connection.connection.driver_connection)
        try:
            with driver.cursor() as cursor, cursor.copy(f"COPY {quoted(table.name)} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        except UNTAKEN:  # its words may hold values, such as a child's name
            raise Unwritable(table.name) from None

    @contextmanager
    def merging(self, user: str) -> Generator[Fence]:
        """See Backing."""
        mark = secrets.token_hex(8)
        with refusing(self.label), self._connected() as holder:
            self._take_right(holder)
            try:
                said = json.dumps({"user": user, "since": now(), "mark": mark}, ensure_ascii=False)
                with self.writing() as connection:
                    put(connection, MERGING, said)
                yield lambda connection: self._fence(connection, mark)
            finally:
                with suppress(DBAPIError):  # a connection that broke has let go already
                    holder.execute(sa.select(sa.func.pg_advisory_unlock(MERGE)))
                    holder.commit()

    def holders(self) -> list[str]:
        """See Backing."""
        return []

    def set_password(self, who: str, password: str, cost: Cost | None) -> None:
        """See Backing."""
        raise Refusal("server_passwords", path=self.label)

    def new_recovery_code(self, cost: Cost | None) -> str:
        """See Backing."""
        raise Refusal("server_passwords", path=self.label)

    def backup(self, to: Path, password: str | None, cost: Cost | None) -> Copy:
        """See Backing; the copy is a file with a password of its own."""
        from db.county.copying import to_file  # it knows both backings

        return to_file(self, to, password, cost)

    def close(self) -> None:
        """See Backing."""
        self._engine.dispose()

    def _take_right(self, holder: sa.Connection) -> None:
        """Wait a moment: the server may not have noticed yet that the program which merged is dead."""
        try:
            with holder.begin():
                holder.execute(sa.text(f"SET LOCAL lock_timeout = '{MOMENT}'"))
                holder.execute(sa.select(sa.func.pg_advisory_lock(MERGE)))
        except DBAPIError as error:
            if isinstance(error.orig, psycopg.errors.LockNotAvailable):
                raise self._busy() from None
            raise

    @contextmanager
    def _connected(self) -> Generator[sa.Connection]:
        with refusing(self.label, unreachable):
            connection = self._engine.connect()
        with connection:
            yield connection

    def _has_landed(self, number: int) -> bool:
        """Whether a transaction was committed, although its connection was lost before that was heard."""
        with self._connected() as connection:
            return connection.execute(sa.select(sa.func.txid_status(number))).scalar() == "committed"

    def _fence(self, connection: sa.Connection, mark: str) -> None:
        said = json.loads(get(connection, MERGING) or "{}")
        if said.get("mark") != mark:
            raise _busy(self.label, said)

    def _busy(self) -> Refusal:
        with self.reading() as connection:
            return _busy(self.label, json.loads(get(connection, MERGING) or "{}"))


@contextmanager
def making(address: Address) -> Generator[tuple[ServerBacking, sa.Connection]]:
    """One transaction in which a store is made in a database that holds none. Raises Refusal."""
    backing = ServerBacking(address)
    try:
        with backing.writing() as connection:
            if has_store(connection):
                raise Refusal("store_exists", path=backing.label)
            if connection.execute(sa.text("SHOW server_encoding")).scalar_one() != "UTF8":
                raise Refusal("server_encoding", path=backing.label)
            connection.execute(sa.schema.CreateSchema(SCHEMA, if_not_exists=True))
            yield backing, connection
    finally:
        backing.close()


def create(address: Address, county: County) -> None:
    """Make a new, empty store. Raises Refusal."""
    with making(address) as (_, connection):
        fill(connection, county)


def exists(address: Address) -> bool:
    """Whether a database holds a county. Raises Refusal where it does not answer."""
    backing = ServerBacking(address)
    try:
        with backing.reading() as connection:
            return has_store(connection)
    finally:
        backing.close()


def open_at(address: Address) -> ServerBacking:
    """Open the store in a database. Raises Refusal."""
    backing = ServerBacking(address)
    try:
        with backing.reading() as connection:
            if not has_store(connection):
                raise Refusal("no_store_on_server", path=backing.label)
            if not connection.execute(sa.select(sa.func.has_schema_privilege(SCHEMA, "USAGE"))).scalar_one():
                raise Refusal("server_denied", path=backing.label)
            version = connection.execute(sa.select(fixed.COUNTY.c.version)).scalar_one()
        if version > fixed.VERSION:
            raise Refusal("newer_store", path=backing.label, theirs=version, ours=fixed.VERSION)
    except BaseException:
        backing.close()
        raise
    return backing


def has_store(connection: sa.Connection) -> bool:
    """Whether the database holds a county already."""
    return sa.inspect(connection).has_table(fixed.COUNTY.name, schema=SCHEMA)


def _engine(address: Address) -> sa.Engine:
    options = f"-c search_path={SCHEMA} -c lock_timeout={TURN} -c client_encoding=UTF8"
    arguments = {"connect_timeout": PATIENCE, "options": options, "application_name": "xiangxiao", **address.security}
    return sa.create_engine(address.url, hide_parameters=True, pool_pre_ping=True, connect_args=arguments)


def _own_turn(connection: sa.Connection) -> int:
    """Wait until nobody else writes; the number of the transaction."""
    return int(connection.execute(_OWN_TURN).scalar_one())


def _busy(label: str, said: dict[str, str]) -> Refusal:
    return Refusal("merging", path=label, user=said.get("user") or "—", since=said.get("since", "—"))
