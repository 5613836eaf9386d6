"""Making a new study on a server."""

from __future__ import annotations

from pathlib import Path

from psycopg import sql
from sqlalchemy import Connection, text

from retinaview.core.errors import ProjectError
from retinaview.core.server_address import ServerAddress
from retinaview.project.schema import SCHEMA_VERSION, Base
from retinaview.project.server.connecting import check_server, connect, schema_of
from retinaview.project.server.faults import NoSuchDatabase, as_server_errors
from retinaview.project.server.roles import guard_tables, make_roles
from retinaview.project.server.server_database import PHOTOGRAPHS, open_line


def found_study(address: ServerAddress, photographs: Path) -> tuple[str, ...]:
    """Make an empty study in a database, which is made as well where it is not there yet.

    Parameters
    ----------
    address : ServerAddress
        Where, and by whom: the account becomes the study's administrator.
    photographs : Path
        The folder at which the paths of photographs start.

    Returns
    -------
    tuple of str
        Sentences about what should be known.

    Raises
    ------
    ProjectError
        There is a study already, or the account may not make one. Nothing was changed.
    """
    try:
        line = open_line(address)
    except NoSuchDatabase:
        _make_database(address)
        line = open_line(address)
    try:
        with as_server_errors(address), line.engine.begin() as connection:
            check_server(connection)
            note = _make_study(connection, address.database, photographs)
    finally:
        line.close()
    return (note,) if note else ()


def _make_study(connection: Connection, name: str, photographs: Path) -> str:
    if schema_of(connection) is not None:
        raise ProjectError("is there already; open it, or give another name")
    there = connection.scalar(
        text("SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tablename = ANY(:t)"),
        {"t": list(Base.metadata.tables)},
    )
    if there:
        raise ProjectError("the database holds other tables of these names; give another database")
    Base.metadata.create_all(connection)
    guard_tables(connection)
    connection.exec_driver_sql("CREATE TABLE retinaview_study (schema integer NOT NULL)")
    connection.exec_driver_sql("GRANT SELECT ON retinaview_study TO PUBLIC")
    values = {"version": SCHEMA_VERSION, "key": PHOTOGRAPHS, "folder": str(photographs)}
    connection.execute(text("INSERT INTO retinaview_study VALUES (:version)"), values)
    connection.execute(text("INSERT INTO settings (key, value) VALUES (:key, :folder)"), values)
    return make_roles(connection, name)


def unmake_study(connection: Connection) -> None:
    """Remove a study's tables; its roles stay, as accounts may be members of them."""
    Base.metadata.drop_all(connection)
    connection.exec_driver_sql("DROP FUNCTION retinaview_append_only()")
    connection.exec_driver_sql("DROP TABLE retinaview_study")


def _make_database(address: ServerAddress) -> None:
    words = sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'")
    with (
        as_server_errors(address),
        connect(address, dbname="postgres", autocommit=True) as connection,
    ):
        connection.execute(words.format(sql.Identifier(address.database)))
