"""Schema 1: photographs, marks, gradings, findings with maps, runs, events, settings."""

import sqlalchemy as sa
from alembic import op

revision = "1"
down_revision = None


def upgrade() -> None:
    """Create all tables."""
    _create_images()
    _create_marks()
    _create_gradings()
    _create_findings()
    _create_runs()
    _create_events()
    op.create_table(
        "settings",
        sa.Column("key", sa.String(), primary_key=True),
        sa.Column("value", sa.String(), nullable=False),
    )


def _create_images() -> None:
    op.create_table(
        "images",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("path", sa.String(), nullable=False, unique=True),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("width", sa.Integer()),
        sa.Column("height", sa.Integer()),
        sa.Column("patient", sa.String(), nullable=False),
        sa.Column("eye", sa.String()),
        sa.Column("position", sa.Integer(), nullable=False),
        sqlite_autoincrement=True,
    )


def _create_marks() -> None:
    op.create_table(
        "marks",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("image_id", sa.Integer(), sa.ForeignKey("images.id"), nullable=False),
        sa.Column("lesion", sa.String(), nullable=False),
        sa.Column("x", sa.Float(), nullable=False),
        sa.Column("y", sa.Float(), nullable=False),
        sa.Column("width", sa.Float(), nullable=False),
        sa.Column("height", sa.Float(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("created", sa.String(), nullable=False),
        sa.Column("modified", sa.String(), nullable=False),
        sa.Column("locked", sa.Boolean(), nullable=False),
        sa.Column("comment", sa.String(), nullable=False),
        sa.Column("model", sa.String()),
        sa.Column("model_version", sa.String()),
        sa.Column("weights_sha256", sa.String()),
        sa.Column("threshold", sa.Float()),
        sa.Column("score", sa.Float()),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    op.create_index("ix_marks_image_id", "marks", ["image_id"])


def _create_gradings() -> None:
    op.create_table(
        "gradings",
        sa.Column("image_id", sa.Integer(), sa.ForeignKey("images.id"), primary_key=True),
        sa.Column("dr", sa.Integer()),
        sa.Column("dme", sa.Integer()),
        sa.Column("ungradable", sa.Boolean(), nullable=False),
        sa.Column("comment", sa.String(), nullable=False),
        sa.Column("reader", sa.String(), nullable=False),
        sa.Column("modified", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )


def _create_findings() -> None:
    op.create_table(
        "findings",
        sa.Column("image_id", sa.Integer(), sa.ForeignKey("images.id"), primary_key=True),
        sa.Column("created", sa.String(), nullable=False),
        sa.Column("grades", sa.JSON()),
        sa.Column("summary", sa.JSON(), nullable=False),
    )
    op.create_table(
        "maps",
        sa.Column("image_id", sa.Integer(), sa.ForeignKey("findings.image_id"), primary_key=True),
        sa.Column("position", sa.Integer(), primary_key=True),
        sa.Column("data", sa.LargeBinary(), nullable=False),
    )


def _create_runs() -> None:
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("image_id", sa.Integer(), sa.ForeignKey("images.id"), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("model_version", sa.String(), nullable=False),
        sa.Column("weights_sha256", sa.String(), nullable=False),
        sa.Column("thresholds", sa.JSON(), nullable=False),
    )
    op.create_index("ix_runs_image_id", "runs", ["image_id"])


def _create_events() -> None:
    op.create_table(
        "events",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("reader", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("image_id", sa.Integer()),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
    )
    op.create_index("ix_events_image_id", "events", ["image_id"])
