"""Who may do what to a study on a server, as PostgreSQL's own roles and grants.

Each study has three roles that cannot log in. An administrator makes an account a member of one:
``GRANT study_reader TO anna``. Each may also do what those before it may.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from sqlalchemy import Connection, text
from sqlalchemy.exc import ProgrammingError

READ_ANYTHING = "SELECT ON ALL TABLES IN SCHEMA public"


class Role(StrEnum):
    """What an account is in a study, the one who may most last."""

    READER = "reader"
    ADJUDICATOR = "adjudicator"
    ADMINISTRATOR = "administrator"

    def name_in(self, study: str) -> str:
        """Return the role's name on the server."""
        return f"{study}_{self.value}"


_GRANTS = {
    Role.READER: (
        READ_ANYTHING,
        "INSERT, UPDATE, DELETE ON marks, gradings, findings, maps, assignments, settings",
        "INSERT ON events, runs",
        "UPDATE (path, sha256, width, height, patient, eye, taken) ON images",
        "USAGE ON ALL SEQUENCES IN SCHEMA public",
    ),
    Role.ADJUDICATOR: (),
    Role.ADMINISTRATOR: ("INSERT, UPDATE ON images",),
}
"""What each role may do besides what those before it may."""

_OWN_ROWS = {
    # Whose answer it is; an adjudicator may also settle another's.
    "gradings": "reader = current_user",
    # A reader takes a photograph, or gives it back; an adjudicator hands them out.
    "assignments": "reader = current_user",
    # Where a reader left the study; thresholds and blind reading hold for all.
    "settings": "right(key, length(current_user) + 3) = ' (' || current_user || ')'",
}

_APPEND_ONLY = """
CREATE OR REPLACE FUNCTION retinaview_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% are only ever appended to', TG_TABLE_NAME; END $$
"""


def guard_tables(connection: Connection) -> None:
    """Let the server refuse to rewrite the event log and the list of runs, whoever asks."""
    connection.exec_driver_sql(_APPEND_ONLY.replace("%", "%%"))
    for table in ("events", "runs"):
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {table}_append_only ON {table}")
        connection.exec_driver_sql(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION retinaview_append_only()"
        )


def make_roles(connection: Connection, study: str) -> str:
    """Make the study's roles, and give them their rights.

    Returns
    -------
    str
        A sentence where the account may not make roles, so that only it can open the study; else
        nothing.
    """
    try:
        with connection.begin_nested():
            for statement in _roles(study):
                connection.exec_driver_sql(statement.replace("%", "%%"))
            give_rights(connection, study)
    except ProgrammingError as error:
        if getattr(error.orig, "sqlstate", "") != "42501":
            raise
        return (
            "Your account may not make roles (CREATEROLE), so only it can open the study; "
            "see docs/server.md"
        )
    return ""


def give_rights(connection: Connection, study: str) -> None:
    """Give the study's roles their rights in its tables, also in those that are new.

    Nothing happens where an account has made the study that may not make roles.
    """
    there = text("SELECT count(*) FROM pg_roles WHERE rolname = ANY(:names)")
    names = [role.name_in(study) for role in Role]
    if connection.scalar(there, {"names": names}) == len(names):
        for statement in _rights(study):
            connection.exec_driver_sql(statement.replace("%", "%%"))


def role_of(connection: Connection, study: str) -> Role | None:
    """Return what the account is in a study: the owner an administrator; None where nothing."""
    query = text(
        "SELECT bool_or(pg_has_role(current_user, oid, 'MEMBER')) FROM pg_roles WHERE rolname = :n"
    )
    for role in reversed(Role):
        if connection.scalar(query, {"n": role.name_in(study)}):
            return role
    owner = "SELECT tableowner = current_user FROM pg_tables WHERE tablename = 'retinaview_study'"
    return Role.ADMINISTRATOR if connection.scalar(text(owner)) else None


def _roles(study: str) -> Iterator[str]:
    names = _names(study)
    for name in names.values():
        yield f"""DO $$ BEGIN CREATE ROLE {name} NOLOGIN;
            EXCEPTION WHEN duplicate_object THEN NULL; END $$"""
    yield f"GRANT CONNECT ON DATABASE {quoted(study)} TO {names[Role.READER]}"
    yield f"GRANT USAGE ON SCHEMA public TO {names[Role.READER]}"
    yield f"GRANT {names[Role.READER]} TO {names[Role.ADJUDICATOR]}"
    yield f"GRANT {names[Role.ADJUDICATOR]} TO {names[Role.ADMINISTRATOR]}"


def _rights(study: str) -> Iterator[str]:
    names = _names(study)
    for role, grants in _GRANTS.items():
        for grant in grants:
            yield f"GRANT {grant} TO {names[role]}"
    for table, whose in _OWN_ROWS.items():
        yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
        yield from _policy("seen", table, "FOR SELECT USING (true)")
        own = f"TO {names[Role.READER]} USING ({whose}) WITH CHECK ({whose})"
        yield from _policy("own", table, own)
        yield from _policy("any_row", table, f"TO {names[Role.ADJUDICATOR]} USING (true)")
    yield "ALTER TABLE events ENABLE ROW LEVEL SECURITY"
    yield from _policy("seen", "events", "FOR SELECT USING (true)")
    signed = "WITH CHECK (reader IN (current_user, ''))"
    yield from _policy("signed", "events", f"FOR INSERT TO {names[Role.READER]} {signed}")


def _policy(name: str, table: str, rule: str) -> Iterator[str]:
    yield f"DROP POLICY IF EXISTS {name} ON {table}"
    yield f"CREATE POLICY {name} ON {table} {rule}"


def _names(study: str) -> dict[Role, str]:
    return {role: quoted(role.name_in(study)) for role in Role}


def quoted(name: str) -> str:
    """Return a name as SQL has it."""
    escaped = name.replace('"', '""')
    return f'"{escaped}"'
