"""Schema 5: the label file that a mark or an answer came from; and no answer contradicts itself.

Earlier versions let a photograph be graded and ungradable at once, and showed it as ungradable.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import context, op

revision = "5"
down_revision = "4"

_CONTRADICTING = "ungradable AND (dr IS NOT NULL OR dme IS NOT NULL)"


def upgrade() -> None:
    """Add the columns; let ungradable stand, as it was shown, and keep the grades in the log."""
    for table in ("marks", "gradings"):
        op.add_column(table, sa.Column("source", sa.String(), nullable=False, server_default=""))
    connection = op.get_bind()
    query = sa.text(
        "SELECT gradings.*, images.path FROM gradings JOIN images ON images.id = image_id"
        f" WHERE {_CONTRADICTING} ORDER BY image_id"
    )
    found = connection.execute(query).mappings().all()
    for row in found:
        _log(connection, row)
    if found:
        connection.execute(
            sa.text(
                "UPDATE gradings SET dr = NULL, dme = NULL, version = version + 1"
                f" WHERE {_CONTRADICTING}"
            )
        )
        context.config.attributes["notes"].append(_note([row["path"] for row in found]))


def _log(connection: sa.Connection, row: sa.RowMapping) -> None:
    before = {name: row[name] for name in ("dr", "dme", "comment")} | {"ungradable": True}
    connection.execute(
        sa.text(
            'INSERT INTO events (at, reader, label, image_id, "before", "after") VALUES'
            " (:at, '', 'Take back the grade of an ungradable photograph', :image, :before, :after)"
        ),
        {
            "at": datetime.now(UTC).isoformat(),
            "image": row["image_id"],
            "before": json.dumps(before),
            "after": json.dumps(before | {"dr": None, "dme": None}),
        },
    )


def _note(paths: list[str]) -> str:
    names = [path.rsplit("/", 1)[-1] for path in paths]
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return (
        f"{', '.join(names[:3])}{more} had a grade and were ungradable at once: they stand as "
        "ungradable, as they were shown, and the grades are kept in the project's event log"
    )
