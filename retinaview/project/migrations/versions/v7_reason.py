"""Schema 7: why a reader could not grade a photograph, and whether the reader was unsure."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "7"
down_revision = "6"


def upgrade() -> None:
    """Add the columns; answers given before have no reason and are not unsure."""
    op.add_column("gradings", sa.Column("reason", sa.String(), nullable=False, server_default=""))
    op.add_column(
        "gradings", sa.Column("unsure", sa.Boolean(), nullable=False, server_default=sa.text("0"))
    )
