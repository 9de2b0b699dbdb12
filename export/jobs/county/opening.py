"""How a county's store is opened, and how the first one comes about: from the first file that can be taken."""

from collections.abc import Iterable
from pathlib import Path

from db.county.store import CountyStore
from export.delivery import Delivery, table_of
from export.jobs.county.collect import Collecting, Order, files_in
from export.jobs.session import PASSWORD_VARIABLE, Session
from forms.problems import Refusal

Where = Path | str
"""A file, or a server: postgresql+psycopg://…"""


def where_of(text: str) -> Where:
    """What was typed as --store."""
    return text if "://" in text else Path(text)


def exists(where: Where, session: Session) -> bool:
    """Whether there is something to open. Raises Refusal where a server does not answer."""
    return CountyStore.exists(where, session.password())


def open_county(where: Where, session: Session) -> CountyStore:
    """An existing county store; a practice one needs no password."""
    return CountyStore.open(where, session.library, session.password())


def begin_county(where: Where, files: Iterable[Path], session: Session) -> CountyStore:
    """A new county store after the first file that can be taken: its division, its period, practice or real."""
    first = _first(files, session)
    if first is None:
        raise Refusal("no_county_yet", path=str(where).rpartition("/")[2])
    return create_county(where, _division(first, session), "", session, first.period, practice=first.practice)


def create_county(
    where: Where, code: str, name: str, session: Session, period: str, *, practice: bool
) -> CountyStore:  # fmt: skip
    """A new county store; a real one needs a password to begin with."""
    password = None if practice else session.password()
    if not practice and password is None and isinstance(where, Path):
        raise Refusal("new_store_password", variable=PASSWORD_VARIABLE)
    store = CountyStore.create(where, session.library, code, name, password=password, practice=practice)
    store.set_period(period)
    return store


def _first(paths: Iterable[Path], session: Session) -> Delivery | None:
    with Collecting(files_in(paths), Order(session.language, readers=1)) as collecting:
        return next((delivery for collected in collecting for delivery in collected.deliveries), None)


def _division(delivery: Delivery, session: Session) -> str:
    """The county of a school: the first six digits of its division."""
    part = delivery.parts.get("school")
    table = table_of(part.payload, session.library.forms["school"]) if part else None
    found = str(table.columns["division"][0] or "") if table else ""
    return found[:6] or "000000"
