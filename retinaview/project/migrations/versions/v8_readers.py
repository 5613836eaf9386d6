"""Schema 8: one answer for each reader and photograph; until now a photograph had one in all."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import context, op

revision = "8"
down_revision = "7"

_COLUMNS = (
    "image_id, dr, dme, ungradable, comment, reader, modified, version, source, reason, unsure"
)


def upgrade() -> None:
    """Give the answers a key of photograph and reader; each stands as it was."""
    op.rename_table("gradings", "old_gradings")
    op.create_table(
        "gradings",
        sa.Column("image_id", sa.Integer(), sa.ForeignKey("images.id"), primary_key=True),
        sa.Column("dr", sa.Integer()),
        sa.Column("dme", sa.Integer()),
        sa.Column("ungradable", sa.Boolean(), nullable=False),
        sa.Column("comment", sa.String(), nullable=False),
        sa.Column("reader", sa.String(), primary_key=True),
        sa.Column("modified", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False, server_default=""),
        sa.Column("reason", sa.String(), nullable=False, server_default=""),
        sa.Column("unsure", sa.Boolean(), nullable=False, server_default=sa.text("0")),
    )
    known = "image_id IN (SELECT id FROM images)"
    op.execute(
        f"INSERT INTO gradings ({_COLUMNS}) SELECT {_COLUMNS} FROM old_gradings WHERE {known}"
    )
    connection = op.get_bind()
    lost = connection.execute(sa.text(f"SELECT * FROM old_gradings WHERE NOT {known}")).mappings()
    for row in lost.all():
        _set_aside(connection, row)
    op.drop_table("old_gradings")


def _set_aside(connection: sa.Connection, row: sa.RowMapping) -> None:
    """Keep an answer for a photograph that is not in the project in the event log alone."""
    values = {"at": datetime.now(UTC).isoformat(), "before": json.dumps(dict(row), default=repr)}
    connection.execute(
        sa.text(
            'INSERT INTO events (at, reader, label, image_id, "before", "after")'
            " VALUES (:at, '', 'Set aside answer', NULL, :before, 'null')"
        ),
        values,
    )
    note = f"an answer for photograph {row['image_id']}, which is not there, is in the log only"
    context.config.attributes["notes"].append(note)
