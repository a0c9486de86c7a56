"""What alembic runs: the steps, on the connection it was handed, within the transaction that is open there."""

from alembic import context

from simulator.book.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
