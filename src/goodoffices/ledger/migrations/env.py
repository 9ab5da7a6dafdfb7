"""Runs the migrations over the connection that `opening` hands in."""

from __future__ import annotations

from alembic import context

from goodoffices.ledger.tables import metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True, transactional_ddl=False
)
context.run_migrations()
