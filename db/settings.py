"""Small things a store remembers: settings, and the reasons that people gave for reminders."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from db.cells import quoted
from db.fixed import REASON, SETTING
from db.journal import Journal, shown_time
from db.session import Session


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a reminder (提醒) is all right as it is; tied to a problem by its key."""

    problem: str
    text: str
    who: str
    at: str


class Settings:
    """Names and texts. Not part of the journal: some are secrets."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, name: str) -> str | None:
        """A setting, or None where it was never made."""
        with self._session.reading() as connection:
            return connection.execute(sa.select(SETTING.c.value).where(SETTING.c.name == name)).scalar()

    def set(self, name: str, value: str) -> None:
        """Make a setting."""
        if self.get(name) != value:
            with self._session.writing() as step:
                put(step.connection, name, value)

    def under(self, prefix: str) -> dict[str, str]:
        """The settings whose names begin so, in the order of their names."""
        name = SETTING.c.name
        found = sa.select(name, SETTING.c.value).where(sa.func.substr(name, 1, len(prefix)) == prefix).order_by(name)
        with self._session.reading() as connection:
            return {row.name: row.value for row in connection.execute(found)}

    def change(self, values: Mapping[str, str | None]) -> None:
        """Make many settings as one step, and forget those that are None; durable when this returns."""
        made = [{"name": name, "value": value} for name, value in values.items() if value is not None]
        with self._session.writing() as step:
            gone = sa.delete(SETTING).where(SETTING.c.name == sa.bindparam("gone"))
            step.connection.execute(gone, [{"gone": name} for name in values])
            if made:
                step.connection.execute(sa.insert(SETTING), made)


class Reasons:
    """Reasons for reminders; every change of one is noted in the journal."""

    def __init__(self, session: Session, journal: Journal) -> None:
        self._session = session
        self._journal = journal

    def all(self) -> dict[str, Reason]:
        """Every reason, by the key of its problem."""
        with self._session.reading() as connection:
            return {row.problem: Reason(*row) for row in connection.execute(sa.select(REASON))}

    def set(self, problems: Sequence[str], text: str, user: str) -> None:
        """Give one reason for several problems, as one action; an empty text takes it back."""
        known = self.all()
        old = {problem: known[problem].text if problem in known else "" for problem in dict.fromkeys(problems)}
        changed = [problem for problem, before in old.items() if before != text]
        if not changed:
            return
        with self._journal.act("说明原因", user, "note") as step:
            at = shown_time(int(time.time()))
            for problem in changed:
                step.connection.execute(sa.delete(REASON).where(REASON.c.problem == problem))
                if text:
                    step.connection.execute(sa.insert(REASON).values(problem=problem, text=text, who=user, at=at))
                step.note("_reason", problem, "text", _json(old[problem] or None), _json(text or None))


def put(connection: sa.Connection, name: str, value: str) -> None:
    """Write a setting within a transaction that somebody else began."""
    connection.execute(sa.delete(SETTING).where(SETTING.c.name == name))
    connection.execute(sa.insert(SETTING).values(name=name, value=value))


def _json(text: str | None) -> str | None:
    return None if text is None else quoted(text)
