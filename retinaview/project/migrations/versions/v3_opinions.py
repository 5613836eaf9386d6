"""Schema 3: what further models say about a photograph, beside the finding."""

import sqlalchemy as sa
from alembic import op

revision = "3"
down_revision = "2"


def upgrade() -> None:
    """Create the tables of opinions and their maps."""
    op.create_table(
        "opinions",
        sa.Column("image_id", sa.Integer(), sa.ForeignKey("images.id"), primary_key=True),
        sa.Column("source", sa.String(), primary_key=True),
        sa.Column("created", sa.String(), nullable=False),
        sa.Column("grades", sa.JSON()),
        sa.Column("summary", sa.JSON(), nullable=False),
    )
    op.create_table(
        "opinion_maps",
        sa.Column("image_id", sa.Integer(), primary_key=True),
        sa.Column("source", sa.String(), primary_key=True),
        sa.Column("position", sa.Integer(), primary_key=True),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["image_id", "source"], ["opinions.image_id", "opinions.source"]),
    )
