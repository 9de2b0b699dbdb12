"""A county's store copied table by table from one place to another: from a server into a file, which is its backup, and
from a file to a server. Both hold the same tables, so nothing is lost on the way.
"""

from pathlib import Path

import sqlalchemy as sa

from db import backup, sqlite
from db import birth as births
from db.county import birth, fixed, server
from db.county.address import Address
from db.county.backing import Backing
from db.county.lite import LiteBacking
from db.county.tallies import COUNTY
from db.keys import Cost
from db.open import engine, look_at, refusing
from db.session import Session

AT_ONCE = 5000
"""Rows that are carried at a time."""
OF_ITS_PLACE = ("merging",)
"""Settings that are not carried."""


def to_file(source: Backing, to: Path, password: str | None, cost: Cost | None) -> backup.Copy:
    """Copy a store into a new, encrypted, verified file with a password of its own. Raises Refusal."""
    with source.reading() as connection:
        county = birth.look(connection)

        def content(session: Session) -> None:
            with session.writing(exclusive=True) as step:
                sqlite.stamp(step.connection, fixed.VERSION, sqlite.COUNTY_ID)
                fixed.create(step.connection)
                carry(connection, LiteBacking(session), step.connection)

        lockable = None if county.practice else births.Lockable(county.store, password, cost)
        key = births.make(to, lockable, content)
    return backup.look(to, key, COUNTY)


def carry(source: sa.Connection, backing: Backing, target: sa.Connection) -> None:
    """Copy every row into tables that are empty."""
    for table in fixed.METADATA.sorted_tables:
        asked = sa.select(table)
        if table is fixed.SETTING:
            asked = asked.where(table.c.name.not_in(OF_ITS_PLACE))
        for rows in source.execution_options(yield_per=AT_ONCE).execute(asked).partitions():
            backing.pour(target, table, [tuple(row) for row in rows])


def to_server(path: Path, key: bytes, address: Address) -> backup.Copy:
    """Copy a file, every page verified, into a database that holds no county yet. Raises Refusal."""
    look_at(path, key, fixed.VERSION, own_key=True, to_write=False, ours=sqlite.COUNTY_ID)
    copy = backup.look(path, key, COUNTY)
    made = engine(path, key, "immutable=1")
    try:
        with refusing(path), made.connect() as source, server.making(address) as (backing, connection):
            fixed.create(connection)
            carry(source, backing, connection)
    finally:
        made.dispose()
    return copy
