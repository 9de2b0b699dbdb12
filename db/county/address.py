"""Where a county's store is: the path of a file, or the address of a database (postgresql+psycopg://user@host/name)."""

from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError

from forms.problems import Refusal

SCHEME = "postgresql+psycopg"
NEAR = (None, "", "localhost", "127.0.0.1", "::1")
"""Hosts to which nothing travels over a network."""


@dataclass(frozen=True, slots=True)
class Address:
    """A database on a server."""

    url: sa.URL

    @property
    def label(self) -> str:
        """What sentences call it: never with its password."""
        return f"{self.url.database}@{self.url.host or self.url.query.get('host') or 'localhost'}"

    @property
    def security(self) -> dict[str, str]:
        """Over a network everything is encrypted, unless the address itself says otherwise."""
        is_near = self.url.host in NEAR or str(self.url.host).startswith("/")
        return {} if is_near or "sslmode" in self.url.query else {"sslmode": "require"}


def is_server(where: Path | str) -> bool:
    """Whether a store is named by an address and not by a path."""
    return isinstance(where, str) and where.partition("://")[0] in ("postgresql", "postgres", SCHEME)


def address_of(where: str, password: str | None) -> Address:
    """The address; a password given apart takes the place of one in the address. Raises Refusal."""
    try:
        url = sa.make_url(where).set(drivername=SCHEME)
    except (ArgumentError, ValueError) as error:
        raise Refusal("server_address") from error
    if not url.database:
        raise Refusal("server_address")
    return Address(url if password is None else url.set(password=password))
