"""Run the migrations on the connection that `retinaview.project.upgrade` hands over."""

from alembic import context

from retinaview.project.schema import Base

# The caller owns the transaction, so that an upgrade happens as a whole or not at all.
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
)
context.run_migrations()
