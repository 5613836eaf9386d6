"""Schema 4: what a network's places left among the marks is set aside.

Earlier versions proposed suspicious regions and discovered patches as boxes, and readers accepted
some. They are places and no lesions. Each goes into the event log as it was; a discovered patch
that a reader has changed is the reader's own box and stays.
"""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import context, op

revision = "4"
down_revision = "3"

_PLACES = (
    "FROM marks WHERE lesion = 'suspicious_region'"
    " OR (model LIKE '% (discovery)' AND status <> 'edited')"
)


def upgrade() -> None:
    """Move places from the marks to the event log, and say so where a reader had decided."""
    connection = op.get_bind()
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in connection.execute(sa.text(f"SELECT * {_PLACES} ORDER BY rowid")).mappings():
        found[row["image_id"]].append(_as_logged(row))
    if not found:
        return
    for image_id, marks in found.items():
        _log(connection, image_id, marks)
    connection.execute(sa.text(f"DELETE {_PLACES}"))
    if note := _note([mark for marks in found.values() for mark in marks]):
        context.config.attributes["notes"].append(note)


def _log(connection: sa.Connection, image_id: int, marks: list[dict[str, Any]]) -> None:
    connection.execute(
        sa.text(
            'INSERT INTO events (at, reader, label, image_id, "before", "after")'
            " VALUES (:at, '', 'Set aside places', :image_id, :before, '[]')"
        ),
        {
            "at": datetime.now(UTC).isoformat(),
            "image_id": image_id,
            "before": json.dumps(marks),
        },
    )


def _as_logged(row: sa.RowMapping) -> dict[str, Any]:
    """Return a mark as the event log of schema 4 keeps it."""
    origin = ("model", "model_version", "weights_sha256", "threshold", "score")
    kept = ("id", "status", "author", "created", "modified", "comment")
    return {name: row[name] for name in kept} | {
        "class": row["lesion"],
        "box": [row["x"], row["y"], row["width"], row["height"]],
        "locked": bool(row["locked"]),
        "provenance": None
        if row["model"] is None
        else {name.replace("model_", ""): row[name] for name in origin},
    }


def _note(marks: list[dict[str, Any]]) -> str:
    """Return what to tell the reader; nothing where only untouched proposals went."""
    decided = [m for m in marks if m["status"] != "proposed" or m["locked"] or m["comment"]]
    if not decided:
        return ""
    boxes = "1 box was" if len(decided) == 1 else f"{len(decided)} boxes were"
    return (
        f"{boxes} a network's suspicious region or discovered patch, which is a place and no "
        "lesion: set aside from the marks, kept in the project's event log"
    )
