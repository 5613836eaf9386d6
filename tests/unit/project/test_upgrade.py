from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from retinaview.core.errors import ProjectError
from retinaview.project import upgrade
from retinaview.project.opening import APPLICATION_ID, close_engine, new_engine
from retinaview.project.schema import SCHEMA_VERSION, Base
from retinaview.project.store import NewImage, ProjectStore


def older_project(path: Path) -> Path:
    """A project of schema 1 with one photograph."""
    engine = new_engine(path)
    with engine.execution_options(writes=True).begin() as connection:
        upgrade.migrate(connection, 1)
    close_engine(engine)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO images (path, sha256, patient, position) VALUES ('a.jpg', '', '', 0)"
        )
    return path


def version_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def test_the_migrations_make_the_tables_of_the_schema(store: ProjectStore) -> None:
    store.close()
    engine = create_engine(f"sqlite:///{store.path}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_a_project_tells_what_it_is(store: ProjectStore) -> None:
    store.close()
    head = store.path.read_bytes()[:100]
    assert head.startswith(b"SQLite format 3\0")
    assert int.from_bytes(head[68:72], "big") == APPLICATION_ID
    assert version_of(store.path) == SCHEMA_VERSION


def test_an_older_project_is_upgraded_after_a_backup(tmp_path: Path) -> None:
    path = older_project(tmp_path / "old.retinaview")
    store = ProjectStore.open(path)
    assert [image.path for image in store.images()] == ["a.jpg"]
    store.add_images([NewImage("b.jpg")])
    store.close()

    assert version_of(path) == SCHEMA_VERSION
    backup = tmp_path / "old.retinaview.schema-1"
    assert version_of(backup) == 1
    with closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("SELECT path FROM images").fetchall() == [("a.jpg",)]
    assert sorted(p.name for p in tmp_path.iterdir()) == [path.name, backup.name]


def test_backups_are_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "old.retinaview.schema-1").write_text("precious")
    ProjectStore.open(older_project(tmp_path / "old.retinaview")).close()
    assert (tmp_path / "old.retinaview.schema-1").read_text() == "precious"
    assert version_of(tmp_path / "old.retinaview.schema-1-2") == 1


def test_without_a_backup_there_is_no_upgrade(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = older_project(tmp_path / "old.retinaview")
    monkeypatch.setattr(upgrade, "_free_name", lambda *_: tmp_path / "no" / "such" / "folder")
    with pytest.raises(ProjectError, match=r"old\.retinaview: was not upgraded, because no backup"):
        ProjectStore.open(path)
    assert version_of(path) == 1


def test_a_failed_upgrade_leaves_the_old_project(tmp_path: Path) -> None:
    path = older_project(tmp_path / "old.retinaview")
    with closing(sqlite3.connect(path)) as connection:
        # A trigger of the name that schema 2 gives to its last one.
        connection.execute(
            "CREATE TRIGGER runs_no_delete BEFORE DELETE ON runs BEGIN SELECT 1; END"
        )
    with pytest.raises(ProjectError, match=r"old\.retinaview: .*runs_no_delete already exists"):
        ProjectStore.open(path)
    assert version_of(path) == 1
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        assert names.fetchall() == [("runs_no_delete",)]


def test_creating_never_overwrites(store: ProjectStore) -> None:
    with pytest.raises(ProjectError, match=r"study\.retinaview: is there already"):
        ProjectStore.create(store.path)
    assert len(store.images()) == 2


def test_creating_in_no_folder(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match=r"s\.retinaview: cannot be opened or written"):
        ProjectStore.create(tmp_path / "none" / "s.retinaview")
