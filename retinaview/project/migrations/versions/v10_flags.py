"""Schema 10: a reader's flag, who decided between readers, and marks that are not certain."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "10"
down_revision = "9"


def upgrade() -> None:
    """Add the columns; nothing made before is flagged, decided by others, or uncertain."""
    for table, name in (("gradings", "flag"), ("marks", "unsure")):
        op.add_column(
            table, sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())
        )
    op.add_column(
        "gradings", sa.Column("decided_by", sa.String(), nullable=False, server_default="")
    )
