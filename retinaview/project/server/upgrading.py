"""Bringing an older study on a server up to date: once, as a whole, by whoever owns it."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, Engine, NullPool, create_engine, text

from retinaview.core.errors import ProjectError
from retinaview.core.server_address import ServerAddress
from retinaview.project.schema import SCHEMA_VERSION
from retinaview.project.server.connecting import connect_patiently, schema_of
from retinaview.project.server.roles import give_rights, guard_tables, quoted
from retinaview.project.server.server_database import ONE_WRITER
from retinaview.project.upgrade import run_migrations

OLDEST_SCHEMA: Final = 11
"""Migrations after this one are written for both engines; no older study was on a server."""

_OWNER = text(
    "SELECT tableowner, pg_has_role(current_user, tableowner, 'MEMBER') FROM pg_tables "
    "WHERE schemaname = 'public' AND tablename = 'retinaview_study'"
)


def bring_up_to_date(address: ServerAddress, engine: Engine) -> tuple[str, ...]:
    """Upgrade an older study; other windows wait, and find it done.

    Parameters
    ----------
    address : ServerAddress
        The study, and the account that does it.
    engine : Engine
        By which the study's schema is looked up.

    Returns
    -------
    tuple of str
        What a reader should know; empty where there was nothing to do.

    Raises
    ------
    ProjectError
        The account does not own the study, or it is too old. Nothing was changed.
    """
    with engine.connect() as connection:
        if not _is_older(schema_of(connection)):
            return ()
    patient = create_engine(
        "postgresql+psycopg://", creator=lambda: connect_patiently(address), poolclass=NullPool
    )
    with patient.begin() as connection:
        connection.execute(ONE_WRITER)
        return _upgrade(connection, address.database)


def _is_older(schema: int | None) -> bool:
    return schema is not None and schema < SCHEMA_VERSION


def _upgrade(connection: Connection, study: str) -> tuple[str, ...]:
    schema = schema_of(connection)
    if schema is None or not _is_older(schema):  # another window was faster
        return ()
    owner = _owner(connection, schema)
    # What is made new belongs to whom the rest belongs to.
    connection.exec_driver_sql(f"SET LOCAL ROLE {quoted(owner)}")
    notes = run_migrations(connection, schema, SCHEMA_VERSION)
    guard_tables(connection)
    give_rights(connection, study)
    connection.execute(text("UPDATE retinaview_study SET schema = :new"), {"new": SCHEMA_VERSION})
    upgraded = f"The study was upgraded from schema {schema} to {SCHEMA_VERSION}"
    return (f"{upgraded}; RetinaViews older than this one refuse it now", *notes)


def _owner(connection: Connection, schema: int) -> str:
    older = f"is of an older schema ({schema}, now {SCHEMA_VERSION})"
    if schema < OLDEST_SCHEMA:
        raise ProjectError(f"{older}, older than any that was on a server")
    owner, may = connection.execute(_OWNER).one()
    if not may:
        raise ProjectError(
            f"{older}; its owner, {owner}, must open it once with this RetinaView to upgrade it"
        )
    return str(owner)
