"""Studies on a server of an older or newer schema than this program's."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from retinaview.core.edits import GradingEdit, MarksEdit
from retinaview.core.errors import ProjectError
from retinaview.core.geometry import Box
from retinaview.core.grades import DRGrade, Grading
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, now
from retinaview.core.server_address import ServerAddress
from retinaview.project.faults import LineLost
from retinaview.project.images import NewImage
from retinaview.project.schema import SCHEMA_VERSION
from retinaview.project.server import upgrading
from retinaview.project.server.roles import Role
from retinaview.project.server.server_store import ServerStore
from tests.postgresql import Server, new_study_name

MARK = Mark.drawn(LesionClass.HAEMORRHAGE, Box(1, 2, 30, 40), author="admin")
ANSWER = Grading(dr=DRGrade(2)).signed("admin", now())
OLD = 11
ADDED_SINCE = ("gradings", "sequence"), ("images", "taken")
"""What the migrations after that add; each new one has its place here."""


def make_older(server: Server, address: ServerAddress) -> None:
    """Take a study back to the oldest schema that can be upgraded, with a mark and an answer."""
    with closing(ServerStore(address)) as store:
        store.apply(
            [MarksEdit(1, "Draw", (), (MARK,)), GradingEdit(1, "Grade", Grading(), ANSWER)],
            reader="admin",
        )
    with server.connect(address.database) as connection:
        for table, column in ADDED_SINCE:
            connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")  # type: ignore[arg-type]
        connection.execute("UPDATE retinaview_study SET schema = %s", (OLD,))


@pytest.fixture
def older(server: Server, address: ServerAddress) -> ServerAddress:
    make_older(server, address)
    return address


def schema_of(server: Server, address: ServerAddress) -> int:
    with server.connect(address.database) as connection:
        row = connection.execute("SELECT schema FROM retinaview_study").fetchone()
    assert row is not None
    return int(row[0])


def problem(opened: Callable[[], ServerStore]) -> str:
    with pytest.raises(ProjectError) as caught:
        opened().close()
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_an_older_study_is_upgraded_and_nothing_in_it_changes(
    server: Server, older: ServerAddress
) -> None:
    with closing(ServerStore(older)) as store:
        assert f"upgraded from schema {OLD} to {SCHEMA_VERSION}" in " ".join(store.notes)
        assert store.marks(1) == (MARK,)
        assert store.answers()[1] == (ANSWER,)
        store.assign([1], reader="admin", by="admin")
    assert schema_of(server, older) == SCHEMA_VERSION
    with closing(ServerStore(older)) as store:
        assert store.notes == ()


def test_an_upgraded_study_has_the_tables_of_a_new_one(
    server: Server, older: ServerAddress, tmp_path: Path
) -> None:
    new = server.address(new_study_name())
    ServerStore.create(new, tmp_path).close()
    ServerStore(older).close()
    assert _described(server, older) == _described(server, new)


def _described(server: Server, address: ServerAddress) -> list[tuple[object, ...]]:
    """Columns with their collations, who may do what, policies and triggers; no owner's name."""
    queries = (
        "SELECT table_name, column_name, data_type, collation_name, is_nullable, column_default "
        "FROM information_schema.columns WHERE table_schema = 'public'",
        "SELECT table_name, grantee, privilege_type FROM information_schema.role_table_grants "
        "WHERE table_schema = 'public'",
        "SELECT tablename, policyname, roles::text, cmd, qual, with_check FROM pg_policies",
        "SELECT event_object_table, trigger_name, event_manipulation "
        "FROM information_schema.triggers WHERE trigger_schema = 'public'",
    )
    with server.connect(address.database) as connection:
        rows = [row for query in queries for row in connection.execute(query).fetchall()]  # type: ignore[arg-type]
    named = (tuple(str(value).replace(address.database, "STUDY") for value in row) for row in rows)
    return sorted(row for row in named if row[0] != "alembic_version")


def test_of_two_windows_at_once_one_upgrades(older: ServerAddress) -> None:
    with ThreadPoolExecutor(4) as windows:
        stores = list(windows.map(lambda _: ServerStore(older), range(4)))
    try:
        assert sum("upgraded" in note for store in stores for note in store.notes) == 1
        assert all(store.marks(1) == (MARK,) for store in stores)
    finally:
        for store in stores:
            store.close()


def test_an_upgrade_that_fails_changes_nothing(
    server: Server, older: ServerAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise psycopg.errors.DiskFull

    with monkeypatch.context() as patched:
        patched.setattr(upgrading, "give_rights", fail)
        assert "the server's disk is full" in problem(lambda: ServerStore(older))
    assert schema_of(server, older) == OLD
    with closing(ServerStore(older)) as store:
        assert store.marks(1) == (MARK,)


def test_an_account_that_does_not_own_the_study_is_told_who_must_upgrade_it(
    server: Server, tmp_path: Path
) -> None:
    chief, anna, study = (new_study_name() for _ in range(3))
    server.add_account(chief, may="CREATEDB CREATEROLE")
    address = server.address(study, user=chief, password=chief)
    with closing(ServerStore.create(address, tmp_path)) as store:
        store.add_images([NewImage("a.png")])
    make_older(server, server.address(study))
    server.add_account(anna, Role.ADMINISTRATOR.name_in(study))
    reader = server.address(study, user=anna, password=anna)
    said = problem(lambda: ServerStore(reader))
    assert f"older schema ({OLD}, now {SCHEMA_VERSION}); its owner, {chief}, must open it" in said
    assert schema_of(server, address) == OLD
    ServerStore(server.address(study)).close()  # by a superuser, for its owner
    with closing(ServerStore(reader)) as store:
        store.assign([1], reader=anna, by=anna)
    with server.connect(study) as connection:
        owners = connection.execute("SELECT DISTINCT tableowner FROM pg_tables "
                                    "WHERE schemaname = 'public'").fetchall()  # fmt: skip
    assert owners == [(chief,)]


@pytest.mark.parametrize(
    ("schema", "words"), [(99, "was made by a newer RetinaView (schema 99"), (8, "older schema (8")]
)
def test_a_study_that_cannot_be_upgraded_is_refused(
    server: Server, address: ServerAddress, schema: int, words: str
) -> None:
    with server.connect(address.database) as connection:
        connection.execute("UPDATE retinaview_study SET schema = %s", (schema,))
    assert words in problem(lambda: ServerStore(address))
    assert schema_of(server, address) == schema


def test_a_window_that_the_study_has_outgrown_writes_nothing(
    server: Server, address: ServerAddress
) -> None:
    with closing(ServerStore(address)) as store:
        with server.connect(address.database) as connection:
            connection.execute("UPDATE retinaview_study SET schema = 99")
        with pytest.raises(LineLost, match="upgraded by a newer RetinaView"):
            store.apply([MarksEdit(1, "Draw", (), (MARK,))], reader="admin")
        assert store.marks(1) == ()


_KILLED = """
import os, signal
from tests.postgresql import start_server
server = start_server()
print(server.data.parent, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_tests_that_are_killed_leave_no_server_behind(server: Server) -> None:
    assert server.process is not None
    ended = subprocess.run(
        [sys.executable, "-c", _KILLED], check=False, capture_output=True, text=True
    )
    folder = Path(ended.stdout.strip())
    assert folder.name.startswith("retinaview-postgresql-")
    deadline = time.monotonic() + 30
    while folder.exists():
        assert time.monotonic() < deadline
        time.sleep(0.05)
