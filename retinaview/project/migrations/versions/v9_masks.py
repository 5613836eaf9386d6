"""Schema 9: the mask of a mark; until now a mark was its box."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "9"
down_revision = "8"


def upgrade() -> None:
    """Add the column; marks made before have no mask, and their boxes stand as they were."""
    op.add_column("marks", sa.Column("mask", sa.String()))
