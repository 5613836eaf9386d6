"""Schema 14: the day on which a photograph was taken, from its header, its name, or a reader."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "14"
down_revision = "13"


def upgrade() -> None:
    """Add the column; of photographs added before, what their names tell counts as it did."""
    op.add_column("images", sa.Column("taken", sa.String(), nullable=False, server_default=""))
