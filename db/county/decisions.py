"""What the county decided of pairs of records (查重认定), remembered by lasting ids, so the next merge knows it."""

import sqlalchemy as sa

from db.county import log
from db.county.fixed import DECISION
from forms.likeness import Decision, Verdict


def decide(connection: sa.Connection, pair: str, verdict: Verdict, reason: str, user: str) -> None:
    """Decide of a pair, in place of what was decided before; the log keeps both."""
    old = connection.execute(sa.select(DECISION.c.verdict).where(DECISION.c.pair == pair)).scalar()
    connection.execute(sa.delete(DECISION).where(DECISION.c.pair == pair))
    made = Decision(pair, verdict, reason, user, log.now())
    connection.execute(sa.insert(DECISION).values(made))
    log.note(connection, "查重认定", pair, user, {"old": old, "new": verdict, "reason": reason})


def decisions(connection: sa.Connection) -> dict[str, Decision]:
    """Every decision by the key of its pair."""
    rows = connection.execute(sa.select(DECISION).order_by(DECISION.c.pair))
    return {row.pair: Decision(*row) for row in rows}


def withdraw(connection: sa.Connection, pair: str, user: str) -> None:
    """Take a decision back."""
    old = connection.execute(sa.select(DECISION.c.verdict).where(DECISION.c.pair == pair)).scalar()
    if old is not None:
        connection.execute(sa.delete(DECISION).where(DECISION.c.pair == pair))
        log.note(connection, "撤回认定", pair, user, {"old": old, "new": None})
