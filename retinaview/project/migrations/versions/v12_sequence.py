"""Schema 12: in which order answers were given, whatever the clock said."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "12"
down_revision = "11"

_NUMBER = """
UPDATE gradings SET sequence = (
    SELECT count(*) FROM gradings AS other WHERE other.image_id = gradings.image_id
    AND (other.modified, other.{place}) <= (gradings.modified, gradings.{place})
)
"""


def upgrade() -> None:
    """Add the column; answers given before are counted by their times."""
    op.add_column(
        "gradings", sa.Column("sequence", sa.Integer(), nullable=False, server_default="0")
    )
    # Of the same moment, a file tells by its rows which was given first.
    is_file = op.get_bind().dialect.name == "sqlite"
    op.execute(_NUMBER.format(place="rowid" if is_file else "reader"))
