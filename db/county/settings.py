"""Small things that a county's store remembers."""

from functools import cache

import sqlalchemy as sa

from db.county.fixed import SETTING

_NAMED = SETTING.c.name == sa.bindparam("named")
_GET, _DROP, _ADD = sa.select(SETTING.c.value).where(_NAMED), sa.delete(SETTING).where(_NAMED), sa.insert(SETTING)


def get(connection: sa.Connection, name: str) -> str | None:
    """A setting, or None where it was never made."""
    found = connection.execute(_GET, {"named": name}).scalar()
    return None if found is None else str(found)


def put(connection: sa.Connection, name: str, value: str) -> None:
    """Make a setting."""
    drop(connection, name)
    connection.execute(_ADD, {"name": name, "value": value})


def drop(connection: sa.Connection, name: str) -> None:
    """Forget a setting."""
    connection.execute(_DROP, {"named": name})


def starting(connection: sa.Connection, prefix: str) -> dict[str, str]:
    """The settings whose names start with a prefix, which is taken off."""
    return {row.name.removeprefix(prefix): row.value for row in connection.execute(_starting(prefix))}


@cache
def _starting(prefix: str) -> sa.Executable:
    return sa.select(SETTING).where(SETTING.c.name.startswith(prefix, autoescape=True)).order_by(SETTING.c.name)
