"""What a server's errors are called: by their codes where there are any, since their words differ by language."""

from collections.abc import Callable, Generator
from contextlib import contextmanager

import psycopg
from sqlalchemy.exc import DBAPIError

from forms.problems import Refusal

BY_CODE = {
    "28P01": "server_password",
    "28000": "server_password",
    "3D000": "no_such_database",
    "42501": "server_denied",
    "25006": "server_denied",
    "53100": "disk_full",
    "53200": "server_busy",
    "53300": "server_busy",
    "55P03": "server_busy",
    "57014": "server_busy",
    "40001": "server_busy",
    "40P01": "server_busy",
    "58030": "disk_error",
    "XX001": "damaged",
    "XX002": "damaged",
}
"""https://www.postgresql.org/docs/current/errcodes-appendix.html"""
BY_CLASS = {"08": "server_gone", "57": "server_gone"}
"""First two characters: connections that broke, a server that is being stopped."""


class ServerFault(RuntimeError):
    """An error that is ours. The server's own words may hold values, such as a child's name, so they are not told."""


@contextmanager
def refusing(label: str, code_of: Callable[[psycopg.Error], str | None] | None = None) -> Generator[None]:
    """Turn a driver's error that is the world's fault into a Refusal."""
    try:
        yield
    except (psycopg.Error, DBAPIError) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        code = (code_of or broken)(cause) if isinstance(cause, psycopg.Error) else None
        if code is not None:
            raise Refusal(code, path=label) from None
        said = error.statement if isinstance(error, DBAPIError) else ""
        raise ServerFault(f"{type(cause).__name__}: {said}") from None


def broken(error: psycopg.Error) -> str | None:
    """What went wrong on an open connection; None where the fault is ours."""
    if error.sqlstate:
        return BY_CODE.get(error.sqlstate) or BY_CLASS.get(error.sqlstate[:2])
    return "server_gone" if isinstance(error, psycopg.OperationalError) else None


def unreachable(error: psycopg.Error) -> str | None:
    """Why there is no connection. The library tells it by words and flags only."""
    if error.sqlstate:
        return broken(error)
    said = str(error)
    if "database" in said and "does not exist" in said:
        return "no_such_database"
    if error.pgconn and (error.pgconn.needs_password or error.pgconn.used_password):
        return "server_password"
    return "server_plain" if "SSL was required" in said else "server_unreachable"
