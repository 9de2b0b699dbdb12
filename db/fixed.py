"""The tables that every store has, whatever forms it keeps. They change by migrations (db/migrations), never by forms.

Order is always the change counter `seq`, never the clock: `at` is only for showing.
"""

import sqlalchemy as sa

VERSION = 1
"""Version of these tables, kept as the database's user_version; the newest migration bears the same number."""

METADATA = sa.MetaData()

SCHOOL = sa.Table(
    "school", METADATA,
    sa.Column("code", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("store", sa.Text, nullable=False),  # lasting id of this store, to which the key file is bound
    sa.Column("practice", sa.Boolean, nullable=False),
)  # fmt: skip

PERIOD = sa.Table(
    "period", METADATA,
    sa.Column("code", sa.Text, primary_key=True),
    sa.Column("current", sa.Boolean, nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),  # number of the last workbook exported for it
)  # fmt: skip

RETURN = sa.Table(
    "return", METADATA,
    sa.Column("form", sa.Text, primary_key=True),
    sa.Column("period", sa.Text, primary_key=True),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("nil_confirmed", sa.Boolean, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("at", sa.Text, nullable=False),
)  # fmt: skip

CHANGE = sa.Table(
    "change", METADATA,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("action", sa.Integer, nullable=False),  # seq of the first change of the same action
    sa.Column("kind", sa.Text, nullable=False),  # do, undo, redo: can be undone and redone; note: only remembered
    sa.Column("undoes", sa.Integer),  # the action that an undo or redo takes back
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("form", sa.Text, nullable=False),
    sa.Column("record", sa.Text, nullable=False),
    sa.Column("field", sa.Text, nullable=False),  # "" where old and new hold several fields or the whole record
    sa.Column("old", sa.Text),  # JSON; NULL: there was no record
    sa.Column("new", sa.Text),  # JSON; NULL: there is no record any more
    sa.Column("user", sa.Text, nullable=False),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("hash", sa.LargeBinary, nullable=False),  # of this row and the hash of the row before
)  # fmt: skip

REASON = sa.Table(
    "reason", METADATA,
    sa.Column("problem", sa.Text, primary_key=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("at", sa.Text, nullable=False),
)  # fmt: skip

SETTING = sa.Table(
    "setting", METADATA,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)  # fmt: skip

MIGRATED = sa.Table(
    "alembic_version", METADATA,
    sa.Column("version_num", sa.String(32), nullable=False),
    sa.PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)  # fmt: skip
"""Alembic's own note of the last migration."""


def create(connection: sa.Connection) -> None:
    """All tables as the newest migration leaves them."""
    METADATA.create_all(connection)
    connection.execute(MIGRATED.insert().values(version_num=f"{VERSION:04}"))
