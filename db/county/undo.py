"""Taking a batch back: a delivery goes unless another batch that stands brought it too. What the batch was is kept."""

import sqlalchemy as sa

from db.county import deliveries, log, notices
from db.county.fixed import ARRIVAL, BATCH, DEFINITION, DELIVERY, FILE, MOVE, PART, PROBLEM, PUPIL
from db.county.sent import SOURCES, BatchState
from db.county.settings import drop
from forms.problems import Refusal

OWNED = (PUPIL, MOVE, PROBLEM, PART)
"""Tables whose rows belong to a delivery."""
_GONE = sa.select(DELIVERY.c.id).where(~sa.exists().where(ARRIVAL.c.delivery == DELIVERY.c.id))
_DELETIONS = (
    *(sa.delete(table).where(table.c.delivery.in_(_GONE)) for table in OWNED),
    sa.delete(DELIVERY).where(DELIVERY.c.id.in_(_GONE)),
)
_UNUSED = sa.delete(DEFINITION).where(DEFINITION.c.digest.not_in(sa.select(PART.c.definition)))


def take_out(connection: sa.Connection, batch: int, user: str) -> None:
    """Take a batch's deliveries out, within the transaction that surrounds it; the list of its files stays."""
    if state_of(connection, batch) == "undone":
        raise Refusal("batch_not_open", batch=batch)
    _remember(connection, batch)
    connection.execute(sa.delete(ARRIVAL).where(ARRIVAL.c.batch == batch))
    number = len(connection.execute(_GONE).all())
    for deletion in _DELETIONS:
        connection.execute(deletion)
    notices.drop_orphans(connection)
    connection.execute(_UNUSED)
    connection.execute(sa.update(BATCH).where(BATCH.c.id == batch).values(state="undone", ended=log.now()))
    drop(connection, f"{SOURCES}{batch}")
    log.note(connection, "撤销汇总", f"batch {batch}", user, {"deliveries": number})


def state_of(connection: sa.Connection, batch: int) -> BatchState:
    """How far a batch is; Refusal where there is none of that number."""
    state = connection.execute(sa.select(BATCH.c.state).where(BATCH.c.id == batch)).scalar()
    if state is None:
        raise Refusal("no_such_batch", batch=batch)
    return state


def _remember(connection: sa.Connection, batch: int) -> None:
    """What became of each file, which could not be read any more once its deliveries are gone."""
    became: dict[str, list[int]] = {}
    for line in deliveries.files(connection, batch):
        became.setdefault(line.status, []).append(line.id)
    for status, files in became.items():
        connection.execute(sa.update(FILE).where(FILE.c.id.in_(files)).values(became=status))
