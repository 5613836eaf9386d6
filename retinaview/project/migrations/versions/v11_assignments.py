"""Schema 11: who has which photograph to read, in studies of many readers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "11"
down_revision = "10"


def upgrade() -> None:
    """Add the table; nobody has a photograph yet."""
    op.create_table(
        "assignments",
        sa.Column("image_id", sa.Integer(), sa.ForeignKey("images.id"), primary_key=True),
        sa.Column("reader", sa.String(), nullable=False),
        sa.Column("given_by", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
    )
