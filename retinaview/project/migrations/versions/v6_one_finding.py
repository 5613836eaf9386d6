"""Schema 6: what any source says about a photograph is a finding; one of them is the main one.

Earlier versions kept the main finding apart from the opinions of further sources. Where the network
that graded in the main finding had been asked for an opinion too, the main finding stays, and the
opinion goes into the event log as it was.
"""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "6"
down_revision = "5"

_ROLES = ("grading", "segmentation")
_THIS = "WHERE image_id = :image_id AND source = :source"


def upgrade() -> None:
    """Put both into one table each for findings and maps, keyed by photograph and source."""
    connection = op.get_bind()
    for table in ("maps", "findings"):
        op.rename_table(table, f"old_{table}")
    _create_tables()
    _move_main_findings(connection)
    _move_opinions(connection)
    for table in ("opinion_maps", "opinions", "old_maps", "old_findings"):
        op.drop_table(table)
    op.create_index(
        "ix_findings_main", "findings", ["image_id"], unique=True, sqlite_where=sa.text("main = 1")
    )


def _create_tables() -> None:
    op.create_table(
        "findings",
        sa.Column("image_id", sa.Integer(), sa.ForeignKey("images.id"), primary_key=True),
        sa.Column("source", sa.String(), primary_key=True),
        # Before what is long, so that it is read without that.
        sa.Column("main", sa.Boolean(), nullable=False),
        sa.Column("created", sa.String(), nullable=False),
        sa.Column("grades", sa.JSON()),
        sa.Column("summary", sa.JSON(), nullable=False),
    )
    op.create_table(
        "maps",
        sa.Column("image_id", sa.Integer(), primary_key=True),
        sa.Column("source", sa.String(), primary_key=True),
        sa.Column("position", sa.Integer(), primary_key=True),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["image_id", "source"], ["findings.image_id", "findings.source"]),
    )


def _move_main_findings(connection: sa.Connection) -> None:
    # As bytes: what cannot be read is moved as it is.
    query = (
        "SELECT image_id, CAST(summary AS BLOB) FROM old_findings"
        " WHERE image_id IN (SELECT id FROM images)"
    )
    keys = [
        {"image_id": image_id, "source": _source_of(summary)}
        for image_id, summary in connection.execute(sa.text(query))
    ]
    for columns, table in (
        ("image_id, :source, 1, created, grades, summary", "findings"),
        ("image_id, :source, position, data", "maps"),
    ):
        move = f"INSERT INTO {table} SELECT {columns} FROM old_{table} WHERE image_id = :image_id"
        if keys:
            connection.execute(sa.text(move), keys)


def _move_opinions(connection: sa.Connection) -> None:
    for key in _said_twice(connection):
        _log(connection, key)
        for table in ("opinion_maps", "opinions"):
            connection.execute(sa.text(f"DELETE FROM {table} {_THIS}"), key)
    connection.execute(
        sa.text(
            "INSERT INTO findings SELECT image_id, source, 0, created, grades, summary"
            " FROM opinions WHERE image_id IN (SELECT id FROM images)"
        )
    )
    connection.execute(
        sa.text(
            "INSERT INTO maps SELECT image_id, source, position, data FROM opinion_maps"
            " WHERE (image_id, source) IN (SELECT image_id, source FROM opinions)"
            " AND image_id IN (SELECT id FROM images)"
        )
    )


def _source_of(summary: bytes) -> str:
    """Name of the weights that graded, or else segmented; empty where nobody can tell."""
    try:
        names = {role: name for role, name, *_ in reversed(json.loads(summary)["models"])}
        source = next(filter(None, map(names.get, _ROLES)), "")
        source.encode()
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return ""
    return str(source)


def _said_twice(connection: sa.Connection) -> list[dict[str, Any]]:
    """Return the keys of opinions by the network that graded in the main finding."""
    query = "SELECT image_id, source FROM opinions JOIN findings USING (image_id, source)"
    return [dict(row) for row in connection.execute(sa.text(query)).mappings()]


def _log(connection: sa.Connection, key: dict[str, Any]) -> None:
    row = {
        "at": datetime.now(UTC).isoformat(),
        "image_id": key["image_id"],
        "before": json.dumps(_as_logged(connection, key)),
    }
    connection.execute(
        sa.text(
            'INSERT INTO events (at, reader, label, image_id, "before", "after")'
            " VALUES (:at, '', 'Set aside opinion', :image_id, :before, 'null')"
        ),
        row,
    )


def _as_logged(connection: sa.Connection, key: dict[str, Any]) -> dict[str, Any]:
    """Return all columns of an opinion, and its maps as Base64."""
    columns = ("created", "grades", "summary")
    query = ", ".join(f"CAST({name} AS BLOB)" for name in columns)
    row = connection.execute(sa.text(f"SELECT {query} FROM opinions {_THIS}"), key).one()
    texts = (None if value is None else value.decode(errors="replace") for value in row)
    maps = f"SELECT CAST(data AS BLOB) FROM opinion_maps {_THIS} ORDER BY position"
    blobs = connection.execute(sa.text(maps), key).scalars()
    return {
        "source": key["source"],
        **dict(zip(columns, texts, strict=True)),
        "maps": [base64.b64encode(blob).decode() for blob in blobs],
    }
