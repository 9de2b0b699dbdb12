"""Taking a batch back: a delivery goes unless another batch that stands brought it too."""

import sqlalchemy as sa

from db.county import fixed, log
from forms.problems import Refusal

OWNED = (fixed.PUPIL, fixed.MOVE, fixed.PROBLEM, fixed.PART)
"""Tables whose rows belong to a delivery."""


def take_out(connection: sa.Connection, batch: int, user: str) -> None:
    """Take a batch's deliveries out, within the transaction that surrounds it. The list of its files stays."""
    table = fixed.BATCH
    state = connection.execute(sa.select(table.c.state).where(table.c.id == batch)).scalar()
    if state is None:
        raise KeyError(f"there is no batch {batch}")
    if state == "undone":
        raise Refusal("batch_undone")
    arrival, delivery = fixed.ARRIVAL, fixed.DELIVERY
    connection.execute(sa.delete(arrival).where(arrival.c.batch == batch))
    gone = sa.select(delivery.c.id).where(~sa.exists().where(arrival.c.delivery == delivery.c.id))
    ids = list(connection.execute(gone).scalars())
    for owned in OWNED:
        connection.execute(sa.delete(owned).where(owned.c.delivery.in_(gone)))
    connection.execute(sa.delete(delivery).where(delivery.c.id.in_(gone)))
    used = sa.select(fixed.PART.c.definition)
    connection.execute(sa.delete(fixed.DEFINITION).where(fixed.DEFINITION.c.digest.not_in(used)))
    connection.execute(sa.update(table).where(table.c.id == batch).values(state="undone", ended=log.now()))
    log.note(connection, "撤销批次", f"batch {batch}", user, {"deliveries": len(ids)})
