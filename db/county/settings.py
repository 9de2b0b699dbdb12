"""Small things that a county's store remembers."""

import sqlalchemy as sa

from db.county.fixed import SETTING


def get(connection: sa.Connection, name: str) -> str | None:
    """A setting, or None where it was never made."""
    found = connection.execute(sa.select(SETTING.c.value).where(SETTING.c.name == name)).scalar()
    return None if found is None else str(found)


def put(connection: sa.Connection, name: str, value: str) -> None:
    """Make a setting."""
    connection.execute(sa.delete(SETTING).where(SETTING.c.name == name))
    connection.execute(sa.insert(SETTING).values(name=name, value=value))


def drop(connection: sa.Connection, name: str) -> None:
    """Forget a setting."""
    connection.execute(sa.delete(SETTING).where(SETTING.c.name == name))


def starting(connection: sa.Connection, prefix: str) -> dict[str, str]:
    """The settings whose names start with a prefix, which is taken off."""
    asked = sa.select(SETTING).where(SETTING.c.name.startswith(prefix, autoescape=True)).order_by(SETTING.c.name)
    return {row.name.removeprefix(prefix): row.value for row in connection.execute(asked)}
