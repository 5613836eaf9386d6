"""The tables of a project file, as typed rows; changes to them need a migration that ends here."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Dialect,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    MetaData,
    String,
    event,
    false,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator, TypeEngine

from retinaview.project.dialects import SERVER, json_type, time_text

SCHEMA_VERSION = 14
"""Number of the newest migration; kept in the file as SQLite's ``user_version``."""


class UtcDateTime(TypeDecorator[datetime]):
    """A time with its zone, kept as ISO 8601 text in UTC."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Convert a value for the file."""
        return None if value is None else value.astimezone(UTC).isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Convert a value from the file."""
        return None if value is None else datetime.fromisoformat(value)

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str]:
        """Return the type of the column."""
        return time_text(dialect)


class Base(DeclarativeBase):
    """All tables."""


class ImageRow(Base):
    """A photograph."""

    __tablename__ = "images"
    # AUTOINCREMENT: an id that was once given out never means another photograph.
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012

    id: Mapped[int] = mapped_column(primary_key=True)
    path: Mapped[str] = mapped_column(unique=True)
    sha256: Mapped[str] = mapped_column(default="")
    width: Mapped[int | None]
    height: Mapped[int | None]
    patient: Mapped[str] = mapped_column(default="")
    eye: Mapped[str | None]
    position: Mapped[int]
    taken: Mapped[str] = mapped_column(server_default="")


class MarkRow(Base):
    """A mark with its provenance; `version` counts its changes.

    `mask` is the text of its mask: place, sides, and run lengths row by row, outside first.
    """

    __tablename__ = "marks"

    id: Mapped[str] = mapped_column(primary_key=True)
    image_id: Mapped[int] = mapped_column(ForeignKey("images.id"), index=True)
    lesion: Mapped[str]
    x: Mapped[float] = mapped_column(Float)
    y: Mapped[float] = mapped_column(Float)
    width: Mapped[float] = mapped_column(Float)
    height: Mapped[float] = mapped_column(Float)
    status: Mapped[str]
    author: Mapped[str]
    created: Mapped[datetime] = mapped_column(UtcDateTime)
    modified: Mapped[datetime] = mapped_column(UtcDateTime)
    locked: Mapped[bool]
    comment: Mapped[str]
    source: Mapped[str] = mapped_column(server_default="")
    model: Mapped[str | None]
    model_version: Mapped[str | None]
    weights_sha256: Mapped[str | None]
    threshold: Mapped[float | None] = mapped_column(Float)
    score: Mapped[float | None] = mapped_column(Float)
    mask: Mapped[str | None]
    unsure: Mapped[bool] = mapped_column(server_default=false())
    version: Mapped[int] = mapped_column()

    # An UPDATE of a row that someone else changed in between matches nothing and raises.
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class GradingRow(Base):
    """A reader's answer for one photograph; several readers may each have one.

    `sequence` counts the answers of a photograph in the order in which they were given: times come
    from clocks, which are set back.
    """

    __tablename__ = "gradings"

    image_id: Mapped[int] = mapped_column(ForeignKey("images.id"), primary_key=True)
    reader: Mapped[str] = mapped_column(primary_key=True)
    dr: Mapped[int | None]
    dme: Mapped[int | None]
    ungradable: Mapped[bool]
    reason: Mapped[str] = mapped_column(server_default="")
    unsure: Mapped[bool] = mapped_column(server_default=false())
    flag: Mapped[bool] = mapped_column(server_default=false())
    comment: Mapped[str]
    source: Mapped[str] = mapped_column(server_default="")
    decided_by: Mapped[str] = mapped_column(server_default="")
    sequence: Mapped[int] = mapped_column(server_default="0")
    modified: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class FindingRow(Base):
    """What one source last said about one photograph, without the maps.

    `source` is the name of its weights. At most one finding of a photograph is the `main` one.
    """

    __tablename__ = "findings"
    # Also how the main ones are found without a look at the others.
    __table_args__ = (
        Index(
            "ix_findings_main",
            "image_id",
            unique=True,
            sqlite_where=text("main = 1"),
            postgresql_where=text("main"),
        ),
    )

    image_id: Mapped[int] = mapped_column(ForeignKey("images.id"), primary_key=True)
    source: Mapped[str] = mapped_column(primary_key=True)
    main: Mapped[bool]
    created: Mapped[datetime] = mapped_column(UtcDateTime)
    grades: Mapped[dict[str, Any] | None] = mapped_column(json_type(none_as_null=True))
    summary: Mapped[dict[str, Any]] = mapped_column(json_type())


class MapRow(Base):
    """One map of a finding: zlib-compressed bytes, row by row, 0-255."""

    __tablename__ = "maps"
    __table_args__ = (
        ForeignKeyConstraint(["image_id", "source"], ["findings.image_id", "findings.source"]),
    )

    image_id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)


class RunRow(Base):
    """One model that ran on one photograph; only ever appended."""

    __tablename__ = "runs"

    id: Mapped[int] = mapped_column(primary_key=True)
    image_id: Mapped[int] = mapped_column(ForeignKey("images.id"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    role: Mapped[str]
    model: Mapped[str]
    model_version: Mapped[str]
    weights_sha256: Mapped[str]
    thresholds: Mapped[dict[str, Any]] = mapped_column(json_type())


class EventRow(Base):
    """Who did what and when, with before and after; only ever appended."""

    __tablename__ = "events"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    reader: Mapped[str]
    label: Mapped[str]
    image_id: Mapped[int | None] = mapped_column(index=True)
    before: Mapped[Any] = mapped_column(json_type())
    after: Mapped[Any] = mapped_column(json_type())


class AssignmentRow(Base):
    """Who has a photograph to read, and who gave it to them."""

    __tablename__ = "assignments"

    image_id: Mapped[int] = mapped_column(ForeignKey("images.id"), primary_key=True)
    reader: Mapped[str]
    given_by: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class SettingRow(Base):
    """A value kept with the project."""

    __tablename__ = "settings"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


GUARDS = {
    f"{table}_no_{change.lower()}": (
        f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} are only ever appended to'); END"
    )
    for table in ("events", "runs")
    for change in ("UPDATE", "DELETE")
}
"""Triggers by which the file itself refuses to rewrite the event log and the list of runs."""


@event.listens_for(Base.metadata, "after_create")
def _create_guards(_: MetaData, connection: Connection, **_options: object) -> None:
    if connection.dialect.name != SERVER:  # which has guards of its own; see `server.roles`
        for guard in GUARDS.values():
            connection.exec_driver_sql(guard)


# For reading and writing many rows at once, which takes a quarter of the time that objects take.
IMAGES, MARKS, GRADINGS, RUNS, EVENTS, ASSIGNMENTS = (
    Base.metadata.tables[name]
    for name in ("images", "marks", "gradings", "runs", "events", "assignments")
)
