"""How a county's store comes into being, and what is told from where it shall be: a file, or a database on a server."""

import base64
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

import sqlalchemy as sa

from db import birth, sqlite
from db.county import fixed
from db.county.settings import put
from db.keys import Cost
from db.session import Session

SIGNING_KEY = "signing_key"


@dataclass(frozen=True, slots=True)
class County:
    """What a county's store is of."""

    code: str
    """Division, six digits; 99xxxx for practice."""
    name: str
    store: str
    """Lasting id of the store."""
    practice: bool


def create(path: Path, county: County, password: str | None, cost: Cost | None) -> None:
    """Make a new, empty store in a file, with its key file. Raises Refusal, and then there is none."""

    def content(session: Session) -> None:
        with session.writing(exclusive=True) as step:
            sqlite.stamp(step.connection, fixed.VERSION, sqlite.COUNTY_ID)
            fill(step.connection, county)

    birth.make(path, None if county.practice else birth.Lockable(county.store, password, cost), content)


def fill(connection: sa.Connection, county: County) -> None:
    """The tables and what a store is born with."""
    fixed.create(connection)
    connection.execute(sa.insert(fixed.COUNTY).values(**asdict(county), version=fixed.VERSION, writes=0))
    put(connection, SIGNING_KEY, base64.b64encode(secrets.token_bytes(32)).decode())


def look(connection: sa.Connection) -> County:
    """Of what county a store is."""
    row = connection.execute(sa.select(fixed.COUNTY)).one()
    return County(row.code, row.name, row.store, bool(row.practice))
