"""Runs migrations over the connection that `db.migrate` hands in; there is no alembic.ini and no URL, because keys
never stand in one.
"""

from alembic import context

from db.fixed import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transactional_ddl=False,  # the one transaction around everything is begun outside
)
context.run_migrations()
